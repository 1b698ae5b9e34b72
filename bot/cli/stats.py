"""`stats`: how the bot was used, in figures."""

from typing import TYPE_CHECKING

import click

from bot.cli.session import Session, pass_session
from bot.database.instants import utc_now

if TYPE_CHECKING:
    from bot.services.usage import Usage


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
    from bot.services.usage import UsageReader

    async with read_database(session.settings.database.path) as database:
        return await UsageReader(database, lambda: session.snapshot, utc_now).read(days)
