"""`python -m bench meaning`: an encoder exported, the decision learned with it, all marked and timed."""

from collections import defaultdict
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from bench import training
from bench.meaning import calibration, marks
from bench.meaning.cost import report as cost_report
from bot.domain.answering import Thresholds
from bot.domain.exam import GradedReply
from bot.matching.meaning import Meaning
from bot.matching.word_meaning import Axes, Reading, WordReader, axes
from bot.meaning.encoder import open_encoder
from bot.meaning.vectors import Vectors

NAME = "all-MiniLM-L6-v2"
BUILD = Path("build/meaning")
BOLDNESSES = (30.0, 40.0, 50.0, 60.0, 70.0)
SHIPPED_BOLDNESS = 100 - Thresholds().answer
# Of a group of exams, at a boldness, without an encoder or with it.
Replies = dict[tuple[str, float, str], list[GradedReply]]
COLUMNS = ("correct", "wrong", "offered", "missed", "declined", "near declined")
FOLDER = click.argument("folder", default=BUILD / NAME, type=click.Path(path_type=Path, file_okay=False))


@click.group("meaning", invoke_without_command=True)
@click.pass_context
def meaning(context: click.Context) -> None:
    """Export the encoder, mark with and without it, tell what it costs (all when none is named)."""
    if context.invoked_subcommand is None:
        folder = _exported(BUILD)
        context.invoke(mark, folder=folder)
        context.invoke(cost, folder=folder)


@meaning.command("export")
@click.argument("folder", default=BUILD, type=click.Path(path_type=Path, file_okay=False))
def export_model(folder: Path) -> None:
    """Write all-MiniLM-L6-v2 as ONNX, full and with 8-bit weights, into subfolders of FOLDER."""
    click.echo(f"matching.meaning: {_exported(folder)}")


@meaning.command()
@FOLDER
@click.option("--name", default=NAME, show_default=True, help="What the weights say the model is called.")
@click.option(
    "--write", is_flag=True, help=f"Learn from all of them instead, and write {calibration.DECISION}."
)
def train(folder: Path, name: str, *, write: bool) -> None:
    """Judge each briefing by a decision learned from the others, without the encoder and with it."""
    if write:
        calibration.write(open_encoder(folder), name, lambda axes: opened(folder, axes))
        return
    known = opened(folder)
    console = Console(width=132)
    for title, encoder in (("without", None), ("with", known)):
        console.print(title)
        training.report(training.stand_ins(encoder), console)


@meaning.command()
@FOLDER
def mark(folder: Path) -> None:
    """Run the exams that nothing was learned on, without the encoder and with it."""
    known = opened(folder)
    replies: Replies = defaultdict(list)
    for exam in marks.exams():
        bolds = BOLDNESSES if exam.typos is None else (SHIPPED_BOLDNESS,)
        for title, encoder in (("without", None), ("with", known)):
            for bold, graded in marks.mark(exam, encoder, bolds).items():
                replies[exam.group, bold, title] += graded
    table = Table("exams", "boldness", "encoder", *COLUMNS, "correct", title="in %, with 95 % intervals")
    for (group, bold, title), graded in sorted(replies.items(), key=lambda item: (item[0][0], item[0][1])):
        found = marks.shares(graded)
        gained = marks.changed(replies[group, bold, "without"], graded) if title == "with" else ""
        table.add_row(group, f"{bold:g}", title, *(str(found[name]) for name in COLUMNS), gained)
    Console(width=160).print(table)


@meaning.command()
@FOLDER
def cost(folder: Path) -> None:
    """Milliseconds a question, memory, loads, and how long others wait meanwhile."""
    cost_report(folder, Console(width=132))


def opened(folder: Path, along: Axes | None = None) -> Meaning:
    """The encoder in a folder, taken for one that the decision knows; its vectors stay beside it."""
    encoder = open_encoder(folder)
    vectors = Vectors(encoder, folder / "bench.vectors.npz", axes=along or axes())
    remembered: dict[str, Reading] = {}

    def read(text: str) -> Reading:
        if text not in remembered:
            remembered[text] = vectors.read(text)
        return remembered[text]

    words = WordReader(read, vectors.words_of)
    return Meaning(lambda text: read(text).vector, vectors.of, calibrated=True, words=words)


def _exported(folder: Path) -> Path:
    from bench.meaning.export import export  # what writes models is needed for this alone

    return export(folder)
