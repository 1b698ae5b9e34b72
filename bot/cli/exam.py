"""`exam`: questions whose answers are known, marked and counted."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from bot.cli.session import Session, pass_session
from bot.domain.exam import Grade, GradedReply, Limits, Tally, examine, tally
from bot.services.asking import ask
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
    graded = _graded(session, files, typos)
    if as_json:
        click.echo(json.dumps(_exam_object(graded)))
    else:
        _show(session, graded)
    failures = Limits(**limits).broken_by(tally(graded))
    for failure in failures:
        click.echo(failure, err=True)
    ctx.exit(MISSED if failures else 0)


def _graded(session: Session, files: tuple[Path, ...], typos: int | None) -> tuple[GradedReply, ...]:
    from rich.progress import track

    questions = read_exams(files)
    snapshot = session.snapshot
    graded = examine(snapshot.briefing, questions, lambda text: ask(snapshot, text).answer, typos)
    console = session.errors
    hidden = not console.is_terminal
    return tuple(track(graded, "Exam", total=len(questions), console=console, disable=hidden, transient=True))


def _show(session: Session, graded: tuple[GradedReply, ...]) -> None:
    from bot.ui.terminal.reports import exam_view

    session.console.print(exam_view(graded))


def _exam_object(graded: Sequence[GradedReply]) -> dict[str, object]:
    """The result for machines."""
    result = tally(graded)
    return {
        "questions": len(graded),
        "correct_percent": round(result.correct, 2),
        "wrong_percent": round(result.wrong, 2),
        "declined_percent": round(result.declined, 2),
        "counts": _counts(result),
        "marks": [_graded_object(reply) for reply in graded],
    }


def _counts(result: Tally) -> dict[str, int]:
    return {grade.value: result.counts.get(grade, 0) for grade in Grade}


def _graded_object(reply: GradedReply) -> dict[str, object]:
    return {
        "question": reply.question.question,
        "asked": reply.asked,
        "kind": reply.question.kind,
        "set": reply.question.group,
        "outcome": reply.grade.value,
        "fact_id": reply.given,
        "offered": list(reply.offered),
        "score": round(reply.score, 1),
    }
