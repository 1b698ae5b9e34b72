"""`teach`, `unteach` and `learned`: ways of asking in a running bot's database."""

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING, TypeVar

import click

from bot.cli.session import Session, pass_session
from bot.database.instants import utc_now
from bot.errors import InputError
from bot.ui.texts.plain import one_line

if TYPE_CHECKING:
    from pathlib import Path

    from bot.database.connection import Database
    from bot.domain.sheet_state import TaughtWay
    from bot.services.teaching import Teaching, TeachReport

    Opening = Callable[[Path], AbstractAsyncContextManager[Database]]

HELD = 1
T = TypeVar("T")


@click.command()
@click.argument("question")
@click.argument("fact_id", metavar="FACT")
@click.option("--yes", is_flag=True, help="Teach it even when other questions get other answers.")
@pass_session
@click.pass_context
def teach(ctx: click.Context, session: Session, /, question: str, fact_id: str, *, yes: bool) -> None:
    """Make QUESTION a way of asking for FACT.

    It is kept in the database, and a running bot takes it up within seconds. FACT may also be the id of an
    open question. Exit code 1 when it has to wait for --yes.
    """
    from bot.services.teaching import RefusedLesson, Withheld
    from bot.ui.texts import teaching as texts

    report = _run(_teach(session, question, fact_id, agreed=yes))
    if isinstance(report, RefusedLesson):
        raise InputError(texts.headline(report))
    for line in (texts.headline(report), *texts.details(report)):
        click.echo(one_line(line))
    if isinstance(report, Withheld):
        click.echo(texts.HOW_TO_AGREE)
        ctx.exit(HELD)


async def _teach(session: Session, question: str, fact_id: str, *, agreed: bool) -> "TeachReport":
    from bot.database.database_file import furnish_database
    from bot.services.teaching import Lesson

    async with open_teaching(session, furnish_database) as teaching:
        return await teaching.teach(Lesson.of(question, fact_id), None, agreed=agreed)


@click.command()
@click.argument("question", required=False)
@click.option("--last", is_flag=True, help="Everything that was taught in the last step.")
@pass_session
def unteach(session: Session, /, question: str | None, *, last: bool) -> None:
    """Take QUESTION back, a way of asking that was taught."""
    from bot.ui.texts import teaching as texts

    if last == (question is not None):
        raise InputError(texts.WHICH_TO_TAKE_BACK)
    gone = _run(_unteach(session, question))
    if not gone:
        raise InputError(texts.NOT_THERE)
    for each in gone:
        click.echo(one_line(texts.taken_back(each.entry_id, each.way)))


async def _unteach(session: Session, question: str | None) -> "tuple[TaughtWay, ...]":
    from bot.database.database_file import edit_database
    from bot.services.batch_teaching import BatchTeaching

    async with open_teaching(session, edit_database) as teaching:
        batches = BatchTeaching(teaching)
        if question is None:
            found = await batches.last()
        else:
            named = await teaching.find(question)
            found = (named,) if named else ()
        return await batches.take_back([each.number for each in found])


@asynccontextmanager
async def open_teaching(session: Session, opening: "Opening") -> "AsyncIterator[Teaching]":
    """A Teaching over the database that is opened in this way."""
    from bot.services.serving import Serving
    from bot.services.snapshot import Snapshots
    from bot.services.teaching import Teaching

    knowledge, snapshots = session.settings.knowledge, Snapshots(session.snapshot)
    async with opening(session.settings.database.path) as database:
        serving = Serving(snapshots, utc_now, database, knowledge.rehearsed_questions)
        yield Teaching(serving, knowledge.path, database)


def _run(work: Coroutine[object, object, T]) -> T:
    import asyncio

    return asyncio.run(work)


@click.group("learned")
def learned_group() -> None:
    """See what was taught, and take it into the sheet's files."""


@learned_group.command("list")
@pass_session
def list_(session: Session, /) -> None:
    """List what was taught, each with what it leads to."""
    from bot.ui.texts import teaching as texts

    taught = _taught(session)
    entries = session.snapshot.briefing.entries
    for each in taught:
        waits = "" if each.entry_id in entries else texts.WAITS
        click.echo(one_line(f"{each.taught_at:%Y-%m-%d} {each.entry_id}{waits}: {each.way}"))
    if not taught:
        click.echo(texts.NONE)


@learned_group.command()
@pass_session
def export(session: Session, /) -> None:
    """Write what was taught into knowledge/learned."""
    from bot.sheets.knowledge import load
    from bot.sheets.learned_export import export_learned
    from bot.ui.texts import teaching as texts

    folder = session.settings.knowledge.path
    briefing, taught = load(folder, session.rules), _taught(session)
    merged = briefing.with_taught(taught).sheet.learned
    there = briefing.sheet.learned
    ways = {name: every[len(there.get(name, ())) :] for name, every in merged.items()}
    for file in export_learned(folder, session.rules, {name: more for name, more in ways.items() if more}):
        click.echo(one_line(file))
    if merged == there:
        click.echo(texts.NOTHING_NEW)


def _taught(session: Session) -> "tuple[TaughtWay, ...]":
    from bot.database import taught_ways
    from bot.database.database_file import read_database

    async def read() -> "tuple[TaughtWay, ...]":
        async with read_database(session.settings.database.path) as database:
            return await taught_ways.every(database)

    return _run(read())
