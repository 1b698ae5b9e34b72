"""What owners are told about the digest, and what admins read when they set it up."""

from collections.abc import Collection
from datetime import date
from typing import Final, assert_never

from bot.database.subscriptions import Pause
from bot.domain.digest.schedule import Slot
from bot.services.digest.channel_status import ChannelStatus
from bot.services.digest.publisher import News, NotCrossposted, Overdue, Paused, Resumed, Skipped
from bot.ui.texts.admin import When, digest_state
from bot.ui.texts.language import marked, spoken
from bot.ui.texts.plain import day, headed, human_join

NO_NEXT = marked("No digest is due here: no channel is subscribed, or its digest is paused.")
LIST_TITLE: Final = marked("Channels with a daily digest")
NONE_LISTED: Final = marked("No channel gets the digest yet; `/digest subscribe` sets one up.")
WHICH_CHANNEL: Final = marked(
    "Please say which channel you mean; `/digest list` shows those that get the digest."
)
NO_FOLLOWERS: Final = marked(
    "Only an announcement channel has followers in other servers, so nothing can be crossposted there."
)
FOLLOWED: Final = marked("It is published to the servers that follow the channel, too.")
NOT_SEEN: Final = marked(
    "I cannot see that channel. Please let me see it, then try again; if I was started only a moment "
    "ago, just wait a minute."
)
NO_TEXT_CHANNEL: Final = marked(
    "Please choose a text channel or a thread; the digest cannot be posted in this kind of channel."
)
FORBIDDEN: Final = marked(
    "I am no longer allowed to post in {place}, so its daily digest is paused. Please allow me to see the "
    "channel, send messages, embed links, attach files and read the message history; the digest then resumes "
    "by itself."
)
CHANNEL_GONE: Final = marked(
    "I can no longer find {place}, so its daily digest is paused. Its settings are kept, and it resumes by "
    "itself when the channel is back."
)
NOT_FOLLOWED: Final = marked(
    "The digest was posted in {place}, but Discord did not let me publish it to the servers that follow "
    "it. Please make sure that it is an announcement channel where I may send messages."
)
NONE_YET: Final = marked(
    "{place} has had no digest yet, although one is due. I keep trying; my log says more."
)
NONE_SINCE: Final = marked(
    "{place} has had no digest since {day}, although one is due. I keep trying; my log says more."
)
RIGHTS: Final = {
    "view_channel": marked("see the channel"),
    "send_messages": marked("send messages"),
    "send_messages_in_threads": marked("send messages in threads"),
    "embed_links": marked("embed links"),
    "read_message_history": marked("read the message history"),
}


def upcoming(slot: Slot | None) -> str:
    """When the next digest is due, for faces that cannot show an instant in the reader's time."""
    if slot is None:
        return spoken(NO_NEXT)
    return f"The next digest is due on {day(slot.day)}, at {slot.instant:%Y-%m-%d %H:%M} UTC."


def wall_time(status: ChannelStatus | None) -> str | None:
    """`2025-04-09 09:00 Europe/Berlin`, for the operator's log."""
    if status is None or status.upcoming is None:
        return None
    return f"{status.upcoming.instant.astimezone(status.zone):%Y-%m-%d %H:%M} {status.zone.key}"


def news(item: News, place: str) -> str:
    """For the owner of a subscription; `place` is the channel as the face names it."""
    match item:
        case Paused(reason=Pause.FORBIDDEN):
            told = spoken(FORBIDDEN)
        case Paused():
            told = spoken(CHANNEL_GONE)
        case Resumed():
            told = spoken("{place} gets its daily digest again.")
        case Skipped(days=days):
            told = spoken("It is too late now to post the digest of {days} in {place}.")
            return told.format(place=place, days=_days(days))
        case NotCrossposted():
            told = spoken(NOT_FOLLOWED)
        case Overdue(last=last):
            told = spoken(NONE_SINCE if last else NONE_YET)
            return told.format(place=place, day=day(last.date()) if last else "")
        case _:
            assert_never(item)
    return told.format(place=place)


def _days(days: tuple[date, ...]) -> str:
    """A few by their dates, many by the first and last."""
    few = 3
    if len(days) <= few:
        return human_join([day(value) for value in days])
    told = spoken("{count} days, {first} to {last}")
    return told.format(count=len(days), first=day(days[0]), last=day(days[-1]))


def arranged(status: ChannelStatus, channel: str, when: When, ago: When) -> str:
    """The settings of a channel, and when its next digest comes."""
    told = spoken("{channel} gets the digest {every_day}.")
    gets = told.format(channel=channel, every_day=_every_day(status))
    follows = f" {spoken(FOLLOWED)}" if status.subscription.terms.crosspost else ""
    return f"{gets}{follows} {next_one(status.upcoming, when, ago)}"


def next_one(slot: Slot | None, when: When, ago: When) -> str:
    if slot is None:
        return spoken(NO_NEXT)
    told = spoken("The next one comes on {day}, {ago}.")
    return told.format(day=when(slot.instant), ago=ago(slot.instant))


def paused(channel: str) -> str:
    told = spoken(
        "The digest for {channel} is paused until somebody uses `/digest resume`. Its settings are kept."
    )
    return told.format(channel=channel)


def ended(channel: str) -> str:
    return spoken("{channel} no longer gets the digest.").format(channel=channel)


def line(status: ChannelStatus, channel: str, when: When) -> str:
    return headed(f"{channel} {_every_day(status)}", digest_state(status, when))


def choice(status: ChannelStatus, channel: str) -> str:
    terms = status.subscription.terms
    return f"{channel} · {terms.at:%H:%M} {terms.zone}"


def missing_rights(channel: str, rights: Collection[str]) -> str:
    allowed = human_join([spoken(RIGHTS[right]) for right in rights])
    told = spoken(
        "I cannot post the digest in {channel} yet. Please allow me to {rights} there, then try again."
    )
    return told.format(channel=channel, rights=allowed)


def cannot_post(rights: Collection[str]) -> str:
    """For a channel that is already subscribed."""
    told = spoken("I cannot post there now; please allow me to {rights}.")
    return told.format(rights=human_join([spoken(RIGHTS[right]) for right in rights]))


def not_a_member(link: str) -> str:
    told = spoken(
        "My commands work in this server, but I am not a member of it, so I cannot post here. Whoever "
        "manages the server can add me: <{link}>"
    )
    return told.format(link=link)


def no_summer_time(zone: str, meant: str) -> str:
    told = spoken(
        "Note that {zone} is the same all year, without summer time; for clocks that change, choose {meant}."
    )
    return told.format(zone=zone, meant=meant)


def zone_choice(zone: str, now: str) -> str:
    return spoken("{zone} · now {time}").format(zone=zone, time=now)


def _every_day(status: ChannelStatus) -> str:
    terms = status.subscription.terms
    return spoken("every day at {time} ({zone})").format(time=f"{terms.at:%H:%M}", zone=terms.zone)
