"""The decision: learned trees say how likely a candidate is right.

They are boosted (Friedman, "Greedy Function Approximation", 2001) and monotone where reason demands it:
a missed word never helps. `python -m bench train` learns them, and judges each briefing by trees that never
saw it; docs/matching.md tells how, and what they are worth.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.matching.evidence import SIGNALS
from bot.matching.meaning import MEANING_SIGNALS

# Confidences are rounded so that no processor's last digit can turn one answer into another.
_DIGITS = 6
_REASONS = 6
DEPTH = 3  # of a tree, at most
_LEAVES = 2**DEPTH
# The cosine of one text's vectors by full and by 8-bit weights is 0.995; by two models it is near 0.
_SAME_MODEL = 0.97


class StaleDecisionError(ValueError):
    """The trees were learned from other signals than there are now, or are deeper."""


@dataclass(frozen=True, slots=True)
class Ways:
    """The trees filled up, so that each has seven tests and a leaf for each of eight ways through them.

    The tests of a tree stand from its root down, low before high; the outcome of an eighth, which fills a
    byte, is never looked at. The leaves of all trees are one behind the other: `values` are theirs, `tested`
    and `added` tell for each step (rows) on the way to them which signal was tested and what that added.
    """

    signal: NDArray[np.int64]
    threshold: NDArray[np.float64]
    first_leaf: NDArray[np.int64]
    values: NDArray[np.float64]
    tested: NDArray[np.int64]
    added: NDArray[np.float64]


@dataclass(frozen=True)
class Forest:
    """Boosted trees, one a row: a node tests a signal against a threshold and sends on left or right."""

    bias: float
    signal: NDArray[np.int64]
    threshold: NDArray[np.float64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: NDArray[np.float64]
    depth: int
    signals: tuple[str, ...] = SIGNALS
    told: Mapping[str, Any] = field(default_factory=dict)

    def weigh(self, signals: NDArray[np.float64]) -> "Weighed":
        """Candidates by their signals, one in a row."""
        is_low = signals.take(self.ways.signal, 1) <= self.ways.threshold
        return Weighed(self, _leaf_of().take(np.packbits(is_low, 1)) + self.ways.first_leaf)

    @cached_property
    def ways(self) -> Ways:
        nodes, trees = self._filled, np.arange(len(self.signal))[:, None]
        tests = nodes[:, :_LEAVES]
        steps = (np.arange(_LEAVES, 2 * _LEAVES) >> np.arange(DEPTH, -1, -1)[:, None]) - 1
        taken = nodes[:, steps].swapaxes(0, 1)
        values = self.value[trees, taken].reshape(len(steps), -1)
        return Ways(
            self.signal[trees, tests].ravel(),
            self.threshold[trees, tests].ravel(),
            trees[:, 0] * _LEAVES,
            values[-1],
            self.signal[trees, taken[:-1]].reshape(DEPTH, -1),
            values[1:] - values[:-1],
        )

    @cached_property
    def _filled(self) -> NDArray[np.int64]:
        """The nodes of each tree (rows) from its root down, as if no way ended early."""
        trees = np.arange(len(self.signal))
        nodes = np.zeros((len(trees), 2 * _LEAVES - 1), np.int64)
        for at in range(_LEAVES - 1):
            nodes[:, 2 * at + 1] = self.left[trees, nodes[:, at]]
            nodes[:, 2 * at + 2] = self.right[trees, nodes[:, at]]
        return nodes


@cache
def _leaf_of() -> NDArray[np.int64]:
    """To which leaf of a tree each byte of outcomes leads."""
    leads_to = []
    for outcomes in range(1 << _LEAVES):
        at = 1
        for _ in range(DEPTH):
            is_low = outcomes >> (_LEAVES - at) & 1
            at = 2 * at + 1 - is_low
        leads_to.append(at - _LEAVES)
    return np.array(leads_to)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The leaf of each tree (columns) that each candidate (rows) comes to."""

    forest: Forest
    leaves: NDArray[np.int64]

    @property
    def probabilities(self) -> list[float]:
        """How likely each candidate is right, 0 to 1."""
        odds = self.forest.bias + np.add.reduce(self.forest.ways.values.take(self.leaves), 1)
        likely: list[float] = (1 / (1 + np.exp(-odds))).round(_DIGITS).tolist()
        return likely

    def contributions(self, candidate: int) -> NDArray[np.float64]:
        """What each signal adds, in log-odds.

        A step from a node to its child adds the difference of their values to the signal that was tested.
        """
        ways, leaves = self.forest.ways, self.leaves[candidate]
        tested, added = ways.tested.take(leaves, 1).ravel(), ways.added.take(leaves, 1).ravel()
        return np.bincount(tested, added, minlength=len(self.forest.signals)).astype(np.float64, copy=False)

    def reasons(self, candidate: int) -> tuple[tuple[str, float], ...]:
        """What spoke most for or against a candidate, in log-odds."""
        added = self.contributions(candidate)
        strongest = np.abs(added).argsort(kind="stable")[::-1][:_REASONS]
        told = zip(strongest.tolist(), added.take(strongest).tolist(), strict=True)
        return tuple([(self.forest.signals[at], round(more, 2)) for at, more in told if more])


@cache
def forest() -> Forest:
    """The trees of `bot/data/decision.json`, read when first needed."""
    return _read("decision.json", SIGNALS, "train")


@cache
def meaning_forest() -> Forest:
    """Those that weigh likeness in meaning as well; `model` and `probe` tell which encoder they know."""
    return _read("decision_meaning.json", (*SIGNALS, *MEANING_SIGNALS), "meaning train")


def knows(encode: Callable[[str], NDArray[np.float32]]) -> bool:
    """Whether these trees were learned with this encoder: of the probe it makes the vector kept with it.

    So the same model counts as the same, however its weights are stored, and another of its name does not.
    """
    try:
        probe = meaning_forest().told["probe"]
    except StaleDecisionError:  # it will not do for these signals; the encoder may offer all the same
        return False
    kept, made = np.array(probe["vector"]), encode(probe["text"])
    return kept.shape == made.shape and float(kept @ made) >= _SAME_MODEL


def _read(name: str, signals: tuple[str, ...], command: str) -> Forest:
    """A leaf sends on to itself."""
    told = json.loads((files("bot") / "data" / name).read_text(encoding="utf-8"))
    columns = [told["signals"].index(name) if name in told["signals"] else -1 for name in signals]
    if sorted(columns) != list(range(len(signals))):
        raise StaleDecisionError(
            f"bot/data/{name} was learned from other signals: run `python -m bench {command} --write`"
        )
    if told["depth"] > DEPTH:
        raise StaleDecisionError(f"bot/data/{name} has trees deeper than {DEPTH}")
    here = {column: at for at, column in enumerate(columns)}
    trees = told.pop("trees")
    most = max(len(tree["value"]) for tree in trees)
    table = {
        name: np.array([tree[name] + [0] * (most - len(tree[name])) for tree in trees])
        for name in ("signal", "threshold", "left", "right", "value")
    }
    table["signal"] = np.vectorize(here.__getitem__, otypes=[np.int64])(table["signal"])
    return Forest(told["bias"], **table, depth=told["depth"], signals=signals, told=told)
