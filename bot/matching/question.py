"""A question as the matcher reads it: units of meaning, each with a weight and the terms that satisfy it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.matching.asides import Asides
from bot.matching.casing import capitalised
from bot.matching.lexicon import Lexicon, TermClass, Token
from bot.matching.spelling import Speller
from bot.matching.text import words
from bot.matching.unit import Unit

# How much of a unit's weight a record earns by less than the unit itself.
INNER_CREDIT = 0.45
FAMILY_CREDIT = 0.5
SYNONYM_CREDIT = 0.5
_MAX_WORDS = 80
_MAX_CHARACTERS = 4000
# `Was it …`, `did they …`: a statement to be confirmed or put right.
_VERIFYING = re.compile(
    r"\W*(?:so\s+|and\s+|but\s+)?(?:is|was|are|were|do|does|did|has|have|had|will|would|can|could|should)\b",
    re.IGNORECASE,
)
# `…, didn't they?` and `… or nah` ask for agreement; their negation denies nothing.
_TAG = re.compile(
    r"(?<![\s,;.-])[\s,;.-]+(?:(?:is|was|are|were|do|does|did|has|have|had|will|would|ca|could|should|wo)n['’]?t"
    r"\s+(?:it|they|he|she|there|that|we|you)|or\s+(?:not|nah|no)|no|nah|right|correct|true|yes|innit)\s*[?!.]*\s*$",
    re.IGNORECASE,
)
# `Does the text bear that out?`, `Is it so?` after a statement ask for no more than a yes either.
_CONFIRM = re.compile(
    r"[.!?;,:…-]\s*(?:and\s+|so\s+)?(?:(?:is|was)\s+(?:that|this|it)(?:\s+(?:really|actually))?"
    r"\s+(?:right|true|so|correct|accurate|the\s+case)|(?:does|can|could|would)\s+(?:the|this|your)"
    r"\s+(?:text|article|briefing|document|source|paper|report|piece|page)"
    r"\s+(?:say\s+so|agree|(?:confirm|support|bear|back)\s+(?:that|this|it)(?:\s+(?:out|up))?))\s*[?!.]*\s*$",
    re.IGNORECASE,
)
# After these, `us` is we and not the country.
_PRONOUN_CUES = frozenset(
    ("tell", "give", "let", "show", "help", "to", "for", "with", "of", "all", "among", "remind", "between")
)


@dataclass(frozen=True, slots=True)
class Question:
    """The units of a question, in order and each once, and what was corrected on the way."""

    units: tuple[Unit, ...]
    corrected: tuple[tuple[str, str], ...] = ()
    verifies: bool = False

    @property
    def weights(self) -> np.ndarray:
        return np.array([unit.weight for unit in self.units], dtype=np.float64)

    @property
    def terms(self) -> frozenset[int]:
        """The terms that its words stand for, without families and synonyms."""
        return frozenset(unit.own for unit in self.units if unit.own is not None)

    @property
    def content_words(self) -> int:
        return sum(unit.is_telling for unit in self.units)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the question as typed, what it is read as, and how far that reading is trusted."""

    typed: str
    read: str
    term: int | None
    trust: float


class Reader:
    """Reads questions with the words and weights of one collection."""

    def __init__(
        self,
        lexicon: Lexicon,
        speller: Speller,
        weights: np.ndarray,
        unknown_weight: float,
        is_name: Callable[[int | None], bool] = lambda _: False,
    ) -> None:
        self._lexicon = lexicon
        self._speller = speller
        self._weights = weights
        self._unknown_weight = unknown_weight
        self._remembered: dict[str, Unit] = {}
        self._asides = Asides(
            lambda clause: self._units(self._read(clause), frozenset()),
            lambda unit: is_name(unit.own),
        )

    def read(self, text: str) -> Question:
        """Never fails; a text without words has no units."""
        text = text[:_MAX_CHARACTERS]
        statement = _CONFIRM.sub("", text)
        read = self._read(statement)
        units: dict[object, Unit] = {}
        for unit in self._units(read, capitalised(statement)):
            units.setdefault(unit.text if unit.own is None else unit.own, unit)
        corrected = tuple(dict.fromkeys((w.typed, w.read) for w in read if w.trust < 1))
        verifies = statement != text or bool(_VERIFYING.match(text) or _TAG.search(text))
        return Question(tuple(units.values()), corrected, verifies)

    def to_the_point(self, text: str) -> str:
        """The text without the talk around its question."""
        return self._asides.to_the_point(text[:_MAX_CHARACTERS])

    def _read(self, text: str) -> list[_Word]:
        return [word for typed in self._typed(text) for word in self._words(typed)]

    def _typed(self, text: str) -> list[str]:
        typed = words(_TAG.sub("", text))[:_MAX_WORDS]
        return [
            "usa" if word == "us" and at and typed[at - 1] not in _PRONOUN_CUES else word
            for at, word in enumerate(typed)
        ]

    def _words(self, typed: str) -> list[_Word]:
        term = self._lexicon.lookup(typed)
        if term is not None or self._speller.is_english(typed):
            return [_Word(typed, typed, term, 1.0)]
        correction = self._speller.correct(typed)
        if correction is None:
            return [_Word(typed, typed, None, 1.0)]
        return [_Word(typed, word, self._lexicon.lookup(word), correction.trust) for word in correction.words]

    def _units(self, read: Sequence[_Word], capitals: frozenset[str]) -> list[Unit]:
        terms = [-1 if word.term is None else word.term for word in read]
        units = []
        for token in self._lexicon.tokens(terms):
            spoken = read[token.start : token.stop]
            unit = self._unit(token, spoken)
            named = capitals and any(word.typed in capitals for word in spoken)
            units.append(replace(unit, named=True) if named else unit)
        return units

    def _unit(self, token: Token, read: Sequence[_Word]) -> Unit:
        """Exact words of the collection and of English are remembered: of those there are only so many."""
        word = read[0]
        known = word.typed in self._lexicon.words or self._speller.is_english(word.typed)
        if len(read) > 1 or word.trust < 1 or not known:
            return self._made(token, read)
        unit = self._remembered.get(word.typed)
        if unit is None:
            unit = self._remembered[word.typed] = self._made(token, read)
        return unit

    def _made(self, token: Token, read: Sequence[_Word]) -> Unit:
        text = " ".join(word.typed for word in read)
        relatives = self._relatives(read, token.term)
        if token.term < 0:
            return self._unknown(text, read[0].read, relatives)
        trust = min(word.trust for word in read)
        classes = self._lexicon.classes
        inner = [(term, INNER_CREDIT * trust) for term in token.inner if classes[term].is_telling]
        weight = float(self._weights[token.term]) if token.term < len(self._weights) else self._unknown_weight
        terms = ((token.term, trust), *inner, *relatives)
        return Unit(text, token.term, terms, classes[token.term], weight)

    def _unknown(self, text: str, word: str, relatives: tuple[tuple[int, float], ...]) -> Unit:
        term_class = self._lexicon.class_of(word)
        weight = self._unknown_weight * self._lexicon.factor(term_class)
        return Unit(text, None, relatives, term_class, weight)

    def _relatives(self, read: Sequence[_Word], term: int) -> tuple[tuple[int, float], ...]:
        """Terms of the same word family and near meaning, for a content word that stands alone."""
        if len(read) != 1 or self._lexicon.class_of(read[0].read) is not TermClass.CONTENT:
            return ()
        family = (self._lexicon.lookup(word) for word in self._speller.family(read[0].read))
        related = self._lexicon.related(read[0].read)
        credit = {relative: SYNONYM_CREDIT * share for relative, share in related.items()}
        credit.update((relative, FAMILY_CREDIT) for relative in family if relative is not None)
        credit.pop(term, None)
        return tuple(credit.items())
