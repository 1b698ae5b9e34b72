"""Documents cut into passages: each sentence with its neighbours and the heading above it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.domain.briefing import Document
from bot.domain.sentences import sentences
from bot.matching.passages import PassageMatch, PassageText
from bot.matching.query import QueryTerm

LONGEST = 600  # characters with both neighbours; a sentence that is longer stands alone
# A passage surely speaks of what was asked when it has this share of the question's telling words by weight,
# so many of them, and all its names; docs/matching.md tells what was measured.
SUBJECT = 0.5
TELLING = 2
_FRONT_MATTER = re.compile(r"\A---[^\S\n]*\n.*?\n---[^\S\n]*(?:\n|\Z)", re.DOTALL)
_ITEM = re.compile(r"\n(?=[^\S\n]*(?:(?:[-*+•]|\d{1,3}[.)]|#{1,6})[^\S\n]|\|))")
_LISTED = re.compile(r"\s*(?:(?:[-*+•]|\d{1,3}[.)])\s|\|)")
_MARKED_HEADING = re.compile(r"\s*#{1,6}\s|\s*\*\*[^*]+\*\*\s*\Z")
_ENDED = re.compile(r"[.!?:;,|…。！？][\"”»’)\]*_]*\s*\Z")
_LONGEST_HEADING = 80


@dataclass(frozen=True, slots=True)
class DocumentPassage:
    """A stretch of a document, and the text by which it is searched."""

    source: str
    start: int
    end: int
    text: PassageText

    def overlaps(self, other: "DocumentPassage") -> bool:
        return self.source == other.source and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, a list item or a heading, with the heading above it."""

    start: int
    end: int
    text: str
    heading: str
    is_heading: bool


def passages(document: Document) -> Iterator[DocumentPassage]:
    """One for each sentence, in order; a heading is joined with what follows while there is room."""
    cut = list(pieces(document.text))
    for at, piece in enumerate(cut):
        before = cut[at - 1] if at and not piece.is_heading else None
        end = _end(cut, at)
        start = before.start if before and end - before.start <= LONGEST else piece.start
        around = [document.text[start : piece.start], document.text[piece.end : end]]
        if piece.heading not in {piece.text, before.text if before else ""}:
            around.append(piece.heading)
        yield DocumentPassage(document.source, start, end, PassageText(piece.text, "\n".join(around)))


def _end(cut: Sequence[Piece], at: int) -> int:
    """Where the neighbour after a sentence ends, or all those after a heading that there is room for."""
    piece = cut[at]
    end, most = piece.end, len(cut) if piece.is_heading else at + 2
    for following in cut[at + 1 : most]:
        if following.is_heading or following.end - piece.start > LONGEST:
            break
        end = following.end
    return end


def speaks(match: PassageMatch, is_name: Callable[[QueryTerm], bool]) -> bool:
    """Whether a passage surely speaks of what was asked; a single word must be that very word."""
    alone = match.telling == 1 and match.subject == 1
    enough = match.subject >= SUBJECT and (match.telling >= TELLING or alone)
    return enough and not any(map(is_name, match.lacking))


def pieces(text: str) -> Iterator[Piece]:
    """A text cut into sentences, list items and headings, in order."""
    heading = ""
    for start, end in _stretches(text):
        said = text[start:end]
        is_heading = _is_heading(said)
        heading = said if is_heading else heading
        yield Piece(start, end, said, heading, is_heading)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Sentences, list items and headings that hold a letter or a digit; front matter is none of the text."""
    front = _FRONT_MATTER.match(text)
    first = front.end() if front else 0
    for span in sentences(text):
        cuts = [item.end() for item in _ITEM.finditer(text, span.start, span.end)]
        for start, end in pairwise([span.start, *cuts, span.end]):
            said = text[start:end].rstrip()
            if start >= first and any(map(str.isalnum, said)):
                yield start, start + len(said)


def _is_heading(text: str) -> bool:
    """Marked as one, or a short line that is no list item and lacks final punctuation."""
    if _MARKED_HEADING.match(text):
        return True
    return (
        len(text) <= _LONGEST_HEADING
        and "\n" not in text
        and not _ENDED.search(text)
        and not _LISTED.match(text)
    )
