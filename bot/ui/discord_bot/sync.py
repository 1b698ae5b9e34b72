"""Tells Discord the commands, by one bulk overwrite, and only when they are not the ones it knows."""

import hashlib
import json
import logging
import sqlite3
from typing import Final

import discord
from discord import app_commands

from bot.database import meta
from bot.database.connection import Database

LOG: Final = logging.getLogger(__name__)


async def fingerprint(tree: app_commands.CommandTree[discord.Client]) -> str:
    """A hash of all that Discord would be told, and of the application that tells it."""
    translator, commands = tree.translator, tree.get_commands()
    payload = [
        await command.get_translated_payload(tree, translator) if translator else command.to_dict(tree)
        for command in (*commands,)
    ]
    told = json.dumps([tree.client.application_id, payload], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


async def sync(tree: app_commands.CommandTree[discord.Client], database: Database) -> bool:
    """True when Discord had to be told; a fingerprint that cannot be kept costs one more sync some day."""
    wanted = await fingerprint(tree)
    if await _known(database) == wanted:
        return False
    await tree.sync()
    try:
        await meta.put(database, meta.Key.COMMANDS, wanted)
    except sqlite3.Error as error:
        LOG.warning("The fingerprint of the commands could not be kept: %s", error)
    return True


async def _known(database: Database) -> str | None:
    try:
        return await meta.get(database, meta.Key.COMMANDS)
    except sqlite3.Error as error:
        LOG.warning("The fingerprint of the commands could not be read: %s", error)
        return None
