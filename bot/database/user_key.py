"""Users are stored as keyed hashes; the key lies beside the database, readable by the bot alone."""

import hmac
import os
import secrets
import sqlite3
import stat
import sys
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bot.database import meta
from bot.database.connection import Database
from bot.database.sqlite_files import companion, uri_of
from bot.errors import StorageError

KEY_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class UserKey:
    """The secret that turns a user's id into a hash that cannot be reversed without it."""

    path: Path
    secret: bytes = field(repr=False)

    def hash(self, user_id: int) -> str:
        return hmac.digest(self.secret, str(user_id).encode(), "sha256").hex()

    @property
    def fingerprint(self) -> str:
        """Tells two keys apart without revealing either."""
        return hmac.digest(self.secret, b"fingerprint", "sha256").hex()[:16]


def key_file_of(database: Path) -> Path:
    return companion(database, ".key")


def require_key_of(database: Path, key: UserKey) -> None:
    """Refuse a key that a database, which nobody has open, was not written with."""
    if known_fingerprint(f"{uri_of(database, 'ro')}&immutable=1") not in {None, key.fingerprint}:
        raise StorageError(
            f"{key.path} is not the key of this backup. Nothing was changed; name the right file: --key FILE."
        )


def known_fingerprint(uri: str) -> str | None:
    """The fingerprint of the key that a database was written with, if any."""
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        tables = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").fetchall()
        statement = "SELECT value FROM meta WHERE key = ?"
        rows = connection.execute(statement, (meta.Key.USER_KEY,)).fetchall() if tables else []
    return rows[0][0] if rows else None


async def open_user_key(database: Database) -> UserKey:
    """The key beside the database, created when both are new; a missing or foreign key is refused."""
    path = key_file_of(database.path)
    known = await meta.get(database, meta.Key.USER_KEY)
    if known is None:
        key = read_user_key(path)
        await meta.put(database, meta.Key.USER_KEY, key.fingerprint)
        return key
    if not path.exists() or (key := read_user_key(path)).fingerprint != known:
        raise StorageError(
            f"{path} is not the key that {database.path} was written with, so /mydata and /forgetme "
            "would miss what is stored. Put the key file back, or move the database away to start a new one."
        )
    return key


def read_user_key(path: Path) -> UserKey:
    """Read the key or create one; refuse a file that others can read or that holds no key."""
    try:
        _create(path)
        _check_mode(path)
        text = path.read_text("ascii").strip()
        secret = bytes.fromhex(text)
    except OSError as error:
        raise StorageError(
            f"{path} cannot be used: {error.strerror}. Check its folder's permissions."
        ) from error
    except ValueError:
        secret = b""
    if len(secret) != KEY_BYTES:
        raise StorageError(f"{path} does not hold a key. Put the right file back from a backup.")
    return UserKey(path, secret)


def restore_user_key(key: UserKey) -> None:
    """Write a key that was deleted while it was in use."""
    _create(key.path, key.secret.hex())


def _create(path: Path, secret: str | None = None) -> None:
    """Written aside and linked into place, whole or not at all; of two, the first wins."""
    if path.exists():
        return
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write((secret or secrets.token_hex(KEY_BYTES)) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink(missing_ok=True)


def _check_mode(path: Path) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if sys.platform != "win32" and mode & 0o077:
        raise StorageError(f"{path} can be read by others (mode {mode:04o}). Run: chmod 600 {path}")
