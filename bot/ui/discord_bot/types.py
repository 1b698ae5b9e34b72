"""Names for types of discord.py that need parameters nobody here cares about."""

from typing import Any

import discord
from discord import app_commands

Interaction = discord.Interaction[discord.Client]
# A command's type wants the group it belongs to, which only the library's own decorators know.
Command = app_commands.Command[Any, ..., Any] | app_commands.ContextMenu | app_commands.Group
