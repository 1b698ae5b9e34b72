"""Grouping: questions that ask for the same thing, found among many without knowing any answer.

How likely two of them ask for the same thing is learned from logs whose groups are known (`python -m bench
grouping --write`); groups are joined while their pairs are likely enough on average, likeliest first.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from bot.matching import english
from bot.matching.meaning import Meaning
from bot.matching.pair_signals import (
    IN_MEANING,
    IN_WORDS,
    Matrix,
    QuestionTerms,
    signals_in_meaning,
    signals_in_words,
)

# A processor's last digit must not put a question into another group.
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class PairModel:
    """A logistic model of pairs, and the mean likelihood that a group's pairs must reach."""

    weights: Mapping[str, float]
    bias: float
    least: float

    def likelihood(self, questions: Sequence[str], words: QuestionTerms, vectors: Matrix | None) -> Matrix:
        """How likely each pair asks for the same thing, as a root, so that one strong tie counts for less."""
        likely = np.full((len(questions), len(questions)), self.bias)
        for name, signal in zip(IN_WORDS, signals_in_words(questions, words), strict=True):
            likely += self.weights[name] * signal
        if vectors is not None:
            for name, signal in zip(IN_MEANING, signals_in_meaning(vectors), strict=True):
                likely += self.weights[name] * signal
        return np.asarray((1 + np.exp(-likely)) ** -0.5).round(_DIGITS)


def group(
    questions: Sequence[str],
    vocabulary: Iterable[Sequence[str]] = (),
    meaning: Meaning | None = None,
    *,
    around: Sequence[str] = (),
) -> tuple[tuple[int, ...], ...]:
    """The positions of the questions by group: largest group first, most typical question first.

    `around` is what else the briefing tells.
    """
    if not questions:
        return ()
    words = QuestionTerms.of(questions, [*english.everyday_words(), *vocabulary], around)
    vectors = vectors_of(questions, meaning) if meaning else None
    model = pair_models()["words" if vectors is None else "meaning"]
    likelihood = model.likelihood(questions, words, vectors)
    groups = together(likelihood, model.least)
    typical = (sorted(each, key=lambda at: (-likelihood[at, each].sum(), at)) for each in groups)
    return tuple(sorted(map(tuple, typical), key=lambda each: (-len(each), min(each))))


@cache
def pair_models() -> Mapping[str, PairModel]:
    """By words alone, and with likeness in meaning."""
    told = json.loads((files("bot.data") / "grouping.json").read_text("utf-8"))
    return {name: PairModel(**told[name]) for name in ("words", "meaning")}


def vectors_of(questions: Sequence[str], meaning: Meaning) -> Matrix:
    """Each encoded by itself: what members ask is not stored with the sheet's vectors."""
    return np.array([meaning.encode(question) for question in questions], np.float64)


def together(likelihood: Matrix, least: float) -> list[list[int]]:
    """Average linkage: join the two likeliest groups as long as any pair is likely enough."""
    groups = [[at] for at in range(len(likelihood))]
    near = likelihood.copy()
    np.fill_diagonal(near, -1.0)
    while True:
        one, other = sorted(divmod(int(near.argmax()), len(near)))
        if near[one, other] < least:
            return [each for each in groups if each]
        shares = np.array([len(groups[one]), len(groups[other])]) / len(groups[one] + groups[other])
        near[one] = near[:, one] = shares @ near[[one, other]]
        near[other] = near[:, other] = near[one, one] = -1.0
        groups[one], groups[other] = groups[one] + groups[other], []
