"""A reload says what it changes, and a bad sheet changes nothing."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from bot.database.connection import Database
from bot.database.query_log import Feedback, Verdict, insert_feedback
from bot.domain.rehearsal import GoldenQuestion, Shift
from bot.domain.revision import Difference, Part
from bot.services.asking import ask
from bot.services.reload import Rejected, Reloaded, ReloadEffect, Reloader, ReloadPolicy
from bot.services.snapshot import Snapshot, Snapshots
from bot.ui.texts.reload import details, headline
from tests.database.samples import NOON, a_query, log

CRITICS = """  - id: critics
    topic: plans
    question: What do critics say about the plan?
    also: [who is against the plan, is the plan dear]
    answer: Critics call the plan too dear.
    quotes: [{source: paper, text: Critics call the plan too dear}]
"""


@dataclass
class Room:
    """A reloader at work on the small sheet."""

    sheet: Path
    snapshots: Snapshots
    reloader: Reloader

    def edit(self, old: str, new: str) -> None:
        text = self.sheet.read_text(encoding="utf-8")
        assert old in text
        self.sheet.write_text(text.replace(old, new), encoding="utf-8")

    def golden(self, text: str) -> None:
        (self.sheet.parent / "golden.yaml").write_text(f"golden: [{text}]\n", encoding="utf-8")

    def add(self, fact: str) -> None:
        self.edit("open_questions:\n", fact + "open_questions:\n")

    def remove(self, first: str, after: str) -> None:
        text = self.sheet.read_text(encoding="utf-8")
        start, end = text.index(f"  - id: {first}"), text.index(after)
        self.sheet.write_text(text[:start] + text[end:], encoding="utf-8")

    async def reload(self, **how: str) -> Reloaded:
        report = await self.reloader.reload(agreed=how.get("agreed"))
        assert isinstance(report, Reloaded)
        return report


def noon() -> datetime:
    return NOON


@pytest.fixture
def room(home: Path, snapshot: Snapshot, database: Database) -> Room:
    snapshots = Snapshots(snapshot)
    reloader = Reloader(snapshots, ReloadPolicy(home / "knowledge", 20, 50), noon, database)
    return Room(home / "knowledge" / "lighthouse.yaml", snapshots, reloader)


async def test_an_unchanged_sheet_is_told_so(room: Room) -> None:
    version = room.snapshots.current.version

    report = await room.reload()

    assert report.effect is ReloadEffect.UNCHANGED
    assert report.trial.revision.unchanged
    assert room.snapshots.current.version == version


async def test_answers_go_on_while_a_sheet_is_read(room: Room) -> None:
    """The loop is as good as free: it comes round many times before the new sheet, a longer one, is there."""
    reloader = Reloader(room.snapshots, ReloadPolicy(room.sheet.parent, 20, 50), noon)
    before, rounds = room.snapshots.current, 0
    wording = CRITICS.replace("the plan", "plan @").replace("call plan @", "call the plan")
    wording = wording.replace("critics\n", "critics-@\n")
    room.add("".join(wording.replace("@", str(number)) for number in range(50)))

    reloading = asyncio.create_task(reloader.reload())
    while room.snapshots.current is before and not reloading.done():
        await asyncio.sleep(0)
        rounds += 1
    await reloading

    assert rounds > 10
    assert room.snapshots.current is not before


async def test_a_new_fact_answers_at_once_and_is_told(room: Room) -> None:
    old = room.snapshots.current.version
    room.add(CRITICS)

    report = await room.reload()

    answer = ask(room.snapshots.current, "who is against the plan").answer
    assert report.effect is ReloadEffect.APPLIED
    assert report.trial.revision.facts == Difference(added=("critics",))
    assert (report.trial.revision.before, report.trial.revision.after) == (
        old,
        room.snapshots.current.version,
    )
    assert answer.score > 0
    assert "critics" in room.snapshots.current.briefing.facts


async def test_corrected_facts_open_questions_and_parts_are_told(room: Room) -> None:
    room.edit("The lamp stands 42 metres above the sea.", "It stands 42 metres above the sea.")
    room.edit("No builder or architect is named.", "Nobody is named.")
    room.edit("[lighthouse, beacon tower]", "[lighthouse, beacon tower, light]")

    report = await room.reload()

    assert report.trial.revision.facts == Difference(changed=("lamp-height",))
    assert report.trial.revision.open_questions == Difference(changed=("architect",))
    assert report.trial.revision.parts == (Part.VOCABULARY,)


async def test_every_problem_comes_at_once_and_every_answer_stays(room: Room) -> None:
    before = room.snapshots.current
    room.edit("Its lamp stands 42 metres", "Its lamp stands 43 metres")
    room.edit("topic: plans", "topc: plans")

    report = await room.reloader.reload()

    assert isinstance(report, Rejected)
    assert report.version == before.version
    assert [problem.line for problem in report.problems] == [24, 34]
    assert all(problem.column > 1 for problem in report.problems)
    assert room.snapshots.current is before


@pytest.mark.parametrize(
    "spoil",
    [Path.unlink, lambda sheet: sheet.write_bytes(b"\xff\xfe\x00"), lambda sheet: sheet.write_text("{")],
)
async def test_whatever_is_wrong_with_the_files_the_old_sheet_answers(
    room: Room, spoil: Callable[[Path], object]
) -> None:
    before = room.snapshots.current
    spoil(room.sheet)

    report = await room.reloader.reload()

    assert isinstance(report, Rejected)
    assert report.problems
    assert room.snapshots.current is before


async def test_golden_and_logged_questions_are_rehearsed_once_each(room: Room, database: Database) -> None:
    await log(
        database,
        a_query(1, text="When was the lighthouse first lit?"),
        a_query(2, text="when was the lighthouse first lit"),
        a_query(3, text="What do critics say about the plan?"),
        a_query(4, text="Did the keepers ever miss a night?"),
    )
    room.golden("{ask: How high is the lamp above the sea?, fact: lamp-height}, {ask: who built it}")
    room.edit("answer: Keeper Ada", "answer: Keeper Miss Ada")
    room.add(CRITICS)

    rehearsal = (await room.reload()).trial.rehearsal

    assert rehearsal.asked == 5
    assert rehearsal.gained == (Shift("What do critics say about the plan?", None, "critics"),)
    assert rehearsal.changed == (Shift("Did the keepers ever miss a night?", "never-missed", "never-missed"),)
    assert rehearsal.lost == ()


async def test_answers_of_a_rehearsal_are_kept_until_the_next(room: Room) -> None:
    room.golden("{ask: who built it}, {ask: how tall is the lamp, fact: lamp-height}")
    first = await room.reload()
    room.golden("{ask: how tall is the lamp, fact: lamp-height}, {ask: who visits it, fact: lamp-height}")

    second = await room.reload()

    assert first.trial.snapshot is second.trial.snapshot
    assert list(room.snapshots.current.rehearsed) == [hash("how tall is the lamp"), hash("who visits it")]
    assert second.trial.promises.broken == (GoldenQuestion(ask="who visits it", fact="lamp-height"),)


async def test_a_golden_question_for_what_is_not_there_is_a_weakness(room: Room) -> None:
    room.golden("{ask: who built it, fact: nowhere}")

    assert (await room.reload()).trial.weaknesses == 1


async def test_golden_questions_that_lead_elsewhere_are_named(room: Room) -> None:
    room.golden(
        "{ask: How high is the lamp above the sea?, fact: first-lit}, "
        "{ask: Who built the lighthouse?, open: architect}, "
        "{ask: When will the tower open to visitors?}"
    )

    promises = (await room.reload()).trial.promises

    assert promises.made == 3
    assert promises.broken == (
        GoldenQuestion(ask="How high is the lamp above the sea?", fact="first-lit"),
        GoldenQuestion(ask="When will the tower open to visitors?"),
    )


async def test_a_sheet_that_lost_many_facts_waits_for_consent(room: Room) -> None:
    before = room.snapshots.current
    room.edit("    related: [lamp-height]\n", "")
    room.remove("lamp-height", "  - id: never-missed")

    held = await room.reload()
    waiting = room.snapshots.current
    applied = await room.reload(agreed=held.trial.revision.after)

    assert held.effect is ReloadEffect.HELD
    assert held.trial.revision.facts.removed == ("lamp-height",)
    assert waiting is before
    assert applied.effect is ReloadEffect.APPLIED
    assert room.snapshots.current.version == held.trial.revision.after


async def test_consent_is_for_one_version_alone(room: Room) -> None:
    room.edit("    related: [lamp-height]\n", "")
    room.remove("lamp-height", "  - id: never-missed")
    held = await room.reload()
    room.remove("never-missed", "  - id: visitors")

    again = await room.reload(agreed=held.trial.revision.after)

    assert again.effect is ReloadEffect.HELD
    assert again.trial.revision.facts.removed == ("lamp-height", "never-missed")


async def test_reloads_take_turns_and_answers_go_on(room: Room, database: Database) -> None:
    before = room.snapshots.current
    room.add(CRITICS)

    reloads = asyncio.gather(*(room.reloader.reload() for _ in range(3)))
    await database.read("SELECT 1")
    meanwhile = ask(room.snapshots.current, "When was the lighthouse first lit?")
    effects = [report.effect for report in await reloads if isinstance(report, Reloaded)]

    assert meanwhile.snapshot is before
    assert effects == [ReloadEffect.APPLIED, ReloadEffect.UNCHANGED, ReloadEffect.UNCHANGED]


async def test_a_log_that_cannot_be_read_is_no_reason_not_to_reload(room: Room, database: Database) -> None:
    room.add(CRITICS)
    async with database.transaction() as transaction:
        await transaction.run("ALTER TABLE queries RENAME TO elsewhere")

    report = await room.reload()

    assert report.effect is ReloadEffect.APPLIED
    assert report.trial.rehearsal.asked == 0


async def test_without_a_database_the_golden_questions_are_rehearsed(home: Path, snapshot: Snapshot) -> None:
    (home / "knowledge" / "golden.yaml").write_text("golden: [{ask: who built it}]\n", encoding="utf-8")
    reloader = Reloader(Snapshots(snapshot), ReloadPolicy(home / "knowledge", 20, 50), noon)

    report = await reloader.reload()

    assert isinstance(report, Reloaded)
    assert report.trial.rehearsal.asked == 1


async def test_losing_the_facts_that_people_ask_for_waits_for_consent(room: Room, database: Database) -> None:
    for number in range(20):
        room.add(
            CRITICS.replace("id: critics", f"id: critics{number}").replace("too dear", f"too dear {number}")
        )
    source = room.sheet.parent.parent / "seeds" / "lighthouse.txt"
    source.write_text(
        source.read_text("utf-8") + " ".join(f"Critics call the plan too dear {n}." for n in range(20))
    )
    await room.reload()
    await log(database, a_query(1, fact_id="visitors"), a_query(2, fact_id="first-lit"))
    room.remove("visitors", "  - id: critics0")

    report = await room.reload()

    assert report.effect is ReloadEffect.HELD
    assert report.trial.revision.missed == ("visitors",)
    assert "1 of the 2 that answered somebody in the last 30 days" in headline(report)


async def test_a_withdrawn_fact_is_told_and_waits_for_nobody(room: Room, database: Database) -> None:
    await log(database, a_query(1, fact_id="visitors"))
    room.remove("visitors", "open_questions:")
    room.edit(
        "open_questions:", "withdrawn: [{id: visitors, date: 2026-01-02, reason: Given up}]\nopen_questions:"
    )

    report = await room.reload()

    assert report.effect is ReloadEffect.APPLIED
    assert "Facts withdrawn (1): visitors" in details(report)
    assert not any(line.startswith("Facts removed") for line in details(report))


async def test_losing_an_answer_that_was_called_wrong_is_a_gain(room: Room, database: Database) -> None:
    question = "When will the tower open to visitors?"
    await log(database, a_query(1, text=question, fact_id="visitors"))
    async with database.transaction() as transaction:
        await insert_feedback(transaction, [Feedback("interaction-1", "ada", Verdict.WRONG, NOON)])
    room.remove("visitors", "open_questions:")

    report = await room.reload(agreed="")

    assert [shift.question for shift in report.trial.rehearsal.gained] == [question]
    assert report.trial.rehearsal.lost == ()
    assert f"Gained: “{question}” (no longer visitors, which was wrong)" in details(report)
