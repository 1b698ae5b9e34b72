"""Syncs the commands with Discord, only when they have changed; a refusal does not stop the bot."""

import asyncio
import hashlib
import json
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any, Final

import discord
from discord import app_commands

from bot.database import meta
from bot.database.connection import Database
from bot.services.background import Background, Sleep
from bot.ui.discord_bot.apology import NOT_ARRIVED
from bot.ui.discord_bot.markdown import cut
from bot.ui.texts import discord_bot as texts
from bot.ui.texts.language import translated_command_words
from bot.ui.texts.plain import one_line

LOG: Final = logging.getLogger(__name__)
TOO_MANY_CREATED: Final = 30034
LONGEST_REASON: Final = 300
PATIENCE: Final = 60.0  # seconds; whoever is asked to wait longer starts without
REST: Final = 3600.0
Tree = app_commands.CommandTree[discord.Client]
Tell = Callable[[str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why Discord refused the commands, and which of them it lacks."""

    reason: str
    missing: tuple[str, ...] = ()


@dataclass(slots=True)
class CommandState:
    """Updated as things happen, and read by whoever shows the bot's status."""

    told: bool = False
    changed: bool = False
    refusal: Refusal | None = None


class CommandSync:
    """Syncs the commands at the start, and every hour after a refusal."""

    def __init__(
        self, tree: Tree, database: Database, state: CommandState, sleep: Sleep, tell_owners: Tell
    ) -> None:
        self._tree = tree
        self._database = database
        self._state = state
        self._sleep = sleep
        self._tell_owners = tell_owners
        self._again = Background("commands")

    async def begin(self) -> None:
        await self._sync()
        if self._state.refusal is not None:
            self._again.begin(partial(self._until_taken, self._state.refusal))

    async def stop(self) -> None:
        await self._again.end()

    async def _sync(self) -> None:
        """If the fingerprint cannot be stored, the next start merely syncs once more."""
        wanted = fingerprint(self._tree.client.application_id, described(self._tree))
        known = await self._kept(meta.Key.COMMANDS)
        if known != wanted:
            self._state.refusal = await self._refused()
            if self._state.refusal is not None:
                return
            await self._keep(meta.Key.COMMANDS, wanted)
        self._state.told, self._state.changed = True, known != wanted

    async def _refused(self) -> Refusal | None:
        """Whether Discord objects to the commands; being unreachable is another matter."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._tree.sync()
        except TimeoutError:
            return await self._refusal(texts.COMMANDS_WAIT)
        except discord.HTTPException as error:
            if not _is_refusal(error):
                raise
            return await self._refusal(_reason(error))
        return None

    async def _refusal(self, reason: str) -> Refusal:
        ours, theirs = {command.name for command in self._tree.get_commands(type=None)}, set[str]()
        with suppress(*NOT_ARRIVED):
            theirs = {command.name for command in await self._tree.fetch_commands()}
        return Refusal(reason, tuple(sorted(ours - theirs)))

    async def _until_taken(self, refusal: Refusal) -> None:
        await self._tell_once(refusal)
        while self._state.refusal is not None:
            await self._sleep(REST)
            try:
                await self._sync()
            except NOT_ARRIVED as error:
                LOG.warning("The commands could not be told again: %s", error)
        LOG.warning("Discord has taken the commands now")

    async def _tell_once(self, refusal: Refusal) -> None:
        """Not at every start: the owners know until the reason changes."""
        told = repr((refusal.reason, refusal.missing))
        if await self._kept(meta.Key.COMMANDS_REFUSED) == told:
            return
        try:
            await self._tell_owners(texts.commands_refused(refusal.reason, refusal.missing))
        except Exception as error:  # noqa: BLE001 - whoever cannot be told finds it in the log and in /status
            LOG.warning("No owner could be told of the commands: %s", type(error).__name__)
            return
        await self._keep(meta.Key.COMMANDS_REFUSED, told)

    async def _kept(self, key: meta.Key) -> str | None:
        try:
            return await meta.get(self._database, key)
        except sqlite3.Error as error:
            LOG.warning("What Discord was told could not be read: %s", error)
            return None

    async def _keep(self, key: meta.Key, value: str) -> None:
        try:
            await meta.put(self._database, key, value)
        except sqlite3.Error as error:
            LOG.warning("What Discord was told could not be kept: %s", error)


def described(tree: Tree) -> list[dict[str, Any]]:
    """The commands in English, as Discord is told them."""
    return [command.to_dict(tree) for command in tree.get_commands()]


def fingerprint(application_id: int | None, commands: list[dict[str, Any]]) -> str:
    """A hash of everything synced, in every language, and of the application it is synced for."""
    translated = {english: [*words.values()] for english, words in translated_command_words().items()}
    told = json.dumps([application_id, commands, translated], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def _is_refusal(error: discord.HTTPException) -> bool:
    return error.status in {HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN} or error.code == TOO_MANY_CREATED


def _reason(error: discord.HTTPException) -> str:
    if error.code == TOO_MANY_CREATED:
        return texts.COMMANDS_USED_UP
    return cut(one_line(str(error)), LONGEST_REASON)
