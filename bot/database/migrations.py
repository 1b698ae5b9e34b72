"""Bringing a database to the newest version: each step and its number are one transaction."""

from typing import Final

from bot.database.connection import Database
from bot.database.schema import APPLICATION_ID, STEPS
from bot.errors import StorageError

NEWEST: Final = len(STEPS)


async def version_of(database: Database) -> int:
    """The version of a database of ours; 0 for an empty one; a sentence for anything else."""
    (version,) = await database.read("PRAGMA user_version")
    (application,) = await database.read("PRAGMA application_id")
    (tables,) = await database.read("SELECT count(*) FROM sqlite_schema")
    if application[0] != APPLICATION_ID and (version[0] or tables[0]):
        raise StorageError(
            f"{database.path} is the database of another program. Set database.path to a file of its own."
        )
    return int(version[0])


async def migrate(database: Database, target: int = NEWEST) -> None:
    """Apply every step that is missing; refuse a file that a newer program wrote."""
    version = await version_of(database)
    if version > NEWEST:
        raise StorageError(
            f"{database.path} was written by a newer version of this program "
            f"(database version {version}, this program knows {NEWEST}). Update the program."
        )
    for number in range(version + 1, target + 1):
        await _step(database, number)


async def _step(database: Database, number: int) -> None:
    async with database.transaction() as transaction:
        (current,) = await transaction.run("PRAGMA user_version")
        if current[0] >= number:
            return
        for statement in STEPS[number - 1]:
            await transaction.run(statement)
        await transaction.run(f"PRAGMA user_version = {number}")
