"""`exam` and `rehearse`: ask a sheet questions before it is used."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.paths import NAMED_PATH
from bot.cli.session import Session, pass_session
from bot.database.instants import utc_now
from bot.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.exam import GradedReply, Tally
    from bot.services.snapshot import Snapshot
    from bot.services.trial import History, Trial
    from bot.settings.settings import KnowledgeSettings

PERCENT = click.FloatRange(0, 100)
MISSED = LOST = 1


@click.command()
@click.argument("files", nargs=-1, required=True, type=NAMED_PATH, metavar="FILE...")
@click.option("--min-correct", type=PERCENT, metavar="PERCENT", help="Of the answerable questions.")
@click.option("--max-wrong", type=PERCENT, metavar="PERCENT", help="Of the answerable questions.")
@click.option("--min-declined", type=PERCENT, metavar="PERCENT", help="Of the unanswerable questions.")
@click.option("--typos", type=int, metavar="SEED", help="Misspell every fifth word of five letters or more.")
@click.option("--without-learned", is_flag=True, help="Leave out the ways of asking in knowledge/learned.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object with every grade.")
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
        from bot.ui.terminal.reports import exam_view

        session.console.print(exam_view(graded))
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
@click.option("--yes", is_flag=True, help="Exit with 0 even when answers or many facts are lost.")
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

    from bot.database.kept_sheets import restored
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
    """What the log knows; empty where no bot ever ran."""
    import asyncio

    from bot.services.trial import History

    settings = session.settings
    if not settings.database.path.exists():
        return History()
    return asyncio.run(_read_history(session, settings.database.path))


async def _read_history(session: Session, path: Path) -> "History":
    from bot.database.database_file import read_database
    from bot.services.serving import Serving
    from bot.services.snapshot import Snapshots

    async with read_database(path) as database:
        questions = session.settings.knowledge.rehearsed_questions
        serving = Serving(Snapshots(session.snapshot), utc_now, database, questions)
        return await serving.history(None)
