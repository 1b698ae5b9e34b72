"""`run`: the bot on Discord when there is a token, else the chat in this terminal."""

import os

import click

from bot.cli.chat import start_chat
from bot.cli.session import Session, pass_session
from bot.settings import discord_token
from bot.ui import texts


@click.command()
@pass_session
def run(session: Session) -> None:
    """Start the bot: on Discord when a token is configured, else in this terminal."""
    token = discord_token(session.settings, os.environ)
    click.echo(texts.HOW_TO_CONNECT if token is None else texts.TERMINAL_ONLY, err=True)
    start_chat(session)
