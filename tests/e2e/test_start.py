"""Starting: what is told, and what is synced."""

from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot


async def test_five_lines_and_ready_are_reported(bot: Bot) -> None:
    *lines, last = bot.lines

    assert last == "ready"
    assert len(lines) == 5
    assert lines[0].startswith("Briefing bot 0.")
    assert "4 facts" in lines[1]
    assert lines[4] == "No digest subscribed"


async def test_no_privileged_intent_is_asked_for(discord_server: DiscordServer, bot: Bot) -> None:
    del bot

    assert discord_server.gateway.identifies[0]["intents"] == (1 << 0) | (1 << 9) | (1 << 12)
