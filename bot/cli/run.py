"""`run`: the bot on Discord when there is a token, else the chat in this terminal."""

import os

import click

from bot.cli.chat import start_chat
from bot.cli.session import Session, pass_session
from bot.settings import discord_token
from bot.ui.texts import terminal as terminal_texts


@click.command()
@pass_session
def run(session: Session) -> None:
    """Start the bot: on Discord when a token is configured, else in this terminal."""
    token = discord_token(session.settings, os.environ)
    if token is None:
        session.errors.print(terminal_texts.HOW_TO_CONNECT)
        start_chat(session)
    else:
        from bot.app import run as serve

        serve(session.settings, token)
