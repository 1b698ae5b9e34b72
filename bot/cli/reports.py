"""`stats`, `digest` and `log export`: what operators read of the log and the digest."""

from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.paths import NAMED_PATH, PRIVATE, STANDARD_OUTPUT, written
from bot.cli.session import Session, pass_session
from bot.database.instants import utc_now

if TYPE_CHECKING:
    from bot.services.digest.composition import Preview
    from bot.services.stats import Stats

FORMATS = ("csv", "jsonl")
DATES = ("%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S")


@click.command()
@click.argument("days", type=click.IntRange(1, 365), default=30)
@pass_session
def stats(session: Session, /, days: int) -> None:
    """Show how the bot was used, and how well it answered.

    Covers the last DAYS; by default 30.
    """
    import asyncio

    from bot.ui.terminal.reports import stats_view

    session.console.print(stats_view(asyncio.run(_stats(session, days))))


async def _stats(session: Session, days: int) -> "Stats":
    from bot.database.database_file import read_database
    from bot.services.snapshot import Snapshots
    from bot.services.stats import StatsReader

    async with read_database(session.settings.database.path) as database:
        return await StatsReader(database, Snapshots(session.snapshot), utc_now).read(days)


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
    """A bot that never ran has no database, but still a digest."""
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
    help="Leave out what was asked before it, in UTC: 2025-04-08 or 2025-04-08T12:30.  [default: everything]",
)
@click.option(
    "--output",
    type=NAMED_PATH,
    default=STANDARD_OUTPUT,
    metavar="FILE",
    help="Write to FILE, readable by you alone.  [default: standard output]",
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
