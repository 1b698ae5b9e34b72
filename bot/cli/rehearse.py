"""`rehearse`: what another sheet would change, before it is used."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.session import Session, pass_session
from bot.settings import KnowledgeSettings

if TYPE_CHECKING:
    from bot.services.reload import Trial

LOST = 1


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Exit code 0 also when answers or many facts are lost.")
@pass_session
@click.pass_context
def rehearse(ctx: click.Context, session: Session, /, path: Path, *, yes: bool) -> None:
    """Compare the sheet at PATH with the one in use: exit code 1 when answers or many facts are lost."""
    from bot.services.reload import try_out
    from bot.ui.terminal.reports import trial_view

    asked = _lately_asked(session)
    today = date.today()  # noqa: DTZ011 - the curator's own day
    trial = try_out(path, session.snapshot, asked, today)
    session.console.print(trial_view(trial))
    ctx.exit(LOST if _loses(trial, session.settings.knowledge) and not yes else 0)


def _loses(trial: "Trial", settings: KnowledgeSettings) -> bool:
    return bool(trial.rehearsal.lost) or trial.revision.shrinks_by_more_than(settings.shrink_percent)


def _lately_asked(session: Session) -> tuple[str, ...]:
    """The newest questions of the log; a bot that never ran has none."""
    import asyncio

    settings = session.settings
    if not settings.database.path.exists():
        return ()
    return asyncio.run(_read(settings.database.path, settings.knowledge.rehearsed_questions))


async def _read(path: Path, limit: int) -> tuple[str, ...]:
    from bot.database.database_file import read_database
    from bot.database.query_figures import lately_asked

    async with read_database(path) as database:
        return await lately_asked(database, limit=limit)
