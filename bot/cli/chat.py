"""`chat`: a conversation with the briefing in this terminal."""

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli.session import Session, pass_session


@click.command()
@pass_session
def chat(session: Session) -> None:
    """Talk with the briefing in this terminal; reads lines from a pipe as well."""
    start_chat(session)


def start_chat(session: Session) -> None:
    import asyncio

    from bot.services.reload import Policy, Reloader, ReloadReport
    from bot.services.snapshot import Snapshots
    from bot.ui.terminal import conversation

    knowledge, snapshots = session.settings.knowledge, Snapshots(session.snapshot)
    policy = Policy(knowledge.path, knowledge.shrink_percent, knowledge.rehearsed_questions)
    reloader = Reloader(snapshots, policy, lambda: datetime.now(UTC))

    def reload(agreed: str | None) -> ReloadReport:
        return asyncio.run(reloader.reload(agreed=agreed))

    conversation.chat(snapshots, reload, session.console, history_file())


def history_file() -> Path:
    """Where the freedesktop rules want the traces of a program to be."""
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "briefing-bot" / "chat_history"
