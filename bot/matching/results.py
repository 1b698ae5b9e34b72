"""What the matcher takes and gives: plain records in, ranked and explained matches out."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class ConflictKind(StrEnum):
    """What a question and a record may disagree about."""

    NAME = "name"
    NUMBER = "number"
    NEGATION = "negation"
    OPPOSITE = "opposite"
    FRAGMENT = "too little to go by"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Words of the question that the record contradicts, or does not know."""

    kind: ConflictKind
    text: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"


@dataclass(frozen=True, slots=True)
class Record:
    """Something to be found: the ways people ask for it, and the text that answers.

    Without a text it is known but has no answer. `twins` are the ids of records that answer alike.
    """

    id: str
    phrasings: tuple[str, ...]
    text: str = ""
    twins: frozenset[str] = frozenset()

    @property
    def rows(self) -> tuple[str, ...]:
        """Its phrasings and then its text, in the order of their numbers."""
        return (*self.phrasings, self.text)

    @property
    def answers(self) -> bool:
        return bool(self.text)


class Match(NamedTuple):
    """A record that may be meant, and by which of its phrasings.

    `confidence` (0 to 100) is how likely it is what was asked for; `reasons` are the signals behind it with
    what each adds (in log-odds), strongest first. Missed words and conflicts may keep it from answering
    however alike the two look. `likeness` is the cosine in meaning, where an encoder is used.
    """

    id: str
    confidence: float
    phrasing: str
    matched: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    reasons: tuple[tuple[str, float], ...] = ()
    question_coverage: float = 1.0
    likeness: float | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best matches first, with what was made of the question's words.

    A record without an answer comes first when it is more like the question than any that answers; those that
    answer are ordered by confidence. `alike` were found by an encoder that the decision was not trained with:
    they may be offered, most alike first.
    """

    matches: tuple[Match, ...]
    words: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    alike: tuple[Match, ...] = ()
