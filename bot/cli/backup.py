"""`backup` and `restore`: the database as it is now, and as it was."""

from pathlib import Path

import click

from bot.cli.paths import NAMED_PATH
from bot.cli.session import Session, pass_session
from bot.database.instants import utc_now
from bot.ui.texts.terminal import restored_report


@click.command()
@click.argument("folder", type=NAMED_PATH)
@click.option(
    "--key-to",
    type=NAMED_PATH,
    metavar="FOLDER",
    help="Copy the key there: only who has both can find out who asked what.  [default: beside the copy]",
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
@click.option("--key", type=NAMED_PATH, metavar="FILE", help="Its key, if it lies elsewhere.")
@pass_session
def restore(session: Session, /, folder: Path, key: Path | None) -> None:
    """Put the backup in FOLDER in place of the database.

    Stop the bot first. Whoever was forgotten since is forgotten again, and what was there is kept beside it.
    """
    from bot.services.restoring import restore as put_back

    days = session.settings.log.retention_days
    done = put_back(folder, session.settings.database.path, days=days, clock=utc_now, key=key)
    click.echo(restored_report(done))
