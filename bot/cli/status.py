"""`status`: how the bot is doing, from its database; it may be running or not."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.services.status import Status

OVERDUE = 1


@click.command()
@pass_session
@click.pass_context
def status(ctx: click.Context, session: Session, /) -> None:
    """Tell how the bot is doing: exit code 1 when a digest is overdue."""
    import asyncio

    from bot.ui.terminal.reports import status_view

    found = asyncio.run(_status(session))
    session.console.print(status_view(found))
    ctx.exit(OVERDUE if found.records and any(digest.overdue for digest in found.records.digests) else 0)


async def _status(session: Session) -> "Status":
    from bot.database.database_file import read_database
    from bot.services.status import status as look

    async with read_database(session.settings.database.path) as database:
        return await look(database, session.snapshot.briefing, datetime.now(UTC))
