"""Admin commands and their buttons refuse whoever is no admin, whatever Discord lets through."""

from pathlib import Path

from tests.database.samples import deeds
from tests.discord_server.permission import Permission
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot, Start

COMMANDS = ["reload", "status", "log recent", "log unanswered", "gaps"]
REFUSAL = "This command is for people who manage the server"
SHARED = "This command affects every server I am in"


async def test_a_member_is_refused_kindly_and_nothing_happens(
    discord_server: DiscordServer, bot: Bot
) -> None:
    before = bot.app.services.snapshots.current

    for command in COMMANDS:
        reply = await discord_server.slash(command)

        assert reply.ephemeral, command
        assert (SHARED if command == "reload" else REFUSAL) in reply.text
    assert bot.app.services.snapshots.current is before
    assert await deeds(bot.app.services.database) == ()


async def test_who_manages_the_server_may(discord_server: DiscordServer, bot: Bot) -> None:
    for number, command in enumerate(COMMANDS, 1):
        reply = await (await discord_server.slash(command, user=discord_server.admin)).finished()

        assert REFUSAL not in reply.text, command
        assert SHARED not in reply.text, command
        assert len(await deeds(bot.app.services.database)) == number


async def test_a_role_and_an_owner_of_the_settings_may(discord_server: DiscordServer, start: Start) -> None:
    reloader, owner, member = (discord_server.add_user(name) for name in ("reloader", "owner", "member"))
    role = discord_server.add_role(discord_server.guild, "writers")
    discord_server.add_member(discord_server.guild, reloader, role)

    async with start(BOT_DISCORD__ADMIN_ROLES=str(role.id), BOT_DISCORD__OWNER_IDS=str(owner.id)):
        replies = [
            await (await discord_server.slash("status", user=user)).finished()
            for user in (reloader, owner, member)
        ]

    assert [REFUSAL in reply.text for reply in replies] == [False, False, True]


async def test_the_commands_are_hidden_from_members_and_bound_to_servers(
    discord_server: DiscordServer, bot: Bot
) -> None:
    listed = {command["name"]: command for command in discord_server.commands}

    assert bot.app.client.is_ready()
    for name in {command.split()[0] for command in COMMANDS}:
        assert listed[name]["default_member_permissions"] == str(int(Permission.MANAGE_GUILD))
        assert listed[name]["contexts"] == [0]
        assert listed[name]["integration_types"] == [0]


async def test_the_buttons_ask_again_who_is_an_admin(
    discord_server: DiscordServer, bot: Bot, home: Path
) -> None:
    sheet = home / "knowledge" / "lighthouse.yaml"
    text = sheet.read_text(encoding="utf-8")
    start, end = text.index("  - id: visitors"), text.index("open_questions:")
    sheet.write_text(text[:start] + text[end:], encoding="utf-8")
    before = bot.app.services.snapshots.current
    held = await (await discord_server.slash("reload", user=discord_server.admin)).finished()
    discord_server.guild.members[discord_server.admin.id].roles.clear()

    applied = await discord_server.click(held, "Apply", user=discord_server.admin)
    cancelled = await discord_server.click(held, "Cancel", user=discord_server.admin)

    assert SHARED in applied.text
    assert SHARED in cancelled.text
    assert bot.app.services.snapshots.current is before


async def test_a_page_of_the_log_is_not_turned_for_a_former_admin(
    discord_server: DiscordServer, bot: Bot
) -> None:
    for number in range(11):
        await discord_server.slash("ask", {"question": f"question {number}"})
    shown = await (await discord_server.slash("log recent", user=discord_server.admin)).finished()
    discord_server.guild.members[discord_server.admin.id].roles.clear()

    turned = await discord_server.click(shown, "More", user=discord_server.admin)

    assert bot.app.client.is_ready()
    assert REFUSAL in turned.text
