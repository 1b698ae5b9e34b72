"""What the curators' channel reads once a week about the sheet."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.services.sheet_health import SheetHealth
from bot.ui.texts.plain import plural

TITLE: Final = "How the fact sheet is doing"
ALL_WELL: Final = "Nothing needs a look this week."
MOST: Final = 10


def health_lines(health: SheetHealth) -> Iterator[str]:
    if health.is_well:
        yield ALL_WELL
    yield from _listed("past the day by which somebody should look again", "fact", health.overdue)
    yield from _listed("changed on the disk since the sheet was read", "document", health.changed_documents)
    disliked = [f"{fact.fact_id} ({fact.wrong + fact.outdated + fact.unclear:,})" for fact in health.disliked]
    yield from _listed("called wrong, outdated or unclear this week", "fact", disliked)
    yield from _listed(
        "that fetch another fact, asked word for word",
        "way of asking",
        [f"“{way}”" for way in health.lost_ways],
        "ways of asking",
    )


def _listed(what: str, noun: str, names: Sequence[str], nouns: str | None = None) -> Iterator[str]:
    if names:
        more = f" and {len(names) - MOST:,} more" if len(names) > MOST else ""
        yield f"{plural(len(names), noun, nouns)} {what}: {', '.join(names[:MOST])}{more}"
