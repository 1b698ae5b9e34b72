"""Loads a folder of fact sheets, or a single one, into a checked briefing, or tells all that is wrong."""

import os
from dataclasses import dataclass
from pathlib import Path

from bot.domain.briefing import Briefing, Document, fingerprint
from bot.errors import Problem, SheetError
from bot.sheets.citing import Citer
from bot.sheets.documents import UnreadableFileError, read_text, shown
from bot.sheets.merging import Merged, Merger
from bot.sheets.places import Places
from bot.sheets.references import ReferenceCheck
from bot.sheets.sheet_parts import PartReader, SheetPart
from bot.sheets.yaml_reader import read_yaml

SUFFIXES = frozenset({".yaml", ".yml"})
GOLDEN = "golden"


@dataclass(frozen=True, slots=True)
class LoadedSheet:
    """A briefing with the files it came from and the place of everything in them."""

    briefing: Briefing
    places: Places
    files: tuple[str, ...]


def load(path: Path) -> Briefing:
    """The briefing of a knowledge folder or of a single file; SheetError carries all its problems."""
    return load_sheet(path).briefing


def load_sheet(path: Path) -> LoadedSheet:
    """The same, with the places of its entries."""
    files = sheet_files(path)
    problems: list[Problem] = []
    merged = Merger(problems).merge([_read_part(file, problems) for file in files])
    if merged.complete:
        ReferenceCheck(problems).run(merged)
    sheet = merged.sheet
    documents = _read_documents(merged, _base(path), problems)
    citer = Citer(sheet.sources, documents, problems)
    citations = {fact.id: citer.cite(fact) for fact in merged.facts}
    if problems:
        raise SheetError(problems)
    briefing = Briefing(sheet, documents, citations, fingerprint(sheet, documents))
    return LoadedSheet(briefing, merged.places, tuple(shown(file) for file in files))


def sheet_files(path: Path) -> tuple[Path, ...]:
    """The files that make up a sheet, in the order of their names."""
    name = shown(path)
    try:
        if path.is_file():
            return (path,)
        if not path.is_dir():
            raise _unusable(name, f"There is no folder or file {name}.", "Check the setting knowledge.path.")
        files = tuple(sorted(file for file in path.iterdir() if _is_sheet(file)))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be used"
        raise _unusable(name, f"{name} cannot be read: {reason}.", "Check its permissions.") from error
    if not files:
        hint = "Put a fact sheet there: a file whose name ends in .yaml or .yml."
        raise _unusable(name, f"The folder {name} holds no fact sheet.", hint)
    return files


def _unusable(name: str, message: str, hint: str) -> SheetError:
    return SheetError([Problem(name, 1, 1, message, hint)])


def _is_sheet(file: Path) -> bool:
    """Editors leave hidden files behind, and golden questions are no part of the sheet."""
    return file.suffix in SUFFIXES and file.stem != GOLDEN and not file.name.startswith(".")


def _base(path: Path) -> Path:
    """The folder that the files of sources are relative to."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would leave the folder through a link
    return absolute.parent if absolute.is_dir() else absolute.parent.parent


def _read_part(file: Path, problems: list[Problem]) -> SheetPart:
    name = shown(file)
    try:
        read = read_yaml(read_text(file), name)
    except UnreadableFileError as error:
        problems.append(error.problem(name))
        return SheetPart(name, complete=False)
    problems.extend(read.problems)
    if not read.complete:
        return SheetPart(name, complete=False)
    return PartReader(name, problems).read(read.root)


def _read_documents(merged: Merged, base: Path, problems: list[Problem]) -> dict[str, Document]:
    documents: dict[str, Document] = {}
    for source in merged.sources:
        file = source.text("file")
        if file is None:
            continue
        try:
            documents[source.id] = Document(source.id, file.text, read_text(base / file.text))
        except UnreadableFileError as error:
            problems.append(file.place.problem(error.message, error.hint))
    return documents
