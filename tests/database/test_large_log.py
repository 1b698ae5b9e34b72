"""A log of a million rows: each question to it goes by an index, and nobody waits while it is answered."""

import asyncio
import re
from datetime import timedelta

from bot.database import missed_questions, personal_data, query_figures, query_log, usage_figures
from bot.database.connection import Database, of_server
from tests.database.samples import NOON, a_query, log

BY_TIME, MISSED_BY_TIME = "queries_by_time (asked_at>?", "missed_by_time (asked_at>?"
SUMS = "SEARCH sums USING PRIMARY KEY (guild_id=? AND kind=? AND at>?"
# Whole rows are read from the newest on, and no more of them than asked for or than the limit that is told.
EVERYWHERE = {
    "recent": (query_log._RECENT, "SCAN queries"),
    "lately_asked": (query_figures._LATELY, "SCAN queries"),
    "newest": ("SELECT max(asked_at) FROM queries", "queries_by_time"),
    "by_request": ("SELECT * FROM queries WHERE request_id = ?1", "sqlite_autoindex_queries_1"),
    "pages_since": (query_log._PAGE, BY_TIME),
    "delete_before": (query_log.DELETE_BEFORE, "queries_by_time (asked_at<?"),
    "counts, whole hours": (query_figures._of_spans(1), SUMS),
    "counts, the rest": (query_figures._of_spans(1), BY_TIME),
    "askers": (query_figures._ASKERS, "SEARCH askers USING PRIMARY KEY (guild_id=?)"),
    "unanswered": (query_figures._UNANSWERED, MISSED_BY_TIME),
    "answered_since": (query_figures._ANSWERED, SUMS),
    "wrong_answers": (query_figures._WRONG, "SCAN feedback USING COVERING INDEX disliked"),
    "most_asked": (query_figures._FAVOURITES, BY_TIME),
    "facts": (usage_figures._FACTS, SUMS),
    "channels": (usage_figures._CHANNELS, SUMS),
    "taken_up": (usage_figures._TAKEN_UP, SUMS),
    "times": (usage_figures._TIMES, BY_TIME),
    "unanswered_texts": (usage_figures._UNANSWERED, MISSED_BY_TIME),
    "missed": (missed_questions._MISSED, MISSED_BY_TIME),
    "a person's questions": (personal_data._QUESTIONS, "queries_by_user (user_hash=? AND rowid>?)"),
    "a person's last question": (personal_data._NEWEST, "queries_by_user (user_hash=?)"),
    "a person is known": (personal_data._KNOWN, "queries_by_user (user_hash=?)"),
    "a person is erased": (personal_data._ERASE, "queries_by_user (user_hash=? AND rowid<?)"),
    "disliked": (missed_questions._MISSED, "SCAN feedback USING COVERING INDEX disliked"),
}
# Of a server: its own rows alone, in the order of time where the newest are meant.
OF_A_SERVER = {
    "recent": "queries_by_server (guild_id=?)",
    "lately_asked": "queries_by_server (guild_id=?)",
    "counts, the rest": "queries_by_server_and_time (guild_id=? AND asked_at>?",
    "unanswered": "missed_by_server_and_time (guild_id=? AND asked_at>?",
    "most_asked": "queries_by_server_and_time (guild_id=? AND asked_at>?",
    "times": "queries_by_server_and_time (guild_id=? AND asked_at>?",
    "unanswered_texts": "missed_by_server_and_time (guild_id=? AND asked_at>?",
    "missed": "missed_by_server_and_time (guild_id=? AND asked_at>?",
}
NEWEST_FIRST = ("recent", "lately_asked", "times", "unanswered_texts")


async def plan(database: Database, sql: str, guild_id: int | None) -> str:
    wanted = re.findall(r"\?(\d)", sql)
    values = [1] * (max(map(int, wanted)) if wanted else sql.count("?"))
    rows = await database.look(f"EXPLAIN QUERY PLAN {of_server(sql, guild_id)}", values)
    return "\n".join(row["detail"] for row in rows)


async def test_each_question_to_the_log_goes_by_an_index(database: Database) -> None:
    for name, (sql, way) in EVERYWHERE.items():
        assert way in await plan(database, sql, None), name


async def test_a_server_reads_no_rows_of_others(database: Database) -> None:
    for name, way in OF_A_SERVER.items():
        found = await plan(database, EVERYWHERE[name][0], 11)

        assert way in found, name
        assert "SCAN queries" not in found, name


async def test_missed_questions_are_looked_up_one_by_one(database: Database) -> None:
    for guild in (None, 11):
        found = await plan(database, missed_questions._MISSED, guild)

        assert "SEARCH queries USING INTEGER PRIMARY KEY (rowid=?)" in found
        assert "queries_by_" not in found


async def test_the_newest_rows_are_not_looked_for_among_all(database: Database) -> None:
    for name in NEWEST_FIRST:
        for guild in (None, 11):
            assert "TEMP B-TREE" not in await plan(database, EVERYWHERE[name][0], guild), name


async def test_nobody_waits_for_a_long_look(database: Database) -> None:
    await log(database, a_query(1))
    long = "WITH n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n LIMIT 1000000) SELECT max(i) FROM n"

    looking = asyncio.create_task(database.look(long))
    await asyncio.sleep(0)
    await log(database, a_query(2))
    written = not looking.done()
    await looking

    assert written
    assert (await query_figures.counts(database, NOON - timedelta(days=1))).total == 2
