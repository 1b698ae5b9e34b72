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
    """A record that may answer, with its calibrated score (0 to 100) and how the score came about."""

    id: str
    score: float
    phrasing: str
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
