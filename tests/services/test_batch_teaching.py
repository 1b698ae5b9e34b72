"""Several ways of asking are taught in one step; what would harm another question is left out and named."""

from collections.abc import Sequence

import pytest

from bot.database import taught_ways
from bot.database.connection import Database
from bot.services.batch_teaching import BatchTeaching
from bot.services.teaching import Lesson, Objection
from tests.database.samples import a_query, log
from tests.services.test_teaching import School, school

__all__ = ["school"]
GLOW = ("how elevated is the glow", "elevation of the glow")
LOST = "who is Ada Brandt"
HARMFUL = "who is the keeper Ada Brandt"


@pytest.fixture
def batches(school: School) -> BatchTeaching:
    return BatchTeaching(school.teaching)


def answers(school: School, ways: Sequence[str]) -> list[str | None]:
    return [school.answer(way) for way in ways]


async def test_all_of_them_answer_at_once_and_are_taken_back_at_once(
    school: School, batches: BatchTeaching, database: Database
) -> None:
    version = school.snapshots.current.version

    taught = await batches.teach(GLOW, "lamp-height", "curator")
    now = answers(school, GLOW)
    kept = await taught_ways.every(database)
    gone = await batches.take_back(taught.numbers)

    assert now == ["lamp-height", "lamp-height"]
    assert [(each.way, each.taught_by, each.number) for each in kept] == [
        (way, "curator", number) for way, number in zip(GLOW, taught.numbers, strict=True)
    ]
    assert gone == kept
    assert school.snapshots.current.version == version


async def test_what_harms_another_question_is_left_out_and_named(
    school: School, batches: BatchTeaching, database: Database
) -> None:
    await log(database, a_query(1, text=LOST))
    ways = ("guests on the gallery", HARMFUL, "people allowed on the gallery")

    taught = await batches.teach(ways, "visitors", "curator")

    (harmful,) = taught.trial.harmful
    assert harmful.lesson == Lesson(HARMFUL, "visitors")
    assert LOST in [shift.question for shift in (*harmful.others.lost, *harmful.others.changed)]
    assert answers(school, ways) == ["visitors", None, "visitors"]
    assert school.answer(LOST) == "never-missed"
    assert taught.trial.others.lost == taught.trial.others.changed == ()


async def test_what_cannot_be_taught_is_named_with_its_reason(batches: BatchTeaching) -> None:
    ways = ("how tall is the lamp", "ring me on 0151 496 0123", "when did the lighthouse open", GLOW[0])

    trial = await batches.rehearse(ways, "lamp-height")

    assert [lesson.way for lesson in trial.lessons] == [GLOW[0]]
    assert [(refusal.lesson.way, refusal.objection) for refusal in trial.refused] == [
        (ways[0], Objection.KNOWN), (ways[1], Objection.PERSONAL), (ways[2], Objection.TAKEN),
    ]  # fmt: skip


async def test_what_would_lead_elsewhere_even_when_taught_is_left_out(
    school: School, batches: BatchTeaching
) -> None:
    """The very id of an entry names it, whatever else is taught."""
    taught = await batches.teach(("visitors", GLOW[0]), "lamp-height", None)

    assert [(refusal.lesson.way, refusal.objection) for refusal in taught.trial.refused] == [
        ("visitors", Objection.FRUITLESS)
    ]
    assert answers(school, ("visitors", GLOW[0])) == ["visitors", "lamp-height"]


async def test_a_rehearsal_changes_nothing(
    school: School, batches: BatchTeaching, database: Database
) -> None:
    before = school.snapshots.current

    await batches.rehearse(GLOW, "lamp-height")

    assert school.snapshots.current is before
    assert await taught_ways.every(database) == ()


async def test_where_none_is_fit_nothing_is_taught(batches: BatchTeaching) -> None:
    taught = await batches.teach(["how tall is the lamp"], "lamp-height", None)

    assert taught.numbers == ()


async def test_the_last_step_is_known(batches: BatchTeaching) -> None:
    taught = await batches.teach(GLOW, "lamp-height", None)

    assert [each.number for each in await batches.last()] == list(taught.numbers)


async def test_what_was_tried_is_taught_without_being_tried_anew(
    school: School, batches: BatchTeaching, database: Database
) -> None:
    trial = await batches.rehearse([HARMFUL, "how tall is the lamp"], "visitors")
    await log(database, a_query(1, text=LOST))

    taught = await batches.teach_as_tried(trial, "curator")

    assert taught is not None
    assert answers(school, [HARMFUL]) == ["visitors"]
    assert [each.taught_by for each in await taught_ways.every(database)] == ["curator"]
    assert (taught.trial.refused, taught.trial.harmful) == ((), ())  # these were told with the trial


async def test_what_was_tried_on_another_sheet_is_not_taught(
    batches: BatchTeaching, database: Database
) -> None:
    trial = await batches.rehearse(GLOW[:1], "lamp-height")
    await batches.teach(GLOW[1:], "lamp-height", None)

    taught = await batches.teach_as_tried(trial, None)

    assert taught is None
    assert [each.way for each in await taught_ways.every(database)] == [*GLOW[1:]]
