"""`exam`: questions whose answers are known, marked and counted."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from bot.cli.session import Session, pass_session
from bot.domain.exam import Limits, Mark, Outcome, Tally, tally
from bot.services.examining import examine
from bot.sheets.exam_file import read_exams

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
        click.echo(json.dumps(_exam_object(marks)))
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
    from bot.ui.terminal.reports import exam_view

    session.console.print(exam_view(marks))


def _exam_object(marks: Sequence[Mark]) -> dict[str, object]:
    """The result for machines."""
    result = tally(marks)
    return {
        "questions": len(marks),
        "correct_percent": round(result.correct, 2),
        "wrong_percent": round(result.wrong, 2),
        "declined_percent": round(result.declined, 2),
        "counts": _counts(result),
        "marks": [_mark(mark) for mark in marks],
    }


def _counts(result: Tally) -> dict[str, int]:
    return {outcome.value: result.counts.get(outcome, 0) for outcome in Outcome}


def _mark(mark: Mark) -> dict[str, object]:
    return {
        "question": mark.question.question,
        "asked": mark.asked,
        "kind": mark.question.kind,
        "set": mark.question.group,
        "outcome": mark.outcome.value,
        "fact_id": mark.given,
        "offered": list(mark.offered),
        "score": round(mark.score, 1),
    }
