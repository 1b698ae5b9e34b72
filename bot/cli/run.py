"""`run` and `status`: start the bot on Discord, and ask how it is doing."""

import os
import signal
import sys
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import click

from bot.cli.ask import start_chat
from bot.cli.session import Session, pass_session
from bot.database.instants import utc_now
from bot.errors import BotError, ConfigError
from bot.ui import log_lines
from bot.ui.texts import terminal as terminal_texts
from bot.ui.texts.plain import printable

if TYPE_CHECKING:
    from bot.services.status import Status

OVERDUE = UNWELL = 1
HOPELESS = 2
ENV_FILE = ".env"  # which other programs read


@click.command()
@click.option(
    "--stay",
    is_flag=True,
    help="When token, settings or sheet are wrong, or there is no token, wait instead of ending.",
)
@pass_session
@click.pass_context
def run(ctx: click.Context, session: Session, /, *, stay: bool) -> None:
    """Start the bot on Discord, or in this terminal without a token."""
    session.log_as = log_lines.write_as
    try:
        _run(session, stay=stay)
    except BotError as error:
        if not stay or error.exit_code != HOPELESS:
            raise
        log_lines.tell(printable(error.sentence))
        _wait_to_be_stopped()
        ctx.exit(HOPELESS)


def _wait_to_be_stopped() -> None:
    """For supervisors that restart everything: each start would be another login with a wrong token."""
    stopped = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    log_lines.tell(terminal_texts.STAYING)
    stopped.wait()


def _run(session: Session, *, stay: bool) -> None:
    from bot.settings.settings import discord_token

    token = discord_token(session.settings, os.environ)
    if token is None:
        if stay and not sys.stdin.isatty():
            raise ConfigError(terminal_texts.NOT_CONNECTED)  # there is nobody to chat with
        session.errors.print(terminal_texts.HOW_TO_CONNECT)
        if Path(ENV_FILE).is_file():
            session.errors.print(terminal_texts.ENV_NOT_READ)
        start_chat(session)
    else:
        from bot.cli.serving import serve

        serve(session.settings, token, session.rules)


@click.command()
@click.option("--brief", is_flag=True, help="One line on the running bot: exit code 1 when it is not well.")
@pass_session
@click.pass_context
def status(ctx: click.Context, session: Session, /, *, brief: bool) -> None:
    """Show how the bot is doing.

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
