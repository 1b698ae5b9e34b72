"""A kept sheet becomes a briefing again; and what state a folder's files are in, were they broken."""

import zlib
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from bot.domain.briefing import Briefing, unpacked
from bot.errors import InputError, SheetError
from bot.sheets.documents import ReadingRules
from bot.sheets.knowledge import load


def restored(content: bytes) -> Briefing:
    """The briefing as it was served; InputError when another version of the program kept it."""
    try:
        return unpacked(zlib.decompress(content))
    except (zlib.error, ValidationError) as error:
        raise InputError(
            "That sheet was kept by another version of this program and cannot be read."
        ) from error


def state_of_files(path: Path, rules: ReadingRules) -> str:
    """Another text once somebody has changed what stands in the files."""
    try:
        return load(path, rules).version
    except SheetError as error:
        return f"broken {sha256(str(error).encode()).hexdigest()}"
