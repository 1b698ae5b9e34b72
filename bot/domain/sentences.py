"""A text cut into sentences and headings."""

import re
from collections.abc import Iterator

from bot.domain.quoting import QuoteFinder, Span

_LONG_LINE = 120  # characters; longer lines are not wrapped by hand
PARAGRAPH = re.compile(r"\S(?:.|\n(?![^\S\n]*(?:\n|\Z)))*")
# A line continues in the next one if that begins in lower case.
_LINE = re.compile(r"\S.*(?:(?<![.!?:;\u2026])\n[^\S\n]*(?=[a-z])\S.*)*")
_CLOSING = "[\"')\\]\u2019\u201d\u00bb]*"
_OPENING = "[\"'(\\[\u2018\u201c\u00ab]*"
_STOP = re.compile(rf"[.!?\u2026]+{_CLOSING}(?=\s+{_OPENING}(?:[^\W_a-z]|[£$€]))|[\u3002\uff01\uff1f]+")
_ABBREVIATION = re.compile(
    r"(?:(?:\b[^\W\d_]\.)+|\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|Jr|Sr|Gen|Col|Lt|Sen|Rep|approx|ca)\.)$"
)


def sentences(text: str) -> Iterator[Span]:
    """The sentences and headings of a text; a line end ends one unless lines are wrapped by hand."""
    finder = QuoteFinder(text)
    wrapped = max((len(line) for line in text.splitlines()), default=0) <= _LONG_LINE
    for block in (PARAGRAPH if wrapped else _LINE).finditer(text):
        start = block.start()
        for stop in _STOP.finditer(text, block.start(), block.end()):
            if not _ABBREVIATION.search(text, start, stop.end()):
                yield finder.span(start, stop.end())
                start = _skip_space(text, stop.end())
        end = block.start() + len(block[0].rstrip())
        if start < end:
            yield finder.span(start, end)


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
