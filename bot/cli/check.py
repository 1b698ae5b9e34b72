"""`check`, `schema`, `exam` and `rehearse`: what curators do before a sheet is used."""

import json
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from bot.cli.paths import NAMED_PATH
from bot.cli.session import Session, pass_session
from bot.database.instants import utc_now
from bot.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from bot.domain.exam import GradedReply, Tally
    from bot.services.check import Report
    from bot.services.snapshot import Snapshot
    from bot.services.trial import History, Trial
    from bot.settings.settings import KnowledgeSettings

PERCENT = click.FloatRange(0, 100)
MISSED = LOST = 1


@click.command()
@click.option(
    "--output",
    type=NAMED_PATH,
    metavar="FILE",
    help="Also write the whole report to FILE; one of more than 200 lines is written anyway.",
)
@pass_session
@click.pass_context
def check(ctx: click.Context, session: Session, /, output: Path | None) -> None:
    """Tell every problem and weakness of the fact sheet.

    Exit code 0 clean, 1 weak, 2 broken.
    """
    from bot.ui.terminal.check_report import SCREEN, fitted, is_whole
    from bot.ui.texts.check import REST_ON_DEMAND, rest_in

    console = session.console
    with nullcontext() if output is None else _file(output) as file:  # before a large sheet takes minutes
        report = _report(session)
        view, extent = fitted(report, console)
        console.print(view, soft_wrap=not console.is_terminal)
        if file is not None:
            _print(report, file)
    if output is None and extent != SCREEN:
        output = session.settings.database.path.parent / "check.txt"
        _print_beside_database(report, output)
    if output is not None:
        told = rest_in(str(output), shown=is_whole(report, extent))
        console.print(told, style="dim", soft_wrap=not console.is_terminal)
    elif not is_whole(report, extent):
        console.print(REST_ON_DEMAND, style="dim")
    ctx.exit(report.status)


def _report(session: Session) -> "Report":
    from bot.services.check import check as hold_against_rules
    from bot.ui.terminal.progress import watched

    settings = session.settings
    return hold_against_rules(
        settings.knowledge.path,
        date.today(),  # noqa: DTZ011 - the curator's own day
        session.rules,
        thresholds=settings.matching.thresholds,
        meaning=session.meaning,
        watch=lambda label, questions: watched(session.errors, label, questions, len(questions)),
    )


def _print(report: "Report", file: IO[str]) -> None:
    """The whole of it."""
    from rich.console import Console

    from bot.ui.terminal.check_report import check_view

    console = Console(file=file, markup=False, emoji=False, highlight=False)
    console.print(check_view(report), soft_wrap=True)


def _file(place: Path) -> "AbstractContextManager[IO[str]]":
    from bot.sheets.whole_files import whole_file

    return whole_file(place, in_new_folder=True)


def _print_beside_database(report: "Report", place: Path) -> None:
    """Where nobody asked for it, so that the folder may belong to somebody else."""
    try:
        with _file(place) as file:
            _print(report, file)
    except InputError as error:
        raise InputError(f"{error.sentence} Name another file: --output FILE.") from error


@click.command()
def schema() -> None:
    """Print the JSON Schema of a fact sheet, for editors."""
    from bot.sheets.schema import schema_text

    click.echo(schema_text(), nl=False)


@click.command()
@click.argument("files", nargs=-1, required=True, type=NAMED_PATH, metavar="FILE...")
@click.option("--min-correct", type=PERCENT, metavar="PERCENT", help="Of the answerable questions.")
@click.option("--max-wrong", type=PERCENT, metavar="PERCENT", help="Of the answerable questions.")
@click.option("--min-declined", type=PERCENT, metavar="PERCENT", help="Of the unanswerable questions.")
@click.option("--typos", type=int, metavar="SEED", help="Misspell every fifth word of five letters or more.")
@click.option("--without-learned", is_flag=True, help="Leave out the ways of asking in knowledge/learned.")
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
    without_learned: bool,
    as_json: bool,
    **limits: float | None,
) -> None:
    """Run the exam of each FILE, a question a line.

    Exit code 0 when the limits are kept, 1 when not.
    """
    from bot.domain.exam import Limits, tally

    served = _curated(session) if without_learned else session.snapshot
    graded = _graded(session, served, files, typos)
    if as_json:
        click.echo(json.dumps(_exam_object(graded)))
    else:
        _show(session, graded)
    failures = Limits(**limits).broken_by(tally(graded))
    for failure in failures:
        click.echo(failure, err=True)
    ctx.exit(MISSED if failures else 0)


def _curated(session: Session) -> "Snapshot":
    from bot.services.snapshot import snapshot_of
    from bot.sheets.knowledge import load

    settings = session.settings
    briefing = load(settings.knowledge.path, session.rules).without_learned()
    return snapshot_of(briefing, settings.matching.thresholds, meaning=session.meaning)


def _graded(
    session: Session, served: "Snapshot", files: tuple[Path, ...], typos: int | None
) -> "tuple[GradedReply, ...]":

    from bot.domain.exam import examine
    from bot.services.asking import ask
    from bot.sheets.exam_file import read_exams
    from bot.ui.terminal.progress import watched

    questions = read_exams(files)
    graded = examine(served.briefing, questions, lambda text: ask(served, text).answer, typos)
    return tuple(watched(session.errors, "Exam", graded, len(questions)))


def _show(session: Session, graded: "tuple[GradedReply, ...]") -> None:
    from bot.ui.terminal.reports import exam_view

    session.console.print(exam_view(graded))


def _exam_object(graded: "Sequence[GradedReply]") -> dict[str, object]:
    """The result for machines."""
    from bot.domain.exam import tally

    result = tally(graded)
    return {
        "questions": len(graded),
        "correct_percent": round(result.correct, 2),
        "wrong_percent": round(result.wrong, 2),
        "declined_percent": round(result.declined, 2),
        "counts": _counts(result),
        "marks": [_graded_object(reply) for reply in graded],
    }


def _counts(result: "Tally") -> dict[str, int]:
    from bot.domain.exam import Grade

    return {grade.value: result.counts.get(grade, 0) for grade in Grade}


def _graded_object(reply: "GradedReply") -> dict[str, object]:
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


@click.command()
@click.argument("path", type=NAMED_PATH, required=False)
@click.option("--yes", is_flag=True, help="Exit code 0 also when answers or many facts are lost.")
@pass_session
@click.pass_context
def rehearse(ctx: click.Context, session: Session, /, path: Path | None, *, yes: bool) -> None:
    """Compare the sheet at PATH with the one in use.

    Without a PATH the files as they are now are compared with the sheet that a bot served last. Exit code 1
    when answers or many facts are lost.
    """
    from bot.services.trial import try_out
    from bot.sheets.knowledge import base_of
    from bot.ui.terminal.reports import trial_view

    before = session.snapshot if path else _last_served(session)
    path, rules = path or session.settings.knowledge.path, session.rules
    rules = replace(rules, elsewhere=base_of(session.settings.knowledge.path))
    today = date.today()  # noqa: DTZ011 - the curator's own day
    trial = try_out(path, before, _history(session), today, rules, session.state.taught)
    session.console.print(trial_view(trial))
    ctx.exit(LOST if _loses(trial, session.settings.knowledge) and not yes else 0)


def _loses(trial: "Trial", settings: "KnowledgeSettings") -> bool:
    lost = trial.rehearsal.lost or trial.promises.lost
    return bool(lost) or trial.revision.shrinks_by_more_than(settings.shrink_percent)


def _last_served(session: Session) -> "Snapshot":
    import asyncio

    from bot.services.kept_sheet import restored
    from bot.services.snapshot import snapshot_of

    content = asyncio.run(_newest_content(session.settings.database.path))
    if content is None:
        raise InputError("No bot has served a sheet with this database yet; please name the PATH of another.")
    return snapshot_of(restored(content), session.settings.matching.thresholds, session.state.taught)


async def _newest_content(path: Path) -> bytes | None:
    from bot.database import kept_sheets
    from bot.database.database_file import read_database

    async with read_database(path) as database:
        newest = (await kept_sheets.kept(database))[:1]
        return await kept_sheets.content(database, newest[0].version) if newest else None


def _history(session: Session) -> "History":
    """What the log knows; a bot that never ran has none."""
    import asyncio

    from bot.services.trial import History

    settings = session.settings
    if not settings.database.path.exists():
        return History()
    return asyncio.run(_read(session, settings.database.path))


async def _read(session: Session, path: Path) -> "History":
    from bot.database.database_file import read_database
    from bot.services.serving import Serving
    from bot.services.snapshot import Snapshots

    async with read_database(path) as database:
        questions = session.settings.knowledge.rehearsed_questions
        serving = Serving(Snapshots(session.snapshot), utc_now, database, questions)
        return await serving.history(None)
