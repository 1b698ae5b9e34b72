"""What waits to be written: in its order, and forgotten with its person."""

from bot.services.journal_queue import Queue
from tests.database.samples import a_query


async def test_nobody_waits_for_what_was_forgotten_before_it_was_written() -> None:
    queue = Queue()
    mine, other = (queue.add(a_query(number, user_hash=f"user-{number}"), kept=False) for number in (1, 2))

    queue.drop("user-1")

    assert list(queue) == [other]
    assert mine.settled.result() is False
    assert not other.settled.done()
