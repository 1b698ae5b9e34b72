"""`topics`, `fact` and `sources`: what the sheet holds, without asking."""

import click

from bot.cli.session import Session, pass_session
from bot.errors import InputError
from bot.ui.texts import answers


@click.command()
@pass_session
def topics(session: Session) -> None:
    """List what the briefing can be asked, topic by topic."""
    from bot.ui.terminal.browse import topics_view

    session.console.print(topics_view(session.snapshot.briefing))


@click.command()
@click.argument("fact_id", metavar="ID")
@pass_session
def fact(session: Session, fact_id: str) -> None:
    """Show the fact ID with its quotes."""
    from bot.ui.terminal.browse import fact_page

    briefing = session.snapshot.briefing
    found = briefing.facts.get(fact_id)
    if found is None:
        raise InputError(answers.no_such_fact(fact_id, tuple(briefing.facts), lister="topics"))
    session.console.print(fact_page(found, briefing))


@click.command()
@pass_session
def sources(session: Session) -> None:
    """List the documents the quotes are taken from."""
    from bot.ui.terminal.browse import sources_view

    session.console.print(sources_view(session.snapshot.briefing))
