"""How much of a document the quotes of a sheet cover, sentence by sentence."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.domain.quoting import Passages, Span, levelled

_LONG_LINE = 120  # nobody wraps lines by hand at more than this
_BLOCK = re.compile(r"\S(?:.|\n(?![^\S\n]*(?:\n|\Z)))*")
_LINE = re.compile(r"\S.*")
_CLOSING = "[\"')\\]\u2019\u201d\u00bb]*"
_OPENING = "[\"'(\\[\u2018\u201c\u00ab]*"
_STOP = re.compile(rf"[.!?\u2026]+{_CLOSING}(?=\s+{_OPENING}[^\W_a-z])|[\u3002\uff01\uff1f]+")
_ABBREVIATION = re.compile(
    r"(?:(?:\b[^\W\d_]\.)+|\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|Jr|Sr|Gen|Col|Lt|Sen|Rep|approx|ca)\.)$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or a heading of a document, and the share of its letters that quotes cover (0 to 1)."""

    span: Span
    text: str
    covered: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """A document sentence by sentence."""

    source: str
    sentences: tuple[Sentence, ...]

    @property
    def uncovered(self) -> tuple[Sentence, ...]:
        """The sentences that no quote touches."""
        return tuple(sentence for sentence in self.sentences if not sentence.covered)

    @property
    def share(self) -> float:
        """The share of sentences that a quote touches; 1 for an empty document."""
        total = len(self.sentences)
        return 1.0 if total == 0 else 1 - len(self.uncovered) / total


def coverage(source: str, text: str, quotes: Iterable[str]) -> Coverage:
    """What is said twice is covered twice: every place of a quote counts, not only the first."""
    passages = Passages(text)
    covered = bytearray(len(text))
    for quote in {levelled(quote) for quote in quotes}:
        for span in passages.locate_all(quote):
            covered[span.start : span.end] = b"\x01" * (span.end - span.start)
    return Coverage(source, tuple(_sentence(span, text, covered) for span in sentences(text)))


def _sentence(span: Span, text: str, covered: bytearray) -> Sentence:
    letters = [at for at in range(span.start, span.end) if text[at].isalnum()]
    share = sum(covered[at] for at in letters) / len(letters) if letters else 1.0
    return Sentence(span, span.of(text), share)


def sentences(text: str) -> Iterator[Span]:
    """The sentences and headings of a text; a line end ends one unless lines are wrapped by hand."""
    passages = Passages(text)
    wrapped = max((len(line) for line in text.splitlines()), default=0) <= _LONG_LINE
    for block in (_BLOCK if wrapped else _LINE).finditer(text):
        start = block.start()
        for stop in _STOP.finditer(text, block.start(), block.end()):
            if not _ABBREVIATION.search(text, start, stop.end()):
                yield passages.span(start, stop.end())
                start = _skip_space(text, stop.end())
        end = block.start() + len(block[0].rstrip())
        if start < end:
            yield passages.span(start, end)


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
