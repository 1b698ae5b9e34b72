"""Finds a quote in its document: verbatim except for white space, typography and Unicode composition."""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rapidfuzz import fuzz

from bot.domain.concordance import Concordance
from bot.domain.markdown import balanced, marks, unmarked

_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u2039\u203a\u02bc"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_SPACES = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004"
    "\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
# Character by character, so that offsets stay valid.
_SAME = str.maketrans(
    dict.fromkeys(_SINGLE_QUOTES, "'")
    | dict.fromkeys(_DOUBLE_QUOTES, '"')
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_SPACES, " ")
)
_COMPARED = 500  # characters of a quote that tell where it was meant to be
_RUN = re.compile(" {2,}")
_LINE_END = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a document: character offsets, and the 1-based line where it starts."""

    start: int
    end: int
    line: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


def levelled(text: str) -> str:
    """The text without the differences that a quote is allowed."""
    return _RUN.sub(" ", _compose(text).text.translate(_SAME)).strip(" ")


class QuoteFinder:
    """Finds quotes in a document; in Markdown, a quote may leave out the document's marks."""

    def __init__(self, text: str, *, markdown: bool = False) -> None:
        self.text = text
        self._markdown = markdown
        self._line_ends = [found.end() for found in _LINE_END.finditer(text)]
        self._composed = _compose(text)
        # Line by line, here and below: a long text at once would stall the other threads.
        even = " ".join([line.translate(_SAME) for line in self._composed.text.split("\n")])
        self._cuts, self._shifts, even = _runs(even)
        self._even = Concordance(even)
        self._letters = self._even if self._even.text == text else Concordance(text)

    def locate(self, quote: str) -> Span | None:
        """The first occurrence of a quote; an exact one is preferred."""
        quote = quote.strip()
        if not quote:
            return None
        start, end = next(self._letters.places(quote), (0, 0))
        if end and not (_is_mark(quote[0]) or _is_mark(self.text[end : end + 1])):
            return self.span(start, end)
        return next(self.locate_all(quote), None)

    def locate_all(self, quote: str) -> Iterator[Span]:
        """Every occurrence of a quote, inexact ones included, in order and without overlaps."""
        places = tuple(self._even.places(levelled(quote)))
        if places or not self._markdown:
            yield from (self._even_span(start, end) for start, end in places)
            return
        bare = self._bare
        wanted = (levelled(quote), levelled(unmarked(quote)))
        found = next(filter(None, (tuple(bare.text.places(words)) for words in wanted)), ())
        for start, end in found:
            first, last = balanced(self._composed.text, bare.at[start], bare.at[end - 1] + 1, bare.marks)
            yield self.span(self._composed.start(first), self._composed.end(last - 1))

    def nearest(self, quote: str) -> Span | None:
        """The passage most like a quote that was not found; None when nothing is like it."""
        wanted = levelled(quote)[:_COMPARED]
        low, high = self._even.neighbourhood(wanted)
        found = fuzz.partial_ratio_alignment(wanted, self._even.text[low:high], score_cutoff=50)
        if not wanted or found is None or found.dest_start == found.dest_end:
            return None
        return self._even_span(*self._whole_words(low + found.dest_start, low + found.dest_end))

    def line(self, offset: int) -> int:
        return bisect_right(self._line_ends, offset) + 1

    def span(self, start: int, end: int) -> Span:
        return Span(start, end, self.line(start))

    @cached_property
    def _bare(self) -> "_Bare":
        return _bare(self._composed.text)

    def _even_span(self, start: int, end: int) -> Span:
        """The document's span for a stretch of the even text."""
        first, last = self._spaced(start), self._spaced(end - 1)
        return self.span(self._composed.start(first), self._composed.end(last))

    def _spaced(self, offset: int) -> int:
        """The offset before runs of spaces shrank."""
        at = bisect_right(self._cuts, offset) - 1
        return offset + (self._shifts[at] if at >= 0 else 0)

    def _whole_words(self, start: int, end: int) -> tuple[int, int]:
        text = self._even.text
        while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
            end += 1
        piece = text[start:end]
        return start + len(piece) - len(piece.lstrip(" ")), end - len(piece) + len(piece.rstrip(" "))


@dataclass(frozen=True, slots=True)
class _Bare:
    """A text without Markdown's marks, levelled, and where each character stands in the composed one."""

    text: Concordance
    at: Sequence[int]
    marks: list[tuple[int, int]]


def _bare(composed: str) -> _Bare:
    spots = list(marks(composed))
    at, end = array("q"), 0
    for start, stop in (*spots, (len(composed), len(composed))):
        at.extend(range(end, start))
        end = stop
    even = "".join(composed[place] for place in at).translate(_SAME)
    kept = [n for n, char in enumerate(even) if char != " " or (n > 0 and even[n - 1] != " ")]
    return _Bare(Concordance("".join(even[n] for n in kept)), array("q", (at[n] for n in kept)), spots)


@dataclass(frozen=True, slots=True)
class _Composed:
    """A text with its accents composed, and where each of its characters began and ended before."""

    text: str
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()

    def start(self, offset: int) -> int:
        return self.starts[offset] if self.starts else offset

    def end(self, offset: int) -> int:
        """Where the character at an offset ended."""
        return self.ends[offset] if self.ends else offset + 1


def _compose(text: str) -> _Composed:
    """Nearly every text is composed already."""
    if text.isascii() or all(unicodedata.is_normalized("NFC", line) for line in text.split("\n")):
        return _Composed(text)
    edges = [at for at, char in enumerate(text) if not (at and _is_mark(char))]
    composed, starts, ends = [], array("q"), array("q")
    for start, end in pairwise([*edges, len(text)]):
        piece = unicodedata.normalize("NFC", text[start:end])
        composed.append(piece)
        places = [start, *_places(text[start:end], piece, start), end]
        starts.extend(places[:-1])
        ends.extend(places[1:])
    return _Composed("".join(composed), starts, ends)


def _places(letter: str, composed: str, start: int) -> Iterator[int]:
    """Where the marks begin that do not compose with the letter; there are hardly ever any."""
    for size in range(1, len(composed)):
        parts = (
            at for at in range(1, len(letter)) if unicodedata.normalize("NFC", letter[:at]) == composed[:size]
        )
        yield start + next(parts, 0)


def _is_mark(char: str) -> bool:
    """Whether a character belongs to the one before it: an accent, a vowel sign, the rest of a syllable."""
    return bool(char) and (unicodedata.category(char).startswith("M") or "\u1160" <= char <= "\u11ff")


def _runs(even: str) -> tuple[list[int], list[int], str]:
    """Offsets and shifts at which runs of spaces shrank to one, and the shrunken text.

    Run by run: all of a long text at once would stall the rest of the program.
    """
    cuts: list[int] = []
    shifts: list[int] = []
    pieces: list[str] = []
    gone = end = 0
    start = even.find("  ")  # in a text without any, a regular expression would look for long
    while start >= 0:
        pieces.append(even[end : start + 1])
        run = _RUN.match(even, start)
        end = run.end() if run else start + 1
        cuts.append(start - gone + 1)
        gone += end - start - 1
        shifts.append(gone)
        start = even.find("  ", end)
    return cuts, shifts, "".join((*pieces, even[end:]))
