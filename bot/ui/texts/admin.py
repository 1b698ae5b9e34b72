"""What admins and operators read: the state of the bot, and the log."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final, assert_never

from bot.database.audit_log import AdminAction
from bot.database.query_figures import Counts, UnansweredGroup
from bot.database.query_log import LoggedQuery, Outcome
from bot.database.subscriptions import Pause
from bot.services.digest.channel_status import ChannelStatus
from bot.services.status import Records, Status
from bot.ui.texts.language import decimal, grouped, marked, numbered, spoken
from bot.ui.texts.plain import headed

Line = tuple[str, str]
When = Callable[[datetime], str]
Clean = Callable[[str], str]
TITLE: Final = marked("How the bot is doing")
NOT_MEASURED: Final = marked("has not been timed yet")
COMMANDS_KNOWN: Final = marked("knows all commands")
COMMANDS_UNKNOWN: Final = marked("has not been told the commands yet")
UNREADABLE: Final = marked("cannot be read right now")
NEVER: Final = marked("not since the log began")
NO_DIGESTS: Final = marked("no channel is subscribed")
SOMEBODY: Final = marked("somebody")
RECENT: Final = marked("The newest questions")
NOTHING: Final = marked("There is nothing in the log yet.")
ALL_ANSWERED: Final = marked("Every question was answered.")
BACK: Final = marked("Back")
MORE: Final = marked("More")
# How a reload is written down, in English; and what may become of it.
RELOADED: Final = marked(
    "{effect}: {before} to {after}, facts {added} added, {changed} changed, {removed} removed"
)
EFFECTS: Final = (marked("unchanged"), marked("applied"), marked("held"))
_RELOADED: Final = re.compile(
    r"(?P<effect>\w+): (?P<before>\w+) to (?P<after>\w+), "
    r"facts (?P<added>\d+) added, (?P<changed>\d+) changed, (?P<removed>\d+) removed"
)
_KILO: Final = 1024
_PAUSED: Final = {
    Pause.ASKED: marked("paused"),
    Pause.GONE: marked("paused: the channel is gone"),
    Pause.FORBIDDEN: marked("paused: the bot is not allowed to post there"),
}


def labelled(line: Line) -> str:
    """As a line of markdown."""
    label, value = line
    return spoken("**{label}:** {value}").format(label=label, value=value)


def bot_line(version: str, started: str) -> Line:
    """`started` says when, if known."""
    shown = spoken("version {version}, started {when}") if started else spoken("version {version}")
    return spoken("Bot"), shown.format(version=version, when=started)


def discord_line(milliseconds: float | None, *, told: bool) -> Line:
    """How fast Discord answers, and whether it knows the commands."""
    timed = spoken(NOT_MEASURED)
    if milliseconds is not None:
        timed = spoken("answers within {count} ms").format(count=grouped(round(milliseconds)))
    return "Discord", f"{timed}, {spoken(COMMANDS_KNOWN if told else COMMANDS_UNKNOWN)}"


def commands_label() -> str:
    return spoken("Commands")


def status_lines(status: Status, when: When, clean: Clean, channel: Callable[[int], str]) -> Iterator[Line]:
    """Pairs of label and value; `when` formats an instant, `clean` foreign text, `channel` a channel."""
    briefing = status.briefing
    facts = numbered(len(briefing.facts), "{count} fact", "{count} facts")
    served = spoken("{title}, version {version}, {facts}")
    title = clean(briefing.sheet.title)
    yield spoken("Sheet"), served.format(title=title, version=briefing.version, facts=facts)
    yield spoken("Database"), _database(status, clean)
    if status.records is not None:
        yield from _recorded(status.records, when, clean, channel)


def _recorded(records: Records, when: When, clean: Clean, channel: Callable[[int], str]) -> Iterator[Line]:
    yield spoken("Last 24 hours"), _day(records.day)
    yield spoken("Last reload"), _reload(records.last_reload, when, clean)
    if held := records.held:
        lasting = spoken("{when} to version {version}, until its files change or somebody reloads")
        yield spoken("Rolled back"), lasting.format(when=when(held.held_at), version=held.version)
    yield from _digests(records, when, channel)


def _database(status: Status, clean: Clean) -> str:
    where = f"{clean(str(status.path))}, " if status.path else ""
    state = spoken(UNREADABLE) if status.records is None else f"{where}{size(status.size)}"
    if not status.pending:
        return state
    waiting = numbered(
        status.pending, "{count} log entry waiting in memory", "{count} log entries waiting in memory"
    )
    return f"{state}; {waiting}" + (spoken(", because it cannot be written") if status.stalled else "")


def size(count: int) -> str:
    """Bytes as people say them."""
    if count < _KILO:
        return numbered(count, "{count} byte", "{count} bytes")
    amount = count / _KILO
    for unit in ("KiB", "MiB"):
        if amount < _KILO:
            return f"{decimal(amount)} {unit}"
        amount /= _KILO
    return f"{decimal(amount)} GiB"


def _day(day: Counts) -> str:
    told = spoken("{questions} {people}: {answered} answered, {unsure} unsure, {unknown} unknown")
    return told.format(
        questions=numbered(day.total, "{count} question", "{count} questions"),
        people=by_people(day.askers),
        answered=grouped(day.answered),
        unsure=grouped(day.unsure),
        unknown=grouped(day.unknown),
    )


def by_people(count: int) -> str:
    return numbered(count, "by {count} person", "by {count} people")


def times(count: int) -> str:
    return numbered(count, "{count} time", "{count} times")


def _reload(action: AdminAction | None, when: When, clean: Clean) -> str:
    if action is None:
        return spoken(NEVER)
    who = clean(action.user_name or spoken(SOMEBODY))
    return spoken("{when} by {who}, {what}").format(
        when=when(action.done_at), who=who, what=clean(recalled(action.detail))
    )


def recalled(detail: str) -> str:
    """The recorded result of a reload, in the reader's language."""
    found = _RELOADED.fullmatch(detail)
    if found is None or found["effect"] not in EFFECTS:
        return detail
    return spoken(RELOADED).format(**{**found.groupdict(), "effect": spoken(found["effect"])})


def _digests(records: Records, when: When, channel: Callable[[int], str]) -> Iterator[Line]:
    if not records.digests:
        yield spoken("Digest"), spoken(NO_DIGESTS)
    for digest in sorted(records.digests, key=lambda one: (not one.overdue, not one.subscription.paused)):
        place = channel(digest.subscription.terms.channel_id)
        yield spoken("Digest"), headed(place, digest_state(digest, when))


def digest_state(digest: ChannelStatus, when: When) -> str:
    last = digest.last.settled_at if digest.last else None
    parts = [spoken("last {when}").format(when=when(last)) if last else spoken("none yet")]
    if digest.subscription.paused:
        parts.append(spoken(_PAUSED[digest.subscription.paused]))
    if digest.upcoming:
        parts.append(spoken("next {when}").format(when=when(digest.upcoming.instant)))
    if digest.overdue:
        parts.append(spoken("OVERDUE"))
    return ", ".join(parts)


def asked(query: LoggedQuery, when: When, clean: Clean) -> str:
    """One question: when, what became of it, and its words."""
    told = spoken("{when} {outcome}: “{question}”")
    return told.format(when=when(query.asked_at), outcome=outcome(query), question=clean(query.text))


def outcome(query: LoggedQuery) -> str:
    match query.outcome:
        case Outcome.ANSWERED:
            return spoken("answered by {fact}").format(fact=query.fact_id)
        case Outcome.UNSURE:
            return spoken("unsure, nearest {fact}").format(fact=query.fact_id)
        case Outcome.UNKNOWN if query.chat:
            return spoken("small talk")
        case Outcome.UNKNOWN if query.open_question_id:
            return spoken("open question {question}").format(question=query.open_question_id)
        case Outcome.UNKNOWN if query.fact_id:
            return spoken("unknown, nearest {fact}").format(fact=query.fact_id)
        case Outcome.UNKNOWN:
            return spoken("unknown")
        case _:
            assert_never(query.outcome)


def unanswered(days: int) -> str:
    return numbered(
        days,
        "What was not answered in the last {count} day",
        "What was not answered in the last {count} days",
    )


def missed(group: UnansweredGroup, when: When, clean: Clean) -> str:
    """One question that got no answer: how often, by how many, and what came nearest."""
    told = spoken("“{question}” {times} {people}, last {when}").format(
        question=clean(group.text),
        times=times(group.times),
        people=by_people(group.askers),
        when=when(group.last_at),
    )
    near = group.open_question_id or group.fact_id
    return told + (spoken(", nearest {entry}").format(entry=near) if near else "")
