"""The one SQLite connection: reads and writes take turns, and a write is a whole transaction or nothing."""

import asyncio
import logging
import re
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Final, Self, TypeVar

import aiosqlite

from bot.database.long_work import in_thread, undisturbed
from bot.database.sqlite_errors import is_damage
from bot.database.sqlite_files import file_id, uri_of
from bot.domain.question_key import question_key

BUSY_SECONDS: Final = 1.0
Value = str | int | float | bytes | None
Row = sqlite3.Row
T = TypeVar("T")
_ANY_SERVER: Final = re.compile(r"\(?(\?\d) IS NULL OR guild_id = \1\)?")

# aiosqlite logs every statement with its values at DEBUG; what members ask does not belong in a log file.
logging.getLogger("aiosqlite").setLevel(logging.WARNING)


class Transaction:
    """Statements that are committed together; only `Database.transaction` makes one."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def run(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Run one statement; the rows are those of a SELECT or of RETURNING."""
        return list(await self._connection.execute_fetchall(sql, values))

    async def run_many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        if rows:
            async with self._connection.executemany(sql, rows):
                pass


class Database:
    """One connection and one lock.

    Two coroutines on one connection share its transaction, so a roll-back of one would undo the other's
    write: whoever uses the connection holds the lock. Inside a transaction use that transaction alone;
    calling `read` there waits for ever.
    """

    def __init__(self, connection: aiosqlite.Connection, path: Path, busy_seconds: float) -> None:
        self.path = path
        self.connection = connection
        self.file = file_id(path)
        self.damaged = asyncio.Event()  # set by an error that waiting cannot fix
        self._busy_seconds = busy_seconds
        self._settings: Sequence[str] = ()
        self._durable: bool | None = None  # whether a commit waits for the disk; None: not known yet
        self._lock = asyncio.Lock()
        self.writable = asyncio.Event()
        self.writable.set()

    @classmethod
    @asynccontextmanager
    async def connect(cls, path: Path, *, mode: str, busy_seconds: float) -> AsyncIterator[Self]:
        """Open the file (mode `ro`, `rw` or `rwc`) and close it whatever happens.

        A connection left open would keep the interpreter from ending.
        """
        database = cls(await _opened(path, mode, busy_seconds), path, busy_seconds)
        try:
            yield database
        finally:
            await database.connection.close()

    async def set_up(self, settings: Sequence[str]) -> None:
        """Settings of the connection, applied now and whenever it is opened again."""
        self._settings = settings
        async with self._lock:
            await self._apply_settings()

    async def wait_no_longer_than(self, busy_seconds: float) -> None:
        """How long to wait for others who hold the file, from now on."""
        self._busy_seconds = busy_seconds
        await self.read(f"PRAGMA busy_timeout = {round(busy_seconds * 1000)}")

    async def read(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Run one query outside of any transaction."""
        async with self._lock:
            return await self._run(sql, values)

    async def first(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """The first row that a query finds."""
        return next(iter(await self.read(sql, values)), None)

    async def look(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Run one query that may take long on a connection of its own, so that nobody waits for it."""
        with self._noticing():
            return await in_thread(self.path, "ro", partial(_looked, sql, values))

    async def copy_to(self, path: Path) -> None:
        """Copy everything into a new file, even when this one has been deleted."""
        async with self._lock:
            with closing(sqlite3.connect(path, check_same_thread=False)) as copy:
                await undisturbed(self.connection.backup(copy))

    @asynccontextmanager
    async def closed(self) -> AsyncIterator[None]:
        """Close the connection while the block works on the file; then open whatever stands there."""
        async with self._lock:
            with suppress(sqlite3.Error):
                await self.connection.close()
            try:
                yield
            finally:
                await self._open_again()

    async def _open_again(self) -> None:
        self.connection = await _opened(self.path, "rwc", self._busy_seconds)
        await self._apply_settings()
        self._durable = None
        self.file = file_id(self.path)
        self.damaged.clear()

    async def _apply_settings(self) -> None:
        """All of them in one turn of the thread."""
        with self._noticing():
            async with self.connection.executescript(";".join(self._settings)):
                pass

    async def _run(self, sql: str, values: Sequence[Value]) -> list[Row]:
        with self._noticing():
            return list(await self.connection.execute_fetchall(sql, values))

    async def _wait_for_disk(self, *, durable: bool) -> None:
        """From now on; most often it is so already, and each statement is a turn of the thread."""
        if self._durable is not durable:
            self._durable = None
            await self.connection.execute_fetchall(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            self._durable = durable

    @contextmanager
    def _noticing(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            if is_damage(error):
                self.damaged.set()
            raise

    @asynccontextmanager
    async def lasting_transaction(self) -> AsyncIterator[Transaction]:
        """Like `transaction`, and once it is committed not even a power cut undoes it or those before."""
        await self._until_writable()
        async with self._lock:
            await self._wait_for_disk(durable=True)
            async with self._transaction() as transaction:
                yield transaction

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Commit at the end; an error or a cancellation in between leaves no trace.

        Once it is committed no crash of the program undoes it, only a power cut within seconds may.
        """
        await self._until_writable()
        async with self._lock:
            await self._wait_for_disk(durable=False)
            async with self._transaction() as transaction:
                yield transaction

    async def run(self, sql: str, values: Sequence[Value] = (), *, lasting: bool = False) -> list[Row]:
        """Run one statement as a whole transaction, or a lasting one: one turn of the thread instead of four.

        Whoever is cancelled meanwhile stays until it has ended, so that it is not committed behind their
        back.
        """
        await self._until_writable()
        return await undisturbed(self._write(sql, values, lasting=lasting))

    async def _write(self, sql: str, values: Sequence[Value], *, lasting: bool) -> list[Row]:
        async with self._lock:
            await self._wait_for_disk(durable=lasting)
            return await self._run(sql, values)

    async def checkpoint(self) -> None:
        """Empty the write-ahead log into the file; erased rows are then in neither."""
        async with self._lock:
            (state,) = await self.connection.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
        if state["busy"]:
            raise sqlite3.OperationalError("another reader keeps the write-ahead log alive")

    async def checkpoint_aside(self) -> None:
        """Move what it can into the file, on a connection of its own, so that no commit has to."""
        await in_thread(self.path, "rw", _bring_in)

    @property
    def rewriting(self) -> bool:
        """Whether the file is being rewritten, so that writing takes a while."""
        return not self.writable.is_set()

    async def wipe(self) -> None:
        """Rewrite the file without a trace of deleted rows, on a connection of its own; reads go on."""
        async with self._lock:
            self.writable.clear()
        try:
            await in_thread(self.path, "rw", _rewrite)
        finally:
            self.writable.set()
        await self.checkpoint()

    async def _until_writable(self) -> None:
        try:
            async with asyncio.timeout(self._busy_seconds):
                await self.writable.wait()
        except TimeoutError as error:
            raise sqlite3.OperationalError("database is locked while it is rewritten") from error

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[Transaction]:
        try:
            with self._noticing():
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


def of_server(sql: str, guild_id: int | None) -> str:
    """The query for one server, which can use an index; one that also serves all servers cannot."""
    return sql if guild_id is None else _ANY_SERVER.sub(r"guild_id = \1", sql)


def _looked(sql: str, values: Sequence[Value], connection: sqlite3.Connection) -> list[Row]:
    connection.row_factory = Row
    connection.create_function("question_key", 1, question_key, deterministic=True)
    return connection.execute(sql, values).fetchall()


def _rewrite(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("VACUUM")
    _bring_in(connection)


def _bring_in(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


async def _opened(path: Path, mode: str, busy_seconds: float) -> aiosqlite.Connection:
    uri = uri_of(path, mode)
    connection = await aiosqlite.connect(uri, uri=True, isolation_level=None, timeout=busy_seconds)
    connection.row_factory = Row
    return connection
