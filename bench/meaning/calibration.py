"""Trees that weigh likeness in meaning as well, learned as the others are, with one encoder; and its axes."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from bench import training
from bench.training import Briefing
from bot.matching.evidence import SIGNALS
from bot.matching.meaning import MEANING_SIGNALS, Meaning, texts_of
from bot.matching.word_meaning import AXES, Axes
from bot.meaning.encoder import Encoder
from bot.services.snapshot import records
from bot.sheets.knowledge import load

DECISION = Path("bot/data/decision_meaning.json")
STAND_INS = Path("tests/briefings")
AXES_FILE = Path("bot/data") / AXES
# Of 384 directions these tell most: with half or twice as many, briefings are judged a little worse.
DIRECTIONS = 64
AXES_PROVENANCE = (
    "What all tokens that the model named here makes of the sheets with minimal pairs in tests/briefings "
    "have in common, and the directions in which they differ most; written by "
    "`python -m bench meaning train --write`."
)
PROVENANCE = (
    "Boosted trees learned by `python -m bench meaning train --write`, as those of decision.json, with "
    "likeness in meaning by the model named here; it is recognised by the vector of `probe`."
)
# Any sentence would do: how a model encodes it tells which one it is.
PROBE = "How long does it take on foot from the station to the museum, and what does the ticket cost?"
_DIGITS = 4


def learned_on(meaning: Meaning) -> list[Briefing]:
    """The invented briefings, and the shipped sheet."""
    return [*training.stand_ins(meaning), *training.shipped(meaning)]


def write(encoder: Encoder, name: str, opened: Callable[[Axes], Meaning]) -> None:
    """The axes, and the decision that is learned with them."""
    along = axes_of(encoder)
    AXES_FILE.write_text(axes_text(along, name), encoding="utf-8")
    meaning = opened(along)
    DECISION.write_text(calibrated(learned_on(meaning), name, meaning), encoding="utf-8")


def axes_text(along: Axes, name: str) -> str:
    """Their file, a line for each direction."""
    head = json.dumps({"about": AXES_PROVENANCE, "model": name, "mean": _rounded(along.mean)})
    lines = ",\n".join(json.dumps(_rounded(direction)) for direction in along.directions.T)
    return f'{head[:-1]}, "axes": [\n{lines}\n]}}\n'


def axes_of(encoder: Encoder) -> Axes:
    """Those of all ways of asking and texts of the small briefings."""
    folders = sorted(pairs.parent for pairs in STAND_INS.glob("*/pairs.jsonl"))
    texts = [text for folder in folders for text in texts_of(records(load(folder / "knowledge")))]
    tokens = np.concatenate([encoder.read(text).tokens for text in dict.fromkeys(texts)])
    mean = tokens.mean(axis=0)
    _, directions = np.linalg.eigh(np.cov(tokens - mean, rowvar=False))
    return Axes(_kept(mean), _kept(directions[:, ::-1][:, :DIRECTIONS]))


def _kept(numbers: np.ndarray) -> np.ndarray:
    """As the file has them."""
    return np.array(numbers.round(_DIGITS), np.float32)


def _rounded(numbers: np.ndarray) -> list[float]:
    return [round(float(one), _DIGITS) for one in numbers]


def calibrated(briefings: Sequence[Briefing], name: str, meaning: Meaning) -> str:
    """The file of the decision, which names the model and holds the probe."""
    vector = _rounded(meaning.encode(PROBE))
    return training.as_json(
        training.learn(briefings),
        PROVENANCE,
        (*SIGNALS, *MEANING_SIGNALS),
        {"model": name, "probe": {"text": PROBE, "vector": vector}},
    )
