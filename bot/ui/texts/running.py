"""What a running bot tells its operator: start and end, outages, its status, alarms."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.services.health.heartbeat import Heartbeat, Trouble
from bot.ui.texts.plain import plural

MINUTE = 60
READY = "ready"
LOGIN_REFUSED = (
    "Discord refused the token. Copy it again from https://discord.com/developers/applications "
    "and set DISCORD_TOKEN, or the file that discord.token_file names."
)
WRONG_INTENTS = "Discord refused the connection because of an intent that this application may not use."
WRONG_CONNECTION = "Discord refused the connection for good (code {code})."
UNREACHABLE = "Discord cannot be reached at {api_url}: {reason}"
CLOSED = "Discord closed it"
LOST = "The connection to Discord ended for good: {reason}"
NO_DIGEST = "no digest subscribed"
SILENT = "unhealthy: the bot is not running here, or has stopped answering; start it, or look at its log"

DISK_FULL = (
    "The disk that holds my database is almost full. I keep answering, but soon I cannot keep a log or "
    "post digests. Please free some space; `python -m bot doctor` shows where I write."
)
NO_CURATORS = (
    "I cannot post in the channel that `curators.channel` names, so nobody gets what people ask a human. "
    "Please allow me to see it and to send messages there, or change the setting; `python -m bot doctor` "
    "looks at it."
)
CANNOT_WRITE = (
    "I have not been able to write to my database for five minutes; {waiting} in memory. I keep "
    "answering, but digests stop. Please check whether the disk is full, the file is read-only or "
    "another program holds it; `python -m bot doctor` looks for the reason."
)


def duration(seconds: float) -> str:
    return plural(round(seconds / 60), "minute") if seconds >= MINUTE else plural(round(seconds), "second")


def no_sessions_left(minutes: str) -> str:
    return f"Discord will not let this bot connect again for {minutes}: it was started too often today."


def away(seconds: float, reason: str) -> str:
    """While it lasts; the first line comes when it has only just begun."""
    lasting = f" for {duration(seconds)}" if seconds >= 1 else ""
    return f"Discord is away{lasting}; trying again. {reason}".rstrip()


def back(seconds: float) -> str:
    return f"Discord is back after {duration(seconds)}."


def cut_off(last_heard: datetime) -> str:
    """A bot that ends in order leaves no heartbeat behind."""
    return (
        f"The last run did not end in order; it was last heard at {last_heard:%Y-%m-%d %H:%M:%S} UTC. "
        "Was it killed, or did the machine go down?"
    )


def started(version: str) -> str:
    return f"Briefing bot {version}"


def serving(title: str, summary: str) -> str:
    return f"Serving “{title}”: {summary}"


def database_open(path: str, version: int) -> str:
    return f"Database {path}, version {version}"


def commands_told(count: int, *, changed: bool) -> str:
    return f"{plural(count, 'command')} {'synced' if changed else 'unchanged'}"


def next_digest(when: str | None) -> str:
    return f"Next digest: {when}" if when else NO_DIGEST.capitalize()


def brief(beat: Heartbeat | None, found: Sequence[Trouble], now: datetime) -> str:
    """One line for a supervisor's check."""
    if beat is None or Trouble.SILENT in found:
        old = f"; its last heartbeat is {duration(abs((now - beat.at).total_seconds()))} old" if beat else ""
        return SILENT + old
    return f"{'unhealthy' if found else 'healthy'}: {', '.join(_parts(beat))}"


def _parts(beat: Heartbeat) -> Iterator[str]:
    yield "gateway connected" if beat.connected else f"gateway away for {duration(beat.away_seconds)}"
    yield "database writable" if beat.writable else "database CANNOT BE WRITTEN"
    if not beat.room:
        yield "disk ALMOST FULL"
    yield f"{plural(beat.pending, 'entry', 'entries')} waiting"
    yield f"{plural(beat.overdue, 'digest')} OVERDUE" if beat.overdue else "digests on time"
    yield f"sheet {beat.sheet}"


def alarm(trouble: Trouble, beat: Heartbeat) -> str:
    """To the owner, by direct message: what is wrong, what it means, and what to do."""
    if trouble is Trouble.DISK:
        return DISK_FULL
    return CANNOT_WRITE.format(waiting=plural(beat.pending, "entry waits", "entries wait"))


def sheet_refused(problems: int) -> str:
    return (
        f"I was asked to read the fact sheet again, and it has {plural(problems, 'problem')}; the one before "
        "goes on answering. `python -m bot check` names them all."
    )
