"""The journal's queue: entries in the order in which they came, until each is committed."""

import asyncio
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.database.query_log import Feedback, LoggedQuery
from bot.services.journal_entries import Erasure, JournalEntry, Record


@dataclass(slots=True, eq=False)
class QueuedEntry:
    """An entry, and whether it was committed; `kept` says that it would outlive the program."""

    entry: JournalEntry
    settled: asyncio.Future[bool]
    kept: bool

    def settle(self, *, committed: bool) -> None:
        if not self.settled.done():
            self.settled.set_result(committed)

    def is_of(self, user_hash: str) -> bool:
        return isinstance(self.entry, LoggedQuery | Feedback) and self.entry.user_hash == user_hash


class Queue:
    """First come, first written; only the rest of a long erasure goes back to the end."""

    def __init__(self) -> None:
        self._items: deque[QueuedEntry] = deque()

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[QueuedEntry]:
        return iter(self._items)

    def add(self, entry: JournalEntry, *, kept: bool) -> QueuedEntry:
        item = QueuedEntry(entry, asyncio.get_running_loop().create_future(), kept)
        self._items.append(item)
        return item

    def next_batch(self, longest: int) -> list[QueuedEntry]:
        """The oldest records, up to an erasure; an erasure is taken alone, slice by slice."""
        batch = list(islice(self._items, longest))
        erasures = (at for at, item in enumerate(batch) if isinstance(item.entry, Erasure))
        return batch[: max(1, next(erasures, len(batch)))]

    def finish(self, batch: Sequence[QueuedEntry], *, committed: bool) -> None:
        self._take_out(batch)
        for item in batch:
            item.settle(committed=committed)

    def put_back(self, item: QueuedEntry, rest: Erasure) -> None:
        """Move the rest of an erasure to the end, so that others are not kept waiting."""
        self._take_out([item])
        item.entry = rest
        self._items.append(item)

    def drop(self, user_hash: str) -> None:
        """Remove what a person said before it is written."""
        for item in self.of(user_hash):
            item.settle(committed=False)
        self._items = deque(item for item in self._items if not item.is_of(user_hash))

    def forget_kept(self) -> None:
        """The file that kept the records is gone; wishes to be forgotten are in another."""
        for item in self._items:
            item.kept = isinstance(item.entry, Erasure) and item.kept

    def of(self, user_hash: str) -> Iterator[QueuedEntry]:
        return (item for item in self._items if item.is_of(user_hash))

    def _take_out(self, batch: Sequence[QueuedEntry]) -> None:
        finished = set(batch)
        while self._items and self._items[0] in finished:
            self._items.popleft()


def records(items: Sequence[QueuedEntry]) -> list[Record]:
    """The records among these entries; an erasure is none."""
    return [item.entry for item in items if not isinstance(item.entry, Erasure)]
