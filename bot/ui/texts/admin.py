"""What admins and operators read: the state of the bot, and the log."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final, assert_never

from bot.database.audit_log import AdminAction
from bot.database.query_figures import Counts, UnansweredGroup
from bot.database.query_log import LoggedQuery, Outcome
from bot.database.subscriptions import Pause
from bot.services.digest.channel_status import ChannelStatus
from bot.services.status import Records, Status
from bot.ui.texts.plain import plural

Line = tuple[str, str]
When = Callable[[datetime], str]
Clean = Callable[[str], str]
TITLE: Final = "How the bot is doing"
NOT_MEASURED: Final = "has not been timed yet"
COMMANDS_KNOWN: Final = "knows all commands"
COMMANDS_UNKNOWN: Final = "has not been told the commands yet"
UNREADABLE: Final = "cannot be read right now"
UNTIL: Final = "until its files change or somebody reloads"
NEVER: Final = "not since the log began"
NO_DIGESTS: Final = "no channel is subscribed"
SOMEBODY: Final = "somebody"
RECENT: Final = "The newest questions"
UNANSWERED: Final = "What was not answered in the last {days}"
NOTHING: Final = "There is nothing in the log yet."
ALL_ANSWERED: Final = "Every question was answered."
BACK: Final = "Back"
MORE: Final = "More"
_KILO: Final = 1024
_PAUSED: Final = {
    Pause.ASKED: "paused",
    Pause.GONE: "paused: the channel is gone",
    Pause.FORBIDDEN: "paused: the bot is not allowed to post there",
}


def status_lines(status: Status, when: When, clean: Clean, channel: Callable[[int], str]) -> Iterator[Line]:
    """Label and value; `when` says an instant, `clean` makes foreign text harmless, `channel` names one."""
    briefing = status.briefing
    facts = plural(len(briefing.facts), "fact")
    yield "Sheet", f"{clean(briefing.sheet.title)}, version {briefing.version}, {facts}"
    yield "Database", _database(status, clean)
    if status.records is not None:
        yield from _recorded(status.records, when, clean, channel)


def _recorded(records: Records, when: When, clean: Clean, channel: Callable[[int], str]) -> Iterator[Line]:
    yield "Last 24 hours", _day(records.day)
    yield "Last reload", _reload(records.last_reload, when, clean)
    if held := records.held:
        yield "Rolled back", f"{when(held.held_at)} to version {held.version}, {UNTIL}"
    yield from _digests(records, when, channel)


def _database(status: Status, clean: Clean) -> str:
    where = f"{clean(str(status.path))}, " if status.path else ""
    state = UNREADABLE if status.records is None else f"{where}{size(status.size)}"
    if not status.pending:
        return state
    waiting = f"{plural(status.pending, 'log entry', 'log entries')} waiting in memory"
    return f"{state}; {waiting}" + (", because it cannot be written" if status.stalled else "")


def size(count: int) -> str:
    """Bytes as people say them."""
    if count < _KILO:
        return plural(count, "byte")
    amount = count / _KILO
    for unit in ("KiB", "MiB"):
        if amount < _KILO:
            return f"{amount:,.1f} {unit}"
        amount /= _KILO
    return f"{amount:,.1f} GiB"


def _day(day: Counts) -> str:
    asked = f"{plural(day.total, 'question')} by {plural(day.askers, 'person', 'people')}"
    return f"{asked}: {day.answered:,} answered, {day.unsure:,} unsure, {day.unknown:,} unknown"


def _reload(action: AdminAction | None, when: When, clean: Clean) -> str:
    if action is None:
        return NEVER
    return f"{when(action.done_at)} by {clean(action.user_name or SOMEBODY)}, {clean(action.detail)}"


def _digests(records: Records, when: When, channel: Callable[[int], str]) -> Iterator[Line]:
    if not records.digests:
        yield "Digest", NO_DIGESTS
    for digest in sorted(records.digests, key=lambda one: (not one.overdue, not one.subscription.paused)):
        yield "Digest", f"{channel(digest.subscription.wanted.channel_id)}: {digest_state(digest, when)}"


def digest_state(digest: ChannelStatus, when: When) -> str:
    last = digest.last.settled_at if digest.last else None
    parts = [f"last {when(last)}" if last else "none yet"]
    if digest.subscription.paused:
        parts.append(_PAUSED[digest.subscription.paused])
    if digest.upcoming:
        parts.append(f"next {when(digest.upcoming.instant)}")
    if digest.overdue:
        parts.append("OVERDUE")
    return ", ".join(parts)


def asked(query: LoggedQuery, when: When, clean: Clean) -> str:
    """One question: when, what became of it, and its words."""
    return f"{when(query.asked_at)} {outcome(query)}: “{clean(query.text)}”"


def outcome(query: LoggedQuery) -> str:
    match query.outcome:
        case Outcome.ANSWERED:
            return f"answered by {query.fact_id}"
        case Outcome.UNSURE:
            return f"unsure, nearest {query.fact_id}"
        case Outcome.UNKNOWN if query.chat:
            return "small talk"
        case Outcome.UNKNOWN if query.open_question_id:
            return f"open question {query.open_question_id}"
        case Outcome.UNKNOWN:
            return f"unknown, nearest {query.fact_id}" if query.fact_id else "unknown"
        case _:
            assert_never(query.outcome)


def missed(group: UnansweredGroup, when: When, clean: Clean) -> str:
    """One question that got no answer: how often, by how many, and what came nearest."""
    times = plural(group.times, "time")
    people = plural(group.askers, "person", "people")
    near = group.open_question_id or group.fact_id
    nearest = f", nearest {near}" if near else ""
    return f"“{clean(group.text)}” {times} by {people}, last {when(group.last_at)}{nearest}"
