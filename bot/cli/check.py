"""`check` and `schema`: whether a sheet is in order, and what it may contain."""

from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from bot.cli.paths import NAMED_PATH
from bot.cli.session import Session, pass_session
from bot.errors import InputError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from bot.services.check import Report


@click.command()
@click.option(
    "--output",
    type=NAMED_PATH,
    metavar="FILE",
    help="Also write the whole report to FILE; one of more than 200 lines is written anyway.",
)
@pass_session
@click.pass_context
def check(ctx: click.Context, session: Session, /, output: Path | None) -> None:
    """Report every problem and weakness of the fact sheet.

    Exit code 0 clean, 1 weak, 2 broken.
    """
    from bot.ui.terminal.check_report import SCREEN, fitted, is_whole
    from bot.ui.texts.check import REST_ON_DEMAND, rest_in

    console = session.console
    # Opened before a large sheet takes minutes.
    with nullcontext() if output is None else _report_file(output) as file:
        report = _report(session)
        view, extent = fitted(report, console)
        console.print(view, soft_wrap=not console.is_terminal)
        if file is not None:
            _print_whole(report, file)
    if output is None and extent != SCREEN:
        output = session.settings.database.path.parent / "check.txt"
        _print_beside_database(report, output)
    if output is not None:
        told = rest_in(str(output), shown=is_whole(report, extent))
        console.print(told, style="dim", soft_wrap=not console.is_terminal)
    elif not is_whole(report, extent):
        console.print(REST_ON_DEMAND, style="dim")
    ctx.exit(report.status)


def _report(session: Session) -> "Report":
    from bot.services.check import check as hold_against_rules
    from bot.ui.terminal.progress import watched

    settings = session.settings
    return hold_against_rules(
        settings.knowledge.path,
        date.today(),  # noqa: DTZ011 - the curator's own day
        session.rules,
        thresholds=settings.matching.thresholds,
        meaning=session.meaning,
        watch=lambda label, questions: watched(session.errors, label, questions, len(questions)),
    )


def _print_whole(report: "Report", file: IO[str]) -> None:
    from rich.console import Console

    from bot.ui.terminal.check_report import check_view

    console = Console(file=file, markup=False, emoji=False, highlight=False)
    console.print(check_view(report), soft_wrap=True)


def _report_file(place: Path) -> "AbstractContextManager[IO[str]]":
    from bot.sheets.whole_files import whole_file

    return whole_file(place, in_new_folder=True)


def _print_beside_database(report: "Report", place: Path) -> None:
    """Written there because nobody asked for the file, and the sheet's folder may be somebody else's."""
    try:
        with _report_file(place) as file:
            _print_whole(report, file)
    except InputError as error:
        raise InputError(f"{error.sentence} Name another file: --output FILE.") from error


@click.command()
def schema() -> None:
    """Print the JSON Schema of a fact sheet, for editors."""
    from bot.sheets.schema import schema_text

    click.echo(schema_text(), nl=False)
