"""Gaps: put together by meaning, looked at closely, closed by their entry, dismissed for good."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
import yaml

from bot.database import query_log
from bot.database.connection import Database
from bot.database.query_log import Feedback, Outcome, Surface, Verdict
from bot.domain.briefing import Citation
from bot.domain.sheet import Fact, OpenQuestion
from bot.services.asking import ask
from bot.services.check import check
from bot.services.gap_closing import propose, wordings
from bot.services.gap_quotes import Quotation
from bot.services.gaps import Gap, Gaps, is_dismissed
from bot.services.snapshot import Snapshots, snapshot_of
from bot.sheets.knowledge import load
from bot.sheets.sheet_text import LearnedWays, proposal_text
from tests.conftest import furnish
from tests.database.samples import NOON, a_database, a_query, log
from tests.discord_server.pulse import PATIENCE
from tests.each_row import each_row

CRITICS = ("what do the critics say", "do critics like the plan", "critics of the plan?")
FERRY = ("when does the ferry leave", "ferry timetable", "is there a ferry")
HOME = 11


@pytest_asyncio.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with a_database(tmp_path) as opened:
        yield opened


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return furnish(tmp_path / "home") / "knowledge"


@pytest.fixture
def gaps(database: Database, sheet: Path) -> Gaps:
    return Gaps(Snapshots(snapshot_of(load(sheet))), database, lambda: NOON + timedelta(hours=1))


async def ask_in_vain(database: Database, *questions: str, first: int = 1, **changes: object) -> None:
    every = enumerate(questions, start=first)
    missed = {"outcome": Outcome.UNKNOWN, "fact_id": None, **changes}
    await log(database, *(a_query(number, text=text, **missed) for number, text in every))


async def the_gap(gaps: Gaps, about: str) -> Gap:
    [found] = [gap for gap in await gaps.find(None) if any(about in each for each in gap.questions)]
    return found


async def test_questions_for_the_same_thing_are_one_gap(gaps: Gaps, database: Database) -> None:
    await ask_in_vain(database, *CRITICS, CRITICS[0].upper(), *FERRY)

    found = await gaps.find(None)

    assert [set(gap.questions) & {*CRITICS, *FERRY} for gap in found][1] == set(FERRY)
    assert (found[0].times, found[0].askers, len(found[0].questions)) == (4, 4, 3)
    assert (found[0].first_at, found[0].last_at) == (NOON + timedelta(seconds=1), NOON + timedelta(seconds=4))


async def test_of_gaps_that_are_alike_the_newest_comes_first(gaps: Gaps, database: Database) -> None:
    asked = (FERRY[0], "pizza recipes", CRITICS[0])
    await ask_in_vain(database, *asked)

    assert [gap.questions for gap in await gaps.find(None)] == [(question,) for question in reversed(asked)]


async def test_what_is_answered_by_now_or_known_to_be_open_or_talk_is_no_gap(
    gaps: Gaps, database: Database
) -> None:
    await ask_in_vain(
        database, "when was the lighthouse first lit", "who built the lighthouse", "hello there"
    )
    await ask_in_vain(database, FERRY[0], first=9, chat=True)
    await ask_in_vain(database, FERRY[1], first=10, surface=Surface.CHOICE)

    assert await gaps.find(None) == ()


async def test_a_disliked_answer_is_a_gap(gaps: Gaps, database: Database) -> None:
    await ask_in_vain(database, "how tall is the lamp", outcome=Outcome.ANSWERED)
    async with database.transaction() as transaction:
        await query_log.insert_feedback(
            transaction, [Feedback("interaction-1", "user-9", Verdict.WRONG, NOON)]
        )

    [gap] = await gaps.find(None)

    assert (gap.disliked, gap.questions) == (1, ("how tall is the lamp",))
    proposal = (await gaps.report(gap)).proposal
    assert not isinstance(proposal, LearnedWays)  # the fact that was given is not what was meant


async def test_what_is_said_to_be_open_is_a_gap_where_a_fact_may_well_have_been_meant(
    database: Database, sheet: Path
) -> None:
    way = "how heavy is the lamp"
    weight = f"open_questions:\n  - id: lamp-weight\n    question: Weight of the lamp?\n    also: [{way}]\n"
    (sheet / "weight.yaml").write_text(weight, "utf-8")
    gaps = Gaps(Snapshots(snapshot_of(load(sheet))), database, lambda: NOON + timedelta(hours=1))
    doubtful = "lamp height and weight"
    await ask_in_vain(database, doubtful, way, "who built the lighthouse")

    [gap] = await gaps.find(None)
    report = await gaps.report(gap)

    assert gap.questions == (doubtful,)
    assert report.near is not None
    assert report.near.match.id == "lamp-height"
    assert "open question" in [gate.name for gate in report.near.failed]


async def test_what_people_chose_after_asking_is_what_they_meant(gaps: Gaps, database: Database) -> None:
    words = "how is the weather at the tower of the lamp"
    await ask_in_vain(database, words, outcome=Outcome.UNSURE)
    [before] = [(await gaps.report(gap)).proposal for gap in await gaps.find(None)]
    shown = a_query(2, surface=Surface.CHOICE, user_hash="user-1", text="-", fact_id="visitors")
    of_another = a_query(3, surface=Surface.CHOICE, user_hash="user-9", text="-", fact_id="first-lit")
    much_later = replace(shown, request_id="late", asked_at=NOON + timedelta(hours=1), fact_id="first-lit")
    await log(database, shown, of_another, much_later)

    [gap] = await gaps.find(None)
    proposal = (await gaps.report(gap)).proposal

    assert gap.taken == (("visitors", 1),)
    assert not isinstance(before, LearnedWays) or before.entry_id != "visitors"
    assert isinstance(proposal, LearnedWays)
    assert (proposal.entry_id, proposal.ways) == ("visitors", (words,))


async def test_a_dislike_that_comes_later_is_seen(gaps: Gaps, database: Database) -> None:
    await ask_in_vain(database, *FERRY)
    before = sum(gap.disliked for gap in await gaps.find(None))
    async with database.transaction() as transaction:
        await query_log.insert_feedback(
            transaction, [Feedback("interaction-2", "user-9", Verdict.UNCLEAR, NOON)]
        )

    after = sum(gap.disliked for gap in await gaps.find(None))

    assert (before, after) == (0, 1)


@each_row(("gone", "dismissed"), [(0, False), (2, False), (3, True), (10, True)])
def test_a_gap_is_the_dismissed_one_when_three_tenths_of_it_are(gone: int, *, dismissed: bool) -> None:
    gap = Gap("key", ("q",), 10, 10, 0, NOON, NOON, frozenset(map(str, range(10))))

    assert is_dismissed(gap, frozenset(map(str, range(gone))) | {"another"}) is dismissed


async def test_only_the_own_server_is_seen(gaps: Gaps, database: Database) -> None:
    await ask_in_vain(database, *FERRY, guild_id=12)

    assert await gaps.find(HOME) == ()
    assert len(await gaps.find(12)) == len(await gaps.find(None)) == 1


async def test_a_passage_becomes_a_fact_that_passes_check_and_answers(
    gaps: Gaps, database: Database, sheet: Path
) -> None:
    await ask_in_vain(database, *CRITICS)

    report = await gaps.report(await the_gap(gaps, "critics"))

    assert isinstance(report.proposal, Fact)
    assert report.proposal.quotes[0].text == "Critics call the plan too dear."
    assert report.proposal.topic in {fact.topic for fact in load(sheet).facts.values()}
    assert report.passages[0].citation.text.endswith("Critics call the plan too dear.")
    findings_before = check(sheet, date(2025, 4, 9)).findings
    (sheet / "pasted.yaml").write_text(proposal_text(report.proposal), "utf-8")
    after = check(sheet, date(2025, 4, 9))
    assert (after.problems, len(after.findings)) == ((), len(findings_before))
    answer = ask(snapshot_of(load(sheet)), CRITICS[0]).answer
    assert answer.score > 60


async def test_what_no_document_says_becomes_an_open_question(
    gaps: Gaps, database: Database, sheet: Path
) -> None:
    await ask_in_vain(database, *FERRY)

    report = await gaps.report(await the_gap(gaps, "ferry"))

    assert isinstance(report.proposal, OpenQuestion)
    assert (report.proposal.id, report.proposal.question) == ("ferry", "Is there a ferry?")
    (sheet / "pasted.yaml").write_text(proposal_text(report.proposal), "utf-8")
    assert check(sheet, date(2025, 4, 9)).problems == ()


async def test_what_nearly_fetched_a_fact_becomes_a_way_of_asking_for_it(
    gaps: Gaps, database: Database, sheet: Path
) -> None:
    snapshot = gaps.snapshots.current
    strict = replace(snapshot, thresholds=replace(snapshot.thresholds, answer=101.0))
    gaps.snapshots.replace(strict)
    await ask_in_vain(database, "in which year was the lighthouse lit")

    report = await gaps.report(await the_gap(gaps, "year"))

    assert isinstance(report.proposal, LearnedWays)
    assert report.proposal.entry_id == "first-lit"
    (sheet / "learned").mkdir()
    (sheet / "learned" / "gaps.yaml").write_text(proposal_text(report.proposal), "utf-8")
    assert load(sheet).sheet.learned == {"first-lit": ("in which year was the lighthouse lit",)}


async def test_the_fact_that_most_of_a_gap_comes_near_is_what_is_meant(gaps: Gaps) -> None:
    snapshot = gaps.snapshots.current
    strict = replace(snapshot, thresholds=replace(snapshot.thresholds, answer=101.0))
    year = ("in which year was it", "the year it was lit", "lit for the first time when")

    proposal = propose(strict, year)
    other = propose(strict, (year[0], *FERRY, *CRITICS))

    assert isinstance(proposal, LearnedWays)
    assert proposal.entry_id == "first-lit"
    assert not isinstance(other, LearnedWays)


async def test_what_a_passage_tells_is_weighed_and_no_row_of_a_table_is_quoted(
    gaps: Gaps, database: Database, sheet: Path
) -> None:
    """The lighthouse is in every question; who keeps the keys is in one sentence, and in a table's row."""
    row = "| Key | Place |\n|---|---|\n| keys | lighthouse |\n"
    text = f"The lighthouse is white. Keys of the lighthouse lie with **Orla**.\n\n{row}"
    (sheet.parent / "seeds" / "keys.md").write_text(text, "utf-8")
    (sheet / "keys.yaml").write_text(
        "sources: {keys: {file: seeds/keys.md, title: Keys, publisher: Board, published: 2024-06-01}}",
        "utf-8",
    )
    gaps.snapshots.replace(snapshot_of(load(sheet)))
    await ask_in_vain(database, "who has keys of the lighthouse")

    proposal = (await gaps.report(await the_gap(gaps, "keys"))).proposal

    assert isinstance(proposal, Fact)
    assert proposal.answer == "Keys of the lighthouse lie with Orla."


async def test_nothing_personal_gets_into_an_entry(gaps: Gaps, database: Database) -> None:
    await ask_in_vain(database, "ask [email] when the ferry leaves", *FERRY)

    report = await gaps.report(await the_gap(gaps, "ferry"))

    assert "[email]" not in proposal_text(report.proposal)


async def test_the_nearest_miss_says_by_what_it_failed(gaps: Gaps, database: Database) -> None:
    snapshot = gaps.snapshots.current
    strict = replace(snapshot, thresholds=replace(snapshot.thresholds, answer=101.0))
    gaps.snapshots.replace(strict)
    await ask_in_vain(database, "when will the tower open to visitors")

    report = await gaps.report(await the_gap(gaps, "tower"))

    assert report.near is not None
    assert report.near.match.id == "visitors"
    assert "needed 101" in str(report.near.failed[0])


async def test_dismissed_stays_dismissed_also_in_new_words(gaps: Gaps, database: Database) -> None:
    await ask_in_vain(database, *FERRY)
    gap = await the_gap(gaps, "ferry")

    gone = await gaps.dismiss(gap.key, None)
    await ask_in_vain(database, "does a ferry go there", first=50)

    assert gone == gap
    assert await gaps.find(None) == ()
    assert await gaps.find(HOME) == ()

    rows = await database.read("SELECT count(*) FROM dismissed_gaps")
    assert rows[0][0] == len(FERRY) + 1
    assert await gaps.dismiss(gap.key, None) is None


async def test_a_server_dismisses_for_itself_alone(gaps: Gaps, database: Database) -> None:
    await ask_in_vain(database, *FERRY)
    await ask_in_vain(database, *FERRY, first=20, guild_id=12)
    gap = (await gaps.find(HOME))[0]

    await gaps.dismiss(gap.key, HOME)

    assert await gaps.find(HOME) == ()
    assert len(await gaps.find(12)) == 1


def test_an_open_question_is_written_with_what_it_points_at() -> None:
    bare = OpenQuestion(id="ferry", question="When does the ferry to Süd leave?")

    pointing = bare.model_copy(update={"see": ("visitors",)})

    assert yaml.safe_load(proposal_text(bare)) == {
        "open_questions": [{"id": "ferry", "question": "When does the ferry to Süd leave?"}]
    }
    assert "Süd" in proposal_text(bare)
    assert yaml.safe_load(proposal_text(pointing))["open_questions"][0]["see"] == ["visitors"]


def test_an_entry_is_yaml_whatever_it_holds() -> None:
    tricky = 'no: "it" isn\'t # so'

    assert json.dumps(tricky) in proposal_text(LearnedWays("a", (tricky,)))


async def test_of_gaps_that_as_many_asked_for_the_latest_stands_first(gaps: Gaps, database: Database) -> None:
    hour = timedelta(hours=1)
    await ask_in_vain(database, FERRY[0], asked_at=NOON - 2 * hour)
    await ask_in_vain(database, CRITICS[0], first=2, asked_at=NOON - hour)
    await ask_in_vain(database, "who paints the fence", first=3, asked_at=NOON - 3 * hour)

    found = await gaps.find(None)

    assert [gap.questions[0] for gap in found] == [CRITICS[0], FERRY[0], "who paints the fence"]


async def test_of_gaps_of_as_many_people_the_one_asked_most_often_stands_first(
    gaps: Gaps, database: Database
) -> None:
    await ask_in_vain(database, *FERRY, user_hash="ada", asked_at=NOON - timedelta(hours=1))
    await ask_in_vain(database, CRITICS[0], first=7, user_hash="ada")

    assert [gap.times for gap in await gaps.find(None)] == [3, 1]


async def test_the_wordings_of_a_gap_come_in_time_or_not_at_all(gaps: Gaps, database: Database) -> None:
    await ask_in_vain(database, *FERRY)
    gap = await the_gap(gaps, "ferry")

    late = await gaps.wordings(gap.key, None, within=0)
    in_time = await gaps.wordings(gap.key, None, within=PATIENCE)
    of_none = await gaps.wordings("0" * 12, None, within=PATIENCE)

    assert (late, set(in_time) <= set(FERRY), of_none) == ((), True, ())
    assert in_time


def test_only_what_can_stand_in_a_sheet_is_a_wording(sheet: Path) -> None:
    asked = (
        "ferry " * 100,
        "is there a ferry for ada@example.org",
        "please",
        "how high is the lamp above the sea",
    )

    assert wordings(snapshot_of(load(sheet)), (*asked, FERRY[0], FERRY[0].upper())) == (FERRY[0],)


async def test_where_nothing_is_near_there_is_no_nearest_miss(gaps: Gaps, database: Database) -> None:
    await ask_in_vain(database, "pizza recipes", "recipes for pizza", "pizza recipe please")

    report = await gaps.report(await the_gap(gaps, "pizza"))

    assert report.near is None


def test_a_sentence_that_stands_in_two_places_is_one() -> None:
    assert Quotation("paper", "it is so", "It is so.", 3) == Quotation("paper", "it is so", "It is so.", 90)


@each_row(
    ("source", "start", "end", "is_quoted"),
    [
        ("paper", 14, 24, True),
        ("paper", 15, 25, False),
        ("paper", 6, 16, True),
        ("paper", 5, 15, False),
        ("paper", 0, 19, False),
        ("paper", 10, 29, True),
        ("paper", 10, 30, False),
        ("post", 10, 20, False),
    ],
)
def test_a_sentence_is_quoted_where_more_than_half_of_the_two_is_the_same(
    source: str, start: int, end: int, *, is_quoted: bool
) -> None:
    cited = Citation(source, "a.txt", 1, start, end, "x" * (end - start), "A", None, None, None)

    assert Quotation("paper", "x" * 10, "X.", 10).is_quoted_by(cited) is is_quoted


def test_a_sentence_that_a_near_fact_quotes_is_no_new_fact(sheet: Path) -> None:
    fact = (
        "facts:\n  - id: objections\n    topic: plans\n    question: Is anybody opposed to 2031?\n"
        "    answer: Some find it expensive.\n"
        "    quotes: [{source: paper, text: Critics call the plan too dear.}]\n"
    )
    (sheet / "objections.yaml").write_text(fact, "utf-8")
    snapshot = snapshot_of(load(sheet))

    proposal = propose(snapshot, ["who are the critics and what do they want instead"])

    assert isinstance(proposal, LearnedWays)
    assert proposal.entry_id == "objections"
