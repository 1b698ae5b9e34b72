"""Whose the files of a database are: what root leaves beside it belongs to whoever the folder belongs to.

A command under sudo would else lock the bot, which runs as a user of its own, out of its own database.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path


def hand_over(database: Path) -> None:
    """What lies there under names of ours and is root's becomes the folder's owner's."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    with suppress(OSError):
        folder = database.parent.stat()
        for file in database.parent.iterdir() if folder.st_uid else ():
            if file.name.startswith((database.name, f"{database.stem}.")):
                _give(file, folder.st_uid, folder.st_gid)


def _give(file: Path, user: int, group: int) -> None:
    """Neither through a link nor a file that has another name elsewhere."""
    with suppress(OSError):
        handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            found = os.fstat(handle)
            if stat.S_ISREG(found.st_mode) and found.st_nlink == 1 and found.st_uid == 0:
                os.fchown(handle, user, group)
        finally:
            os.close(handle)
