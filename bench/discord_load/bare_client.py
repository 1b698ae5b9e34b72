"""The yardsticks: discord.py and nothing else; every question gets the same answer, and nothing is kept."""

import asyncio
import sys

import discord
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route
from discord.ui import ActionRow, Button, Container, LayoutView, TextDisplay
from yarl import URL

WORDS, PAGE = "words", "page"
# As long as a usual answer of ours, with as many buttons, so that the server has the same work with it.
BODY = (
    "**The lamp stands 42 metres above the sea, which the harbour board measured anew in 2024.**\n\n"
    "> “Its lamp stands 42 metres above the sea, as the harbour board found when it measured anew”\n"
    "> -# The lighthouse at Hollow Point · Coast Post · seeds/lighthouse\\.txt:3 · 1 June 2024"
)
LABELS = ("In context", "Why this answer?", "Helpful", "Not helpful")


def words_command() -> app_commands.Command:
    @app_commands.command(description="Ask something")
    async def ask(interaction: discord.Interaction, question: str) -> None:
        del question
        await interaction.response.send_message("always the same answer")

    return ask


def page_command() -> app_commands.Command:
    buttons = [
        Button(label=label, custom_id=f"press:{number}:1234567890123456789")
        for number, label in enumerate(LABELS)
    ]
    view = LayoutView(timeout=None)
    view.add_item(
        Container(
            TextDisplay(f"### How high is the lamp above the sea?\n{BODY}"),
            TextDisplay("-# fact lamp\\-height · as of 1 June 2024 · sheet 0123456789"),
            ActionRow(*buttons[:2]),
            ActionRow(*buttons[2:]),
            accent_colour=0x2B7A4B,
        )
    )
    view.stop()

    @app_commands.command(description="Ask something")
    async def ask(interaction: discord.Interaction, question: str) -> None:
        del question
        await interaction.response.send_message(view=view)

    return ask


COMMANDS = {WORDS: words_command, PAGE: page_command}


class BareClient(discord.AutoShardedClient):
    def __init__(self, answer: str) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        super().__init__(intents=intents, guild_ready_timeout=0.2, max_messages=None)
        self.tree = app_commands.CommandTree(self)
        self._answer = answer

    async def setup_hook(self) -> None:
        self.tree.add_command(COMMANDS[self._answer]())
        await self.tree.sync()

    async def on_ready(self) -> None:
        sys.stderr.write("ready\n")
        sys.stderr.flush()


async def live(answer: str, api_url: str, token: str) -> None:
    Route.BASE = api_url
    async with BareClient(answer) as client:
        await client.login(token)
        _, gateway, _ = await client.http.get_bot_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway)
        await client.connect()


if __name__ == "__main__":
    asyncio.run(live(*sys.argv[1:]))
