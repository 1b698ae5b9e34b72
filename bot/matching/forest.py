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
# The cosine of one text's vectors by full and by 8-bit weights is 0.995; by two models it is near 0.
_SAME_MODEL = 0.97


class StaleDecisionError(ValueError):
    """The trees were learned from other signals than there are now."""


@dataclass(frozen=True, slots=True)
class Nodes:
    """The nodes of all trees, one behind the other and each twice, once for each of the two ways from it.

    `onward` is where these lead to: right, then left.
    """

    roots: NDArray[np.int64]
    signal: NDArray[np.int64]
    threshold: NDArray[np.float64]
    onward: NDArray[np.int64]
    value: NDArray[np.float64]


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
        nodes, figures = self.nodes, signals.ravel()
        first_of = (np.arange(len(signals)) * signals.shape[1])[:, None]
        path = [nodes.roots]
        for _ in range(self.depth):
            at = path[-1]
            is_low = figures.take(nodes.signal.take(at) + first_of) <= nodes.threshold.take(at)
            path.append(nodes.onward.take(at + is_low))
        return Weighed(self, path)

    @cached_property
    def nodes(self) -> Nodes:
        first_of = np.arange(len(self.signal))[:, None] * self.signal.shape[1]
        onward = np.stack((self.right + first_of, self.left + first_of), axis=2)
        return Nodes(
            2 * first_of[:, 0],
            self.signal.repeat(2),
            self.threshold.repeat(2),
            2 * onward.ravel(),
            self.value.repeat(2),
        )


@dataclass(frozen=True, slots=True)
class Weighed:
    """On each level of the trees (columns) the node that each candidate (rows) comes to."""

    forest: Forest
    path: list[NDArray[np.int64]]

    @property
    def probabilities(self) -> list[float]:
        """How likely each candidate is right, 0 to 1."""
        odds = self.forest.bias + self.forest.nodes.value.take(self.path[-1]).sum(axis=1)
        likely: list[float] = (1 / (1 + np.exp(-odds))).round(_DIGITS).tolist()
        return likely

    def contributions(self, candidate: int) -> NDArray[np.float64]:
        """What each signal adds, in log-odds.

        A step from a node to its child adds the difference of their values to the signal that was tested.
        """
        nodes, (roots, *below) = self.forest.nodes, self.path
        path = np.array([roots, *(level[candidate] for level in below)])
        values = nodes.value.take(path)
        added = (values[1:] - values[:-1]).ravel()
        tested = nodes.signal.take(path[:-1]).ravel()
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
    here = {column: at for at, column in enumerate(columns)}
    trees = told.pop("trees")
    most = max(len(tree["value"]) for tree in trees)
    table = {
        name: np.array([tree[name] + [0] * (most - len(tree[name])) for tree in trees])
        for name in ("signal", "threshold", "left", "right", "value")
    }
    table["signal"] = np.vectorize(here.__getitem__, otypes=[np.int64])(table["signal"])
    return Forest(told["bias"], **table, depth=told["depth"], signals=signals, told=told)
