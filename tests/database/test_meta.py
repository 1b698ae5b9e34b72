"""Values outlive a restart."""

from pathlib import Path

from bot.database import meta
from bot.database.meta import Key
from tests.database.samples import a_database


async def test_the_last_value_put_is_there_after_a_restart(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        missing = await meta.get(database, Key.COMMANDS)
        await meta.put(database, Key.COMMANDS, "one")
        await meta.put(database, Key.COMMANDS, "two")
        await meta.put(database, Key.LAST_PURGE, "other")

    async with a_database(tmp_path) as database:
        kept = await meta.get(database, Key.COMMANDS)
        await meta.remove(database, Key.COMMANDS)
        removed = await meta.get(database, Key.COMMANDS)
        other = await meta.get(database, Key.LAST_PURGE)

    assert (missing, kept, removed, other) == (None, "two", None, "other")
