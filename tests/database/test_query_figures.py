"""Every figure is recounted here from the rows themselves."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from bot.database.connection import Database
from bot.database.query_figures import Counts, counts, daily, lately_asked, most_asked, unanswered
from bot.database.query_log import LoggedQuery, Outcome
from bot.domain.digest.interest import Asked, DayFigures
from bot.domain.question_key import question_key
from tests.database.samples import NOON, a_query, log

BERLIN = ZoneInfo("Europe/Berlin")
KATHMANDU = ZoneInfo("Asia/Kathmandu")  # its midnights are at a quarter past 18 UTC


def a_month(seed: int) -> list[LoggedQuery]:
    random = Random(seed)
    return [
        a_query(
            number,
            asked_at=NOON + timedelta(minutes=random.randrange(30 * 24 * 60)),
            outcome=random.choice(list(Outcome)),
            fact_id=random.choice(["a", "b", "c"]),
            user_hash=random.choice([None, *"uvwxyz"]),
            guild_id=random.choice([1, 2]),
            chat=random.random() < 0.2,
            text=random.choice(["Why?", " why", "How  tall?", "how tall", "WHEN"]),
        )
        for number in range(400)
    ]


@pytest.mark.parametrize("guild", [None, 1])
async def test_counts_are_those_of_the_rows(database: Database, guild: int | None) -> None:
    rows = a_month(1)
    await log(database, *rows)
    start = NOON + timedelta(days=10)

    figures = await counts(database, start, guild_id=guild)

    meant = [row for row in rows if row.asked_at >= start and guild in {None, row.guild_id} and not row.chat]
    outcomes = Counter(row.outcome for row in meant)
    askers = {row.user_hash for row in meant} - {None}
    assert figures == Counts(
        outcomes[Outcome.ANSWERED], outcomes[Outcome.UNSURE], outcomes[Outcome.UNKNOWN], len(askers)
    )
    assert figures.total == len(meant)


async def test_unanswered_questions_are_grouped_whatever_their_spelling(database: Database) -> None:
    rows = a_month(2)
    await log(database, *rows)

    groups = await unanswered(database, NOON, limit=10)

    missed = [row for row in rows if row.outcome is not Outcome.ANSWERED and not row.chat]
    assert {question_key(g.text): g.times for g in groups} == Counter(
        question_key(row.text) for row in missed
    )
    assert [g.askers for g in groups] == sorted((g.askers for g in groups), reverse=True)
    for group in groups:
        same = [row for row in missed if question_key(row.text) == question_key(group.text)]
        newest = max(same, key=lambda row: row.asked_at)
        assert group.last_at == newest.asked_at
        assert group.askers == len({row.user_hash for row in same} - {None})
        assert (group.text, group.fact_id) == (newest.text, newest.fact_id)


async def test_what_most_people_miss_comes_first_and_old_gaps_stay_out(database: Database) -> None:
    missed = {"outcome": Outcome.UNKNOWN}
    await log(
        database,
        a_query(1, text="old", asked_at=NOON - timedelta(days=1), **missed),
        *(a_query(n, text="one person", user_hash="u", **missed) for n in range(10, 15)),
        *(a_query(n, text="two people", **missed) for n in range(20, 22)),
        a_query(30, text="curated", open_question_id="age", **missed),
        a_query(31, text="found"),
    )

    groups = await unanswered(database, NOON, limit=2)
    curated = (await unanswered(database, NOON, limit=10))[-1]

    assert [(g.text, g.times, g.askers) for g in groups] == [("two people", 2, 2), ("one person", 5, 1)]
    assert curated.open_question_id == "age"


async def test_the_newest_questions_come_once_each(database: Database) -> None:
    asked = ["How tall?", "why", "how  TALL", " ", "when", "Why?", "who"]
    await log(database, *(a_query(number, text=text) for number, text in enumerate(asked)))

    every = await lately_asked(database, limit=50)
    newest = await lately_asked(database, limit=2)
    elsewhere = await lately_asked(database, limit=50, guild_id=99)

    assert every == ("who", "Why?", "when", "how  TALL")
    assert newest == ("who", "Why?")
    assert elsewhere == ()


async def test_small_talk_counts_for_nothing(database: Database) -> None:
    talk = [a_query(n, outcome=Outcome.UNKNOWN, fact_id=None, chat=True, text=f"hi {n}") for n in range(3)]
    await log(database, *talk)

    assert (await counts(database, NOON)).total == 0
    assert await unanswered(database, NOON, limit=10) == ()
    assert await lately_asked(database, limit=10) == ()


async def test_favourites_need_enough_different_people(database: Database) -> None:
    def asked(start: int, fact: str, users: str, **more: object) -> list[LoggedQuery]:
        return [a_query(start + n, fact_id=fact, user_hash=u, **more) for n, u in enumerate(users)]

    await log(
        database,
        *asked(0, "popular", "abcd"),
        *asked(10, "one-fan", "aaaaaaa"),
        *asked(20, "enough", "xyzx"),
        *asked(30, "elsewhere", "pqr", guild_id=99),
        *asked(40, "missed", "abc", outcome=Outcome.UNSURE),
        *asked(50, "yesterday", "abc", asked_at=NOON - timedelta(days=1)),
        *(a_query(60 + n, fact_id="terminal", user_hash=None) for n in range(5)),
    )

    here = await most_asked(database, NOON.date(), BERLIN, at_least=3, limit=5, guild_id=11)
    everywhere = await most_asked(database, NOON.date(), BERLIN, at_least=3, limit=2)

    assert here == (Asked("popular", 4), Asked("enough", 3))
    assert everywhere == (Asked("popular", 4), Asked("elsewhere", 3))


async def test_a_local_day_begins_and_ends_at_the_midnights_of_its_zone(database: Database) -> None:
    edges = [
        datetime(2025, 4, 8, 21, 59, 59, tzinfo=UTC),
        datetime(2025, 4, 8, 22, tzinfo=UTC),
        datetime(2025, 4, 9, 21, 59, 59, tzinfo=UTC),
        datetime(2025, 4, 9, 22, tzinfo=UTC),
    ]
    await log(database, *(a_query(n, asked_at=at) for n, at in enumerate(edges)))

    days = await daily(database, date(2025, 4, 10), BERLIN, days=3)
    asked = await most_asked(database, date(2025, 4, 9), BERLIN, at_least=2, limit=5)

    assert [day.questions for day in days] == [1, 2, 1]
    assert asked == (Asked("first-lit", 2),)


async def test_the_week_shows_every_day_the_silent_ones_too(database: Database) -> None:
    rows = a_month(3)
    await log(database, *rows)
    last = NOON.date() + timedelta(days=2)

    week = await daily(database, last, BERLIN, guild_id=1)

    expected = []
    for back in range(6, -1, -1):
        day = last - timedelta(days=back)
        that = [
            r for r in rows if r.guild_id == 1 and r.asked_at.astimezone(BERLIN).date() == day and not r.chat
        ]
        answered = sum(r.outcome is Outcome.ANSWERED for r in that)
        expected.append(DayFigures(day, len(that), answered))
    assert list(week) == expected
    assert [figures.questions for figures in week][:4] == [0, 0, 0, 0]


async def test_an_hour_that_is_cut_counts_from_its_cut_on_and_up_to_it(database: Database) -> None:
    evening = datetime(2025, 4, 9, 17, tzinfo=UTC)
    minutes = range(0, 180, 5)
    await log(database, *(a_query(n, asked_at=evening + timedelta(minutes=n)) for n in minutes))

    for guild in (None, 11):
        days = await daily(database, date(2025, 4, 10), KATHMANDU, days=2, guild_id=guild)
        since = [
            (await counts(database, evening + timedelta(minutes=n), guild_id=guild)).total
            for n in (0, 17, 60, 178)
        ]

        assert [day.questions for day in days] == [15, 21]
        assert since == [36, 32, 24, 0]
