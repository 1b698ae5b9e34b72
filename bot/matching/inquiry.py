"""A question, looked at closely: what the evidence between it and a record is made of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from bot.matching import english
from bot.matching.analysis import numbers_among, words
from bot.matching.answer_kinds import AnswerKind, asked_kind, asks_alone, asks_by_name, introduces, news
from bot.matching.clauses import clauses
from bot.matching.interrogatives import QUESTION_WORDS, expects_yes, opens_question
from bot.matching.lexicon import TermClass
from bot.matching.names import numbered_names
from bot.matching.polarity import Turn, denied_stems, is_negated, opposites, stems, turns
from bot.matching.portrait import Portrait
from bot.matching.query import Query, QueryTerm

ENDS = frozenset(("open", "close", "shut", "start", "begin", "end", "finish", "stop"))  # stems
_WORD = re.compile(r"[\w'’]+")
_DENIED = 2  # telling words that a negation denies, at most
# What only hangs on what is asked (`if I don't like it`, `who isn't invited`), and the word before it.
_HANGING = re.compile(
    r"\b(\w+)\W+(?:if|unless|without|no matter|because|when|while|who|which"
    r"|that (?=(?:ha[sd]|have|is|are|was|were)(?:n't)?\b))\b",
    re.IGNORECASE,
)
_WHETHER = re.compile(r"\b(\w+)\s+(?:whether|if)\b", re.IGNORECASE)
# `Was it …`, `did they …`, but not `can I …`: a statement to be confirmed or put right.
_STATING = re.compile(
    r"\W*(?:so\s+|and\s+|but\s+)?(?:is|was|are|were|did|does|has|have|had|will)\b", re.IGNORECASE
)


class Telling(NamedTuple):
    """A telling term of a query: where it stands, its weight, whether it is a name and known."""

    at: int
    weight: float
    is_name: bool
    is_known: bool


@dataclass(frozen=True)
class Inquiry:
    """A question, once for all candidates; `is_name` tells of each of its terms whether it is a name."""

    text: str
    query: Query
    is_name: Sequence[bool]

    @cached_property
    def kind(self) -> AnswerKind | None:
        return asked_kind(self._as_meant)

    @cached_property
    def by_name(self) -> bool:
        """Whether a name alone tells what is asked for."""
        return self.kind is AnswerKind.PERSON and asks_by_name(self._as_meant)

    @cached_property
    def _as_meant(self) -> str:
        """Its words as they are meant: `hwo tall is it`, `wen does it open`."""
        meant = dict(self.query.corrected)
        if not meant and english.aliases().keys().isdisjoint(_WORD.findall(self.text.lower())):
            return self.text
        return _WORD.sub(lambda word: _meant(meant.get(word[0].lower(), word[0])), self.text)

    @cached_property
    def words(self) -> Sequence[str]:
        return self.query.words

    @cached_property
    def stems(self) -> frozenset[str]:
        return stems(self.words)

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """What of it has an opposite."""
        return turns(self.words)

    @cached_property
    def opposites(self) -> frozenset[str]:
        """Of all that has one; nearly every record says none of them."""
        return opposites(self.words)

    def asks_for(self, turn: Turn) -> bool:
        """Whether what asks says this side of two opposites, and not the other as well."""
        return turn.stem in self._asked_stems and turn.opposite.isdisjoint(self._asked_stems)

    @cached_property
    def _asked_stems(self) -> frozenset[str]:
        """Those of what asks; `how long before …` and `how old before …` ask for the same as with `after`."""
        is_long = self.kind in (AnswerKind.DURATION, AnswerKind.AGE)
        return stems([word for word in self.asking if not (is_long and word == "before")])

    @cached_property
    def names(self) -> frozenset[int]:
        """The names that it says, as terms of the collection."""
        named = (term.own for term, name in zip(self.query.terms, self.is_name, strict=True) if name)
        return frozenset(own for own in named if own is not None)

    @cached_property
    def numbers(self) -> frozenset[str]:
        return numbers_among(self.words)

    @cached_property
    def numbered(self) -> frozenset[tuple[str, str]]:
        return numbered_names(self.text)

    @cached_property
    def states(self) -> bool:
        """Whether it is a statement to be confirmed: `was it a failure`, `tell me if it was`."""
        whether = any(introduces(before) for before in _WHETHER.findall(self.text))
        return whether or (self.query.verifies and bool(_STATING.match(self.text)))

    @cached_property
    def denies(self) -> bool:
        """By what asks, and not by the talk around it nor in a condition (`if I don't like it`)."""
        if not any(term.term_class is TermClass.NEGATION for term in self.query.terms):
            return False
        expects = expects_yes(next(iter(self.asking), ""))
        return is_negated(self.asking[1:] if expects else self.asking)

    @cached_property
    def asking(self) -> Sequence[str]:
        """The words of the clauses that ask, without what hangs on them; all of them where none does."""
        pieces = [_unconditional(piece) for piece in clauses(self.text) if opens_question(piece)]
        return words(" ".join(pieces)) or self.words

    @cached_property
    def head(self) -> int | None:
        """Which term is the first telling one after a question word: what is asked about."""
        asking = False
        for at, term in enumerate(self.query.terms):
            if asking and term.is_telling:
                return at
            asking = (
                asking or term.term_class is TermClass.QUESTION_TYPE or first_word(term) in QUESTION_WORDS
            )
        return None

    @cached_property
    def kind_terms(self) -> list[int]:
        """The terms that say no more than what kind of answer is asked for."""
        kind = self.kind
        if kind is None:
            return []
        return [at for at, term in enumerate(self.query.terms) if _asks_alone(kind, term)]

    def is_told(self, portrait: Portrait) -> bool:
        """Whether a record tells something of the kind that is asked for, and not the question itself."""
        if self.kind is None:
            return False
        return news(self.kind, portrait.told(self.kind, by_name=self.by_name), self.text)

    @cached_property
    def end_terms(self) -> list[int]:
        """The terms that ask for the beginning or the end of a time."""
        if self.kind is not AnswerKind.DATE:
            return []
        return [at for at, term in enumerate(self.query.terms) if not ENDS.isdisjoint(stems([term.text]))]

    def is_told_both_ends(self, portrait: Portrait) -> bool:
        """`Open from 7:00 to 21:00` tells when it closes as well."""
        return self.kind is AnswerKind.DATE and portrait.tells_span

    @cached_property
    def telling(self) -> tuple[Telling, ...]:
        telling = [
            Telling(at, term.weight, self.is_name[at], term.own is not None)
            for at, term in enumerate(self.query.terms)
            if term.is_telling
        ]
        return tuple(telling)

    @cached_property
    def telling_stems(self) -> frozenset[str]:
        telling = (term.text.split() for term in self.query.terms if term.is_telling)
        return frozenset(stem for spoken in telling for stem in stems(spoken))

    @cached_property
    def denied_stems(self) -> frozenset[str]:
        """What its negation denies: the words that follow, or all that tell where none does."""
        return denied_stems(self.asking, _DENIED) or self.telling_stems

    @cached_property
    def telling_weight(self) -> float:
        return sum(term.weight for term in self.telling) or 1.0

    def coverage(self, credit: Sequence[float]) -> float:
        """The share of its telling words, by weight, that a record has; 1 when it has none."""
        if not self.telling:
            return 1.0
        return sum([one.weight * credit[one.at] for one in self.telling]) / self.telling_weight

    @cached_property
    def number_terms(self) -> tuple[int, ...]:
        return tuple(at for at, term in enumerate(self.query.terms) if term.term_class is TermClass.NUMBER)


def _unconditional(clause: str) -> str:
    """A clause that asks without what hangs on it; `do you know who isn't invited` is asked as a whole."""
    for hanging in _HANGING.finditer(clause):
        before = clause[: hanging.end(1)]
        if opens_question(before) and not introduces(hanging[1]):
            return before
    return clause


def _asks_alone(kind: AnswerKind, term: QueryTerm) -> bool:
    return term.term_class is TermClass.QUESTION_TYPE or all(
        asks_alone(kind, word) for word in term.text.split()
    )


def _meant(word: str) -> str:
    return english.aliases().get(word.lower(), word)


def first_word(term: QueryTerm) -> str:
    return (term.text.split() or [""])[0].split("'")[0]
