"""Command lines that are parsed and not run."""

from collections.abc import Sequence

import click

from bot.cli.program import program
from bot.cli.session import Session


def typed(command: click.Command, words: Sequence[str]) -> click.Context:
    """Below the program, which says how help is asked for; click keeps what it learns of that."""
    above = click.Context(program, obj=Session(), **program.context_settings)
    return command.make_context(command.name, [*words], parent=above)
