"""How much of a document the quotes of a sheet cover, sentence by sentence."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.domain.briefing import Document
from bot.domain.claiming import claims, lead_ins
from bot.domain.markdown import silent
from bot.domain.quoting import QuoteFinder, Span, levelled
from bot.domain.sentences import sentences
from bot.matching.analysis import words

# Names, numbers and dates; where a sentence may be parted; where an entry of a Markdown list or table begins.
_TELLING = re.compile(r"(?<![\w’'])(?:[A-Z][\w’'-]+|\d[\w.,:%]*(?<![.,:]))")
_PARTING = re.compile(
    r"[,;:—–(][ \n]| [–—] |\) | (?:and|but|or|while|which|who|where|when|because|although) "
)
_LOOSE_END = re.compile(r"\s+(?:and|but|or|while|which|who|where|when|because|although)$")
_SHORTEST = 20  # characters
_ENTRY = re.compile(r"\n[ \t]*(?=(?:[-*+]|\d{1,3}[.)])[ \t]|\|)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document, and the share of its letters that quotes cover (0 to 1)."""

    span: Span
    column: int
    text: str
    covered: float


@dataclass(frozen=True, slots=True)
class UnquotedClause:
    """A piece of a quoted sentence with names, numbers or dates that no quote of the sheet holds."""

    span: Span
    column: int
    text: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A document sentence by sentence, and clause by clause where a quote touches the sentence."""

    file: str
    sentences: tuple[Sentence, ...]
    clauses: tuple[UnquotedClause, ...] = ()

    @property
    def uncovered(self) -> tuple[Sentence, ...]:
        """The sentences that no quote touches."""
        return tuple(sentence for sentence in self.sentences if not sentence.covered)


def coverage(document: Document, quotes: Iterable[str], ignored: Iterable[str] = ()) -> Coverage:
    """How quotes cover a document; every occurrence of a quote counts, not only the first.

    Ignored passages count as if they were not there, and so does what claims nothing in a Markdown document.
    """
    text, quotes = document.text, tuple(quotes)
    finder = QuoteFinder(text, markdown=document.markdown)
    covered, hidden = _marked(finder, quotes), _marked(finder, ignored)
    for start, end in silent(text) if document.markdown else ():
        hidden[start:end] = b"\x01" * (end - start)
    found = tuple(_claims(document, finder, hidden, covered))
    for start, end in lead_ins(text) if document.markdown else ():
        hidden[start:end] = b"\x01" * (end - start)
    told = tuple(_sentence(span, text, covered) for span in found)
    held = frozenset(word for quote in quotes for word in words(quote))
    pieces = _Pieces(finder, covered, hidden, held)
    clauses = tuple(clause for one in told if one.covered for clause in pieces.of(one.span))
    return Coverage(document.file, told, clauses)


def _marked(finder: QuoteFinder, quotes: Iterable[str]) -> bytearray:
    marked = bytearray(len(finder.text))
    for quote in {levelled(quote) for quote in quotes}:
        for span in finder.locate_all(quote):
            marked[span.start : span.end] = b"\x01" * (span.end - span.start)
    return marked


def _claims(document: Document, finder: QuoteFinder, hidden: bytearray, covered: bytearray) -> Iterator[Span]:
    """Sentences with something visible; list entries stand for themselves.

    Whatever a quote holds is a claim, whatever it looks like.
    """
    for start, end in _sentences_and_entries(document):
        piece = document.text[start:end]
        letters = [at for at in range(start, end) if document.text[at].isalnum()]
        silenced = all(hidden[at] for at in letters) and any(hidden[start:end])
        last = start + len(piece.rstrip())
        if silenced:
            continue
        if any(covered[start:last]) or claims(document.text, start, last, markdown=document.markdown):
            yield finder.span(start, last)


def _sentences_and_entries(document: Document) -> Iterator[tuple[int, int]]:
    for span in sentences(document.text):
        entries = _ENTRY.finditer(document.text, span.start, span.end) if document.markdown else ()
        yield from pairwise((span.start, *(entry.end() for entry in entries), span.end))


def _sentence(span: Span, text: str, covered: bytearray) -> Sentence:
    letters = [at for at in range(span.start, span.end) if text[at].isalnum()]
    share = sum(covered[at] for at in letters) / len(letters) if letters else 1.0
    return Sentence(span, column(text, span.start), span.of(text), share)


def column(text: str, at: int) -> int:
    """The 1-based column of a place."""
    return at - text.rfind("\n", 0, at)


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Splits sentences at commas and the like; knows all words that quotes hold."""

    finder: QuoteFinder
    covered: bytearray
    hidden: bytearray
    held: frozenset[str]

    def of(self, sentence: Span) -> Iterator[UnquotedClause]:
        """The pieces that say something which no quote holds."""
        text, start = self.finder.text, sentence.start
        # A sentence's first word has a capital for no other reason.
        letters = (at for at in range(start, sentence.end) if text[at].isalnum() and not self.hidden[at])
        first = next(letters, start)
        cuts = [cut.end() for cut in _PARTING.finditer(text, start, sentence.end)]
        for before, (begin, end) in pairwise([(start, start), *pairwise([start, *cuts, sentence.end])]):
            found = _TELLING.finditer(text, begin, end)
            missing = tuple(one.group() for one in found if self._is_missing(one, first))
            if missing:
                whole = begin if end - begin > _SHORTEST else before[0]  # less cannot be copied
                told = _LOOSE_END.sub("", text[whole:end].strip(" \n,;:()–—"))
                yield UnquotedClause(self.finder.span(whole, end), column(text, whole), told, missing)

    def _is_missing(self, found: re.Match[str], first: int) -> bool:
        at = found.start()
        if self.covered[at] or self.hidden[at] or (at == first and not found.group()[0].isdigit()):
            return False
        return not self.held.issuperset(words(found.group()))
