"""What a curator teaches answers at once, after everybody is told what else it would change."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from bot.database import query_log, taught_ways
from bot.database.connection import Database
from bot.database.database_file import edit_database
from bot.database.query_log import Feedback, Verdict
from bot.database.sheet_state import read_sheet_state
from bot.domain.answering import entry_of
from bot.domain.question_key import question_key
from bot.domain.sheet_state import SheetState
from bot.services.asking import ask
from bot.services.batch_teaching import BatchTeaching
from bot.services.reload import Reloaded, Reloader, ReloadPolicy
from bot.services.serving import Serving
from bot.services.snapshot import Snapshot, Snapshots, load_snapshot
from bot.services.teaching import (
    LONGEST_WAY,
    Lesson,
    LessonTrial,
    Objection,
    RefusedLesson,
    Taught,
    Teaching,
    Withheld,
    objection,
    other_questions,
)
from tests.database.samples import NOON, a_query, log

GLOW = Lesson("how elevated is the glow", "lamp-height")


def noon() -> datetime:
    return NOON


@dataclass
class School:
    """Teaching over the small sheet, whose files can be changed."""

    home: Path
    snapshots: Snapshots
    reloader: Reloader
    teaching: Teaching

    def answer(self, question: str) -> str | None:
        return entry_of(ask(self.snapshots.current, question).answer)

    async def taught(self, lesson: Lesson) -> Taught:
        report = await self.teaching.teach(lesson, "curator")
        assert isinstance(report, Taught)
        return report


@pytest.fixture
def school(home: Path, snapshot: Snapshot, database: Database) -> School:
    snapshots = Snapshots(snapshot)
    reloader = Reloader(snapshots, ReloadPolicy(home / "knowledge", 20, 50), noon, database)
    return School(home, snapshots, reloader, Teaching(reloader.serving, home / "knowledge", database))


async def test_a_taught_way_answers_at_once_and_is_kept_with_who_and_when(
    school: School, database: Database
) -> None:
    before = school.snapshots.current.version

    report = await school.taught(GLOW)

    (kept,) = await taught_ways.every(database)
    assert report.trial.before != "lamp-height"
    assert school.answer(GLOW.way) == "lamp-height"
    assert (kept.entry_id, kept.way, kept.taught_by, kept.taught_at) == (
        "lamp-height",
        GLOW.way,
        "curator",
        NOON,
    )
    assert kept.number == report.number
    assert school.snapshots.current.version != before


async def test_an_open_question_can_be_taught_as_well(school: School) -> None:
    await school.taught(Lesson("whose blueprints were used", "architect"))

    assert school.answer("whose blueprints were used") == "architect"


async def test_what_was_taught_outlives_a_reload_and_a_restart(school: School, database: Database) -> None:
    await school.taught(GLOW)

    report = await school.reloader.reload()
    state = read_sheet_state(database.path)
    restarted = load_snapshot(school.home / "knowledge", school.snapshots.current.thresholds, state=state)

    assert isinstance(report, Reloaded)
    assert report.trial.revision.unchanged
    assert school.answer(GLOW.way) == "lamp-height"
    assert restarted.version == school.snapshots.current.version


async def test_it_can_be_taken_back(school: School, snapshot: Snapshot) -> None:
    report = await school.taught(GLOW)

    courses = BatchTeaching(school.teaching)
    (gone,) = await courses.take_back([report.number])

    assert gone.way == GLOW.way
    assert school.answer(GLOW.way) != "lamp-height"
    assert school.snapshots.current.version == snapshot.version
    assert await courses.take_back([report.number]) == ()


async def test_the_same_words_can_be_taught_to_lead_elsewhere(school: School) -> None:
    await school.taught(GLOW)

    await school.taught(Lesson("How elevated is the glow?", "visitors"))

    assert school.answer(GLOW.way) == "visitors"
    assert [each.entry_id for each in await school.teaching.every()] == ["visitors"]


async def test_what_was_shown_is_taught_without_trying_it_again(school: School, database: Database) -> None:
    lost = "who is Ada Brandt"
    trial = await school.teaching.rehearse(Lesson("who is the keeper Ada Brandt", "visitors"))
    await log(database, a_query(1, text=lost))
    assert isinstance(trial, LessonTrial)

    taught = await school.teaching.teach_as_tried(trial, "curator")
    again = await school.teaching.teach_as_tried(trial, "curator")

    assert taught is not None
    assert taught.trial is trial  # another one would tell of the question that came meanwhile
    assert school.answer(trial.lesson.way) == "visitors"
    assert again is None  # another sheet serves by now


async def test_it_waits_for_consent_when_others_would_lose_their_answer(
    school: School, database: Database
) -> None:
    lost = "who is Ada Brandt"
    lesson = Lesson("who is the keeper Ada Brandt", "visitors")
    await log(database, a_query(1, text=lost), a_query(2, text="how tall is the lamp"))
    before = school.snapshots.current

    held = await school.teaching.teach(lesson, "curator")
    unchanged = school.snapshots.current
    agreed = await school.teaching.teach(lesson, "curator", agreed=True)

    assert isinstance(held, Withheld)
    assert lost in {shift.question for shift in (*held.trial.others.lost, *held.trial.others.changed)}
    assert unchanged is before
    assert isinstance(agreed, Taught)
    assert school.answer(lesson.way) == "visitors"


async def test_an_answer_that_somebody_called_wrong_is_no_loss(school: School, database: Database) -> None:
    lesson = Lesson("who is Ada Brandt", "visitors")
    await log(database, a_query(1, text="who is Brandt", fact_id="never-missed"))
    async with database.transaction() as transaction:
        await query_log.insert_feedback(
            transaction, [Feedback("interaction-1", "user-9", Verdict.WRONG, NOON)]
        )

    tried = await school.teaching.rehearse(lesson)

    assert isinstance(tried, LessonTrial)
    assert "who is Brandt" in {shift.question for shift in tried.others.gained}


@pytest.mark.parametrize(
    ("way", "entry", "refusal"),
    [
        ("how elevated is the glow", "lamp", Objection.NO_ENTRY),
        (" ?! ", "lamp-height", Objection.EMPTY),
        ("please", "lamp-height", Objection.EMPTY),
        ("glow " * 100, "lamp-height", Objection.TOO_LONG),
        ("how elevated is the glow, asks ada@example.org", "lamp-height", Objection.PERSONAL),
        ("how elevated is the glow, asks [mention]", "lamp-height", Objection.PERSONAL),
        ("good morning", "lamp-height", Objection.SMALL_TALK),
        ("how tall is the lamp", "lamp-height", Objection.KNOWN),
        ("so how tall is the lamp", "lamp-height", Objection.KNOWN),
        ("Name of the builder?", "lamp-height", Objection.TAKEN),
        ("visitors", "lamp-height", Objection.FRUITLESS),  # the very id of an entry names it
    ],
)
async def test_what_cannot_be_taught_changes_nothing_and_says_why(
    school: School, database: Database, way: str, entry: str, refusal: Objection
) -> None:
    before = school.snapshots.current

    report = await school.teaching.teach(Lesson.of(way, entry), "curator", agreed=True)

    assert isinstance(report, RefusedLesson)
    assert report.objection is refusal
    assert school.snapshots.current is before
    assert await taught_ways.every(database) == ()


def test_the_ways_of_what_comes_near_are_tried_and_none_twice(snapshot: Snapshot) -> None:
    known = ("Who was the architect?", "how tall is the glow")

    others = other_questions(snapshot, "How tall is the glow?", known)

    assert others[0] == known[0]
    assert {"How high is the lamp above the sea?", "how tall is the lamp"} <= set(others)
    assert len(set(map(question_key, others))) == len(others)


async def test_a_way_of_three_hundred_characters_is_not_too_long(school: School) -> None:
    long = Lesson.of(f"{'glow ' * 59}glows", "lamp-height")

    assert len(long.way) == LONGEST_WAY
    assert objection(school.snapshots.current, long) is None


async def test_a_rehearsal_changes_nothing(school: School, database: Database) -> None:
    before = school.snapshots.current

    trial = await school.teaching.rehearse(GLOW)

    assert isinstance(trial, LessonTrial)
    assert trial.harmless
    assert school.snapshots.current is before
    assert await taught_ways.every(database) == ()


async def test_what_was_taught_elsewhere_is_taken_up(school: School, database: Database) -> None:
    async with edit_database(database.path) as other:
        other_snapshots = Snapshots(school.snapshots.current)
        elsewhere = Serving(other_snapshots, noon, other, 0)
        await Teaching(elsewhere, school.home / "knowledge", other).teach(GLOW, None)

    await school.reloader.serving.take_up()

    assert school.answer(GLOW.way) == "lamp-height"
    assert school.snapshots.current.version == other_snapshots.current.version


async def test_what_stands_in_the_files_meanwhile_counts_once(
    school: School, edit: Callable[[str, str], None]
) -> None:
    await school.taught(GLOW)
    edit("height of the lamp", f"height of the lamp, {GLOW.way}")

    await school.reloader.reload()

    briefing = school.snapshots.current.briefing
    assert briefing.sheet.learned == {}
    assert school.answer(GLOW.way) == "lamp-height"


async def test_what_was_taught_for_a_fact_that_is_gone_waits_for_its_return(
    school: School, edit: Callable[[str, str], None]
) -> None:
    await school.taught(Lesson("is there a gallery to stand on", "visitors"))
    edit("id: visitors", "id: guests")

    await school.reloader.reload(agreed=None)
    edit("id: guests", "id: visitors")
    await school.reloader.reload()

    assert school.answer("is there a gallery to stand on") == "visitors"


@pytest.fixture
def edit(home: Path) -> Callable[[str, str], None]:
    sheet = home / "knowledge" / "lighthouse.yaml"

    def change(old: str, new: str) -> None:
        text = sheet.read_text(encoding="utf-8")
        assert old in text
        sheet.write_text(text.replace(old, new), encoding="utf-8")

    return change


def test_a_database_that_is_not_there_taught_nothing(tmp_path: Path) -> None:
    assert read_sheet_state(tmp_path / "none.sqlite3") == SheetState()
