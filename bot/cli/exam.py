"""`exam`: questions whose answers are known, marked and counted."""

import json
from pathlib import Path

import click

from bot.cli.session import Session, pass_session
from bot.domain.exam import Limits, Mark, tally
from bot.services.examining import examine
from bot.sheets.exam_file import read_exams
from bot.ui.exam_json import exam_object

PERCENT = click.FloatRange(0, 100)
MISSED = 1


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--min-correct", type=PERCENT, metavar="PERCENT", help="Of the answerable questions.")
@click.option("--max-wrong", type=PERCENT, metavar="PERCENT", help="Of the answerable questions.")
@click.option("--min-declined", type=PERCENT, metavar="PERCENT", help="Of the unanswerable questions.")
@click.option("--typos", type=int, metavar="SEED", help="Misspell every fifth word of five letters or more.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object with every mark.")
@pass_session
@click.pass_context
def exam(
    ctx: click.Context,
    session: Session,
    /,
    files: tuple[Path, ...],
    *,
    typos: int | None,
    as_json: bool,
    **limits: float | None,
) -> None:
    """Run the exam of each FILE: exit code 0 when the limits are kept, 1 when not."""
    marks = _marks(session, files, typos)
    if as_json:
        click.echo(json.dumps(exam_object(marks)))
    else:
        _show(session, marks)
    failures = Limits(**limits).broken_by(tally(marks))
    for failure in failures:
        click.echo(failure, err=True)
    ctx.exit(MISSED if failures else 0)


def _marks(session: Session, files: tuple[Path, ...], typos: int | None) -> tuple[Mark, ...]:
    from rich.progress import track

    questions = read_exams(files)
    marks = examine(session.snapshot, questions, typos)
    console = session.errors
    hidden = not console.is_terminal
    return tuple(track(marks, "Exam", total=len(questions), console=console, disable=hidden, transient=True))


def _show(session: Session, marks: tuple[Mark, ...]) -> None:
    from bot.ui.terminal.exam_report import exam_view

    session.console.print(exam_view(marks))
