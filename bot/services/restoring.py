"""Restoring a backup: looked over, put in place of what was there, without whoever was forgotten since."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.database import damage
from bot.database.backup import copy_database, require_sound, undisturbed
from bot.database.erasures import ErasureList
from bot.database.instance_lock import single_instance
from bot.database.user_key import key_file_of, read_user_key, require_key_of
from bot.errors import StorageError
from bot.services.storage import open_storage

REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Restored:
    """What stands in place now, where what was there has gone, and how many were forgotten once more."""

    database: Path
    questions: int
    aside: Path | None
    forgotten: int


async def restore(
    folder: Path, database: Path, *, days: int, clock: Callable[[], datetime], key: Path | None = None
) -> Restored:
    """A backup that is not whole, or not of its key, changes nothing. The bot must not run."""
    copy = folder / database.name
    if not copy.is_file():
        raise StorageError(f"There is no {copy.name} in {copy.parent}. Name the folder of a backup.")
    with single_instance(database):
        draft = database.with_name(f"{database.name}.draft")
        try:
            secret = await asyncio.to_thread(_prepare, copy, draft, _key_for(copy, database, key))
            aside = await asyncio.to_thread(_exchange, draft, database, secret, clock())
        finally:
            draft.unlink(missing_ok=True)
        await _take_over_list(copy, database)
        return await _forget_again(database, aside, days, clock)


def _key_for(copy: Path, database: Path, named: Path | None) -> Path:
    """The one that was named, else the one of the backup, else the one that is there."""
    known = (named,) if named else (key_file_of(copy), key_file_of(database))
    for path in known:
        if path.is_file():
            return path
    raise StorageError(
        f"There is no key beside {copy} nor beside {database}. Name the file that holds it: --key FILE."
    )


def _prepare(copy: Path, draft: Path, key: Path) -> str:
    """A copy beside the place where it is to stand; what the key's file holds."""
    require_sound(copy)
    secret = read_user_key(key).secret.hex()
    draft.unlink(missing_ok=True)
    copy_database(undisturbed(copy), draft)
    require_key_of(draft, read_user_key(key))
    return secret


def _exchange(draft: Path, database: Path, secret: str, now: datetime) -> Path | None:
    """Nothing of what was there is deleted."""
    aside = damage.set_aside(database, now, REPLACED) if database.exists() else None
    key = key_file_of(database)
    if key.exists() and key.read_text("ascii").strip() != secret:
        damage.set_aside(key, now, REPLACED)
    if not key.exists():
        damage.make_private(key)
        key.write_text(f"{secret}\n", "ascii")
    draft.rename(database)
    return aside


async def _take_over_list(copy: Path, database: Path) -> None:
    """Wishes that were on the way when the backup was made."""
    listed = ErasureList(database)
    known = {forgetting.id for forgetting in await listed.all()}
    for forgetting in await ErasureList(copy).all():
        if forgetting.id not in known:
            await listed.add(forgetting)


async def _forget_again(
    database: Path, aside: Path | None, days: int, clock: Callable[[], datetime]
) -> Restored:
    async with open_storage(database, days, clock) as storage:
        missing = await ErasureList(database).missing(storage.database)
        await storage.privacy.forget_again()
        await storage.journal.settled()
        await storage.wiper.wipe_if_due()
        (row,) = await storage.database.read("SELECT count(*) FROM queries")
    people = {forgetting.user_hash for forgetting in missing}
    return Restored(database, row[0], aside, len(people))
