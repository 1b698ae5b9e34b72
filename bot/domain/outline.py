"""A document's outline: its headings, the questions among them, and the paragraphs below each."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from bot.domain.briefing import Document
from bot.domain.claiming import greets, is_dateline
from bot.domain.markdown import below_front_matter, silent, unmarked
from bot.domain.quoting import QuoteFinder, Span
from bot.domain.sentences import PARAGRAPH

_UNDERLINE = re.compile(r"\n[ \t]*(?:=+|-{2,})[ \t]*$")
_RULE = re.compile(r"^[ \t]*(?:[-*_=][ \t]*){3,}$")
_BOLD_LINE = re.compile(r"\*\*[^*\n]+\*\*:?|__[^_\n]+__:?")
_LEAD = re.compile(r"^\s*(?:(?:q|question|frage)\s*(?:\d+\s*)?[:.)]\s*|\d+(?:\.\d+)*[.)]\s+)", re.IGNORECASE)
_ANSWER_LEAD = re.compile(
    r"\s*(?:[-*+]\s+(?=a:|answer:))?(?:\*\*|__)?\s*(?:a|answer)\s*[:.)]\s*(?:\*\*|__)?\s*", re.IGNORECASE
)
_ENTRY = re.compile(
    r"\n(?=[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]|[ \t]*\||\d{4}-\d\d-\d\d: |(\*\*|__)[^*_\n]{2,40}(?::\1|\1:) \S)"
)
_LED_TITLE = re.compile(r"\d+[.)] (?:[A-Z][\w’'&/-]*(?: [\w’'&/-]+){0,2}):")
# Before its answer, in the same paragraph: `**Can I come?** Yes, …`.
BOLD_QUESTION = re.compile(r"((\*\*|__|\*|_)[^*_\n]{4,200}\?\2)\s+(?=\S)")
_FEWEST_ENTRIES = 2
ENTRY_SIGN = re.compile(r"[ \t]*(?:[-*+•]|\d{1,3}[.)]|\(?[a-z]\))[ \t]+")
# A line in columns, and one below a line that leads up to it: `Win on the night 5 pts`.
_COLUMNS = re.compile(r"[ \t]*[^\s|][^\n]*?(?:\t+| {3,})\S")
_LED_LINE = re.compile(r"[ \t]*(?:[A-Z\d]|[£$€])[^\n]{2,58}(?<![.!?:;,…])\n?")
# What some put before a heading or a hint, and the number that some wikis put behind a title.
PICTOGRAM = re.compile(r"^(?:[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f\u200d]+\s*)+(?=\w)")
_PAGE_ID = re.compile(r" [0-9a-f]{32}$")
_LONGEST_HEADING, _LONGEST_TITLE = 90, 60
_LONGEST_QUESTION = 200
LOWEST = 7
# An address of electronic mail, or a telephone number.
REACHED = re.compile(r"\w@\w|(?<!\d)(?!(?:(?:19|20)\d\d[ -]*){2}\b)\+?\d[\d ()-]{7,}\d(?!\d)")
_STOPPED = re.compile(r"[.!,;:…][\"'”’)]*$")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, without marks and numbers, and what stands below it until the next one."""

    heading: str
    paragraphs: tuple[Span, ...]
    level: int = LOWEST  # of a Markdown heading with `#`; every other heading stands below those
    start: int = 0

    @property
    def is_question(self) -> bool:
        return "?" in self.heading

    @property
    def names_topic(self) -> bool:
        """Whether the heading says what stands below it; a letter's date and greeting do not."""
        return not (self.is_question or greets(self.heading) or self.is_date) and bool(self.heading)

    @property
    def is_date(self) -> bool:
        """Whether a line is only a date; below a heading with `#` stands what belongs to the day."""
        return self.level == LOWEST and is_dateline(self.heading)


def outline(document: Document) -> tuple[Section, ...]:
    """The sections in order; text before the first heading has an empty heading."""
    finder = QuoteFinder(document.text)
    sections: list[tuple[str, list[Span], int, int]] = [("", [], LOWEST, 0)]
    for span, standing in _blocks(document, finder):
        heading = _heading(span.of(document.text), standing, markdown=document.markdown)
        if heading:
            marks = re.match(r"#{1,6}(?= )", span.of(document.text)) if document.markdown else None
            sections.append((heading, [], marks.end() if marks else LOWEST, span.start))
        else:
            sections[-1][1].append(span)
    return tuple(
        Section(heading, tuple(spans), level, start)
        for heading, spans, level, start in sections
        if heading or spans
    )


class Headings:
    """The headings above each place of a document."""

    def __init__(self, sections: Iterable[Section]) -> None:
        self._starts: list[int] = []
        self._over: list[tuple[str, ...]] = []
        over: list[Section] = []
        for section in sections:
            over = [one for one in over if one.level < section.level] + [section]
            self._starts.append(section.start)
            self._over.append(tuple(one.heading for one in over))

    def over(self, at: int) -> tuple[str, ...]:
        """From the highest level to the lowest."""
        number = bisect_right(self._starts, at)
        return self._over[number - 1] if number else ()


def title_of(section: Section, above: list[Section]) -> str:
    """A section's heading, or for a question that of its parent; `above` keeps the parents."""
    if section.names_topic:
        above.append(section)
    over = (one.heading for one in reversed(above) if not section.is_question or one.level < section.level)
    return next(over, above[-1].heading if above else "")


def _blocks(document: Document, finder: QuoteFinder) -> Iterator[tuple[Span, "_Standing"]]:
    """Headings by themselves, entries of lists by themselves, paragraphs otherwise."""
    text = document.text
    begin = (below_front_matter(text) if document.markdown else 0) or int(text.startswith("\ufeff"))
    quiet = [(a, b) for a, b in silent(text) if not text[a:b].lstrip().startswith("#")]
    for block in PARAGRAPH.finditer(text, begin):
        start = block.start()
        entries = () if document.markdown else _entries(block)
        cuts = (
            [cut.end() for cut in _ENTRY.finditer(text, *block.span())]
            if document.markdown
            else _items(block, entries)
        )
        titles = _around_questions(block, cuts) if document.markdown else _around_titles(block)
        heads = set(_after_headings(block, markdown=document.markdown))
        for end in sorted({*heads, *cuts, *titles, block.end()}):
            piece = text[start:end].strip()
            if piece and not _is_quiet(text, start, end, quiet, markdown=document.markdown):
                at = start + text[start:end].index(piece[0])
                in_list = start in entries
                is_title = end in heads and not (in_list and end in entries)
                yield finder.span(at, at + len(piece)), _Standing(is_title=is_title, is_entry=in_list)
            start = max(start, end)


class _Standing(NamedTuple):
    """Whether the text below shows that a block is a heading, and whether it is a list entry."""

    is_title: bool
    is_entry: bool


def _entries(block: re.Match[str]) -> frozenset[int]:
    """In plain text: where list entries begin.

    They have a bullet, stand in columns, or are short lines below one that introduces them.
    """
    lines = block[0].splitlines(keepends=True)
    starts = list(accumulate(map(len, lines), initial=block.start()))
    signed = [bool(ENTRY_SIGN.match(line)) for line in lines]
    columns = [bool(_COLUMNS.match(line)) for line in lines]
    led, is_led = [], False
    for above, line in pairwise(("", *lines)):
        is_led = bool(_LED_LINE.fullmatch(line)) and (is_led or above.rstrip().endswith(":"))
        led.append(is_led)
    marked = columns if all(columns) else led if sum(led) > _FEWEST_ENTRIES else signed
    found = [at for at, is_entry in zip(starts, marked, strict=False) if is_entry]
    return frozenset(found) if len(found) >= _FEWEST_ENTRIES else frozenset()


def _items(block: re.Match[str], entries: Collection[int]) -> list[int]:
    """In plain text: where list entries begin, and where the text after the last one does."""
    at, cuts = block.start(), []
    for above, line in pairwise((*block[0].splitlines(keepends=True),)):
        was, at = at in entries, at + len(above)
        if at in entries or (was and not _STOPPED.search(above.strip()) and line[:1].isupper()):
            cuts.append(at)
    return cuts


def _after_headings(block: re.Match[str], *, markdown: bool) -> Iterator[int]:
    """The ends of headings and questions that open a block without a blank line below them."""
    at = block.start()
    lines = block[0].splitlines(keepends=True)
    for line, below in pairwise((*lines, "")):
        is_heading = line.lstrip().startswith("#") if markdown else _is_title(line, below)
        if not (is_heading or (line.strip().endswith("?") and len(line) <= _LONGEST_QUESTION)):
            return
        at += len(line)
        yield at


def _around_questions(block: re.Match[str], entries: Sequence[int]) -> Iterator[int]:
    """In Markdown: start and end of each question whose answer is in the next line.

    It opens a list entry, has a `Q:` before it, or is in bold.
    """
    at, lines = block.start(), block[0].splitlines(keepends=True)
    for line, below in pairwise((*lines, "")):
        bare = line.strip().strip("*_")
        marked = at in {block.start(), *entries} or _LEAD.match(bare) or _BOLD_LINE.fullmatch(line.strip())
        if marked and bare.endswith("?") and len(line) <= _LONGEST_QUESTION and below.strip():
            yield from (at, at + len(line))
        at += len(line)


def _around_titles(block: re.Match[str]) -> Iterator[int]:
    """In plain text: start and end of each title between two paragraphs without blank lines."""
    at = block.start()
    lines = block[0].splitlines(keepends=True)
    for above, line, below in zip(("", *lines), lines, (*lines[1:], ""), strict=False):
        if above and _STOPPED.search(above.strip()) and not ENTRY_SIGN.match(line) and _is_title(line, below):
            yield from (at, at + len(line))
        at += len(line)


def _is_title(line: str, below: str) -> bool:
    """In plain text: a numbered question, or a short line without a stop above a longer one."""
    if _LEAD.match(line) and ("?" in line or _LED_TITLE.fullmatch(line.strip())):
        return True
    is_short = len(line) <= _LONGEST_TITLE and not _STOPPED.search(line.strip())
    return is_short and below[:1].isupper() and len(below) > 1.5 * len(line)


def _is_quiet(text: str, start: int, end: int, quiet: list[tuple[int, int]], *, markdown: bool) -> bool:
    """An image, a table header, a rule: nothing that makes a claim."""
    if not markdown:
        return bool(_RULE.match(text[start:end].strip()))
    if _UNDERLINE.search(text[start:end].rstrip()):
        return False
    letters = [at for at in range(start, end) if text[at].isalnum()]
    return all(any(a <= at < b for a, b in quiet) for at in letters)


def _heading(block: str, standing: _Standing, *, markdown: bool) -> str:
    """The words of a heading, or nothing where a block is none."""
    if standing.is_entry and not standing.is_title and not block.rstrip().endswith("?"):
        return ""
    plain = " ".join(unmarked(block).split()) if markdown else " ".join(block.split())
    words = _PAGE_ID.sub("", PICTOGRAM.sub("", _LEAD.sub("", plain).strip("*_ ").removesuffix(":")))
    if markdown and _UNDERLINE.search(block):
        return _UNDERLINE.sub("", words).rstrip("=- ")
    if markdown and (block.lstrip().startswith("#") or _BOLD_LINE.fullmatch(block.strip())):
        return words
    if "\n" not in block.strip() and plain.endswith("?") and len(plain) <= _LONGEST_QUESTION:
        return words
    is_line = not markdown and "\n" not in block and len(plain) <= _LONGEST_HEADING
    if standing.is_title and is_line:  # `7. Arguments`, with a text below it
        return words
    is_other = _STOPPED.search(plain) or ENTRY_SIGN.match(block) or REACHED.search(plain)
    return words if is_line and not is_other else ""


def unsigned(entry: str) -> str:
    """An entry of a list without the sign before it."""
    sign = ENTRY_SIGN.match(entry)
    return entry[sign.end() :] if sign else entry


def answer_start(block: str) -> int:
    """Where an answer begins, behind the `A:` of some lists of questions."""
    found = _ANSWER_LEAD.match(block)
    return found.end() if found else 0
