"""What the matcher takes and gives: plain records in, ranked and explained matches out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Record:
    """Something that can be found: the ways people ask for it, and the text that answers."""

    id: str
    phrasings: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A record that may answer, with its calibrated score (0 to 100) and how the score came about.

    `strength` orders the matches of one question and means nothing beyond it; `content` is the share of the
    question's telling words, by weight, that the record has (0 to 1).
    """

    id: str
    score: float
    phrasing: str
    strength: float = 0.0
    content: float = 1.0
    matched: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    clashes: tuple[str, ...] = ()
    features: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best matches first, with what was made of the question's words."""

    matches: tuple[Match, ...]
    words: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def lead(self) -> float:
        """How far the best match is ahead of the next one; 1 when nothing else came near."""
        first, second = (*self.matches[:2], None, None)[:2]
        if first is None:
            return 0.0
        return 1.0 if second is None else min(first.strength - second.strength, 1.0)
