"""`backup`: a copy of the database and its key, also while the bot runs."""

from pathlib import Path

import click

from bot.cli.session import Session, pass_session


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@pass_session
def backup(session: Session, /, folder: Path) -> None:
    """Copy the database and the key beside it into FOLDER; the bot may be running meanwhile."""
    from bot.database.backup import back_up

    for copy in back_up(session.settings.database.path, folder):
        click.echo(copy)
