"""Gaps in a terminal: each with its questions, what is near it, and an entry that would close it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from rich.console import Group, RenderableType
from rich.text import Text

from bot.domain.briefing import Briefing
from bot.services.gaps import GapReport
from bot.sheets.sheet_text import proposal_text
from bot.ui.terminal.passages import passage_views
from bot.ui.terminal.screen import safe
from bot.ui.texts import gaps as texts

OTHERS = 8


def gaps_view(reports: Sequence[GapReport], found: int, briefing: Briefing) -> RenderableType:
    """So many of all that were found."""
    if not reports:
        return Text(texts.NONE)
    parts = (part for report in reports for part in (*_gap(report, briefing), Text()))
    return Group(*parts, Text(texts.left_out(len(reports), found), "dim"))


def _gap(report: GapReport, briefing: Briefing) -> Iterator[RenderableType]:
    gap = report.gap
    yield Text.assemble(safe(gap.questions[0], "bold"), "  ", safe(gap.key, "dim"))
    yield safe(texts.counted(gap, _when), "dim")
    for other in texts.others(gap, OTHERS):
        yield safe(f"  {other}")
    yield safe(texts.nearest(report.near, briefing))
    yield from map(safe, texts.chosen(gap, briefing))
    if report.passages:
        yield Text(texts.PASSAGES)
        yield from passage_views(report.passages)
    yield safe(texts.closing(report.proposal, briefing), "cyan")
    yield safe(proposal_text(report.proposal).rstrip("\n"))


def _when(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M} UTC"
