"""Logs whose groups are known, tests/gaps, and how well others agree with them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import yaml

from bot.services.gaps import told_around
from bot.sheets.knowledge import load

LOGS = Path("tests/gaps")
BRIEFINGS = (Path("tests/briefings"), Path("tests/small_briefings"))
# Of a long log smaller ones are made as well, as most are: groups of a few questions, and others of one.
_SMALLER = ((22, 18), (22, 18))
_FEWEST, _MOST = 2, 6
_SEED = 7


@dataclass(frozen=True, slots=True)
class KnownGroups:
    """The questions of a log, the name of each one's group, and what its briefing has."""

    name: str
    questions: tuple[str, ...]
    known: tuple[str, ...]
    vocabulary: tuple[tuple[str, ...], ...]
    around: tuple[str, ...]

    @classmethod
    def of(cls, log: Path) -> Self:
        groups: dict[str, list[str]] = yaml.load(log.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - it makes text alone
        known = [(name, question) for name, questions in groups.items() for question in questions]
        folder = next(each / log.stem for each in BRIEFINGS if (each / log.stem).exists())
        briefing = load(folder / "knowledge")
        return cls(
            log.stem,
            tuple(question for _, question in known),
            tuple(name for name, _ in known),
            tuple(map(tuple, briefing.sheet.vocabulary)),
            told_around(briefing),
        )

    def part(self, places: Sequence[int]) -> "KnownGroups":
        questions, known = zip(*((self.questions[at], self.known[at]) for at in places), strict=True)
        return KnownGroups(self.name, questions, known, self.vocabulary, self.around)

    def smaller(self) -> Iterator["KnownGroups"]:
        chance = np.random.default_rng(_SEED)
        names = sorted(set(self.known))
        for groups, alone in _SMALLER:
            places: list[int] = []
            for number, name in enumerate(chance.permutation(names)[: groups + alone]):
                members = [at for at, each in enumerate(self.known) if each == name]
                count = int(chance.integers(_FEWEST, _MOST + 1)) if number < groups else 1
                places += chance.permutation(members)[:count].tolist()
            yield self.part(sorted(places))


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of all pairs of questions: what is together belongs together (precision), and the other way round."""

    groups: int
    precision: float
    recall: float
    b_cubed: float

    @property
    def f1(self) -> float:
        return _mean(self.precision, self.recall)

    @property
    def careful(self) -> float:
        """The same, where precision counts more: a group of two subjects is worse than two of one."""
        return _mean(self.precision, self.recall, 1.5)


def agreement(known: Sequence[str], found: Sequence[int]) -> Agreement:
    both, wanted, had = Counter(zip(known, found, strict=True)), Counter(known), Counter(found)
    right = _pairs(both.values())
    within = sum(count * count / had[at] for (_, at), count in both.items()) / len(known)
    whole = sum(count * count / wanted[name] for (name, _), count in both.items()) / len(known)
    precision = right / _pairs(had.values()) if _pairs(had.values()) else 1.0
    return Agreement(len(had), precision, right / _pairs(wanted.values()), _mean(within, whole))


def _pairs(counts: Iterable[int]) -> int:
    return sum(count * (count - 1) for count in counts)


def _mean(precision: float, recall: float, weight: float = 1.0) -> float:
    """The harmonic mean, the first of so much weight."""
    return (1 + weight) / (weight / precision + 1 / recall) if precision and recall else 0.0
