"""Likeness in meaning word by word: each word of a question against the words of a record.

An encoder has a vector for every token of a text, which tells what it means beside the others. Of these the
axes are kept along which they differ most.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from bot.matching.query import QueryTerm

Matrix = NDArray[np.float32]
Kept = NDArray[np.float16]
# Where a token stands in its text; those that the encoder adds stand nowhere (0, 0).
Span = tuple[int, int]
AXES = "meaning_axes.json"
# A processor's last digit must not turn one answer into another.
_DIGITS = 3


@dataclass(frozen=True)
class Axes:
    """What all tokens have in common (`mean`), and the directions in which they differ most, in columns."""

    mean: Matrix
    directions: Matrix

    @cached_property
    def identity(self) -> str:
        return sha256(self.mean.tobytes() + self.directions.tobytes()).hexdigest()

    def of(self, tokens: Matrix) -> Kept:
        """Their parts along the axes, of length 1."""
        parts = (tokens - self.mean) @ self.directions
        lengths = np.linalg.norm(parts, axis=1, keepdims=True)
        return np.asarray(parts / np.maximum(lengths, np.finfo(np.float32).tiny), np.float16)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as an encoder reads it: its vector, its words along the axes, and where these stand."""

    vector: Matrix
    words: Kept
    spans: Sequence[Span]


@dataclass(frozen=True, slots=True)
class WordReader:
    """Reads a question, or gives the words of many texts."""

    read: Callable[[str], Reading]
    words_of: Callable[[Sequence[str]], Sequence[Kept]]


@dataclass(frozen=True, slots=True)
class WordIndex:
    """The words of all records one behind the other, and where each record's begin and end."""

    words: Matrix
    bounds: Sequence[int]

    def likeness(self, reading: Reading, record: int) -> Matrix:
        """Of each word of the question that with the nearest word of the record."""
        words = self.words[self.bounds[record] : self.bounds[record + 1]]
        asked = reading.words.astype(np.float32)
        if not len(words):
            return np.zeros(len(asked), np.float32)
        return np.asarray((words @ asked.T).max(axis=0).clip(0, 1), np.float32)


def word_index(texts: Sequence[Kept], counts: Sequence[int]) -> WordIndex:
    """`counts` tells how many of the texts each record has."""
    lengths = np.array([len(text) for text in texts], np.int64)
    ends = np.concatenate(([0], lengths.cumsum()))
    words = np.concatenate(texts, dtype=np.float32)
    return WordIndex(words, ends[np.concatenate(([0], np.cumsum(counts)))].tolist())


def tokens_of(terms: Sequence[QueryTerm], question: str, spans: Sequence[Span]) -> list[list[int]]:
    """Of each term the tokens that spell it, none where it is not found as it was typed."""
    typed, at, found = question.lower().replace("’", "'"), 0, []
    for term in terms:
        start = typed.find(term.text, at)
        start = typed.find(term.text) if start < 0 else start
        end = start + len(term.text)
        found.append([] if start < 0 else [no for no, (a, b) in enumerate(spans) if a < end and b > start])
        at = end if start >= 0 else at
    return found


def understood(weights: Sequence[float], heard: Sequence[float]) -> tuple[float, float]:
    """How much of a question's words a record has, by weight: all in all, and but for the one missed most."""
    total = sum(weights)
    if not total:
        return 1.0, 1.0
    lost = [weight * (1 - min(part, 1.0)) / total for weight, part in zip(weights, heard, strict=True)]
    return round(1 - sum(lost), _DIGITS), round(1 - max(lost), _DIGITS)


@cache
def axes() -> Axes:
    """Those of the model that the decision knows."""
    told = json.loads((files("bot") / "data" / AXES).read_text(encoding="utf-8"))
    return Axes(np.array(told["mean"], np.float32), np.array(told["axes"], np.float32).T)
