"""Trees that weigh likeness in meaning as well, learned as the others are, with one encoder."""

from collections.abc import Sequence
from pathlib import Path

from bench import training
from bench.training import Briefing
from bot.matching.evidence import SIGNALS
from bot.matching.meaning import MEANING_SIGNALS, Meaning

DECISION = Path("bot/data/decision_meaning.json")
# With five signals more there is more to learn: left out in turn, briefings are judged better than by 120.
TREES = 300
STAND_INS = Path("tests/briefings")
PROVENANCE = (
    "Boosted trees learned by `python -m bench meaning train --write`, as those of decision.json, with "
    "likeness in meaning by the model named here; it is recognised by the vector of `probe`."
)
# Any sentence would do: how a model encodes it tells which one it is.
PROBE = "How long does it take on foot from the station to the museum, and what does the ticket cost?"
_DIGITS = 4


def learned_on(meaning: Meaning) -> list[Briefing]:
    """The small briefings, and the shipped sheet."""
    return [
        *training.stand_ins(STAND_INS, meaning),
        *training.shipped(Path(), Path("tests/exams"), meaning),
    ]


def calibrated(briefings: Sequence[Briefing], name: str, meaning: Meaning) -> str:
    """The file of the decision, which names the model and holds the probe."""
    vector = [round(float(one), _DIGITS) for one in meaning.encode(PROBE)]
    return training.as_json(
        training.learn(briefings, TREES),
        PROVENANCE,
        (*SIGNALS, *MEANING_SIGNALS),
        {"model": name, "probe": {"text": PROBE, "vector": vector}},
    )
