"""The one SQLite connection: reads and writes take turns, a write is a whole transaction or nothing."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final, Self

import aiosqlite

BUSY_SECONDS: Final = 1.0
Value = str | int | float | bytes | None
Row = sqlite3.Row

# aiosqlite logs every statement with its values at DEBUG; what members ask does not belong in a log file.
logging.getLogger("aiosqlite").setLevel(logging.WARNING)


class Transaction:
    """Statements that are committed together; only `Database.transaction` makes one."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def run(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Run one statement; the rows are those of a SELECT or of RETURNING."""
        return list(await self._connection.execute_fetchall(sql, values))

    async def run_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        async with self._connection.executemany(sql, rows):
            pass


class Database:
    """One connection and one lock.

    Two coroutines on one connection share its transaction, so a roll-back of one would undo the other's
    write: whoever uses the connection holds the lock. Inside a transaction use that transaction alone;
    calling `read` there waits for ever.
    """

    def __init__(self, connection: aiosqlite.Connection, path: Path) -> None:
        self.path = path
        self.connection = connection
        self._lock = asyncio.Lock()

    @classmethod
    @asynccontextmanager
    async def connect(cls, path: Path, *, mode: str, busy_seconds: float) -> AsyncIterator[Self]:
        """Open the file (mode `ro`, `rw` or `rwc`) and close it whatever happens.

        A connection left open would keep the interpreter from ending.
        """
        connecting = aiosqlite.connect(_uri(path, mode), uri=True, isolation_level=None, timeout=busy_seconds)
        async with connecting as connection:
            connection.row_factory = Row
            yield cls(connection, path)

    async def read(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Run one query outside of any transaction."""
        async with self._lock:
            return list(await self.connection.execute_fetchall(sql, values))

    @asynccontextmanager
    async def lasting_transaction(self) -> AsyncIterator[Transaction]:
        """Like `transaction`, and once it is committed not even a power cut undoes it or those before."""
        async with self._lock:
            try:
                await self.connection.execute_fetchall("PRAGMA synchronous = FULL")
                async with self._transaction() as transaction:
                    yield transaction
            finally:
                await self.connection.execute_fetchall("PRAGMA synchronous = NORMAL")

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Commit at the end; an error or a cancellation in between leaves no trace.

        Once it is committed no crash of the program undoes it, only a power cut within seconds may.
        """
        async with self._lock, self._transaction() as transaction:
            yield transaction

    async def wipe(self) -> None:
        """Rewrite the file without a trace of deleted rows, and empty the write-ahead log."""
        async with self._lock:
            await self.connection.execute_fetchall("VACUUM")
            (state,) = await self.connection.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
        if state["busy"]:
            raise sqlite3.OperationalError("another reader keeps the write-ahead log alive")

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[Transaction]:
        try:
            await self.connection.execute_fetchall("BEGIN IMMEDIATE")
            yield Transaction(self.connection)
            await self.connection.execute_fetchall("COMMIT")
        except BaseException:
            await self._roll_back()
            raise

    async def _roll_back(self) -> None:
        # A cancelled BEGIN still runs in the connection's thread, so this is always sent after it;
        # SQLite complains when its own error has already ended the transaction.
        with suppress(sqlite3.Error):
            await self.connection.execute_fetchall("ROLLBACK")


def _uri(path: Path, mode: str) -> str:
    return f"{path.absolute().as_uri()}?mode={mode}"
