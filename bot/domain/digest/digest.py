"""The digest of a day, composed of plain data, so that the preview is exactly the post."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Self

from bot.domain.briefing import Briefing, Citation
from bot.domain.digest import reasons
from bot.domain.digest.changes import Changes, Entry, changes
from bot.domain.digest.interest import Asked, Favourite, Week, favourites
from bot.domain.digest.label import DigestLabel
from bot.domain.digest.reasons import Reason
from bot.domain.digest.rotation import Showing, Turn, fact_of_the_day, further_facts
from bot.domain.sheet import Fact, Markup, Withdrawal

FURTHER_WITH_NEWS = 2
FURTHER_ON_SILENT_DAYS = 3


@dataclass(frozen=True, slots=True)
class EarlierDigests:
    """What a digest has to know of the channel's earlier ones.

    `history` holds those that were posted, oldest first; `arrivals` the digest (counted from 0) with which a
    fact came into the sheet; `entries` the sheet of the last one, or None when there is nothing to compare
    with.
    """

    history: tuple[Showing, ...] = ()
    arrivals: Mapping[str, int] = field(default_factory=dict)
    entries: tuple[Entry, ...] | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """Which digest of a channel this is; `late` is zero when it is punctual."""

    label: DigestLabel
    late: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact with the places of its quotes."""

    fact: Fact
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """What a day's digest shows, not how it looks; a sheet without facts has no fact of the day."""

    label: DigestLabel
    late: timedelta
    title: str
    fact: Shown | None
    further: tuple[Shown, ...]
    changes: Changes
    favourites: tuple[Favourite, ...]
    week: Week
    reasons: tuple[Reason, ...] = field(default=(), compare=False)
    withdrawals: tuple[Withdrawal, ...] = field(default=(), compare=False)
    markup: Markup | None = None

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids to remember as shown, the fact of the day first."""
        return tuple(shown.fact.id for shown in (self.fact, *self.further) if shown)

    @property
    def day(self) -> date:
        return self.label.day

    def numbered(self, number: int) -> Self:
        return replace(self, label=DigestLabel(self.day, number))


def compose(
    edition: Edition, briefing: Briefing, past: EarlierDigests, asked: tuple[Asked, ...], week: Week
) -> Digest:
    """Pure: the same arguments always give the same digest."""
    facts = briefing.sheet.facts
    found = None if past.entries is None else changes(past.entries, briefing.sheet)
    popular = favourites(asked, briefing.facts)
    count = FURTHER_WITH_NEWS if found or popular else FURTHER_ON_SILENT_DAYS
    turn = fact_of_the_day(facts, past.history, past.arrivals)
    further = further_facts(facts, turn.fact, past.history, past.arrivals, count) if turn else ()
    return Digest(
        label=edition.label,
        late=edition.late,
        title=briefing.sheet.title,
        fact=_shown(turn, briefing) if turn else None,
        further=tuple(_shown(item, briefing) for item in further),
        changes=found or Changes(),
        favourites=popular,
        week=week,
        markup=briefing.sheet.markup,
        withdrawals=tuple(
            briefing.withdrawn[entry.id]
            for entry in (found.withdrawn if found else ())
            if entry.id in briefing.withdrawn
        ),
        reasons=(
            *reasons.of_turn(turn),
            *reasons.of_further(further),
            *reasons.of_changes(found),
            *reasons.of_interest(asked, popular, tuple(briefing.facts)),
            *reasons.of_week(week),
        ),
    )


def _shown(turn: Turn, briefing: Briefing) -> Shown:
    return Shown(turn.fact, briefing.citations[turn.fact.id])
