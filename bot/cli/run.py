"""`run`, `status`, `stats`, `digest` and `log export`: what operators do."""

import os
import signal
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import click

from bot.cli.ask import start_chat
from bot.cli.paths import NAMED_PATH, PRIVATE, STANDARD_OUTPUT, written
from bot.cli.session import Session, pass_session
from bot.database.instants import utc_now
from bot.errors import BotError
from bot.ui import log_lines
from bot.ui.texts import terminal as terminal_texts
from bot.ui.texts.plain import printable

if TYPE_CHECKING:
    from bot.services.digest.composition import Preview
    from bot.services.status import Status
    from bot.services.usage import Usage

OVERDUE = UNWELL = 1
HOPELESS = 2
FORMATS = ("csv", "jsonl")
DATES = ("%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S")


@click.command()
@click.option("--stay", is_flag=True, help="When token, settings or sheet are wrong, wait instead of ending.")
@pass_session
@click.pass_context
def run(ctx: click.Context, session: Session, /, *, stay: bool) -> None:
    """Start the bot on Discord, or in this terminal without a token."""
    session.log_as = log_lines.write_as
    try:
        _run(session)
    except BotError as error:
        if not stay or error.exit_code != HOPELESS:
            raise
        log_lines.tell(printable(error.sentence))
        _wait_to_be_stopped()
        ctx.exit(HOPELESS)


def _wait_to_be_stopped() -> None:
    """For supervisors that start everything again: each start would be another login with a wrong token."""
    stopped = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    log_lines.tell(terminal_texts.STAYING)
    stopped.wait()


def _run(session: Session) -> None:
    from bot.settings.settings import discord_token

    token = discord_token(session.settings, os.environ)
    if token is None:
        session.errors.print(terminal_texts.HOW_TO_CONNECT)
        start_chat(session)
    else:
        from bot.cli.serving import serve

        serve(session.settings, token, session.rules)


@click.command()
@click.option("--brief", is_flag=True, help="One line on the running bot: exit code 1 when it is not well.")
@pass_session
@click.pass_context
def status(ctx: click.Context, session: Session, /, *, brief: bool) -> None:
    """Tell how the bot is doing.

    Exit code 1 when a digest is overdue.
    """
    line, exit_code = _brief(session)
    if brief:
        click.echo(line)
        ctx.exit(exit_code)

    import asyncio

    from bot.ui.terminal.reports import status_view

    found = asyncio.run(_status(session))
    session.console.print(status_view(found, line))
    ctx.exit(OVERDUE if found.records and any(digest.overdue for digest in found.records.digests) else 0)


def _brief(session: Session) -> tuple[str, int]:
    """From the heartbeat alone, which is quick and needs neither sheet nor database."""
    from bot.services.health.heartbeat import read_beat, troubles
    from bot.ui.texts import running

    beat, now = read_beat(session.settings.database.path), utc_now()
    found = troubles(beat, now)
    return running.brief(beat, found, now), UNWELL if found else 0


async def _status(session: Session) -> "Status":
    from bot.database.database_file import read_database
    from bot.services.status import status as look

    async with read_database(session.settings.database.path) as database:
        return await look(database, session.snapshot.briefing, utc_now())


@click.command()
@click.argument("days", type=click.IntRange(1, 365), default=30)
@pass_session
def stats(session: Session, /, days: int) -> None:
    """Tell how the bot was used, and how well it answered.

    In the last DAYS; without a number, 30.
    """
    import asyncio

    from bot.ui.terminal.reports import usage_view

    session.console.print(usage_view(asyncio.run(_usage(session, days))))


async def _usage(session: Session, days: int) -> "Usage":
    from bot.database.database_file import read_database
    from bot.services.snapshot import Snapshots
    from bot.services.usage import UsageReader

    async with read_database(session.settings.database.path) as database:
        return await UsageReader(database, Snapshots(session.snapshot), utc_now).read(days)


@click.command()
@click.option(
    "--date", "typed", metavar="DATE", help="The day, such as 2025-04-09.  [default: that of the next digest]"
)
@click.option(
    "--preview", "explained", is_flag=True, help="Also say why it looks like that, and what comes next."
)
@click.option(
    "--channel",
    type=click.IntRange(1, 2**63 - 1),
    metavar="ID",
    help="A subscribed channel.  [default: the only one, else a new one]",
)
@pass_session
def digest(session: Session, /, typed: str | None, channel: int | None, *, explained: bool) -> None:
    """Print the digest of a day, word for word."""
    import asyncio

    from bot.ui.digest_view import digest_text, preview_text

    found = asyncio.run(_preview(session, typed, channel))
    click.echo(preview_text(found) if explained else digest_text(found.digest))


async def _preview(session: Session, typed: str | None, channel: int | None) -> "Preview":
    """A bot that never ran has no database, and a digest all the same."""
    from bot.database.database_file import read_database
    from bot.services.digest.composition import Previewer
    from bot.services.digest.wall_time import parse_date
    from bot.sheets.knowledge import load

    day = parse_date(typed) if typed else None
    settings = session.settings
    briefing = load(settings.knowledge.path, session.rules)
    window = timedelta(hours=settings.digest.late_hours)
    async with AsyncExitStack() as stack:
        path = settings.database.path
        database = await stack.enter_async_context(read_database(path)) if path.exists() else None
        return await Previewer(database, briefing, window).preview(utc_now(), day, channel)


@click.group("log")
def log_group() -> None:
    """Take questions out of the log."""


@log_group.command()
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="csv", show_default=True, help="The kind of file."
)
@click.option(
    "--since",
    type=click.DateTime(DATES),
    default="0001-01-01",
    metavar="DATE",
    help="Leave out what was asked before, in UTC: 2025-04-08 or 2025-04-08T12:30.  [default: everything]",
)
@click.option(
    "--output",
    type=NAMED_PATH,
    default=STANDARD_OUTPUT,
    metavar="FILE",
    help="Write to FILE, for you alone to read.  [default: standard output]",
)
@pass_session
def export(session: Session, /, form: str, since: datetime, output: Path) -> None:
    """Write every question with what became of it.

    A line each; the bot may be running meanwhile.
    """
    import asyncio

    asyncio.run(_export(session, form, since.replace(tzinfo=UTC), output))


async def _export(session: Session, form: str, start: datetime, output: Path) -> None:
    from bot.database.database_file import read_database
    from bot.database.query_log import pages_since
    from bot.services.log import Format, blocks

    async with read_database(session.settings.database.path) as database:
        with written(output, PRIVATE) as file:
            async for block in blocks(pages_since(database, start), Format(form)):
                file.write(block)
