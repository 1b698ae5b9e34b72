"""Restoring a backup: checked, put in place of what was there, and without those forgotten since."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.database import damage
from bot.database.backup import copy_database, require_sound, undisturbed
from bot.database.erasures import ErasureList, Forgetting, list_file_of
from bot.database.instance_lock import single_instance
from bot.database.user_key import (
    UserKey,
    key_file_of,
    known_fingerprint,
    read_user_key,
    require_key_of,
    restore_user_key,
)
from bot.errors import StorageError
from bot.services.storage import open_storage

REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Restored:
    """What is in place now, where the old files went, and how many people were forgotten again."""

    database: Path
    questions: int
    aside: Path | None
    forgotten: int


def restore(
    folder: Path, database: Path, *, days: int, clock: Callable[[], datetime], key: Path | None = None
) -> Restored:
    """Put a backup in place while no bot runs; one that is incomplete, or not of its key, changes nothing."""
    copy = folder / database.name
    if not copy.is_file():
        raise StorageError(f"There is no {copy.name} in {copy.parent}. Name the folder of a backup.")
    with single_instance(database):
        wishes = _wishes(copy)
        draft = database.with_name(f"{database.name}.draft")
        with _explained(database), _unlinked(draft, key_file_of(draft)):
            require_sound(copy)
            _prepare(copy, draft, _key_for(copy, database, key))
            aside = _exchange(draft, database, clock())
        return asyncio.run(_settled(wishes, database, aside, days, clock))


def _wishes(copy: Path) -> Sequence[Forgetting]:
    """Of whoever waited to be forgotten when the backup was made; read before anything changes."""
    try:
        return asyncio.run(ErasureList(copy).all())
    except OSError as error:
        raise StorageError(
            f"{list_file_of(copy)} cannot be read: {error.strerror}. Nothing was changed."
        ) from error


@contextmanager
def _explained(database: Path) -> Iterator[None]:
    """Until the files change places, which takes no disk space, everything is as it was."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise StorageError(f"{database} cannot be written: {reason}. Nothing was changed.") from error


@contextmanager
def _unlinked(*files: Path) -> Iterator[None]:
    """Remove these files, before and after: one of an earlier run may have been left behind."""
    try:
        for file in files:
            file.unlink(missing_ok=True)
        yield
    finally:
        for file in files:
            file.unlink(missing_ok=True)


def _key_for(copy: Path, database: Path, named: Path | None) -> Path | None:
    """The key that was named, else that of the backup, else the one in place."""
    known = (named,) if named else (key_file_of(copy), key_file_of(database))
    for path in known:
        if path.is_file():
            return path
    if named is None and known_fingerprint(undisturbed(copy)) is None:
        return None  # no bot has used it: somebody taught it something, or looked at it
    raise StorageError(
        f"There is no key beside {copy} nor beside {database}. Name the file that holds it: --key FILE."
    )


def _prepare(copy: Path, draft: Path, key: Path | None) -> None:
    """Copy database and key beside the places where they are to stand."""
    copy_database(undisturbed(copy), draft)
    if key is not None:
        secret = read_user_key(key)
        require_key_of(draft, secret)
        restore_user_key(UserKey(key_file_of(draft), secret.secret))


def _exchange(draft: Path, database: Path, now: datetime) -> Path | None:
    """Nothing of what was there is deleted."""
    aside = damage.set_aside(database, now, REPLACED) if database.exists() else None
    key, new_key = key_file_of(database), key_file_of(draft)
    if new_key.exists():
        if key.exists() and key.read_bytes().strip() != new_key.read_bytes().strip():
            damage.set_aside(key, now, REPLACED)
        new_key.replace(key)
    draft.rename(database)
    return aside


async def _settled(
    wishes: Sequence[Forgetting],
    database: Path,
    aside: Path | None,
    days: int,
    clock: Callable[[], datetime],
) -> Restored:
    await _take_over(wishes, database)
    return await _forget_again(database, aside, days, clock)


async def _take_over(wishes: Sequence[Forgetting], database: Path) -> None:
    listed = ErasureList(database)
    known = {forgetting.id for forgetting in await listed.all()}
    for forgetting in wishes:
        if forgetting.id not in known:
            await listed.add(forgetting)


async def _forget_again(
    database: Path, aside: Path | None, days: int, clock: Callable[[], datetime]
) -> Restored:
    async with open_storage(database, days, clock) as storage:
        missing = await storage.journal.wishes.missing(storage.database)
        await storage.privacy.forget_again()
        await storage.journal.settled()
        await storage.wiper.wipe_if_due()
        ((questions,),) = await storage.database.read("SELECT count(*) FROM queries")
    people = {forgetting.user_hash for forgetting in missing}
    return Restored(database, questions, aside, len(people))
