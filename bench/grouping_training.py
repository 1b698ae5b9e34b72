"""Learns how likely two questions ask for the same thing, from logs whose groups are known."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.known_groups import Agreement, KnownGroups, agreement
from bot.matching import english
from bot.matching.grouping import PairModel, together, vectors_of
from bot.matching.meaning import Meaning
from bot.matching.pair_signals import (
    IN_MEANING,
    IN_WORDS,
    Matrix,
    QuestionTerms,
    signals_in_meaning,
    signals_in_words,
)

MODELS = Path("bot/data/grouping.json")
ABOUT = "Of pairs of questions that ask for the same; by `python -m bench grouping --write` from tests/gaps."
_STEPS, _RIDGE = 12, 1e-4
_LONG = 300  # questions of a log of which smaller ones are made
_LEASTS = np.arange(0.3, 0.8, 0.02)


@dataclass(frozen=True)
class Lesson:
    """A log, read: all that the model goes by."""

    log: KnownGroups
    words: QuestionTerms
    vectors: Matrix | None

    @classmethod
    def of(cls, log: KnownGroups, meaning: Meaning | None) -> "Lesson":
        words = QuestionTerms.of(log.questions, [*english.everyday_words(), *log.vocabulary], log.around)
        return cls(log, words, vectors_of(log.questions, meaning) if meaning else None)

    @cached_property
    def pairs(self) -> tuple[Matrix, NDArray[np.bool_]]:
        """The signals of all pairs of different questions, with 1 for the bias, and which belong together."""
        above = np.triu_indices(len(self.log.questions), 1)
        signals = [*signals_in_words(self.log.questions, self.words)]
        if self.vectors is not None:
            signals += signals_in_meaning(self.vectors)
        known = np.array([sorted(set(self.log.known)).index(name) for name in self.log.known])
        rows = np.stack([np.ones(len(above[0])), *(signal[above] for signal in signals)], axis=1)
        return rows, known[above[0]] == known[above[1]]

    def likelihood(self, model: PairModel) -> Matrix:
        return model.likelihood(self.log.questions, self.words, self.vectors)

    def judged(self, likelihood: Matrix, least: float) -> Agreement:
        found = [0] * len(likelihood)
        for number, members in enumerate(together(likelihood, least)):
            for at in members:
                found[at] = number
        return agreement(self.log.known, found)


def learned(lessons: Sequence[Lesson]) -> PairModel:
    """What pairs teach, and how likely a group has to be."""
    model = learned_of_pairs(lessons)
    likelihoods = [lesson.likelihood(model) for lesson in lessons]
    marks = [
        sum(lesson.judged(one, least).careful for lesson, one in zip(lessons, likelihoods, strict=True))
        for least in _LEASTS
    ]
    return replace(model, least=round(float(_LEASTS[np.argmax(marks)]), 2))


def learned_of_pairs(lessons: Sequence[Lesson]) -> PairModel:
    """Each log counts the same, however long it is."""
    names = IN_WORDS if lessons[0].vectors is None else (*IN_WORDS, *IN_MEANING)
    bias, *weights = _fitted([lesson.pairs for lesson in lessons]).round(4).tolist()
    return PairModel(dict(zip(names, weights, strict=True)), bias, least=0.0)


def _fitted(pairs: Sequence[tuple[Matrix, NDArray[np.bool_]]]) -> Matrix:
    """Logistic regression by Newton's method."""
    weights = np.zeros(pairs[0][0].shape[1])
    for _ in range(_STEPS):
        slope, bend = _RIDGE * weights, _RIDGE * np.eye(len(weights))
        for rows, same in pairs:
            likely = 1 / (1 + np.exp(-(rows @ weights)))
            slope += rows.T @ (likely - same) / len(rows)
            bend += (rows * (likely * (1 - likely))[:, None]).T @ rows / len(rows)
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def write(models: Mapping[str, PairModel]) -> None:
    """Those that were not learned now stay as they are."""
    kept = json.loads(MODELS.read_text(encoding="utf-8")) if MODELS.exists() else {}
    told = kept | {"about": ABOUT} | {name: asdict(model) for name, model in models.items()}
    MODELS.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def with_smaller(logs: Iterable[KnownGroups]) -> list[KnownGroups]:
    """Long logs with smaller ones made of them, for most logs are small."""
    return [each for log in logs for each in (log, *(log.smaller() if len(log.questions) >= _LONG else ()))]
