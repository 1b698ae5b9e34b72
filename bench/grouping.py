"""How well questions of a log are put together by meaning: tests/gaps, whose groups are known."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import yaml
from rich.console import Console
from rich.table import Table

from bot.matching.grouping import group
from bot.matching.meaning import Meaning
from bot.services.meaning import open_meaning
from bot.sheets.knowledge import load

LOGS, BRIEFINGS = Path("tests/gaps"), Path("tests/briefings")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of all pairs of questions: what is together belongs together (precision), and the other way round."""

    groups: int
    precision: float
    recall: float
    b_cubed: float

    @property
    def f1(self) -> float:
        return _f1(self.precision, self.recall)


def agreement(known: Sequence[str], found: Sequence[int]) -> Agreement:
    both, wanted, had = Counter(zip(known, found, strict=True)), Counter(known), Counter(found)
    right = _pairs(both.values())
    within = sum(count * count / had[at] for (_, at), count in both.items()) / len(known)
    whole = sum(count * count / wanted[name] for (name, _), count in both.items()) / len(known)
    return Agreement(
        len(had), right / _pairs(had.values()), right / _pairs(wanted.values()), _f1(within, whole)
    )


def _pairs(counts: Iterable[int]) -> int:
    return sum(count * (count - 1) for count in counts)


def _f1(one: float, other: float) -> float:
    return 2 * one * other / (one + other)


def judged(log: Path, meaning: Meaning | None) -> tuple[int, Agreement]:
    """How many questions a log has, and how they are put together."""
    groups: dict[str, list[str]] = yaml.load(log.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - it makes text alone
    known = [(name, question) for name, questions in groups.items() for question in questions]
    vocabulary = load(BRIEFINGS / log.stem / "knowledge").sheet.vocabulary
    found = [0] * len(known)
    for number, members in enumerate(group([question for _, question in known], vocabulary, meaning)):
        for at in members:
            found[at] = number
    return len(known), agreement([name for name, _ in known], found)


@click.command("grouping")
@click.option("--meaning", "model", help="A sentence encoder: its name, or its folder.")
def grouping_command(model: str | None) -> None:
    """Questions of logs put together by meaning, against groups that are known."""
    table = Table("log", "questions", "groups", "precision", "recall", "F1", "B-cubed")
    with TemporaryDirectory() as folder:
        meaning = open_meaning(model, Path(folder) / "bot.sqlite3") if model else None
        for log in sorted(LOGS.glob("*.yaml")):
            questions, found = judged(log, meaning)
            shares = (found.precision, found.recall, found.f1, found.b_cubed)
            table.add_row(log.stem, str(questions), str(found.groups), *(f"{share:.2f}" for share in shares))
    Console().print(table)
