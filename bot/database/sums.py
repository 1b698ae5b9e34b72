"""Sums of the log, kept by triggers in each row's transaction, so that no figure has to read the rows.

`sums` knows no people: a server (0 is all of them), a kind of figure, a day or an hour of UTC, of what, and
how often. `askers` has a row for each person and server with the instant of their newest question; it goes
with the last of them.
"""

from collections.abc import Iterator
from typing import Final

from bot.database.connection import Database

ALL: Final = 0
"""The server of what is summed over all of them, direct messages included."""
DERIVED: Final = frozenset({"sums", "askers", "unsummed"})
"""The tables that follow from the others."""
# Rows of an older database that are summed up with the step that makes the tables; `sum_up` does the rest.
AT_ONCE: Final = 50_000

_SUMMED: Final = "{row}.id > (SELECT through FROM unsummed)"
# Whoever got choices and showed one of the facts within ten minutes took them up; the end of the range is for
# the index.
TAKES: Final = """choice.surface = 'choice' AND choice.user_hash = {asked}.user_hash
    AND choice.asked_at >= {asked}.asked_at
    AND choice.asked_at < strftime('%Y-%m-%dT%H:%M:%fZ', {asked}.asked_at, '+11 minutes')
    AND julianday(choice.asked_at) - julianday({asked}.asked_at) <= 10.0 / (24 * 60)"""
_SERVERS: Final = (str(ALL), "{row}.guild_id")


def _figures(row: str, which: str = "") -> str:
    """All that a row of the log counts for, or some rows: for all servers, and for its own if it has one."""
    source = f"FROM {row} WHERE {which} AND" if which else "WHERE"
    return " UNION ALL ".join(
        f"SELECT {figure} {source} {condition} AND {server} IS NOT NULL"
        for server in (each.format(row=row) for each in _SERVERS)
        for figure, condition in _kinds(row, server)
    )


def _kinds(row: str, server: str) -> Iterator[tuple[str, str]]:
    day, hour = f"substr({row}.asked_at, 1, 10)", f"substr({row}.asked_at, 1, 13)"
    given = f"{row}.outcome = 'answered' AND {row}.fact_id IS NOT NULL"
    taken_up = f"EXISTS (SELECT 1 FROM queries AS choice WHERE {TAKES.format(asked=row)})"  # noqa: S608 - constants of ours
    yield f"{server} AS guild_id, 'outcome' AS kind, {hour} AS at, {row}.outcome AS name", f"NOT {row}.chat"
    yield f"{server}, 'fact', {day}, {row}.fact_id", given
    yield f"{server}, 'channel ' || {row}.outcome, {day}, coalesce({row}.channel_id, '')", f"NOT {row}.chat"
    yield f"{server}, 'taken up', {day}, ''", f"{row}.outcome = 'unsure' AND {taken_up}"


def _of_summed(kind: str, name: str, source: str) -> str:
    """Something else about rows that are summed already."""
    summed = _SUMMED.format(row="queries")
    return " UNION ALL ".join(
        f"""SELECT {server} AS guild_id, {kind} AS kind, substr(queries.asked_at, 1, 10) AS at, {name} AS name
        FROM {source} AND {server} IS NOT NULL AND {summed}"""  # noqa: S608 - constants of ours
        for server in (each.format(row="queries") for each in _SERVERS)
    )


def _verdicts(which: str) -> str:
    source = "feedback JOIN queries ON queries.id = query_id"
    given = "outcome = 'answered' AND fact_id IS NOT NULL"
    return _of_summed("verdict", "fact_id", f"{source} WHERE {given} AND {which}")


def _verdict_of(row: str) -> str:
    return _verdicts(f"query_id = {row}.query_id AND feedback.user_hash = {row}.user_hash")


def _taken_by(row: str) -> str:
    """The unsure answers that this choice alone took up."""
    other = f"choice.id <> {row}.id AND {TAKES.format(asked='queries')}"
    which = f"""outcome = 'unsure' AND id <> {row}.id
        AND user_hash = {row}.user_hash AND asked_at <= {row}.asked_at
        AND asked_at > strftime('%Y-%m-%dT%H:%M:%fZ', {row}.asked_at, '-11 minutes')
        AND julianday({row}.asked_at) - julianday(asked_at) <= 10.0 / (24 * 60)
        AND NOT EXISTS (SELECT 1 FROM queries AS choice WHERE {other})"""  # noqa: S608 - constants of ours
    return _of_summed("'taken up'", "''", f"queries WHERE {which}")


def _add(figures: str, times: str = "1") -> str:
    """Count them once, or as a number of rows in groups."""
    grouped = "GROUP BY 1, 2, 3, 4" if "count" in times else ""
    return f"""INSERT INTO sums (guild_id, kind, at, name, times)
        SELECT guild_id, kind, at, name, {times} FROM ({figures}) WHERE true {grouped}
        ON CONFLICT (guild_id, kind, at, name) DO UPDATE SET times = times + excluded.times"""  # noqa: S608 - constants of ours


def _asked_last(row: str, last: str, which: str) -> str:
    """The newest question of each person in all servers, and in each."""
    return ";\n".join(
        f"""INSERT INTO askers (guild_id, user_hash, last_at)
        SELECT {server}, {row}.user_hash, {last} {which} NOT {row}.chat AND {row}.user_hash IS NOT NULL
            AND {server} IS NOT NULL {"GROUP BY 1, 2" if "max" in last else ""}
        ON CONFLICT (guild_id, user_hash) DO UPDATE SET last_at = excluded.last_at
        WHERE excluded.last_at > last_at"""
        for server in (each.format(row=row) for each in _SERVERS)
    )


def _sum_some(which: str) -> tuple[str, ...]:
    """The statements that sum up rows which nothing counted yet."""
    people = _asked_last("queries", "max(queries.asked_at)", f"FROM queries WHERE {which} AND")
    return (
        _add(_figures("queries", which), "count(*)"),
        _add(_verdicts(which), "count(*)"),
        *people.split(";\n"),
    )


_DROP: Final = "DELETE FROM sums WHERE times = 0"
_GONE: Final = "user_hash = OLD.user_hash AND guild_id IN (0, OLD.guild_id) AND last_at <= OLD.asked_at"

SUMS: Final = (
    """CREATE TABLE sums (
        guild_id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        at TEXT NOT NULL,
        name TEXT NOT NULL,
        times INTEGER NOT NULL,
        PRIMARY KEY (guild_id, kind, at, name)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX empty_sums ON sums (times) WHERE times = 0",
    """CREATE TABLE askers (
        guild_id INTEGER NOT NULL,
        user_hash TEXT NOT NULL,
        last_at TEXT NOT NULL,
        PRIMARY KEY (guild_id, user_hash)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE unsummed (
        only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
        through INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX unsure_by_user ON queries (user_hash, asked_at) WHERE outcome = 'unsure'",
    "CREATE INDEX missed_by_time ON queries (asked_at) WHERE outcome <> 'answered' AND NOT chat",
    """CREATE INDEX missed_by_server_and_time ON queries (guild_id, asked_at)
        WHERE outcome <> 'answered' AND NOT chat""",
    "CREATE INDEX disliked ON feedback (query_id, verdict) WHERE verdict <> 'helpful'",
    f"INSERT INTO unsummed SELECT 1, max(0, coalesce(max(id), 0) - {AT_ONCE}) FROM queries",  # noqa: S608 - a constant of ours
    *_sum_some(_SUMMED.format(row="queries")),
    f"""CREATE TRIGGER sum_question AFTER INSERT ON queries WHEN {_SUMMED.format(row="NEW")} BEGIN
        {_add(_figures("NEW"))};
        {_asked_last("NEW", "NEW.asked_at", "WHERE")};
    END""",
    f"""CREATE TRIGGER sum_choice AFTER INSERT ON queries WHEN NEW.surface = 'choice' BEGIN
        {_add(_taken_by("NEW"))};
    END""",
    f"""CREATE TRIGGER subtract_choice BEFORE DELETE ON queries WHEN OLD.surface = 'choice' BEGIN
        {_add(_taken_by("OLD"), "-1")};
        {_DROP};
    END""",
    f"""CREATE TRIGGER subtract_question BEFORE DELETE ON queries WHEN {_SUMMED.format(row="OLD")} BEGIN
        {_add(_figures("OLD"), "-1")};
        {_add(_verdicts("queries.id = OLD.id"), "-1")};
        {_DROP};
    END""",
    f"""CREATE TRIGGER forget_asker AFTER DELETE ON queries
    WHEN EXISTS (SELECT 1 FROM askers WHERE {_GONE}) BEGIN
        DELETE FROM askers WHERE {_GONE};
        {_asked_last("queries", "max(queries.asked_at)", "FROM queries WHERE user_hash = OLD.user_hash AND")};
    END""",  # noqa: S608 - constants of ours
    f"""CREATE TRIGGER sum_verdict AFTER INSERT ON feedback BEGIN
        {_add(_verdict_of("NEW"))};
    END""",
    f"""CREATE TRIGGER subtract_changed_verdict BEFORE UPDATE ON feedback BEGIN
        {_add(_verdict_of("OLD"), "-1")};
    END""",
    f"""CREATE TRIGGER sum_changed_verdict AFTER UPDATE ON feedback BEGIN
        {_add(_verdict_of("NEW"))};
        {_DROP};
    END""",
    f"""CREATE TRIGGER subtract_verdict BEFORE DELETE ON feedback BEGIN
        {_add(_verdict_of("OLD"), "-1")};
        {_DROP};
    END""",
)
_THROUGH: Final = "SELECT through FROM unsummed"
_SLICE: Final = _sum_some("queries.id > ?1 AND queries.id <= ?2")


async def sum_up(database: Database, size: int) -> bool:
    """Sum up some of the newest uncounted rows; whether more of them are left."""
    ((through,),) = await database.read(_THROUGH)
    if not through:
        return False
    async with database.transaction() as transaction:
        ((through,),) = await transaction.run(_THROUGH)
        rest = max(0, int(through) - size)
        await transaction.run("UPDATE unsummed SET through = ?", (rest,))
        for statement in _SLICE:
            await transaction.run(statement, (rest, through))
    return rest > 0
