"""Log records as lines: a time stamp, one event a line, as text or as JSON; nothing personal in them.

An error is logged by its type and origin. Its message is kept only where it cannot repeat what a person
wrote.
"""

import json
import logging
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb
from typing import Final, Literal

import click

from bot.errors import BotError

Form = Literal["text", "json"]
# Marks a record that thousands like it may follow: `LOG.warning(…, extra=ONCE_A_MINUTE)`.
ONCE_A_MINUTE: Final = {"once_a_minute": True}
MINUTE: Final = 60.0
READY: Final = "ready"
# What the program itself has to say at its start, whatever level is logged.
REPORT: Final = logging.getLogger("bot.start")
# discord.py logs every event with its words and every request with its token below this.
QUIETER: Final = {"discord": logging.WARNING, "aiosqlite": logging.WARNING}
SPEAKS_OF_NO_PERSON: Final = (BotError, OSError)
FRAMES: Final = 12
_TOKENS: Final = re.compile(r"/(interactions|webhooks)/(\d+)/[^/?\s]+")
_BREAKS: Final = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]+\s*")


def to_standard_error(*, debug: bool) -> None:
    """Log there from now on, unless somebody has set up handlers before."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(TextLine())
    handler.addFilter(OnceAMinute())
    logging.basicConfig(level=logging.DEBUG if debug else logging.WARNING, handlers=[handler])
    REPORT.setLevel(logging.INFO)
    for name, level in QUIETER.items():
        logging.getLogger(name).setLevel(level)


def write_as(form: Form) -> None:
    """Switch the handler of `to_standard_error` to this format."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler.formatter, TextLine):
            handler.setFormatter(JsonLine() if form == "json" else TextLine())


def report(line: str, form: Form = "text") -> None:
    """A line of the start-up; supervisors wait for the bare word `ready`."""
    if form == "text" and line == READY:
        tell(line)
    else:
        REPORT.info("%s", line)


def tell(words: str) -> None:
    """For whoever started the program; when nothing can be written, it goes on."""
    if any(isinstance(handler.formatter, JsonLine) for handler in logging.getLogger().handlers):
        logging.getLogger("bot").error("%s", words)
        return
    with suppress(OSError):
        click.echo(words, err=True)


class TextLine(logging.Formatter):
    """`2026-11-30T09:15:00.125Z WARNING bot.services.journal: 3 log entries wait in memory`."""

    def format(self, record: logging.LogRecord) -> str:
        return f"{_instant(record)} {record.levelname} {record.name}: {_text(record)}"


class JsonLine(TextLine):
    """A record as one JSON object, with the fields of a text line."""

    def format(self, record: logging.LogRecord) -> str:
        told = {"time": _instant(record), "level": record.levelname, "logger": record.name}
        return json.dumps(told | {"message": _text(record)}, ensure_ascii=False)


class OnceAMinute(logging.Filter):
    """Lets the first of many equal records pass; a minute later, the next one says how many were dropped."""

    def __init__(self) -> None:
        super().__init__()
        self._told: dict[str, float] = {}
        self._left_out: dict[str, int] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        kind = f"{record.name} {record.msg}"
        if not getattr(record, "once_a_minute", False):
            return True
        if 0 <= record.created - self._told.get(kind, -MINUTE) < MINUTE:
            self._left_out[kind] = self._left_out.get(kind, 0) + 1
            return False
        self._told[kind] = record.created
        if count := self._left_out.pop(kind, 0):
            record.msg = f"{record.msg} (and {count} more like it since the last such line)"
        return True


def _instant(record: logging.LogRecord) -> str:
    at = datetime.fromtimestamp(record.created, UTC)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _text(record: logging.LogRecord) -> str:
    words = record.getMessage()
    if record.exc_info and record.exc_info[1]:
        words += f" | {getattr(record, 'trace', None) or trace(record.exc_info[1])}"
    return _TOKENS.sub(r"/\1/\2/[token]", _BREAKS.sub(" | ", words))


def trace(error: BaseException) -> str:
    """An error and its causes, each with where it came from, innermost first."""
    return " | because of ".join(_told(each) for each in _chain(error))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _told(error: BaseException) -> str:
    kind = type(error).__name__
    words = f"{kind}: {error}" if _speaks_of_no_person(error) else kind
    places = (
        f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in extract_tb(error.__traceback__)
    )
    return " < ".join((words, *reversed(list(places)[-FRAMES:])))


def _speaks_of_no_person(error: BaseException) -> bool:
    """Whether its message is safe to log: SQLite's errors name only tables and columns."""
    return isinstance(error, SPEAKS_OF_NO_PERSON) or type(error).__module__ == "sqlite3"


def _short(file: str) -> str:
    """A path from the package on."""
    return "/".join(Path(file).parts[-3:])
