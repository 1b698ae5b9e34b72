"""/digest: set up, change, list and show a channel's daily digest."""

from collections.abc import Awaitable, Callable
from functools import partial

from discord import app_commands
from discord.app_commands import Choice, Range

from bot.services.digest.zones import zone, zones_like
from bot.ui.discord_bot.features.digest_admin import DigestAdmin
from bot.ui.discord_bot.features.digest_place import AnyPlace, Place, name_of
from bot.ui.discord_bot.features.digest_viewer import DigestViewer
from bot.ui.discord_bot.interactions import LONGEST_CHOICE, MOST_CHOICES, Command, Interaction, completing
from bot.ui.discord_bot.markdown import cut, plain
from bot.ui.discord_bot.page import Page
from bot.ui.discord_bot.sending import finish
from bot.ui.texts import digest_admin as texts

FOR_MEMBERS = ("show",)
Typed = Range[str, 1, 64]
Deed = Callable[[Interaction, str | None], Awaitable[Page]]
WHERE = "A channel that gets the digest"


def digest_command(admin: DigestAdmin, viewer: DigestViewer) -> Command:
    group = app_commands.Group(name="digest", description="The daily digest of the briefing")
    group.add_command(_subscribe(admin))
    group.add_command(_of_channel(admin, "unsubscribe", "Stop the digest in a channel", admin.unsubscribe))
    group.add_command(_of_channel(admin, "pause", "Pause the digest in a channel", admin.pause))
    group.add_command(_of_channel(admin, "resume", "Resume the digest in a channel", admin.resume))
    group.add_command(_list(admin))
    group.add_command(_preview(admin, viewer))
    group.add_command(_show(viewer))
    return group


def _subscribe(admin: DigestAdmin) -> app_commands.Command[app_commands.Group, ..., None]:
    @app_commands.command(name="subscribe", description="Post the digest in a channel every day")
    @app_commands.describe(
        channel="Where to post it (default: this channel)",
        time="When to post it, in the chosen time zone (default: 09:00)",
        timezone="The time zone, such as Europe/Berlin (default: UTC)",
        crosspost="Publish it to the servers that follow an announcement channel (default: no)",
    )
    async def subscribe(
        interaction: Interaction,
        channel: app_commands.Transform[Place, AnyPlace] | None = None,
        time: Typed | None = None,
        timezone: Typed | None = None,
        crosspost: bool | None = None,  # noqa: FBT001 - options are passed so
    ) -> None:
        await _think(interaction)
        await _tell(
            interaction, await admin.subscribe(interaction, channel, time, timezone, crosspost=crosspost)
        )

    @subscribe.autocomplete("timezone")
    @completing
    async def complete(_: Interaction, current: str) -> list[Choice[str]]:
        now = admin.subscribing.clock()
        return [
            Choice(name=texts.zone_choice(name, f"{now.astimezone(zone(name)):%H:%M}"), value=name)
            for name in zones_like(current[:LONGEST_CHOICE])
        ]

    return subscribe


def _of_channel(
    admin: DigestAdmin, name: str, description: str, deed: Deed
) -> app_commands.Command[app_commands.Group, ..., None]:
    @app_commands.command(name=name, description=description)
    @app_commands.describe(channel=WHERE)
    async def command(interaction: Interaction, channel: Typed | None = None) -> None:
        await _think(interaction)
        await _tell(interaction, await deed(interaction, channel))

    command.autocomplete("channel")(completing(partial(_channels, admin)))
    return command


def _list(admin: DigestAdmin) -> app_commands.Command[app_commands.Group, ..., None]:
    @app_commands.command(name="list", description="The channels that get the digest")
    async def listed(interaction: Interaction) -> None:
        await _think(interaction)
        await _tell(interaction, await admin.list(interaction))

    return listed


def _preview(admin: DigestAdmin, viewer: DigestViewer) -> app_commands.Command[app_commands.Group, ..., None]:
    @app_commands.command(
        name="preview", description="See a digest before it is posted, and why it looks like that"
    )
    @app_commands.describe(date="The day, such as 2025-04-09 (default: the next one)", channel=WHERE)
    async def preview(
        interaction: Interaction, date: Typed | None = None, channel: Typed | None = None
    ) -> None:
        await _think(interaction)
        await viewer.preview(interaction, date, channel)

    preview.autocomplete("channel")(completing(partial(_channels, admin)))
    return preview


def _show(viewer: DigestViewer) -> app_commands.Command[app_commands.Group, ..., None]:
    @app_commands.command(name="show", description="Show today's digest only to you")
    async def show(interaction: Interaction) -> None:
        await _think(interaction)
        await viewer.show(interaction)

    return show


async def _think(interaction: Interaction) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)


async def _tell(interaction: Interaction, page: Page) -> None:
    await finish(interaction, page)


async def _channels(admin: DigestAdmin, interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The subscribed channels by name; one that is gone has only its number."""
    listed = list[Choice[str]]()
    for status in await admin.known(interaction):
        called = name_of(interaction, status.channel_id) or status.channel_id
        name = texts.choice(status, f"#{called}")
        if typed.casefold() in name.casefold():
            listed.append(Choice(name=cut(plain(name), LONGEST_CHOICE), value=str(status.channel_id)))
    return listed[:MOST_CHOICES]
