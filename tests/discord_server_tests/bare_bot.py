"""A small client of the real discord.py that uses each thing the server claims to serve."""

import asyncio
import io
import sys
from typing import Any

import discord
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

FRUITS = ("apple", "apricot", "banana", "cherry")
AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.ContextMenu | app_commands.Group
Interaction = discord.Interaction[discord.Client]


class BareBot(discord.AutoShardedClient):
    """Answers mentions and direct messages with an echo and has a command of every kind."""

    def __init__(self, *, heartbeat_timeout: float = 60.0, intents: discord.Intents | None = None) -> None:
        wanted = intents or discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        super().__init__(intents=wanted, guild_ready_timeout=0, heartbeat_timeout=heartbeat_timeout)
        self.tree = app_commands.CommandTree(self)
        self.resumed = 0
        self.heard: list[str] = []
        commands: tuple[AnyCommand, ...] = (ask, slowly, report, boxed, broken, LogGroup(), find, greet)
        for command in commands:
            self.tree.add_command(command)

    async def setup_hook(self) -> None:
        self.add_view(Controls())
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Do not wait the five seconds that Discord wants between two identifies."""

    async def on_shard_resumed(self, _: int) -> None:
        self.resumed += 1

    async def on_message(self, message: discord.Message) -> None:
        self.heard.append(message.content)
        direct = message.guild is None
        if message.author != self.user and (direct or (self.user and self.user.mentioned_in(message))):
            await message.reply(f"echo: {message.clean_content}", mention_author=False)


def place(context: app_commands.AppCommandContext) -> str:
    if context.guild:
        return "a guild"
    return "a direct message" if context.dm_channel else "a group"


class Reason(discord.ui.Modal, title="Why?"):
    """A form with one line of text."""

    why: discord.ui.Label["Reason"] = discord.ui.Label(
        text="Reason", component=discord.ui.TextInput(custom_id="why", max_length=100)
    )

    async def on_submit(self, interaction: Interaction) -> None:
        assert isinstance(self.why.component, discord.ui.TextInput)
        await interaction.response.send_message(f"because {self.why.component.value}", ephemeral=True)


class Controls(discord.ui.View):
    """Persistent: made anew by a restarted bot, its buttons still work."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Again", custom_id="again")
    async def again(self, interaction: Interaction, _: "discord.ui.Button[Controls]") -> None:
        await interaction.response.edit_message(content="again!", view=self)

    @discord.ui.button(label="Why?", custom_id="why-button")
    async def why(self, interaction: Interaction, _: "discord.ui.Button[Controls]") -> None:
        await interaction.response.send_modal(Reason())

    @discord.ui.button(label="Later", custom_id="later")
    async def later(self, interaction: Interaction, _: "discord.ui.Button[Controls]") -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="later it is")

    @discord.ui.select(
        custom_id="fruit",
        placeholder="Fruit",
        options=[discord.SelectOption(label=fruit) for fruit in FRUITS],
    )
    async def fruit(self, interaction: Interaction, menu: "discord.ui.Select[Controls]") -> None:
        await interaction.response.send_message(f"you took {menu.values[0]}")


@app_commands.command(description="Ask something")
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
@app_commands.allowed_installs(guilds=True, users=True)
async def ask(interaction: Interaction, question: str, private: bool = False) -> None:  # noqa: FBT001, FBT002
    embed = discord.Embed(title="Answer", description=f"{question} in {interaction.locale}")
    embed.set_footer(text=f"{interaction.user.name} in {place(interaction.context)}")
    await interaction.response.send_message(embed=embed, view=Controls(), ephemeral=private)


@ask.autocomplete("question")
async def complete(_: Interaction, current: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=fruit, value=fruit) for fruit in FRUITS if fruit.startswith(current)]


@app_commands.command(description="Think first")
async def slowly(interaction: Interaction) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    await interaction.edit_original_response(content="thought")
    more = await interaction.followup.send("and more", wait=True)
    await more.edit(content="and much more")
    found = await interaction.original_response()
    await interaction.followup.send(f"original said {found.content}")


@app_commands.command(description="A file")
async def report(interaction: Interaction) -> None:
    files = [discord.File(io.BytesIO(b"one line\n"), "report.txt", description="a report")]
    await interaction.response.send_message("here", files=files)
    await interaction.followup.send("another", file=discord.File(io.BytesIO(b"two"), "two.txt"))


@app_commands.command(description="A box of components")
async def boxed(interaction: Interaction) -> None:
    picture, text = discord.File(io.BytesIO(b"png"), "a.png"), discord.File(io.BytesIO(b"two"), "two.txt")
    gallery = discord.ui.MediaGallery[discord.ui.LayoutView](
        discord.MediaGalleryItem(picture, description="a picture")
    )
    words = discord.ui.TextDisplay[discord.ui.LayoutView]("words in a box")
    shown = discord.ui.LayoutView(timeout=None)
    shown.add_item(discord.ui.Container(words, gallery, discord.ui.File(text)))
    await interaction.response.send_message(view=shown, files=[picture, text])


@app_commands.command(description="Answers and takes it back")
async def broken(interaction: Interaction) -> None:
    await interaction.response.send_message("oops")
    await interaction.delete_original_response()


class LogGroup(app_commands.Group, name="log", description="The log"):
    """Sub-commands with an option of each simple type."""

    @app_commands.command(description="The newest")
    async def recent(self, interaction: Interaction, count: int, of: discord.Member | None = None) -> None:
        await interaction.response.send_message(
            f"{count} of {of.name if of else 'everybody'}", ephemeral=True
        )


@app_commands.context_menu(name="Find in the briefing")
async def find(interaction: Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"found: {message.content}")


@app_commands.context_menu(name="Greet")
async def greet(interaction: Interaction, member: discord.Member) -> None:
    await interaction.response.send_message(f"hello {member.name}")


async def live(api_url: str, token: str) -> None:
    """The client in a process of its own, which knows nothing but the API's address."""
    Route.BASE = api_url
    client = BareBot()
    async with client:
        await client.login(token)
        _, gateway, _ = await client.http.get_bot_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway)
        await client.connect()


if __name__ == "__main__":
    asyncio.run(live(*sys.argv[1:]))
