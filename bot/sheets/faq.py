"""Lists of frequent questions: read from Markdown, CSV or JSON, and written to them."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.domain.briefing import Document
from bot.domain.markdown import unmarked
from bot.domain.outline import BOLD_QUESTION, LOWEST, Section, answer_start, outline
from bot.domain.quoting import QuoteFinder, Span
from bot.errors import InputError

_QUESTION_KEYS = ("question", "q", "name", "title", "frage", "issue", "problem")
_ANSWER_KEYS = (
    "answer", "a", "acceptedanswer", "text", "response", "antwort", "body", "content", "solution", "reply",
)  # fmt: skip
_TOPIC_KEYS = ("topic", "category", "section", "group", "thema", "kategorie", "bereich")
_WAYS_KEYS = ("also", "alternatives", "variants", "phrasings")
_LIST_KEYS = ("faq", "faqs", "questions", "items", "entries", "mainentity", "data")
_UNWRITTEN = re.compile(
    r"(?:tb[acd]|to ?do|n/?a|x{2,}|(?:to be|yet to be) (?:announced|confirmed|decided|done|written)"
    r"|coming soon|(?:see|as) (?:above|below))[.!…]*",
    re.IGNORECASE,
)
_PARTED_BY = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
_PAIR = 2
_WAYS_PARTING = re.compile(r"\s*[|\n]\s*")


class FaqFormat(StrEnum):
    """The format of a list; the value is its file extension."""

    MARKDOWN = "md"
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class FaqEntry:
    """A question with its answer, other ways to ask it, its topic, and the line where it stands."""

    question: str
    answer: str
    also: tuple[str, ...] = ()
    topic: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that could not be imported, and why."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Faq:
    """The questions of a file, and what was left out."""

    entries: tuple[FaqEntry, ...]
    skipped: tuple[LeftOut, ...]


def format_of(path: Path) -> FaqFormat:
    ending = path.suffix.lower().removeprefix(".")
    if ending in {"md", "markdown", "txt"}:
        return FaqFormat.MARKDOWN
    if ending in {"csv", "json"}:
        return FaqFormat(ending)
    raise InputError(f"{path} is not a readable list of questions: name a .md, .csv, .json or .html file.")


def read_faq(path: Path, text: str) -> Faq:
    """The questions of a text, and what else it holds; InputError when it is no list at all."""
    match format_of(path):
        case FaqFormat.MARKDOWN:
            found = tuple(_from_markdown(path.name, text))
        case FaqFormat.CSV:
            found = tuple(_from_csv(path, text.removeprefix("\ufeff")))
        case FaqFormat.JSON:
            found = tuple(_from_json(path, text))
    return _sorted_out(found)


def _sorted_out(found: Iterable[FaqEntry]) -> Faq:
    kept: dict[str, FaqEntry] = {}
    skipped: list[LeftOut] = []
    for entry in found:
        asked = " ".join(entry.question.lower().split()).rstrip("?")
        reason = _why_left_out(entry, asked, kept.get(asked))
        if reason:
            skipped.append(LeftOut(entry.line, entry.question if asked else entry.answer, reason))
        else:
            kept[asked] = entry
    return Faq(tuple(kept.values()), tuple(skipped))


def _why_left_out(entry: FaqEntry, asked: str, before: FaqEntry | None) -> str:
    if not asked:
        return "no question"
    if not any(char.isalnum() for char in entry.answer):
        return "no answer"
    if _UNWRITTEN.fullmatch(entry.answer.strip()):
        return "no answer yet"
    return f"asked in line {before.line} already" if before else ""


def _from_markdown(name: str, text: str) -> Iterator[FaqEntry]:
    """Headings that ask; whatever stands under other headings is reported as left out."""
    above, finder = list[Section](), QuoteFinder(text)
    for section in outline(Document("faq", name, text)):
        paragraphs = [span.of(text) for span in section.paragraphs]
        start = section.start if section.heading else section.paragraphs[0].start
        line = finder.span(start, start).line
        if section.is_question:
            beside = LOWEST if section.level == LOWEST else 0  # a line in bold above another
            topics = [one.heading for one in above if one.level < section.level or one.level == beside]
            topic = topics[-1] if topics else ""
            yield FaqEntry(section.heading, _answer(paragraphs), topic=topic, line=line)
        else:
            above = [*(one for one in above if one.level < section.level), section]
            first, *asked = _parted(section, text)
            if first:
                yield FaqEntry("", f"{section.heading}: {first[0].of(text)}".removeprefix(": "), line=line)
            yield from (_in_bold(section, spans, text) for spans in asked)


def _parted(section: Section, text: str) -> list[list[Span]]:
    """A section's paragraphs, split before each one that starts with a bold question."""
    parts: list[list[Span]] = [[]]
    for span in section.paragraphs:
        if BOLD_QUESTION.match(text, span.start, span.end):
            parts.append([])
        parts[-1].append(span)
    return parts


def _in_bold(section: Section, spans: Sequence[Span], text: str) -> FaqEntry:
    """A bold question with its answer in the same paragraph and the ones below."""
    found = BOLD_QUESTION.match(text, spans[0].start, spans[0].end)
    begin = found.end() if found else spans[0].start
    question = unmarked(found[1]) if found else ""
    answer = [text[begin : spans[0].end], *(span.of(text) for span in spans[1:])]
    topic = section.heading if section.names_topic else ""
    return FaqEntry(question, _answer(answer), topic=topic, line=spans[0].line)


def _answer(paragraphs: Sequence[str]) -> str:
    return "\n\n".join(paragraphs)[answer_start(paragraphs[0]) :] if paragraphs else ""


def _from_csv(path: Path, text: str) -> Iterator[FaqEntry]:
    """A table with a header row; without one, the columns are question and answer."""
    rows = _rows(path, text)
    head = [cell.strip().lower() for cell in rows[0][1]] if rows else []
    if any(key in head for key in _QUESTION_KEYS) and any(key in head for key in _ANSWER_KEYS):
        rows = rows[1:]
    elif len(head) > _PAIR:
        place = f"{path}:{rows[0][0]}"
        raise InputError(f"{place}: no columns `question` and `answer`. Call them so in the first row.")
    else:
        head = ["question", "answer"]
    yield from (_entry(dict(zip(head, row, strict=False)), line) for line, row in rows)


def _rows(path: Path, text: str) -> list[tuple[int, list[str]]]:
    """Non-empty rows with their line numbers; the first line tells the delimiter."""
    told = _PARTED_BY.match(text)  # by Excel
    parted_by = told[1] if told else max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text), delimiter=parted_by)
    try:
        ended = [(reader.line_num, row) for row in reader]
        begun = (1, *(line + 1 for line, _ in ended))
        rows = [(line, row) for line, (_, row) in zip(begun, ended, strict=False) if any(map(str.strip, row))]
        return rows[1:] if told else rows
    except csv.Error as error:
        raise InputError(f"{path}:{reader.line_num}: this is not a table: {error}.") from error


def _from_json(path: Path, text: str) -> Iterator[FaqEntry]:
    """A list of objects, alone or under a key (as on schema.org), or an object of answers by question."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        place = f"{path}:{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else path
        raise InputError(f"{place}: this is not JSON.") from error
    listed = _under_its_key(told) if isinstance(told, dict) else told
    if not isinstance(listed, list):
        raise InputError(f"{path} holds no list of questions.")
    for number, each in enumerate(listed, start=1):
        yield _entry(each if isinstance(each, dict) else {"answer": each}, number)


def _under_its_key(told: dict[str, object]) -> list[object]:
    inner = next((value for key, value in told.items() if key.lower() in _LIST_KEYS), None)
    return inner if isinstance(inner, list) else [{"question": k, "answer": v} for k, v in told.items()]


def _entry(told: dict[str, object], line: int) -> FaqEntry:
    lowered = {str(key).lower(): value for key, value in told.items()}
    answer = _first(lowered, _ANSWER_KEYS)
    if isinstance(answer, dict):
        answer = answer.get("text", "")
    if isinstance(answer, list):
        answer = "\n\n".join(map(str, answer))
    ways = _first(lowered, _WAYS_KEYS)
    also = ways if isinstance(ways, list) else _WAYS_PARTING.split(str(ways))
    return FaqEntry(
        question=_on_one_line(_first(lowered, _QUESTION_KEYS)),
        answer=str(answer).strip(),
        also=tuple(_on_one_line(way) for way in also if str(way).strip()),
        topic=_on_one_line(_first(lowered, _TOPIC_KEYS)),
        line=line,
    )


def _first(told: dict[str, object], keys: tuple[str, ...]) -> object:
    return next((told[key] for key in keys if told.get(key)), "")


def _on_one_line(value: object) -> str:
    return " ".join(str(value).split())


def faq_text(entries: Iterable[FaqEntry], form: FaqFormat, title: str) -> str:
    """The same list as a file."""
    match form:
        case FaqFormat.MARKDOWN:
            return _markdown(entries, title)
        case FaqFormat.CSV:
            return _table(entries)
        case FaqFormat.JSON:
            return _json(entries, title)


def _json(entries: Iterable[FaqEntry], title: str) -> str:
    told = [
        {"question": one.question, "answer": one.answer, "also": list(one.also), "topic": one.topic}
        for one in entries
    ]
    return json.dumps({"title": title, "faq": told}, ensure_ascii=False, indent=2) + "\n"


def _table(entries: Iterable[FaqEntry]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("question", "answer", "also", "topic"))
    writer.writerows((one.question, one.answer, " | ".join(one.also), one.topic) for one in entries)
    return out.getvalue()


def _markdown(entries: Iterable[FaqEntry], title: str) -> str:
    parts, topic = [f"# {title}"], ""
    for one in entries:
        if one.topic != topic:
            topic = one.topic
            parts.append(f"## {topic}")
        parts.append(f"### {one.question}")
        parts.append(one.answer)
    return "\n\n".join(parts) + "\n"
