"""What all servers share is for the owners and for whom the settings name; a server is its managers'."""

from dataclasses import replace

import pytest

from tests.discord_server.json_shape import Json
from tests.discord_server.payloads import user_payload
from tests.discord_server.people import User
from tests.discord_server.permission import Permission
from tests.discord_server.places import Guild
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Start

SHARED = "This command affects every server I am in"


@pytest.fixture
def elsewhere(discord_server: DiscordServer) -> Guild:
    """A second server."""
    guild = discord_server.add_guild("Elsewhere")
    discord_server.add_channel("general", guild)
    return guild


def manager(server: DiscordServer, guild: Guild) -> User:
    """Somebody who manages a server."""
    user = server.add_user(f"manager of {guild.name}")
    server.add_member(guild, user, server.add_role(guild, "managers", Permission.MANAGE_GUILD))
    return user


async def reload(server: DiscordServer, user: User, guild: Guild) -> str:
    reply = await server.slash("reload", user=user, guild=guild)
    return (await reply.finished()).text


async def test_of_several_servers_no_manager_may_change_the_sheet_of_all(
    discord_server: DiscordServer, start: Start, elsewhere: Guild
) -> None:
    there = manager(discord_server, elsewhere)

    async with start():
        refused = [
            await reload(discord_server, there, elsewhere),
            await reload(discord_server, discord_server.admin, discord_server.guild),
        ]
        own = await (await discord_server.slash("status", user=there, guild=elsewhere)).finished()

    assert all(SHARED in text for text in refused)
    assert "**Sheet:**" in own.text


async def test_managers_of_a_server_that_the_settings_name_may(
    discord_server: DiscordServer, start: Start, elsewhere: Guild
) -> None:
    there = manager(discord_server, elsewhere)

    async with start(BOT_DISCORD__ADMIN_SERVERS=str(discord_server.guild.id)):
        here = await reload(discord_server, discord_server.admin, discord_server.guild)
        refused = await reload(discord_server, there, elsewhere)

    assert SHARED not in here
    assert SHARED in refused


async def test_when_a_bot_comes_into_a_second_server_the_first_ones_managers_lose_their_say(
    discord_server: DiscordServer, start: Start
) -> None:
    async with start():
        alone = await reload(discord_server, discord_server.admin, discord_server.guild)
        discord_server.add_guild("Newcomers")
        together = await reload(discord_server, discord_server.admin, discord_server.guild)

    assert SHARED not in alone
    assert SHARED in together


async def test_a_role_of_the_settings_may_in_its_own_server(
    discord_server: DiscordServer, start: Start, elsewhere: Guild
) -> None:
    writer = discord_server.add_user("writer")
    role = discord_server.add_role(elsewhere, "writers")
    discord_server.add_member(elsewhere, writer, role)

    async with start(BOT_DISCORD__ADMIN_ROLES=str(role.id)):
        there = await reload(discord_server, writer, elsewhere)
        here = await reload(discord_server, writer, discord_server.guild)

    assert SHARED not in there
    assert SHARED in here


async def test_without_owners_in_the_settings_the_team_at_discord_counts_who_joined_it_and_decides(
    discord_server: DiscordServer, start: Start, elsewhere: Guild
) -> None:
    owner, developer, watcher, invited = (discord_server.add_user(name) for name in "odwi")
    members = [
        member(owner, ""),
        member(developer, "developer"),
        member(watcher, "read_only"),
        member(invited, "admin", joined=False),
    ]
    team: Json = {"id": "7", "name": "t", "icon": None, "owner_user_id": str(owner.id), "members": members}
    world = discord_server.world
    world.application = replace(world.application, team=team)

    async with start():
        said = [
            await reload(discord_server, user, elsewhere) for user in (owner, developer, watcher, invited)
        ]

    assert [SHARED in text for text in said] == [False, False, True, True]


def member(user: User, role: str, *, joined: bool = True) -> Json:
    return {
        "user": user_payload(user),
        "team_id": "7",
        "membership_state": 2 if joined else 1,
        "role": role,
        "permissions": ["*"],
    }
