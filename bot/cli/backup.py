"""`backup`, `restore` and `rollback`: a copy of the database, and the ways back."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.paths import NAMED_PATH
from bot.cli.session import Session, pass_session
from bot.database.instants import utc_now
from bot.errors import InputError
from bot.ui.texts.plain import one_line
from bot.ui.texts.terminal import restored_report

if TYPE_CHECKING:
    from bot.services.rollback import RollbackReport


@click.command()
@click.argument("folder", type=NAMED_PATH)
@click.option(
    "--key-to",
    type=NAMED_PATH,
    metavar="FOLDER",
    help="Copy the key there: only with both can one find out who asked what.  [default: beside the copy]",
)
@pass_session
def backup(session: Session, /, folder: Path, key_to: Path | None) -> None:
    """Copy the database and its key into FOLDER.

    The bot may be running meanwhile. Files that are there already are never overwritten.
    """
    from bot.database.backup import back_up

    for copy in back_up(session.settings.database.path, folder, key_to):
        click.echo(copy)


@click.command()
@click.argument("folder", type=NAMED_PATH)
@click.option("--key", type=NAMED_PATH, metavar="FILE", help="Its key, if it is elsewhere.")
@pass_session
def restore(session: Session, /, folder: Path, key: Path | None) -> None:
    """Put the backup in FOLDER in place of the database.

    Stop the bot first. Whoever was forgotten since is forgotten again, and what was there is kept beside it.
    """
    from bot.services.restoring import restore as put_back

    days = session.settings.log.retention_days
    done = put_back(folder, session.settings.database.path, days=days, clock=utc_now, key=key)
    click.echo(restored_report(done))


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
