"""Loads a folder of fact sheets, or a single one, into a checked briefing, or reports all problems."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Final

from bot.domain.briefing import NO_BRIEFING, Briefing, Document, fingerprint
from bot.errors import Problem, SheetError
from bot.sheets.citing import cite, read_documents
from bot.sheets.documents import MEGABYTE, ReadingRules, shown
from bot.sheets.sheet_reader import LEARNED, NO_FILES, Known, read_learned_file, read_sheet_file
from bot.sheets.written_sheet import WrittenSheet, cross_check, together

SUFFIXES = frozenset({".yaml", ".yml"})
GOLDEN = "golden"
BEGIN = "python -m bot new FOLDER [DOCUMENT]..."
RULES = ReadingRules()


@dataclass(frozen=True, slots=True)
class Reading:
    """A briefing, and what each of its files contributes, by name."""

    briefing: Briefing = NO_BRIEFING
    parts: Mapping[str, WrittenSheet] = field(default_factory=dict)


NOTHING_READ: Final = Reading()


def load(path: Path, rules: ReadingRules = RULES) -> Briefing:
    """The briefing of a knowledge folder or a single file; SheetError carries all its problems."""
    return read(path, rules).briefing


def read(path: Path, rules: ReadingRules = RULES, before: Reading = NOTHING_READ) -> Reading:
    """The same, kept so that a later reading need not look at unchanged files again."""
    parts = {part.files[0]: part for part in _parts(path, rules, before.parts, _without_places)}
    written = together(tuple(parts.values()))
    documents, unread = read_documents(written, base_of(path), rules, before.briefing)
    if parts == before.parts and documents == before.briefing.documents:
        return before
    try:
        return Reading(_briefing(written, documents, unread, before.briefing), parts)
    except SheetError:  # only what is read as a whole knows the places of its problems
        return Reading(load_sheet(path, rules)[0])


def load_sheet(path: Path, rules: ReadingRules = RULES) -> tuple[Briefing, WrittenSheet]:
    """The briefing and the sheet as written; SheetError carries all its problems."""
    written = together(tuple(_parts(path, rules)))
    documents, unread = read_documents(written, base_of(path), rules)
    return _briefing(written, documents, unread), written


def state_of_files(path: Path, rules: ReadingRules) -> str:
    """Changes when somebody changes the content of the files, even of broken ones."""
    try:
        return load(path, rules).version
    except SheetError as error:
        return f"broken {sha256(str(error).encode()).hexdigest()}"


def _as_it_is(part: WrittenSheet) -> WrittenSheet:
    return part


def _parts(
    path: Path,
    rules: ReadingRules,
    known: Known = NO_FILES,
    finish: Callable[[WrittenSheet], WrittenSheet] = _as_it_is,
) -> Iterator[WrittenSheet]:
    """What each file contributes; `finish` may take over, as nobody else holds it yet."""
    files, learned = sheet_files(path), learned_files(path)
    _require_small((*files, *learned), rules.sheet_mb)
    for file in files:
        yield finish(read_sheet_file(file, rules.sheet_mb, known))
    for file in learned:
        yield finish(read_learned_file(file, rules.sheet_mb, known))


def _without_places(part: WrittenSheet) -> WrittenSheet:
    """Without its nodes, which are freed one by one: all at once would stall the other threads."""
    if part.problems or part.has_no_places:
        return part
    nodes, part = list(part.nodes), part.without_places()
    while nodes:
        nodes.pop()
    return part


def _briefing(
    written: WrittenSheet,
    documents: dict[str, Document],
    unread: list[Problem],
    before: Briefing = NO_BRIEFING,
) -> Briefing:
    citations, unquoted = cite(written, documents, before)
    problems = [*written.problems, *cross_check(written), *unread, *unquoted]
    if problems:
        raise SheetError([written.named(problem) for problem in problems])
    return Briefing(written.sheet, documents, citations, fingerprint(written.sheet, documents))


def _require_small(files: tuple[Path, ...], most_mb: int) -> None:
    """Check the total size before reading: a huge sheet would take minutes and all the memory."""
    sizes = {file: file.stat().st_size for file in files if file.is_file()}
    total = sum(sizes.values())
    if total > most_mb * MEGABYTE:
        message = f"The fact sheet has {total / MEGABYTE:,.1f} MB; at most {most_mb} MB are read."
        largest = max(sizes, key=lambda file: sizes[file])
        raise _unusable(shown(largest), message, "Make it smaller, or raise knowledge.sheet_mb.")


def sheet_files(path: Path) -> tuple[Path, ...]:
    """The files that make up a sheet, in the order of their names."""
    name = shown(path)
    try:
        if path.is_file():
            return (path,)
        if not path.is_dir():
            raise _unusable(
                name,
                f"There is no folder or file {name}.",
                f"Check the setting knowledge.path, or begin: {BEGIN}",
            )
        files = tuple(file for file in _yaml_files(path) if file.stem != GOLDEN)
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from error
    if not files:
        hint = f"Put a fact sheet there, a file whose name ends in .yaml or .yml, or begin: {BEGIN}"
        raise _unusable(name, f"The folder {name} holds no fact sheet.", hint)
    return files


def learned_files(path: Path) -> tuple[Path, ...]:
    """The files of learned ways of asking in a knowledge folder; a single file has none."""
    folder = path / LEARNED
    try:
        return _yaml_files(folder) if folder.is_dir() else ()
    except (OSError, ValueError) as error:
        raise _unreadable(shown(folder), error) from error


def _unreadable(name: str, error: Exception) -> SheetError:
    reason = getattr(error, "strerror", None) or "its name cannot be used"
    return _unusable(name, f"{name} cannot be read: {reason}.", "Check its permissions.")


def _unusable(name: str, message: str, hint: str) -> SheetError:
    return SheetError([Problem(name, 1, 1, message, hint)])


def _yaml_files(folder: Path) -> tuple[Path, ...]:
    """Sorted by name, without the hidden ones that editors leave behind."""
    files = (file for file in folder.iterdir() if file.suffix in SUFFIXES)
    return tuple(sorted(file for file in files if not file.name.startswith(".")))


def base_of(path: Path) -> Path:
    """The folder to which the files of sources are relative."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would leave the folder through a link
    return absolute.parent if absolute.is_dir() else absolute.parent.parent
