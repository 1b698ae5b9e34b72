"""A stored subscription as the timetable that the rules of the schedule work with."""

from zoneinfo import ZoneInfo

from bot.domain.schedule import Timetable
from bot.storage.subscriptions import Subscription


def timetable_of(subscription: Subscription) -> Timetable:
    wanted = subscription.wanted
    return Timetable(wanted.at, ZoneInfo(wanted.zone), subscription.valid_from)
