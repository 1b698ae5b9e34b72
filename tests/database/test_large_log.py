"""A log of a million rows: each question to it goes by an index, and nobody waits while it is answered."""

import asyncio
import re
from datetime import timedelta

from bot.database import missed_questions, query_figures, query_log, usage_figures
from bot.database.connection import Database, of_server
from tests.database.samples import NOON, a_query, log

BY_TIME, BY_SERVER = "queries_by_time", "queries_by_server "
BY_SERVER_AND_TIME = "queries_by_server_and_time"
# Of a server: in order, and no more of them than asked for.
NEWEST_FIRST = {"recent", "lately_asked", "unanswered_texts", "missed"}
EVERYWHERE = {
    "recent": (query_log._RECENT, "SCAN queries"),  # from the newest row on, and no further than asked for
    "lately_asked": (query_figures._LATELY, "SCAN queries"),
    "newest": ("SELECT max(asked_at) FROM queries", BY_TIME),
    "by_request": ("SELECT * FROM queries WHERE request_id = ?1", "sqlite_autoindex_queries_1"),
    "since": (query_log._RATED, "INTEGER PRIMARY KEY (rowid>?)"),
    "pages_since": (query_log._PAGE, "INTEGER PRIMARY KEY (rowid>?)"),
    "delete_before": (query_log.DELETE_BEFORE, BY_TIME),
    "counts": (query_figures._COUNTS, BY_TIME),
    "unanswered": (query_figures._UNANSWERED, BY_TIME),
    "answered_since": (query_figures._ANSWERED, BY_TIME),
    "wrong_answers": (query_figures._WRONG, "INTEGER PRIMARY KEY (rowid=?)"),
    "most_asked": (query_figures._FAVOURITES, BY_TIME),
    "facts": (usage_figures._FACTS, BY_TIME),
    "channels": (usage_figures._CHANNELS, BY_TIME),
    "taken_up": (usage_figures._TAKEN_UP, "choices_by_user"),
    "times": (usage_figures._TIMES, BY_TIME),
    "unanswered_texts": (usage_figures._UNANSWERED, "SCAN queries"),
    "missed": (missed_questions._MISSED, "SCAN queries"),
}


async def plan(database: Database, sql: str, guild_id: int | None) -> str:
    wanted = re.findall(r"\?(\d)", sql)
    values = [1] * (max(map(int, wanted)) if wanted else sql.count("?"))
    rows = await database.look(f"EXPLAIN QUERY PLAN {of_server(sql, guild_id)}", values)
    return "\n".join(row["detail"] for row in rows)


async def test_each_question_to_the_log_goes_by_an_index(database: Database) -> None:
    for name, (sql, way) in EVERYWHERE.items():
        assert way in await plan(database, sql, None), name


async def test_a_server_reads_no_rows_of_others(database: Database) -> None:
    for name, (sql, _) in EVERYWHERE.items():
        if "guild_id = " in sql:
            found = await plan(database, sql, 11)

            assert (BY_SERVER if name in NEWEST_FIRST else BY_SERVER_AND_TIME) in found, name
            assert "SCAN queries" not in found, name
            assert name not in NEWEST_FIRST or "TEMP B-TREE" not in found, name


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
