"""`gaps`: what people asked in vain, put together, with an entry that would close each."""

import json
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING

import click

from bot.cli.session import Session, pass_session
from bot.database.instants import utc_now
from bot.errors import InputError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from bot.database.connection import Database
    from bot.services.gaps import GapReport, Gaps

    Opening = Callable[[Path], AbstractAsyncContextManager[Database]]


@click.command()
@click.option("--days", type=click.IntRange(1, 36500), default=30, show_default=True, help="How far back.")
@click.option("--limit", type=click.IntRange(1, 500), default=10, show_default=True, help="At most so many.")
@click.option("--dismiss", metavar="KEY", help="Never show the gap with this key again.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a gap, on a line each.")
@pass_session
def gaps(session: Session, /, days: int, limit: int, dismiss: str | None, *, as_json: bool) -> None:
    """Show what people asked in vain, put together by meaning.

    Each gap comes with an entry that would close it.
    """
    import asyncio

    if dismiss is not None:
        asyncio.run(_dismiss(session, dismiss))
        return
    reports, count = asyncio.run(_find(session, days, limit))
    if as_json:
        for report in reports:
            click.echo(json.dumps(_gap_object(report)))
    else:
        from bot.ui.terminal.gaps import gaps_view

        session.console.print(gaps_view(reports, count, session.snapshot.briefing))


async def _find(session: Session, days: int, limit: int) -> "tuple[list[GapReport], int]":
    """The first of them, and how many there are."""
    from bot.database.database_file import read_database

    async with _gaps(session, read_database) as found:
        every = await found.find(None, days=days)
        return [await found.report(gap) for gap in every[:limit]], len(every)


async def _dismiss(session: Session, key: str) -> None:
    from bot.database.database_file import edit_database
    from bot.ui.texts import gaps as texts

    async with _gaps(session, edit_database) as found:
        if await found.dismiss(key.strip().lower(), None) is None:
            raise InputError(texts.GONE)
    click.echo(texts.DISMISSED)


@asynccontextmanager
async def _gaps(session: Session, opening: "Opening") -> "AsyncIterator[Gaps]":
    from bot.services.gaps import Gaps
    from bot.services.snapshot import Snapshots

    async with opening(session.settings.database.path) as database:
        yield Gaps(Snapshots(session.snapshot), database, utc_now)


def _gap_object(report: "GapReport") -> dict[str, object]:
    from bot.sheets.proposed import proposal_text
    from bot.ui.reply_json import passage_objects

    gap = report.gap
    near = report.near
    return {
        "key": gap.key,
        "questions": list(gap.questions),
        "times": gap.times,
        "askers": gap.askers,
        "disliked": gap.disliked,
        "first_at": gap.first_at.isoformat(),
        "last_at": gap.last_at.isoformat(),
        "nearest": {"fact_id": near.match.id, "failed": list(near.failed)} if near else None,
        "passages": passage_objects(report.passages),
        "entry": proposal_text(report.proposal),
    }
