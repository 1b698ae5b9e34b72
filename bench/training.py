"""Learning to decide: boosted trees over the evidence, each briefing judged by trees that never saw it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from bot.domain.briefing import Briefing as Sheet
from bot.domain.exam import Examiner, ExamQuestion
from bot.matching.evidence import SIGNALS
from bot.matching.forest import DEPTH
from bot.matching.meaning import MEANING_SIGNALS, Meaning
from bot.services.snapshot import snapshot_of
from bot.sheets.exam_file import read_exams
from bot.sheets.knowledge import load

if TYPE_CHECKING:
    from sklearn.ensemble import HistGradientBoostingClassifier

DECISION = Path("bot/data/decision.json")
# Invented briefings with their exams. Those of tests/fresh_briefings are not among them: they judge alone.
BRIEFINGS = (Path("tests/briefings"), Path("tests/small_briefings"))
# What more of a signal may only help, and what it may only harm; the others may do either.
HELPS = frozenset((
    "phrasing", "phrasing_coverage", "record", "bm25", "proximity", "question_type", "lead", "open_lead",
    "question_coverage", "exact_coverage", "plain_coverage", "head", "kind_told", "kind_asked", "kind_same",
    "kind_likeness", "counted", *MEANING_SIGNALS,
))  # fmt: skip
HARMS = frozenset((
    "missed_known", "missed_unknown", "missed_name", "missed_new_name", "missed_most", "missed_words",
    "open_likelihood", "head_missed", "denies", "denied", "reversed", "named_number",
    "other_name", "other_number", "missed_numbers", "corrected",
))  # fmt: skip
# So many trees, each a correction of those before; a node chooses from a share of the signals, drawn anew.
TREES, SHARE, RATE, LEAF = 600, 0.3, 0.06, 25
SHIPPED, EXAMS = Path("knowledge"), Path("tests/exams")
# The shipped sheet's many rounds would otherwise drown the other briefings; its last ones only judge.
SHIPPED_WEIGHT, SHIPPED_ROUNDS = 0.1, 10
PROVENANCE = (
    "Boosted trees learned by `python -m bench train --write` from the exams and pairs of tests/briefings "
    "and tests/small_briefings and, at a tenth of their weight, rounds 1 to 10 of tests/exams on the shipped "
    "sheet, with and without its learned ways."
)
FALSE_RATES = (0.05, 0.07, 0.1, 0.15, 0.2)
# Into so many parts are the briefings cut, each judged by trees that learned from the other parts.
FOLDS = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of an exam with its candidates' signals, and which of them is right."""

    question: ExamQuestion
    answerable: bool
    signals: NDArray[np.float64]
    right: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Briefing:
    """A sheet's exam questions as the model sees them, with and without the talk around them."""

    name: str
    asked: tuple[Asked, ...]
    weight: float = 1.0


def read(folder: Path, exams: Sequence[Path], meaning: Meaning | None = None) -> Briefing:
    """The questions of exams about the sheet in a folder's `knowledge`."""
    return examine(folder.name, load(folder / "knowledge"), exams, meaning)


def examine(
    name: str, briefing: Sheet, exams: Sequence[Path], meaning: Meaning | None = None, *, weight: float = 1.0
) -> Briefing:
    """Every question twice where there is talk around it; one that no fact answers counts as unanswerable."""
    matcher, examiner = snapshot_of(briefing, meaning=meaning).matcher, Examiner(briefing)
    asked = []
    for question in read_exams(exams):
        right = {fact for fact in briefing.facts if question.answerable and examiner.answers(question, fact)}
        for text in dict.fromkeys((question.question, matcher.without_chatter(question.question))):
            found = matcher.evidence(text)
            if found:
                rows = np.array([signals for _, signals in found])
                hits = np.array([fact in right for fact, _ in found])
                asked.append(Asked(question, bool(right), rows, hits))
    return Briefing(name, tuple(asked), weight)


def stand_ins(meaning: Meaning | None = None) -> list[Briefing]:
    """The invented briefings, each with all its exams."""
    folders = sorted(path for root in BRIEFINGS for path in root.iterdir() if path.is_dir())
    return [read(folder, sorted(folder.glob("*.jsonl")), meaning) for folder in folders]


def shipped(meaning: Meaning | None = None) -> Iterator[Briefing]:
    """The shipped sheet, with and without its learned ways."""
    rounds = [EXAMS / f"round{number}.jsonl" for number in range(1, SHIPPED_ROUNDS + 1)]
    briefing = load(SHIPPED)
    for one in (briefing, briefing.without_learned()):
        yield examine("shipped", one, rounds, meaning, weight=SHIPPED_WEIGHT)


def signal_names(briefings: Sequence[Briefing]) -> tuple[str, ...]:
    """What the columns of the evidence are: those of likeness in meaning are there when an encoder was."""
    names = (*SIGNALS, *MEANING_SIGNALS)
    return names[: briefings[0].asked[0].signals.shape[1]]


def learn(briefings: Sequence[Briefing]) -> "HistGradientBoostingClassifier":
    """Trees that tell from a candidate's signals whether it is right."""
    from sklearn.ensemble import HistGradientBoostingClassifier
    from threadpoolctl import threadpool_limits

    parts = [(asked, one.weight) for one in briefings for asked in one.asked]
    model = HistGradientBoostingClassifier(
        max_depth=DEPTH,
        max_iter=TREES,
        max_features=SHARE,
        learning_rate=RATE,
        min_samples_leaf=LEAF,
        l2_regularization=1.0,
        monotonic_cst=[int(name in HELPS) - int(name in HARMS) for name in signal_names(briefings)],
        early_stopping=False,
        random_state=0,
    )
    weights = np.concatenate([np.full(len(asked.right), weight) for asked, weight in parts])
    # Threads that wait for each other make it ten times slower on a machine that does anything else.
    with threadpool_limits(1):
        return model.fit(
            np.concatenate([asked.signals for asked, _ in parts]),
            np.concatenate([asked.right for asked, _ in parts]),
            sample_weight=weights,
        )


def as_json(
    model: "HistGradientBoostingClassifier",
    provenance: str,
    signals: Sequence[str] = SIGNALS,
    more: Mapping[str, object] = MappingProxyType({}),
) -> str:
    """The trees as tables of nodes; a node's value is the mean of its leaves, and a leaf leads to itself."""
    trees = [_tree(stage[0].nodes) for stage in model._predictors]  # noqa: SLF001 - scikit-learn shows them nowhere else
    head = {"about": provenance, **more, "signals": list(signals), "depth": DEPTH}
    bias = round(float(model._baseline_prediction.ravel()[0]), 6)  # noqa: SLF001
    lines = ",\n".join(json.dumps(tree) for tree in trees)
    return json.dumps(head | {"bias": bias})[:-1] + ', "trees": [\n' + lines + "\n]}\n"


def _tree(nodes: NDArray[np.void]) -> dict[str, list[float]]:
    value = [0.0] * len(nodes)
    for at in reversed(range(len(nodes))):
        node = nodes[at]
        if node["is_leaf"]:
            value[at] = float(node["value"])
        else:
            low, high = int(node["left"]), int(node["right"])
            counts = float(nodes[low]["count"]), float(nodes[high]["count"])
            value[at] = (value[low] * counts[0] + value[high] * counts[1]) / sum(counts)
    return {
        "signal": [0 if node["is_leaf"] else int(node["feature_idx"]) for node in nodes],
        "threshold": [0.0 if node["is_leaf"] else round(float(node["num_threshold"]), 6) for node in nodes],
        "left": [at if node["is_leaf"] else int(node["left"]) for at, node in enumerate(nodes)],
        "right": [at if node["is_leaf"] else int(node["right"]) for at, node in enumerate(nodes)],
        "value": [round(one, 6) for one in value],
    }


def judged_by_strangers(
    briefings: Sequence[Briefing],
) -> Iterator[tuple[Briefing, list[tuple[float, bool]]]]:
    """For each briefing its questions' best confidence, and whether that is right, by strangers' trees."""
    for fold in range(FOLDS):
        model = learn([one for at, one in enumerate(briefings) if at % FOLDS != fold])
        for one in briefings[fold::FOLDS]:
            yield one, list(_judged(model, one))


def _judged(model: "HistGradientBoostingClassifier", held: Briefing) -> Iterator[tuple[float, bool]]:
    chances = model.predict_proba(np.concatenate([asked.signals for asked in held.asked]))[:, 1]
    ends = np.cumsum([len(asked.right) for asked in held.asked])
    for asked, chance in zip(held.asked, np.split(chances, ends[:-1]), strict=True):
        best = int(chance.argmax())
        yield float(chance[best]), bool(asked.right[best])


def report(briefings: Sequence[Briefing], console: Console) -> None:
    """Right and wrong answers at given rates of false ones, of each briefing and of all together."""
    table = Table("briefing", "questions", *(f"right at {rate:.0%}" for rate in FALSE_RATES), "wrong at 10%")
    pooled: list[tuple[float, bool, bool]] = []
    for held, judged in judged_by_strangers(briefings):
        rows = [
            (best, right, asked.answerable) for asked, (best, right) in zip(held.asked, judged, strict=True)
        ]
        table.add_row(held.name, str(len(rows)), *_rates(rows))
        pooled += rows
    table.add_row("together", str(len(pooled)), *_rates(pooled), style="bold")
    console.print(table)


def _rates(rows: Sequence[tuple[float, bool, bool]]) -> Iterator[str]:
    false = sorted((best for best, _, answerable in rows if not answerable), reverse=True)
    answerable = sum(one for _, _, one in rows) or 1
    wrong = 0.0
    for rate in FALSE_RATES:
        bar = false[int(rate * len(false))] if false else 0.0
        given = [right for best, right, can in rows if can and best > bar]
        if rate == 0.1:
            wrong = given.count(False) / answerable
        yield f"{given.count(True) / answerable:.1%}"
    yield f"{wrong:.1%}"
