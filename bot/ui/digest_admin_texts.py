"""What admins read when they set up, list and look at digests in Discord."""

from collections.abc import Collection
from typing import Final

from bot.domain.schedule import Slot
from bot.services.digesting.watch import ChannelStatus
from bot.ui.status_texts import When, digest_state
from bot.ui.texts import human_join

LIST_TITLE: Final = "Channels with a daily digest"
NONE_LISTED: Final = "No channel gets the digest yet; `/digest subscribe` sets one up."
WHICH_CHANNEL: Final = "Please say for which channel; `/digest list` shows those that get the digest."
NO_TEXT_CHANNEL: Final = "Please choose a text channel; the digest cannot be posted in this kind of channel."
NOTHING_PLANNED: Final = "No digest is planned here: no channel is subscribed, or it is paused."
RIGHTS: Final = {
    "view_channel": "see the channel",
    "send_messages": "send messages",
    "embed_links": "embed links",
    "read_message_history": "read the message history",
}


def arranged(status: ChannelStatus, channel: str, when: When, ago: When) -> str:
    """The settings of a channel, and when its next digest comes."""
    return f"{channel} gets the digest {_every_day(status)}. {upcoming(status.upcoming, when, ago)}"


def upcoming(slot: Slot | None, when: When, ago: When) -> str:
    if slot is None:
        return NOTHING_PLANNED
    return f"The next one comes on {when(slot.instant)}, {ago(slot.instant)}."


def paused(channel: str) -> str:
    return f"The digest for {channel} is paused until `/digest resume`. Its settings are kept."


def ended(channel: str) -> str:
    return f"{channel} gets no digest any more."


def line(status: ChannelStatus, channel: str, when: When) -> str:
    return f"{channel} {_every_day(status)}: {digest_state(status, when)}"


def choice(status: ChannelStatus, channel: str) -> str:
    wanted = status.subscription.wanted
    return f"{channel} · {wanted.at:%H:%M} {wanted.zone}"


def missing_rights(channel: str, rights: Collection[str]) -> str:
    allowed = human_join([RIGHTS[right] for right in rights])
    return f"I cannot post the digest in {channel} yet. Please allow me to {allowed} there, then try again."


def zone_choice(zone: str, now: str) -> str:
    return f"{zone} · now {now}"


def _every_day(status: ChannelStatus) -> str:
    wanted = status.subscription.wanted
    return f"every day at {wanted.at:%H:%M} ({wanted.zone})"
