"""Likeness in meaning: a question's vector against those of all phrasings and texts.

The encoder comes from outside; without one, nothing here is used.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.matching.inquiry import Inquiry
from bot.matching.results import Record
from bot.matching.word_meaning import Reading, WordIndex, WordReader, tokens_of, understood, word_index

MEANING_SIGNALS = (
    "meaning", "meaning_phrasing", "meaning_text", "meaning_lead", "meaning_open_lead",
    "meaning_words", "meaning_least",
)  # fmt: skip
# So many of those nearest in meaning join the candidates, and so many of these are judged.
NEAREST, JUDGED = 8, 3
# From this likeness on a fact may be offered for its meaning alone.
ALIKE = 0.4
# Some models put any two texts near each other: how near, these tell, which have nothing in common.
_STRANGERS = (
    "The train leaves at noon.",
    "Whales sing in the deep sea.",
    "My tax form has gone missing.",
    "Paint the garden fence green.",
    "Who won the game of chess?",
    "Bread needs salt, flour and water.",
    "The server was down all night.",
    "She broke her arm last winter.",
)
# A processor's last digit must not turn one answer into another.
_DIGITS = 4
_NONE = -1.0

# Whoever waits for texts to be encoded may be told how many are, and how many there are, before the first and
# after each; a thread that is started from there tells it, too.
WATCHER: ContextVar[Callable[[int, int], None] | None] = ContextVar("watcher", default=None)

Vector = NDArray[np.float32]
Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A sentence encoder: one text, or many at once, to vectors of length 1.

    If the learned decision was trained with this very model it is `calibrated`; any other model may only
    decide what is offered, and in which order, by a likeness that is 0 at the cosine of `strangers`. `keep`
    forgets everything encoded except these texts; `words`, where the decision uses them, tells what each word
    of a text means.
    """

    encode: Callable[[str], Vector]
    encode_all: Callable[[Sequence[str]], Matrix]
    calibrated: bool
    keep: Callable[[Iterable[str]], None] = lambda _: None
    words: WordReader | None = None
    strangers: float = 0.0


def cosine_of_strangers(encode: Callable[[str], Vector]) -> float:
    """What a model makes of texts that have nothing to do with each other, on average."""
    vectors = np.array([encode(text) for text in _STRANGERS])
    apart = ~np.eye(len(vectors), dtype=np.bool_)
    return max(0.0, float((vectors @ vectors.T)[apart].mean()))


@dataclass(frozen=True)
class Likeness:
    """How close a question is in meaning to each record (cosines): to its phrasings, its text, or either.

    If there is a `reading` of it, also word by word.
    """

    phrasing: NDArray[np.float32]
    text: NDArray[np.float32]
    answers: NDArray[np.bool_]
    reading: Reading | None = None
    words: WordIndex | None = None
    strangers: float = 0.0

    @cached_property
    def best(self) -> NDArray[np.float32]:
        return np.maximum(self.phrasing, self.text)

    @cached_property
    def answering(self) -> list[int]:
        """The records with an answer, most alike first."""
        order = (-self.best).argsort(kind="stable")
        nearest: list[int] = order[self.answers[order]].tolist()
        return nearest

    @cached_property
    def _open(self) -> float:
        silent = self.best[~self.answers]
        return float(silent.max()) if len(silent) else _NONE

    def of(self, record: int) -> float:
        """From 0, for what has nothing to do with it, to 1, for the same."""
        cosine = float(self.best[record])
        return round(max(0.0, (cosine - self.strangers) / (1 - self.strangers)), _DIGITS)

    def nearest(self) -> NDArray[np.int64]:
        """The records most alike, with or without an answer, and those that are judged in any case."""
        first = (-self.best).argsort(kind="stable")[:NEAREST]
        return np.union1d(first, np.array(self.answering[:JUDGED], np.int64))

    def signals(
        self, record: int, twins: frozenset[int], inquiry: Inquiry, earned: Sequence[float]
    ) -> tuple[float, ...]:
        """One record's signals, in the order of MEANING_SIGNALS; twins are no rivals.

        `earned` is how much of each of the question's terms the record has by its own words.
        """
        best = float(self.best[record])
        rival = next((at for at in self.answering if at != record and at not in twins), None)
        lead = 1.0 if rival is None else best - float(self.best[rival])
        return (
            best,
            float(self.phrasing[record]),
            float(self.text[record]),
            round(lead, _DIGITS),
            round(best - self._open, _DIGITS),
            *self._understood(record, inquiry, earned),
        )

    def _understood(self, record: int, inquiry: Inquiry, earned: Sequence[float]) -> tuple[float, float]:
        """How much of the telling words the record says or means: of all, and of the one missed most."""
        weights = [term.weight for term in inquiry.telling]
        heard = [earned[term.at] for term in inquiry.telling]
        if self.reading is not None and self.words is not None:
            like = self.words.likeness(self.reading, record)
            spelt = tokens_of(inquiry.query.terms, inquiry.text, self.reading.spans)
            meant = [like[at].mean() if (at := spelt[term.at]) else 0.0 for term in inquiry.telling]
            heard = [max(pair) for pair in zip(heard, map(float, meant), strict=True)]
        return understood(weights, heard)


class MeaningIndex:
    """The vectors of all records, in the order given."""

    def __init__(self, records: Sequence[Record], meaning: Meaning) -> None:
        texts = list(texts_of(records))
        counts = np.array([len(record.phrasings) + 1 for record in records], np.int64)
        self.meaning = meaning
        self._vectors = meaning.encode_all(texts)
        self._words = word_index(meaning.words.words_of(texts), counts.tolist()) if meaning.words else None
        self._starts = counts.cumsum() - counts
        self._texts = counts.cumsum() - 1
        self._answers = np.array([record.answers for record in records], np.bool_)
        self._places = {record.id: at for at, record in enumerate(records)}

    def likeness(self, question: str) -> Likeness:
        reading = self.meaning.words.read(question) if self.meaning.words else None
        vector = self.meaning.encode(question) if reading is None else reading.vector
        cosines = (self._vectors @ vector).round(_DIGITS)
        text = np.where(self._answers, cosines[self._texts], _NONE)
        cosines[self._texts] = _NONE
        phrasing = np.maximum.reduceat(cosines, self._starts)
        return Likeness(phrasing, text, self._answers, reading, self._words, self.meaning.strangers)

    def places(self, ids: frozenset[str]) -> frozenset[int]:
        return frozenset(self._places[one] for one in ids if one in self._places)


def texts_of(records: Iterable[Record]) -> Iterator[str]:
    """All texts of the records that are encoded."""
    for record in records:
        yield from _rows(record)


def _rows(record: Record) -> tuple[str, ...]:
    """A record without a text has its first phrasing in that place, where it does not count."""
    return (*record.phrasings, record.text or record.phrasings[0])
