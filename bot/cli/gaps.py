"""`gaps` and `teach-gap`: what people asked in vain, grouped, and what would close it."""

import json
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING

import click

from bot.cli.session import Session, pass_session
from bot.cli.teach import HELD, open_teaching
from bot.database.instants import utc_now
from bot.errors import InputError
from bot.ui.texts.plain import one_line

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from bot.database.connection import Database
    from bot.services.gaps import GapReport, Gaps

    Opening = Callable[[Path], AbstractAsyncContextManager[Database]]


@click.command()
@click.option("--days", type=click.IntRange(1, 36500), default=30, show_default=True, help="How far back.")
@click.option("--limit", type=click.IntRange(1, 500), default=10, show_default=True, help="How many at most.")
@click.option("--dismiss", metavar="KEY", help="Never show the gap with this key again.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each gap, on a line of its own.")
@pass_session
def gaps(session: Session, /, days: int, limit: int, dismiss: str | None, *, as_json: bool) -> None:
    """Show what people asked in vain, grouped by meaning.

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
        from bot.ui.terminal.reports import gaps_view

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


@click.command("teach-gap")
@click.argument("key")
@click.argument("fact_id", metavar="[FACT]", required=False)
@click.option("--days", type=click.IntRange(1, 36500), default=30, show_default=True, help="How far back.")
@click.option("--yes", is_flag=True, help="Teach them: they contain nothing personal.")
@pass_session
@click.pass_context
def teach_gap(
    ctx: click.Context, session: Session, /, key: str, fact_id: str | None, days: int, *, yes: bool
) -> None:
    """Make all wordings of the gap KEY ways of asking for FACT.

    Without FACT, for the one that it surely means. Those that would change another answer are left out.
    Exit code 1 when it has to wait for --yes, or when there is none to teach.
    """
    import asyncio

    ctx.exit(asyncio.run(_teach(session, key, fact_id, days=days, agreed=yes)))


async def _teach(session: Session, key: str, fact: str | None, *, days: int, agreed: bool) -> int:
    """All wordings of a gap in one step, or only what that would do."""
    from bot.database.database_file import furnish_database
    from bot.services.batch_teaching import BatchTeaching
    from bot.services.gaps import Gaps
    from bot.ui.texts import gaps as gap_texts
    from bot.ui.texts import teaching as texts

    async with open_teaching(session, furnish_database) as teaching:
        found = Gaps(teaching.serving.snapshots, teaching.database, utc_now)
        gap = next((gap for gap in await found.find(None, days=days) if gap.key == key.strip().lower()), None)
        if gap is None:
            raise InputError(gap_texts.GONE)
        entry_id = fact.strip().lower() if fact else _meant(await found.report(gap))
        if entry_id not in teaching.serving.snapshots.current.written.entries:
            raise InputError(texts.no_entry(entry_id) if entry_id else texts.NAME_A_FACT)
        ways, batches = await found.ways_to(gap, entry_id), BatchTeaching(teaching)
        if not agreed:
            trial = await batches.rehearse(ways, entry_id)
            _tell(*texts.batch_lines(trial), *([texts.HOW_TO_VOUCH] if trial.lessons else []))
            return HELD
        taught = await batches.teach(ways, entry_id, None)
        _tell(texts.batch_headline(taught), *texts.batch_details(taught))
        _tell(*([texts.HOW_TO_TAKE_BACK] if taught.numbers else []))
        return 0 if taught.numbers else HELD


def _meant(report: "GapReport") -> str:
    from bot.sheets.sheet_text import LearnedWays

    return report.proposal.entry_id if isinstance(report.proposal, LearnedWays) else ""


def _tell(*lines: str) -> None:
    for line in lines:
        click.echo(one_line(line))


@asynccontextmanager
async def _gaps(session: Session, opening: "Opening") -> "AsyncIterator[Gaps]":
    from bot.services.gaps import Gaps
    from bot.services.snapshot import Snapshots

    async with opening(session.settings.database.path) as database:
        yield Gaps(Snapshots(session.snapshot), database, utc_now)


def _gap_object(report: "GapReport") -> dict[str, object]:
    from bot.sheets.sheet_text import proposal_text
    from bot.ui.reply_json import passage_objects

    gap = report.gap
    near = report.near
    return {
        "key": gap.key,
        "questions": list(gap.questions),
        "times": gap.times,
        "askers": gap.askers,
        "disliked": gap.disliked,
        "chosen": [{"fact_id": fact_id, "times": times} for fact_id, times in gap.taken],
        "first_at": gap.first_at.isoformat(),
        "last_at": gap.last_at.isoformat(),
        "nearest": {"fact_id": near.match.id, "failed": list(map(str, near.failed))} if near else None,
        "passages": passage_objects(report.passages),
        "entry": proposal_text(report.proposal),
    }
