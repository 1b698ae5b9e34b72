"""What a curator answers becomes an entry of the sheet, with their words."""

from dataclasses import replace
from datetime import timedelta

from bot.database.connection import Database
from bot.database.human_questions import Declined
from bot.database.user_key import open_user_key
from bot.domain.sheet import Fact
from bot.services.human import MOST_A_DAY, TO_QUOTE, HumanHelp, fact_entry
from bot.services.snapshot import Snapshot
from bot.sheets.sheet_text import LearnedWays, proposal_text
from tests.database.samples import NOON, a_query, log


async def test_what_a_document_says_is_quoted_with_the_curators_answer(snapshot: Snapshot) -> None:
    entry = await fact_entry(snapshot, "what do the critics say of the plan", "They find it too dear.")

    assert isinstance(entry, Fact)
    assert entry.answer == "They find it too dear."
    assert entry.quotes[0].text == "Critics call the plan too dear."


async def test_a_quote_that_has_no_word_of_the_answer_is_not_proposed(snapshot: Snapshot) -> None:
    entry = await fact_entry(
        snapshot, "what do the critics say of the plan", "Ask the town hall.\nIt is open."
    )

    assert isinstance(entry, Fact)
    assert entry.quotes == (TO_QUOTE,)
    assert "    answer: |-\n      Ask the town hall.\n      It is open.\n" in proposal_text(entry)


async def test_what_no_document_says_is_left_to_be_quoted(snapshot: Snapshot) -> None:
    entry = await fact_entry(snapshot, "when does the ferry leave", "At nine.")

    assert isinstance(entry, Fact)
    assert (entry.id, entry.answer, entry.quotes) == ("ferry-leave", "At nine.", (TO_QUOTE,))


async def test_an_open_question_is_replaced_by_the_fact_that_answers_it(snapshot: Snapshot) -> None:
    known = snapshot.briefing.sheet.open_questions[0]

    entry = await fact_entry(snapshot, f"{known.question.lower()} please", "Adam Brandt.")

    assert isinstance(entry, Fact)
    assert (entry.id, entry.question, entry.also) == (known.id, known.question, known.also)
    assert (entry.answer, entry.quotes) == ("Adam Brandt.", (TO_QUOTE,))


async def test_what_nearly_fetched_a_fact_is_another_way_of_asking_for_it(snapshot: Snapshot) -> None:
    strict = replace(snapshot, thresholds=replace(snapshot.thresholds, answer=101.0))
    question = "in which year was the lighthouse lit"

    assert await fact_entry(strict, question, "In 1871.") == LearnedWays("first-lit", (question,))


async def test_a_curator_who_says_something_else_than_the_fact_that_came_near_makes_one_of_its_own(
    snapshot: Snapshot,
) -> None:
    strict = replace(snapshot, thresholds=replace(snapshot.thresholds, answer=101.0))

    entry = await fact_entry(strict, "in which year was the lighthouse lit", "Ask Mara at the harbour.")

    assert isinstance(entry, Fact)
    assert (entry.answer, entry.quotes) == ("Ask Mara at the harbour.", (TO_QUOTE,))


async def test_a_fact_that_tells_half_of_what_the_curator_says_is_the_one_that_was_meant(
    snapshot: Snapshot,
) -> None:
    strict = replace(snapshot, thresholds=replace(snapshot.thresholds, answer=101.0))
    question = "in which year was the lighthouse lit"

    assert await fact_entry(strict, question, "In 1871, Mara.") == LearnedWays("first-lit", (question,))
    assert isinstance(await fact_entry(strict, question, "In 1871, Mara Holt."), Fact)


async def test_three_questions_in_24_hours_may_be_handed_on(database: Database) -> None:
    ada, key = 7, await open_user_key(database)
    await log(database, *(a_query(number, user_hash=key.hash(ada)) for number in range(MOST_A_DAY + 2)))
    at = [*([NOON] * (MOST_A_DAY + 1)), NOON + timedelta(hours=24, seconds=1)]
    moments = iter(at)
    human = HumanHelp(database, key, lambda: next(moments), channel=1)

    begun = [await human.begin(f"interaction-{number}", ada, None) for number in range(len(at))]

    assert [isinstance(number, int) for number in begun] == [*([True] * MOST_A_DAY), False, True]


async def test_whether_a_question_may_be_handed_on_stays_open_while_nobody_can_tell(
    database: Database,
) -> None:
    key = await open_user_key(database)
    human = HumanHelp(database, key, lambda: NOON, channel=1)
    await log(database, *(a_query(number, user_hash=key.hash(7)) for number in range(MOST_A_DAY)))
    for number in range(MOST_A_DAY):
        await human.begin(f"interaction-{number}", 7, None)
    before = await human.declined("interaction-9", 7)
    async with database.transaction() as transaction:
        await transaction.run("ALTER TABLE queries RENAME TO lost")

    assert before is Declined.TOO_MANY
    assert await human.declined("interaction-9", 7) is None
