"""Which pieces of a document make a claim; titles, dates, greetings and list numbers do not."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from bot.domain.markdown import is_number
from bot.matching.calendar_words import DAYS, MONTHS

_MONTH: Final = "|".join(MONTHS)
_WEEKDAY: Final = f"(?:{'|'.join(DAYS)})"
_DATE: Final = (
    rf"(?:{_WEEKDAY},? )?(?:\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTH})|(?:{_MONTH}) \d{{1,2}}),? \d{{4}}"
)
# `14 January 2026`, `The Orlen Courier, 12 March 2025.`
_DATELINE = re.compile(rf"(?:(?:[A-Z][\w’'-]*|of|the|and|for)(?:,? |$)|[a-z]+, ){{0,8}}{_DATE}\.?")
_DATE_IN_FIGURES = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}")
_IMPRINT = re.compile(
    r"(?:last )?(?:changed?|updated?|edited|modified|posted|published)\b[^.!?\n]{0,60}\.?", re.IGNORECASE
)
_GREETING = re.compile(r"(?:welcome|hello|hi|thanks|thank you|dear)\b[^.?\n]{0,60}!", re.IGNORECASE)
_MARKS: Final = "*_`\"'”’»)] \t"
_STOPPED = re.compile(r"[.!?…]$")
_SPEAKING = re.compile(
    r"\b(?:I|we|you|it|they|there|is|are|was|were|will|can|must|may|has|have)\b", re.IGNORECASE
)
_DOING = re.compile(rf"{_SPEAKING.pattern}|\b(?:the|an?|your|our|all|not|no)\b", re.IGNORECASE)
_ASKING = re.compile(r"(?:who|what|when|where|why|which|how|before|after|if)\b", re.IGNORECASE)
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\(?(?:\d{1,3}|[a-z])[.)])[ \t]+")
_SIGN = re.compile(r"^[ \t]*(?:>[ \t]?)*(?:[-*+]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
_BOLD_LEAD = re.compile(
    rf"(?:{_SIGN.pattern}|^)(?:\*\*|__)[^*_\n]{{1,60}}(?:[.:!?](?:\*\*|__)|(?:\*\*|__)[.:])", re.MULTILINE
)
_SALUTATION = re.compile(r"(?:dear|hello|hi)\b.{0,60}[,:!]", re.IGNORECASE)
_ADDRESSED = re.compile(r"dear \w[\w.’'-]*(?:,? \w[\w.’'-]*){0,5},?", re.IGNORECASE)
_FAREWELL = re.compile(
    r"(?:yours|love|with|kind|best|warm|many|sincerely|regards|cheers|thanks)\b.{0,40},", re.IGNORECASE
)
_LONGEST = 90  # characters of a title
_MOST_WORDS = 3  # of a numbered one within a paragraph
_NEAR = 500  # characters around a piece
_LONGER = 1.5  # times as long is what stands below a title


def claims(text: str, start: int, end: int, *, markdown: bool) -> bool:
    """Whether a sentence, a list entry or a line says something that a fact could tell."""
    piece = " ".join(text[start:end].split())
    bare = piece.strip(_MARKS)
    if is_number(piece) or bare.endswith(("?", ":")):
        return False
    if (bare.isalpha() or bare[:-1].isalpha()) and not _ITEM.match(_beginning(text, start)):
        return False
    if greets(bare) or any(form.fullmatch(bare) for form in (_DATELINE, _IMPRINT, _GREETING)):
        return False
    return not (_is_title(text, start, end, markdown=markdown) or _is_numbered_head(text, start, end))


def is_dateline(text: str) -> bool:
    """Whether it is merely a date, perhaps with a publisher before it."""
    return bool(_DATELINE.fullmatch(text) or _DATE_IN_FIGURES.fullmatch(text))


def greets(text: str) -> bool:
    """Whether it merely addresses somebody: `Dear Parents and Carers`."""
    return bool(_SALUTATION.fullmatch(text) or _ADDRESSED.fullmatch(text))


def takes_leave(text: str) -> bool:
    """Whether it begins with the end of a letter: `Yours,` and a name below it."""
    return bool(_FAREWELL.fullmatch(text.partition("\n")[0].strip()))


def lead_ins(text: str) -> Iterator[tuple[int, int]]:
    """In Markdown, the signs of list entries, and bold text at their start that ends like a title."""
    for form in (_SIGN, _BOLD_LEAD):
        yield from (found.span() for found in form.finditer(text))


def _is_title(text: str, start: int, end: int, *, markdown: bool) -> bool:
    """Whether it is a line of its own without a final stop; Markdown marks its titles otherwise."""
    line = _line_of(text, start, end)
    if not line or len(line) > _LONGEST or _STOPPED.search(line.rstrip(_MARKS)):
        return False
    if line.endswith(","):  # to whom it is written
        return True
    above, below = _lines(text[max(0, start - _NEAR) : start]), _lines(text[end : end + _NEAR])
    if not markdown and _is_numbered(text, start, end) and _is_heading(line, below):
        return True
    if markdown or _is_in_list(text, start, (*above[-2:], *below[:1])):
        return False
    return not above or line.isupper() or _is_head(above, below) or _is_heading(line, below)


def _is_numbered_head(text: str, start: int, end: int) -> bool:
    """Whether it opens a numbered paragraph like a heading: `9. Postponements. Captains ring …`."""
    before = text[text.rfind("\n", 0, start) + 1 : start].strip()
    piece = text[start:end]
    is_short = len(piece.split()) <= _MOST_WORDS and piece.endswith(".") and not _DOING.search(piece)
    return is_short and _goes_on(text, end) and before[:1].isdigit() and is_number(before)


def _is_numbered(text: str, start: int, end: int) -> bool:
    """Whether it has a number before it and a sentence right below: `7. Arguments`."""
    number = text[text.rfind("\n", 0, start) + 1 : start].strip()
    below = text[end:].lstrip()[:1]
    return number[:1].isdigit() and is_number(number) and _goes_on(text, end) and below.isupper()


def _goes_on(text: str, end: int) -> bool:
    """Whether more text of the same paragraph follows, other than a list entry."""
    rest = text[end : end + _NEAR].lstrip(" \t\r").removeprefix("\n")
    return bool(rest.strip()) and rest[0] != "\n" and not _ITEM.match(rest)


def _is_heading(line: str, below: list[str]) -> bool:
    if any(map(str.isdigit, line)) or not below or len(below[0]) < _LONGER * len(line):
        return False
    return bool(_ASKING.match(line)) or not _SPEAKING.search(line)


def _is_head(above: list[str], below: list[str]) -> bool:
    """Whether it stands above the greeting of a letter, or below its end."""
    if any(_FAREWELL.fullmatch(line) for line in above):
        return True
    greeted = next((at for at, line in enumerate(below) if greets(line)), None)
    return greeted is not None and not any(_STOPPED.search(line) for line in (*above, *below[:greeted]))


def _line_of(text: str, start: int, end: int) -> str:
    """The piece, if nothing but a number shares its line."""
    after = text.find("\n", end)
    before = text[text.rfind("\n", 0, start) + 1 : start].strip()
    rest = text[end : after if after >= 0 else len(text)].strip()
    piece = text[start:end].strip()
    return "" if rest or "\n" in piece or (before and not is_number(before)) else piece


def _is_in_list(text: str, start: int, around: Iterable[str]) -> bool:
    return bool(_ITEM.match(_beginning(text, start))) and any(_ITEM.match(other) for other in around)


def _beginning(text: str, start: int) -> str:
    """The start of the line up to the piece, and a little of the piece."""
    return text[text.rfind("\n", 0, start) + 1 : start + 8]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
