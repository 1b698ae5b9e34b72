"""What the curators' channel reads about the sheet once a week."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.services.sheet_health import SheetHealth
from bot.ui.texts.language import marked, numbered, spoken
from bot.ui.texts.plain import headed

TITLE: Final = marked("How the fact sheet is doing")
ALL_WELL: Final = marked("Nothing needs attention this week.")
MOST: Final = 10


def health_lines(health: SheetHealth) -> Iterator[str]:
    if health.is_well:
        yield spoken(ALL_WELL)
    if health.overdue:
        yield _listed(_overdue(len(health.overdue)), health.overdue)
    if health.changed_documents:
        yield _listed(_changed(len(health.changed_documents)), health.changed_documents)
    if health.disliked:
        named = [f"{fact.fact_id} ({fact.disliked:,})" for fact in health.disliked]
        yield _listed(_disliked(len(named)), named)
    if health.lost_ways:
        yield _listed(_lost(len(health.lost_ways)), [f"“{way}”" for way in health.lost_ways])


def _overdue(count: int) -> str:
    return numbered(
        count,
        "{count} fact due for a review",
        "{count} facts due for a review",
    )


def _changed(count: int) -> str:
    return numbered(
        count,
        "{count} document changed on disk since the sheet was read",
        "{count} documents changed on disk since the sheet was read",
    )


def _disliked(count: int) -> str:
    return numbered(
        count,
        "{count} fact called wrong, outdated or unclear this week",
        "{count} facts called wrong, outdated or unclear this week",
    )


def _lost(count: int) -> str:
    return numbered(
        count,
        "{count} way of asking that leads to another fact, even word for word",
        "{count} ways of asking that lead to another fact, even word for word",
    )


def _listed(said: str, names: Sequence[str]) -> str:
    left = len(names) - MOST
    more = f" {numbered(left, 'and {count} more', 'and {count} more')}" if left > 0 else ""
    return headed(said, f"{', '.join(names[:MOST])}{more}")
