"""Instants as SQLite keeps them: UTC, ISO 8601, one width, so that text order is time order."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def utc_now() -> datetime:
    """The clock of the machine; it is passed to whatever needs it, so that tests can pass another."""
    return datetime.now(UTC)


def to_text(instant: datetime) -> str:
    """Refuses a time without a zone: nobody could tell when it was."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")


def from_text(text: str) -> datetime:
    return datetime.fromisoformat(text)


def from_optional(text: str | None) -> datetime | None:
    return None if text is None else from_text(text)


def bounds(day: date, zone: ZoneInfo) -> tuple[str, str]:
    """The first instant of a local day and of the day after; 23, 24 or 25 hours lie between them."""
    start, end = (datetime.combine(d, time(), zone) for d in (day, day + timedelta(days=1)))
    return to_text(start), to_text(end)


def hours(span: tuple[str, str]) -> tuple[str, str, str, str]:
    """A span as its start, its first full hour, the end of its last full hour, and its end."""
    start, end = span
    first = _hour(start)
    if first < start:
        first = to_text(from_text(first) + timedelta(hours=1))
    return start, min(first, end), max(min(first, end), _hour(end)), end


def _hour(text: str) -> str:
    return f"{text[:13]}:00:00.000000Z"
