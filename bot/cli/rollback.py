"""`rollback`: a sheet that served earlier answers again, in a running bot as well."""

from datetime import datetime
from typing import TYPE_CHECKING

import click

from bot.cli.session import Session, pass_session
from bot.database.instants import utc_now
from bot.errors import InputError
from bot.ui.texts.plain import one_line

if TYPE_CHECKING:
    from bot.services.rollback import RollbackReport


@click.command()
@click.argument("version", required=False)
@pass_session
def rollback(session: Session, /, version: str | None) -> None:
    """Let the sheet before this one, or a VERSION, answer again.

    A running bot does so within seconds. It stays, over a restart too, until the files change or somebody
    reloads.
    """
    import asyncio

    from bot.services.rollback import NotKept
    from bot.ui.texts import rollback as texts

    report = asyncio.run(_rollback(session, version))
    lines = [texts.headline(report), *texts.details(report, _when)]
    if isinstance(report, NotKept):
        raise InputError("\n".join(map(one_line, lines)))
    for line in lines:
        click.echo(one_line(line))


async def _rollback(session: Session, version: str | None) -> "RollbackReport":
    from bot.database.database_file import edit_database
    from bot.services.rollback import Rollback
    from bot.services.serving import Serving
    from bot.services.snapshot import Snapshots

    knowledge, snapshots = session.settings.knowledge, Snapshots(session.snapshot)
    async with edit_database(session.settings.database.path) as database:
        serving = Serving(snapshots, utc_now, database, knowledge.rehearsed_questions)
        return await Rollback(serving, knowledge.path, session.rules).rollback(version)


def _when(instant: datetime) -> str:
    return instant.astimezone().strftime("%Y-%m-%d %H:%M")
