"""`log export`: the questions as a file for other programs."""

from datetime import UTC, datetime
from typing import TextIO

import click

from bot.cli.session import Session, pass_session

FORMATS = ("csv", "jsonl")
DATES = ("%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S")


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
    type=click.File("w", encoding="utf-8", lazy=True),
    default="-",
    metavar="FILE",
    help="Write to FILE.  [default: standard output]",
)
@pass_session
def export(session: Session, /, form: str, since: datetime, output: TextIO) -> None:
    """Write every question with what became of it, a line each; the bot may be running meanwhile."""
    import asyncio

    asyncio.run(_export(session, form, since.replace(tzinfo=UTC), output))


async def _export(session: Session, form: str, start: datetime, output: TextIO) -> None:
    from bot.database.database_file import read_database
    from bot.database.query_log import since as rows_since
    from bot.services.log import Format, lines

    async with read_database(session.settings.database.path) as database:
        async for line in lines(rows_since(database, start), Format(form)):
            output.write(line)
