"""Why an item is in a digest or not, told of each in the order in which it is shown."""

from datetime import date

from bot.domain.briefing import Briefing
from bot.domain.digest.changes import Changes, Closed, Entry, EntryKind
from bot.domain.digest.interest import Asked, DayFigures, Favourite, Week
from bot.domain.digest.reasons import Reason, Why, of_changes, of_further, of_interest, of_turn, of_week
from bot.domain.digest.rotation import Turn
from tests.each_row import each_row

YESTERDAY = date(2026, 5, 3)


def test_the_fact_of_the_day_is_in_and_the_first_that_made_room_is_not(briefing: Briefing) -> None:
    lit, lamp, missed, _ = briefing.sheet.facts

    assert list(of_turn(None)) == [Reason(Why.EMPTY_SHEET, shown=False)]
    assert list(of_turn(Turn(lit))) == [Reason(Why.NEVER_SHOWN, shown=True, subject="first-lit")]
    assert list(of_turn(Turn(lit, YESTERDAY, (lamp, missed)))) == [
        Reason(Why.WAITED_LONGEST, shown=True, subject="first-lit", last_day=YESTERDAY),
        Reason(Why.MAKES_ROOM, shown=False, subject="lamp-height", number=1),
    ]
    assert list(of_further([Turn(lamp, YESTERDAY)])) == [
        Reason(Why.OTHER_TOPIC, shown=True, subject="lamp-height", last_day=YESTERDAY)
    ]


def test_every_change_is_in(briefing: Briefing) -> None:
    lit, lamp, missed, _ = briefing.sheet.facts
    gone = Entry(EntryKind.FACT, "gone", "0", "What was it?")
    every = Changes((lit,), (lamp,), (gone,), (Closed("Who?", missed),))

    assert list(of_changes(None)) == [Reason(Why.NOTHING_TO_COMPARE, shown=False)]
    assert all(
        (Changes((lit,)), Changes((), (lamp,)), Changes(withdrawn=(gone,)), Changes(closed=every.closed))
    )
    assert not Changes()
    assert list(of_changes(Changes())) == [Reason(Why.NOTHING_CHANGED, shown=False)]
    assert list(of_changes(every)) == [
        Reason(Why.NEW, shown=True, subject="first-lit"),
        Reason(Why.CORRECTED, shown=True, subject="lamp-height"),
        Reason(Why.WITHDRAWN, shown=True, subject="gone"),
        Reason(Why.CLOSED, shown=True, subject="never-missed"),
    ]


@each_row(
    ("asked", "why", "shown"),
    [
        (Asked("first-lit", 4), Why.ASKED_BY_MANY, True),
        (Asked("gone", 4), Why.LEFT_THE_SHEET, False),
        (Asked("lamp-height", 2), Why.ASKED_BY_FEW, False),
        (Asked("lamp-height", 3), Why.MORE_ASKED_OTHERS, False),
    ],
)
def test_what_was_asked_is_in_when_many_asked_and_it_is_still_there(
    briefing: Briefing, asked: Asked, why: Why, *, shown: bool
) -> None:
    chosen = [Favourite(briefing.facts["first-lit"], 4)]

    told = list(of_interest([asked], chosen, list(briefing.facts)))

    assert told == [Reason(why, shown=shown, subject=asked.fact_id, number=asked.askers)]
    assert list(of_interest([], [], [])) == [Reason(Why.NOBODY_ASKED, shown=False)]


def test_a_week_is_in_when_anything_was_asked() -> None:
    days = (DayFigures(YESTERDAY, 3, 2), DayFigures(YESTERDAY, 0, 0))

    assert list(of_week(Week(days))) == [Reason(Why.WEEK_HAD_QUESTIONS, shown=True, number=3)]
    assert list(of_week(Week(days[1:]))) == [Reason(Why.WEEK_WAS_SILENT, shown=False)]
