"""Pair signals: how alike any two questions of a log are, in words, in kind, in meaning and in company.

The questions and what the sheet tells are one index, so a word that stands all over the briefing tells little
of what a question is about. Each signal is a matrix of all pairs, made when it is asked for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from bot.matching.answer_kinds import AnswerKind, asked_kind
from bot.matching.index import build_index
from bot.matching.lexicon import Lexicon
from bot.matching.query import QueryParser
from bot.matching.results import Record
from bot.matching.spelling import Speller

Matrix = NDArray[np.float64]

IN_WORDS = ("words", "same words", "near words", "left over", "kind", "company", "near company", "log size")
IN_MEANING = ("meaning", "company in meaning")
# What of its credit a near word, or a word of the same family, earns: little, or nearly all.
_RELATED, _NEARLY = 0.3, 0.8
# A question's company are so many of those most like it, and all that are equally like it.
_FEW, _MANY = 10, 20
_ENOUGH = 20  # questions; what fewer have in common may be the very thing that they ask for
_BACKGROUND = 300  # texts thought of beside the questions, with words as what is around them has them
_LEAST = 0.05  # likeness below which two questions have nothing to do with each other
_PRICE = re.compile(r"\b(?:costs?|prices?|pays?|paid|expensive|fees?|free|charge[sd]? for)\b", re.IGNORECASE)
_PERMISSION = re.compile(
    r"\b(?:allow(?:ed|s)?|permit\w*|forbid\w*|bann?ed|ban|bring(?:ing)?|policy|rules?|ok to"
    r"|may (?:i|we)|can (?:i|we) (?:bring|take|have|use|make))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class QuestionTerms:
    """Questions (rows) by terms (columns): what each says, what is near to that, and the terms' weights."""

    said: Matrix
    near: Matrix
    weights: Matrix

    @classmethod
    def of(
        cls, questions: Sequence[str], groups_of_words: Sequence[Sequence[str]], around: Sequence[str]
    ) -> "QuestionTerms":
        """`around` is what else the briefing tells: it is indexed but not compared."""
        lexicon = Lexicon.over(groups_of_words)
        index = build_index(
            [Record(str(at), (text,)) for at, text in enumerate((*questions, *around))], lexicon
        )
        speller = Speller(lexicon.words, lambda word: index.postings.length(lexicon.lookup(word)))
        parser = QueryParser(lexicon, speller, index.weights, index.unknown_weight)
        said = np.zeros((len(questions), len(index.weights)))
        near = np.zeros_like(said)
        for row, question in enumerate(questions):
            for asked in parser.parse(question).terms:
                for term, earned in asked.alternatives if asked.is_telling else ():
                    credit = said if term == asked.own else near
                    credit[row, term] = max(credit[row, term], earned)
        used = np.flatnonzero((said + near).any(axis=0))
        holding = [index.postings.of(int(term))[0] for term in used]
        return cls(said[:, used], near[:, used], _weights(holding, len(questions), len(around)))

    def likeness(self, share: float) -> Matrix:
        """The cosine of each pair, with near words counting for this share."""
        return _cosines(np.maximum(self.said, share * self.near) * self.weights)

    def left_over(self) -> Matrix:
        """The weight of what the longer question of a pair does not share with the other."""
        says = (self.said > 0).astype(np.float64)
        whole = says @ self.weights
        return np.asarray(np.maximum(whole[:, None], whole) - (says * self.weights) @ says.T)


def _weights(holding: Sequence[NDArray[np.int32]], asked: int, around: int) -> Matrix:
    """Inverse document frequency, over the questions and then the texts around them."""
    share = _BACKGROUND / max(around, 1)
    often = np.array([(texts < asked).sum() + share * (texts >= asked).sum() for texts in holding])
    return np.log1p((asked + _BACKGROUND - often + 0.5) / (often + 0.5))


def signals_in_words(questions: Sequence[str], words: QuestionTerms) -> Iterator[Matrix]:
    """In the order of IN_WORDS."""
    likeness, nearly = words.likeness(_RELATED), words.likeness(_NEARLY)
    yield likeness
    yield words.likeness(0.0)
    yield nearly
    yield words.left_over()
    yield _kinds(questions)
    yield _company(likeness, _FEW)
    yield _company(nearly, _MANY)
    yield np.full_like(likeness, np.log(len(questions)))


def signals_in_meaning(vectors: Matrix) -> Iterator[Matrix]:
    """In the order of IN_MEANING; what all questions have in common is subtracted, less so for few."""
    common = vectors.mean(axis=0) * min((len(vectors) - 1) / _ENOUGH, 1.0)
    likeness = _cosines(vectors - common)
    yield likeness
    yield _company(likeness, _FEW)


def _kinds(questions: Sequence[str]) -> Matrix:
    """1 where both ask for the same kind of answer, -1 for different ones, 0 where either does not say."""
    kinds = [aspect(question) for question in questions]
    numbers = {kind: number for number, kind in enumerate(dict.fromkeys([None, *kinds]))}
    asked = np.array([numbers[kind] for kind in kinds])
    says = asked > 0
    return np.where(says[:, None] & says, np.where(asked[:, None] == asked, 1.0, -1.0), 0.0)


class Permission(StrEnum):
    """The one thing people ask for that no kind of answer stands for."""

    PERMISSION = "whether it is allowed"


Aspect = AnswerKind | Permission


def aspect(question: str) -> Aspect | None:
    """What of its subject a question is about, or None when it does not say.

    `What does a shower cost` and `when are the showers open` share a subject, but no fact answers both.
    """
    if _PRICE.search(question):
        return AnswerKind.MONEY
    if _PERMISSION.search(question):
        return Permission.PERMISSION
    return asked_kind(question)


def _company(likeness: Matrix, count: int) -> Matrix:
    """How alike the nearest neighbours of each pair's questions are, each question included."""
    own = likeness.copy()
    np.fill_diagonal(own, 1.0)
    at = max(len(own) - count, 0)
    nearest = np.partition(own, at, axis=1)[:, at, None]
    return _cosines(np.where(own >= np.maximum(nearest, _LEAST), own, 0.0))


def _cosines(rows: Matrix) -> Matrix:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    rows = rows / np.where(lengths > 0, lengths, 1.0)
    return np.asarray(rows @ rows.T)
