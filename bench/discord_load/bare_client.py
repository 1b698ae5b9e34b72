"""The yardstick: discord.py and aiosqlite alone; it knows every answer beforehand, and matches nothing.

For each question it builds the page that our bot shows, and commits the rows that our bot commits, with
the settings of our connection, before it sends the page.
"""

import asyncio
import json
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import aiosqlite
import discord
from discord import ComponentType, app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route
from discord.ui import ActionRow, Button, Container, LayoutView, Select, TextDisplay
from yarl import URL

from bot.database.database_file import SETTINGS
from bot.database.instants import to_text

Part = dict[str, Any]
COLUMNS: Final = 14


class BareClient(discord.AutoShardedClient):
    def __init__(self, shown: dict[str, Part], database: aiosqlite.Connection) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        super().__init__(intents=intents, guild_ready_timeout=0.2, max_messages=None)
        self.tree = app_commands.CommandTree(self)
        self.shown = shown
        self.database = database
        self.turn = asyncio.Lock()

    async def setup_hook(self) -> None:
        self.tree.add_command(_ask_command(self))
        await self.tree.sync()

    async def on_ready(self) -> None:
        sys.stderr.write("ready\n")
        sys.stderr.flush()

    async def commit(self, request: int, rows: list[list[Any]]) -> None:
        now = to_text(datetime.now(UTC))
        marks = ", ".join("?" * COLUMNS)
        async with self.turn:
            for number, (_, _, *values) in enumerate(rows):
                row = (f"{request}-{number}" if number else str(request), now, *values)
                await self.database.execute(_INSERT.format(marks), row)
            await self.database.commit()


_INSERT: Final = """INSERT INTO queries (request_id, asked_at, surface, guild_id, channel_id, user_hash, text,
    outcome, fact_id, open_question_id, score, sheet, elapsed_ms, chat) VALUES ({})"""


def _ask_command(client: BareClient) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(description="Ask something")
    async def ask(interaction: discord.Interaction, question: str, private: bool = False) -> None:  # noqa: FBT001, FBT002 - options are passed so
        known = client.shown[question]
        page = built(known["components"], lambda name: name.replace(known["id"], str(interaction.id)))
        await client.commit(interaction.id, known["rows"])
        await interaction.response.send_message(view=page, ephemeral=private)

    return ask


def built(parts: list[Part], renamed: Callable[[str], str]) -> LayoutView:
    """These components, with the names of buttons made new."""
    page = LayoutView(timeout=None)
    for part in parts:
        page.add_item(_item(part, renamed))
    page.stop()
    return page


def _item(part: Part, renamed: Callable[[str], str]) -> discord.ui.Item[Any]:
    match ComponentType(part["type"]):
        case ComponentType.action_row:
            return ActionRow(*(_item(each, renamed) for each in part["components"]))
        case ComponentType.button:
            style = discord.ButtonStyle(part["style"])
            return Button(label=part["label"], custom_id=renamed(part["custom_id"]), style=style)
        case ComponentType.select:
            options = [discord.SelectOption.from_dict(each) for each in part["options"]]
            name, hint = renamed(part["custom_id"]), part["placeholder"]
            return Select(custom_id=name, placeholder=hint, options=options)
        case ComponentType.text_display:
            return TextDisplay(part["content"])
        case ComponentType.container:
            items = (_item(each, renamed) for each in part["components"])
            return Container(*items, accent_colour=part["accent_color"])
    raise ValueError(part)


async def live(known: dict[str, Part], database: str, api_url: str, token: str) -> None:
    Route.BASE = api_url
    async with AsyncExitStack() as stack:
        connection = await stack.enter_async_context(aiosqlite.connect(database))
        for setting in SETTINGS:
            await connection.execute(setting)
        client = await stack.enter_async_context(BareClient(known, connection))
        await client.login(token)
        _, gateway, _ = await client.http.get_bot_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway)
        await client.connect()


if __name__ == "__main__":
    asyncio.run(live(json.loads(Path(sys.argv[1]).read_text("utf-8")), *sys.argv[2:]))
