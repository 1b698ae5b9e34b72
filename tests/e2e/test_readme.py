"""The README's table of Discord commands equals what is registered."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.discord_server.json_shape import Json
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot

README = Path(__file__).parents[2] / "README.md"
SUBCOMMAND = 1
SLASH = 1


def signatures(command: Json, before: str = "/") -> Iterator[tuple[str, str]]:
    """`/ask question [private]` with its description, one for each sub-command."""
    options = command.get("options") or []
    nested = [option for option in options if option["type"] <= SUBCOMMAND + 1]
    for inner in nested:
        yield from signatures(inner, f"{before}{command['name']} ")
    if not nested:
        shown = (option["name"] if option.get("required") else f"[{option['name']}]" for option in options)
        yield " ".join([f"{before}{command['name']}", *shown]), command["description"]


def registered(commands: list[Json]) -> set[str]:
    slash = {name for command in commands if command["type"] == SLASH for name, _ in signatures(command)}
    return slash | {command["name"] for command in commands if command["type"] != SLASH}


async def test_the_table_of_commands_is_what_is_registered(discord_server: DiscordServer, bot: Bot) -> None:
    section = re.search(r"^## On Discord\n(.*?)^## ", README.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert section is not None

    listed = re.findall(r"^\| `([^`]+)` \| \S", section[1], re.MULTILINE)

    assert bot.app.client.is_ready()
    assert sorted(listed) == sorted(registered(discord_server.commands))
