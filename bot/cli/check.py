"""`check` and `schema`: what a curator needs while writing a sheet."""

from datetime import date

import click

from bot.cli.session import Session, pass_session


@click.command()
@pass_session
@click.pass_context
def check(ctx: click.Context, session: Session, /) -> None:
    """Tell every problem and weakness of the fact sheet: exit code 0 clean, 1 weak, 2 broken."""
    from bot.services import check
    from bot.ui.terminal.reports import check_view

    report = check.check(session.settings.knowledge.path, date.today())  # noqa: DTZ011 - the curator's own day
    session.console.print(check_view(report))
    ctx.exit(report.status)


@click.command()
def schema() -> None:
    """Print the JSON Schema of a fact sheet, for editors."""
    from bot.services.check import schema_text

    click.echo(schema_text(), nl=False)
