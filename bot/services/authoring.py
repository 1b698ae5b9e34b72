"""Authoring: a project folder for a briefing of your own, drafted facts, lists of questions in and out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from bot.domain.briefing import Briefing, Document
from bot.domain.drafting.drafting import Draft, draft
from bot.domain.drafting.imported_facts import fact_of
from bot.domain.free_id import free_id
from bot.domain.sheet import Source
from bot.errors import InputError, SheetError
from bot.services.source_file import name_of, read_source, title_of
from bot.sheets.conversion import text_name
from bot.sheets.documents import SEEDS, ReadingRules, shown
from bot.sheets.faq import Faq, FaqEntry, FaqFormat, faq_text, format_of, read_faq
from bot.sheets.knowledge import GOLDEN, RULES, base_of, load, sheet_files
from bot.sheets.schema import schema_text
from bot.sheets.sheet_text import SheetPart, sheet_text
from bot.sheets.whole_files import NewFiles, require_free

KNOWLEDGE, SCHEMA = "knowledge", "sheet.schema.json"
SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Drafted:
    """A document's draft as a file of a sheet, and how many of its facts need another look."""

    file: str
    text: str
    facts: int
    remarks: int
    made_of: str = ""  # the web page or PDF that the document is the text of


@dataclass(frozen=True, slots=True)
class ExistingSheet:
    """The sheet that a list is imported into; `example` says that it still is the example of `new`."""

    title: str
    facts: int
    example: bool


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a list of questions: the files that were written, and what was left out."""

    sheet: str
    source: str
    facts: int
    faq: Faq
    existing: ExistingSheet | None = None


def draft_document(path: Path, knowledge: Path, rules: ReadingRules = RULES) -> Drafted:
    """Draft facts from a document that lies in a folder beside the knowledge folder.

    A web page or a PDF may lie anywhere: its text is written there first.
    """
    folder = knowledge.resolve()
    base = base_of(folder) if folder.exists() else folder.parent
    name = text_name(path)
    if name is not None:
        text = base / SEEDS / name
        _keep_text(text, read_source(path, rules))
        return replace(draft_document(text, knowledge, rules), made_of=path.name)
    file = path.resolve()
    if not file.is_relative_to(base):
        raise InputError(f"{path} lies outside {shown(base)}. Put it into {shown(base / SEEDS)} first.")
    known = _known(knowledge, rules)
    name = file.relative_to(base).as_posix()
    sources = known.sheet.sources if known else {}
    source_id = next((id_ for id_, source in sources.items() if source.file == name), None)
    document = Document(source_id or free_id(file.stem, sources, SOURCE), name, read_source(file, rules))
    made = draft(document, known)
    fresh = {} if source_id else {document.source: Source(file=name, title=title_of(document))}
    return _drafted(document, made, "" if known else title_of(document), fresh)


def require_free_in_sheet(output: Path, knowledge: Path) -> None:
    """Refuse to overwrite a file of the sheet: a second draft would leave out what the first one quotes."""
    if output.resolve() == knowledge.resolve() or output.resolve().parent == knowledge.resolve():
        require_free(output)


def _drafted(document: Document, made: Draft, title: str, sources: dict[str, Source]) -> Drafted:
    part = SheetPart(
        title=title,
        sources=sources,
        vocabulary=made.vocabulary,
        facts=[(document.source, fact) for fact in made.facts],
        remark=f"Drafted from {document.file}: read each fact, and delete what nobody will ask.",
    )
    remarks = sum(bool(fact.remark) for fact in made.facts)
    return Drafted(document.file, sheet_text(part), len(made.facts), remarks)


def _known(knowledge: Path, rules: ReadingRules) -> Briefing | None:
    """The sheet that is there already, if any; one with problems must be fixed first."""
    try:
        sheet_files(knowledge)
    except SheetError:
        return None
    return load(knowledge, rules)


def new_project(folder: Path, documents: Sequence[Path], rules: ReadingRules = RULES) -> tuple[Drafted, ...]:
    """Make the folder; without documents it begins with a short example that can be asked at once."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{shown(folder)} is there already and not empty. Name a new folder.")
    texts = {text_name(path) or path.name: (path, read_source(path, rules)) for path in documents}
    if len(texts) < len(documents):
        raise InputError("Two of the documents have the same name. Give one of them another.")
    with NewFiles.together() as new:
        new.write(folder / KNOWLEDGE / SCHEMA, schema_text())
        new.write(folder / "config.yaml", _pattern("settings.yaml"))
        new.write(folder / "README.md", _pattern("README.md"))
        if texts:
            return tuple(_drafts(new, folder, texts, rules))
        new.write(folder / SEEDS / "example.md", _pattern("example.md"))
        for name in ("example.yaml", "golden.yaml"):
            new.write(folder / KNOWLEDGE / name, _pattern(name))
    return ()


def _drafts(
    new: NewFiles, folder: Path, texts: Mapping[str, tuple[Path, str]], rules: ReadingRules
) -> Iterator[Drafted]:
    """Write each document's text and the facts drafted from it."""
    for name, (_, text) in texts.items():
        new.write(folder / SEEDS / name, text)
    taken = [GOLDEN]
    for name, (path, _) in texts.items():
        made = draft_document(folder / SEEDS / name, folder / KNOWLEDGE, rules)
        taken.append(free_id(Path(name).stem, taken, SOURCE))
        new.write(folder / KNOWLEDGE / f"{taken[-1]}.yaml", made.text)
        yield replace(made, made_of=path.name if text_name(path) else "")
    new.write(folder / KNOWLEDGE / "golden.yaml", _pattern("promises.yaml"))


def import_faq(path: Path, knowledge: Path, rules: ReadingRules = RULES) -> Imported:
    """A list of questions becomes a file of the sheet, and its own source, so that every answer quotes it."""
    if path.is_dir():
        raise InputError(f"{path} is a folder. Name a file that holds a list of questions.")
    listed = path.with_name(text_name(path) or path.name)
    is_markdown = format_of(listed) is FaqFormat.MARKDOWN
    given = read_source(path, rules)
    faq = read_faq(listed, given)
    if not faq.entries:
        raise InputError(f"There is no question with an answer in {path}.")
    known = _known(knowledge, rules)
    base = knowledge.parent
    if knowledge.is_file():
        raise InputError(
            f"{shown(knowledge)} is a single file; a list is taken over into a folder of sheets."
        )
    name = free_id(path.stem, (), SOURCE)
    ending = listed.suffix if listed != path else ".md"
    source, sheet = base / SEEDS / f"{name}{ending}", knowledge / f"{name}.yaml"
    text = given if is_markdown else faq_text(faq.entries, FaqFormat.MARKDOWN, name_of(path))
    require_free(sheet)
    part = _taken_over(faq, Document(name, f"{SEEDS}/{source.name}", text), known, path)
    with NewFiles.together() as new:
        if path.resolve() != source.resolve():
            new.write(source, text)
        new.write(sheet, sheet_text(part))
        if not (knowledge / SCHEMA).exists():  # editors look for it beside the sheet
            new.write(knowledge / SCHEMA, schema_text())
    return Imported(shown(sheet), shown(source), len(part.facts), faq, _existing(known))


def _existing(known: Briefing | None) -> ExistingSheet | None:
    if known is None:
        return None
    texts = [document.text for document in known.documents.values()]
    return ExistingSheet(known.sheet.title, len(known.sheet.facts), _pattern("example.md") in texts)


def _taken_over(faq: Faq, document: Document, known: Briefing | None, path: Path) -> SheetPart:
    """The facts of a list, quoting the document that was made of it."""
    taken = set(known.entries) if known else set()
    asked = {one.question.lower() for one in faq.entries}
    return SheetPart(
        title="" if known else title_of(document),
        sources={document.source: Source(file=document.file, title=title_of(document))},
        facts=[(document.source, fact_of(one, document, taken, asked)) for one in faq.entries],
        remark=f"Taken over from {path.name}.",
    )


def export_faq(briefing: Briefing, form: FaqFormat) -> str:
    """The sheet's facts as a list of questions."""
    entries = [FaqEntry(fact.question, fact.answer, fact.also, fact.topic) for fact in briefing.sheet.facts]
    return faq_text(entries, form, briefing.sheet.title)


def _pattern(name: str) -> str:
    """A file that a new project begins with."""
    return (files("bot") / "data" / "project" / name).read_text(encoding="utf-8")


def _keep_text(file: Path, text: str) -> None:
    """Write the text once; people may correct it by hand, so it is never written again."""
    if file.exists() and read_source(file, RULES) != text:
        raise InputError(
            f"{shown(file)} is there already and says something else. Draft from that file, or rename it."
        )
    if not file.exists():
        with NewFiles.together() as new:
            new.write(file, text)
