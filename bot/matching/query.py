"""A question as a query: terms of the collection, each with a weight and all that satisfies it."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from bot.matching.analysis import capitalised, is_signed, words
from bot.matching.interrogatives import asks_for_yes, without_confirmation, without_tag
from bot.matching.lexicon import Lexicon, TermClass, Token
from bot.matching.spelling import Speller

# How much of a query term's weight a record earns by less than the term itself.
INNER_CREDIT = 0.45
FAMILY_CREDIT = 0.5
SYNONYM_CREDIT = 0.5
LONGEST = 4000  # characters; what comes after them is not looked at
_MOST_WORDS = 80
# After these, `us` is we and not the country.
_PRONOUN_CUES = frozenset(
    ("tell", "give", "let", "show", "help", "to", "for", "with", "of", "all", "among", "remind", "between")
)


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """A word or phrase of the question: the terms that satisfy it, with the share of its weight each earns.

    `own` is the term of the words themselves, if the collection has it; the other `alternatives` are inside
    it or near it. A query term without any is unknown.
    """

    text: str
    own: int | None
    alternatives: tuple[tuple[int, float], ...]
    term_class: TermClass
    weight: float
    named: bool = False

    @property
    def known(self) -> bool:
        return bool(self.alternatives)

    @property
    def is_telling(self) -> bool:
        return self.term_class.is_telling


@dataclass(frozen=True)
class Query:
    """The terms of a question, in order and each once, and what was corrected on the way.

    `words` are all words of the question, including those that only ask for a yes.
    """

    terms: tuple[QueryTerm, ...]
    corrected: tuple[tuple[str, str], ...] = ()
    verifies: bool = False
    words: Sequence[str] = ()

    @cached_property
    def weights(self) -> np.ndarray:
        return np.array([term.weight for term in self.terms], dtype=np.float64)

    @cached_property
    def total_weight(self) -> float:
        """The weight of all terms, as a divisor: 1 where there are none."""
        return float(np.add.reduce(self.weights)) or 1.0

    @cached_property
    def content_words(self) -> int:
        return sum(term.is_telling for term in self.terms)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as typed, the word that is meant, and how far that reading is trusted."""

    typed: str
    meant: str
    term: int | None
    trust: float


class QueryParser:
    """Parses questions with the words and weights of one collection."""

    def __init__(
        self, lexicon: Lexicon, speller: Speller, weights: np.ndarray, unknown_weight: float
    ) -> None:
        self._lexicon = lexicon
        self._speller = speller
        self._weights = weights
        self._unknown_weight = unknown_weight
        self._exact: dict[str, tuple[_Word]] = {}
        self._remembered: dict[str, QueryTerm] = {}

    def parse(self, text: str) -> Query:
        """Never fails; a text without words has no terms."""
        text = text[:LONGEST]
        statement = without_confirmation(text)
        untagged = without_tag(statement)
        said = words(text)
        spoken = self._words(said if untagged == text else words(untagged))
        terms: dict[object, QueryTerm] = {}
        for term in self._terms(spoken, capitalised(statement)):
            terms.setdefault(term.text if term.own is None else term.own, term)
        corrected = tuple(dict.fromkeys((word.typed, word.meant) for word in spoken if word.trust < 1))
        return Query(tuple(terms.values()), corrected, untagged != text or asks_for_yes(text), said)

    def parse_unseen(self, text: str, unheard: Container[int]) -> Query:
        """The same as if the collection had never seen some terms."""
        query = self.parse(text)
        return replace(query, terms=tuple(self._unheard(term, unheard) for term in query.terms))

    def _unheard(self, term: QueryTerm, unheard: Container[int]) -> QueryTerm:
        known = tuple(pair for pair in term.alternatives if pair[0] not in unheard)
        if term.own is None or term.own not in unheard:
            return replace(term, alternatives=known) if len(known) < len(term.alternatives) else term
        weight = self._unknown_weight * self._lexicon.factor(term.term_class)
        return replace(term, own=None, alternatives=known, weight=weight)

    def parse_clause(self, text: str) -> list[QueryTerm]:
        """The terms of a piece of a question, repeated as often as they occur."""
        return self._terms(self._words(words(without_tag(text))), frozenset())

    def _words(self, said: Sequence[str]) -> list[_Word]:
        typed = list(said[:_MOST_WORDS])
        for at, word in enumerate(typed):
            if word == "us" and at and typed[at - 1] not in _PRONOUN_CUES:
                typed[at] = "usa"
        return [word for one in self._joined(typed) for word in self._meant(one)]

    def _joined(self, typed: Sequence[str]) -> Sequence[str]:
        """`time table` is `timetable`, where the collection writes it so and lacks one of the two."""
        if all(map(self._lexicon.words.__contains__, typed)):
            return typed
        joined = list(typed[:1])
        for word in typed[1:]:
            whole = joined[-1] + word
            apart = word in self._lexicon.words and joined[-1] in self._lexicon.words
            if not apart and whole in self._lexicon.words:
                joined[-1] = whole
            else:
                joined.append(word)
        return joined

    def _meant(self, typed: str) -> Sequence[_Word]:
        """Exact words of the collection and of English are cached: there are only so many of them."""
        meant = self._exact.get(typed)
        if meant is not None:
            return meant
        term = self._lexicon.lookup(typed)
        if self._is_exact(typed):
            self._exact[typed] = (_Word(typed, typed, term, 1.0),)
            return self._exact[typed]
        if term is not None:
            return (_Word(typed, typed, term, 1.0),)
        correction = self._speller.correct(typed)
        if correction is None:
            return [_Word(typed, typed, None, 1.0)]
        return [_Word(typed, word, self._lexicon.lookup(word), correction.trust) for word in correction.words]

    def _terms(self, spoken: Sequence[_Word], capitals: frozenset[str]) -> list[QueryTerm]:
        names = {word.typed for word in spoken if word.typed in capitals or is_signed(word.typed)}
        terms = []
        for token in self._lexicon.tokens([-1 if word.term is None else word.term for word in spoken]):
            under = spoken[token.start : token.stop]
            term = self._term(token, under)
            named = bool(names) and any(word.typed in names for word in under)
            terms.append(replace(term, named=True) if named else term)
        return terms

    def _is_exact(self, typed: str) -> bool:
        return typed in self._lexicon.words or self._speller.is_english(typed)

    def _term(self, token: Token, spoken: Sequence[_Word]) -> QueryTerm:
        """Terms of exact words are cached, too."""
        word = spoken[0]
        if len(spoken) > 1 or word.typed not in self._exact:
            return self._made(token, spoken)
        term = self._remembered.get(word.typed)
        if term is None:
            term = self._remembered[word.typed] = self._made(token, spoken)
        return term

    def _made(self, token: Token, spoken: Sequence[_Word]) -> QueryTerm:
        text = " ".join(word.typed for word in spoken)
        relatives = self._relatives(spoken, token.term)
        if token.term < 0:
            return self._unknown(text, spoken[0].meant, relatives)
        trust = min(word.trust for word in spoken)
        classes = self._lexicon.classes
        inner = [(term, INNER_CREDIT * trust) for term in token.inner if classes[term].is_telling]
        weight = float(self._weights[token.term]) if token.term < len(self._weights) else self._unknown_weight
        alternatives = ((token.term, trust), *inner, *relatives)
        return QueryTerm(text, token.term, alternatives, classes[token.term], weight)

    def _unknown(self, text: str, word: str, relatives: tuple[tuple[int, float], ...]) -> QueryTerm:
        term_class = self._lexicon.class_of(word)
        weight = self._unknown_weight * self._lexicon.factor(term_class)
        return QueryTerm(text, None, relatives, term_class, weight)

    def _relatives(self, spoken: Sequence[_Word], own: int) -> tuple[tuple[int, float], ...]:
        """Terms of the same family or of similar meaning, for a content word that is no part of a phrase."""
        if len(spoken) != 1 or self._lexicon.class_of(spoken[0].meant) is not TermClass.CONTENT:
            return ()
        family = (self._lexicon.lookup(word) for word in self._speller.family(spoken[0].meant))
        related = self._lexicon.related(spoken[0].meant)
        credit = {relative: SYNONYM_CREDIT * share for relative, share in related.items()}
        credit.update((relative, FAMILY_CREDIT) for relative in family if relative is not None)
        credit.pop(own, None)
        return tuple(credit.items())
