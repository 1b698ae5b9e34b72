"""The channels that get the digest: when, in which zone, for whom, and whether they are paused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import Final

from bot.database.connection import Database, Row, Transaction, Value
from bot.database.instants import from_text, to_text


class Origin(StrEnum):
    """Who made a subscription; the config leaves alone what a command made."""

    COMMAND = "command"
    CONFIG = "config"


class Pause(StrEnum):
    """Why a channel gets no digest now."""

    ASKED = "asked"
    GONE = "gone"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a subscription asks for: a daily digest in a channel at a wall-clock time of a zone.

    `crosspost` sends it on from an announcement channel to the servers that follow it.
    """

    channel_id: int
    at: time
    zone: str
    guild_id: int | None = None
    owner_id: int | None = None
    crosspost: bool = False


@dataclass(frozen=True, slots=True)
class Subscription:
    """A channel's terms and their state; slots before `valid_from` do not exist."""

    terms: Terms
    origin: Origin
    valid_from: datetime
    paused: Pause | None = None


# An unchanged slot keeps the instant since which it is valid; only a new time or zone starts anew.
_OF_CHANNEL: Final = "SELECT * FROM subscriptions WHERE channel_id = ?"
_UPSERT: Final = """
    INSERT INTO subscriptions (channel_id, guild_id, at, zone, owner_id, origin, valid_from, crosspost)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
    ON CONFLICT (channel_id) DO UPDATE SET
        valid_from = CASE WHEN at = excluded.at AND zone = excluded.zone AND paused IS NULL
            THEN valid_from ELSE excluded.valid_from END,
        crosspost = excluded.crosspost,
        guild_id = coalesce(excluded.guild_id, guild_id), at = excluded.at, zone = excluded.zone,
        owner_id = coalesce(excluded.owner_id, owner_id), origin = excluded.origin,
        paused = NULL, paused_at = NULL"""
_UPSERT_CONFIGURED: Final = """
    INSERT INTO subscriptions (channel_id, guild_id, at, zone, owner_id, origin, valid_from, crosspost)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
    ON CONFLICT (channel_id) DO UPDATE SET
        valid_from = CASE WHEN at = excluded.at AND zone = excluded.zone
            THEN valid_from ELSE excluded.valid_from END,
        at = excluded.at, zone = excluded.zone, crosspost = excluded.crosspost
    WHERE origin = 'config'"""
_PAUSE: Final = """
    UPDATE subscriptions SET paused = ?2, paused_at = ?3
    WHERE channel_id = ?1 AND (paused IS NULL OR (paused <> ?2 AND ?2 = 'asked')) RETURNING 1"""
_RESUME: Final = """
    UPDATE subscriptions SET paused = NULL, paused_at = NULL, valid_from = max(valid_from, ?2)
    WHERE channel_id = ?1 AND paused IS NOT NULL RETURNING 1"""


async def subscribe(database: Database, terms: Terms, now: datetime) -> Subscription:
    """Set or change a channel's digest by command; a paused one runs again."""
    async with database.lasting_transaction() as transaction:
        await transaction.run(_UPSERT, _values(terms, Origin.COMMAND, now))
        (row,) = await transaction.run(_OF_CHANNEL, (terms.channel_id,))
    return _subscription(row)


async def configure(database: Database, terms: Sequence[Terms], now: datetime) -> None:
    """Make the config's subscriptions match the config; those made by commands stay."""
    async with database.lasting_transaction() as transaction:
        await _remove_unlisted(transaction, {item.channel_id for item in terms})
        for item in terms:
            await transaction.run(_UPSERT_CONFIGURED, _values(item, Origin.CONFIG, now))


async def unsubscribe(database: Database, channel_id: int) -> bool:
    """Whether there was one; the ledger stays, so that a new one cannot post twice on a day."""
    sql = "DELETE FROM subscriptions WHERE channel_id = ? RETURNING 1"
    return bool(await database.run(sql, (channel_id,), lasting=True))


async def pause(database: Database, channel_id: int, reason: Pause, now: datetime) -> bool:
    """Whether this changed anything; a pause that was asked for outranks a missing channel."""
    return bool(await database.run(_PAUSE, (channel_id, reason, to_text(now)), lasting=True))


async def resume(database: Database, channel_id: int, valid_from: datetime) -> bool:
    """Whether it was paused; slots before `valid_from` are not made up for."""
    return bool(await database.run(_RESUME, (channel_id, to_text(valid_from)), lasting=True))


async def note_guild(database: Database, channel_id: int, guild_id: int) -> None:
    """Record which server a channel of the settings belongs to, once known."""
    sql = "UPDATE subscriptions SET guild_id = ? WHERE channel_id = ?"
    await database.run(sql, (guild_id, channel_id), lasting=True)


async def subscription(database: Database, channel_id: int) -> Subscription | None:
    row = await database.first(_OF_CHANNEL, (channel_id,))
    return _subscription(row) if row else None


async def subscriptions(database: Database, *, guild_id: int | None = None) -> tuple[Subscription, ...]:
    """All subscriptions or those of one server, paused ones included."""
    rows = await database.read(
        "SELECT * FROM subscriptions WHERE ?1 IS NULL OR guild_id = ?1 ORDER BY channel_id",
        (guild_id,),
    )
    return tuple(_subscription(row) for row in rows)


async def _remove_unlisted(transaction: Transaction, listed: set[int]) -> None:
    rows = await transaction.run("SELECT channel_id FROM subscriptions WHERE origin = 'config'")
    gone = [(row["channel_id"],) for row in rows if row["channel_id"] not in listed]
    await transaction.run_many("DELETE FROM subscriptions WHERE channel_id = ?", gone)


def _values(terms: Terms, origin: Origin, now: datetime) -> tuple[Value, ...]:
    at = terms.at.strftime("%H:%M")
    slot = (terms.channel_id, terms.guild_id, at, terms.zone, terms.owner_id)
    return (*slot, origin, to_text(now), int(terms.crosspost))


def _subscription(row: Row) -> Subscription:
    at = time.fromisoformat(row["at"])
    return Subscription(
        terms=Terms(
            row["channel_id"], at, row["zone"], row["guild_id"], row["owner_id"], bool(row["crosspost"])
        ),
        origin=Origin(row["origin"]),
        valid_from=from_text(row["valid_from"]),
        paused=Pause(row["paused"]) if row["paused"] else None,
    )


class OwnerNotice(StrEnum):
    """What an owner is told once."""

    PAUSED = "paused"
    OVERDUE = "overdue"
    SKIPPED = "skipped"
    CROSSPOST = "crosspost"


async def claim_notice(database: Database, channel_id: int, notice: OwnerNotice, now: datetime) -> bool:
    """True for the one who is to tell it; False for everybody else until it is cleared."""
    sql = "INSERT INTO notices VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING 1"
    return bool(await database.run(sql, (channel_id, notice, to_text(now)), lasting=True))


async def clear_notices(database: Database, channel_id: int, *notices: OwnerNotice) -> None:
    """The reasons have passed; the next one is news again."""
    marks = ", ".join("?" * len(notices))
    sql = f"DELETE FROM notices WHERE channel_id = ? AND kind IN ({marks})"  # noqa: S608
    await database.run(sql, (channel_id, *notices), lasting=True)
