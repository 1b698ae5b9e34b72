"""How well questions of a log are put together by meaning: tests/gaps, whose groups are known."""

from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from rich.console import Console
from rich.table import Table

from bench.grouping_training import Lesson, learned, with_smaller, write
from bench.known_groups import LOGS, Agreement, KnownGroups
from bot.matching.grouping import pair_models
from bot.matching.meaning import Meaning
from bot.services.meaning import open_meaning

# Never learned from.
JUDGED = ("minecraft", "shelter", "airline", "guild")


def judged(log: Path, meaning: Meaning | None) -> tuple[int, Agreement]:
    """How many questions a log has, and how they are put together."""
    known, model = KnownGroups.of(log), pair_models()["meaning" if meaning else "words"]
    lesson = Lesson.of(known, meaning)
    return len(known.questions), lesson.judged(lesson.likelihood(model), model.least)


@click.command("grouping")
@click.option("--meaning", "model", help="A sentence encoder: its name, or its folder.")
@click.option(
    "--write", "writes", is_flag=True, help="Learn from all logs but those that only judge, and keep it."
)
def grouping_command(model: str | None, *, writes: bool) -> None:
    """Questions of logs put together by meaning, against groups that are known.

    Each log, and smaller ones made of it, by what is learned from the other logs.
    """
    lessons = _lessons(model)
    taught = [lesson for lesson in lessons if lesson.log.name not in JUDGED]
    if writes:
        write({"meaning" if model else "words": learned(taught)})
        return
    table = Table("log", "questions", "groups", "precision", "recall", "F1", "B-cubed")
    for name, of_one in groupby(lessons, key=lambda lesson: lesson.log.name):
        pairs = learned([other for other in taught if other.log.name != name])
        for lesson in of_one:
            found = lesson.judged(lesson.likelihood(pairs), pairs.least)
            shares = (found.precision, found.recall, found.f1, found.b_cubed)
            counts = (str(len(lesson.log.questions)), str(found.groups))
            table.add_row(name, *counts, *(f"{share:.2f}" for share in shares))
    Console().print(table)


def _lessons(model: str | None) -> list[Lesson]:
    """All logs, read, and smaller ones made of the long ones."""
    logs = [KnownGroups.of(log) for log in sorted(LOGS.glob("*.yaml"))]
    with TemporaryDirectory() as folder:
        meaning = open_meaning(model, Path(folder) / "bot.sqlite3") if model else None
        return [Lesson.of(log, meaning) for log in with_smaller(logs)]
