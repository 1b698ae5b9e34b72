"""What the matcher takes and gives: plain records in, ranked and explained matches out."""

from dataclasses import dataclass
from enum import StrEnum


class ClashKind(StrEnum):
    """What a question and a record may disagree about."""

    NAME = "name"
    NUMBER = "number"
    NEGATION = "negation"
    KIND = "kind of answer"


@dataclass(frozen=True, slots=True)
class Clash:
    """Words of the question that the record contradicts, or never heard of."""

    kind: ClashKind
    text: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"


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
    question's telling words, by weight, that the record has, `said` the share of the phrasing's weight that
    the question says (both 0 to 1). The words matched and missed and the clashes are told of the best match
    alone: only they decide.
    """

    id: str
    score: float
    phrasing: str
    matched: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()
    features: tuple[tuple[str, float], ...] = ()
    strength: float = 0.0
    content: float = 1.0
    said: float = 1.0


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best matches first, with what was made of the question's words."""

    matches: tuple[Match, ...]
    words: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
