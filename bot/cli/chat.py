"""`chat`: a conversation with the briefing in this terminal."""

import os
from pathlib import Path

import click

from bot.cli.session import Session, pass_session


@click.command()
@pass_session
def chat(session: Session) -> None:
    """Talk with the briefing in this terminal; reads lines from a pipe as well."""
    start_chat(session)


def start_chat(session: Session) -> None:
    from bot.ui.terminal import chat as terminal

    terminal.chat(session.snapshot, session.console, history_file())


def history_file() -> Path:
    """Where the freedesktop rules want the traces of a program to be."""
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "briefing-bot" / "chat_history"
