"""What the matcher takes and gives: plain records in, ranked and explained matches out."""

from dataclasses import dataclass
from enum import StrEnum


class ConflictKind(StrEnum):
    """What a question and a record may disagree about."""

    NAME = "name"
    NUMBER = "number"
    NEGATION = "negation"
    KIND = "kind of answer"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Words of the question that the record contradicts, or never heard of."""

    kind: ConflictKind
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
    """A record that may answer, with its calibrated confidence (0 to 100) and how that came about.

    `rank_score` orders the matches of one question and means nothing beyond it; `question_coverage` is the
    share of the question's telling words, by weight, that the record has, `phrasing_coverage` the share of
    the phrasing's weight that the question says (both 0 to 1). The words matched and missed and the conflicts
    are told of the best match alone: only they decide.
    """

    id: str
    confidence: float
    phrasing: str
    matched: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    features: tuple[tuple[str, float], ...] = ()
    rank_score: float = 0.0
    question_coverage: float = 1.0
    phrasing_coverage: float = 1.0


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best matches first, with what was made of the question's words.

    `telling` is how many of its terms tell what it is about.
    """

    matches: tuple[Match, ...]
    words: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    telling: int = 1
