"""Every sentence about how the bot is doing: the one line of `status --brief`, and what wakes its owner."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.services.health.heartbeat import Beat, Trouble
from bot.ui.texts.plain import plural

MINUTE = 60
SILENT = "unhealthy: the bot does not run here, or has stopped answering; start it, or look into its log"

DISK_FULL = (
    "The disk of my database is almost full. I go on answering, but soon I cannot keep a log or post "
    "digests. Please make room; `python -m bot doctor` shows where I write."
)
CANNOT_WRITE = (
    "I have not been able to write into my database for five minutes; {waiting} in memory. I go on "
    "answering, but digests stop. Please see whether the disk is full, the file is read-only or another "
    "program holds it; `python -m bot doctor` looks for the reason."
)


def duration(seconds: float) -> str:
    return plural(round(seconds / 60), "minute") if seconds >= MINUTE else plural(round(seconds), "second")


def brief(beat: Beat | None, found: Sequence[Trouble], now: datetime) -> str:
    """One line for a supervisor's check."""
    if beat is None or Trouble.SILENT in found:
        old = f"; its last heartbeat is {duration(abs((now - beat.at).total_seconds()))} old" if beat else ""
        return SILENT + old
    return f"{'unhealthy' if found else 'healthy'}: {', '.join(_parts(beat))}"


def _parts(beat: Beat) -> Iterator[str]:
    yield "gateway connected" if beat.connected else f"gateway away for {duration(beat.away_seconds)}"
    yield "database writable" if beat.writable else "database CANNOT BE WRITTEN"
    if not beat.room:
        yield "disk ALMOST FULL"
    yield f"{plural(beat.pending, 'entry', 'entries')} waiting"
    yield f"{plural(beat.overdue, 'digest')} OVERDUE" if beat.overdue else "digests on time"
    yield f"sheet {beat.sheet}"


def alarm(trouble: Trouble, beat: Beat) -> str:
    """To the owner, by direct message: what is wrong, what it means, and what to do."""
    if trouble is Trouble.DISK:
        return DISK_FULL
    return CANNOT_WRITE.format(waiting=plural(beat.pending, "entry waits", "entries wait"))


def sheet_refused(problems: int) -> str:
    return (
        f"I was asked to read the fact sheet again, and it has {plural(problems, 'problem')}; the one before "
        "goes on answering. `python -m bot check` names them all."
    )
