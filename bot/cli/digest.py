"""`digest`: the digest of a day in this terminal, word for word as it is posted."""

from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click

from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.services.digest.composition import Preview


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
    """Print the digest of a day; the bot may be running meanwhile."""
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
    briefing = load(settings.knowledge.path)
    window = timedelta(hours=settings.digest.late_hours)
    async with AsyncExitStack() as stack:
        path = settings.database.path
        database = await stack.enter_async_context(read_database(path)) if path.exists() else None
        return await Previewer(database, briefing, window).preview(datetime.now(UTC), day, channel)
