"""Many questions at once while the sheet changes get one sheet each; broken files change nothing."""

import asyncio
import re
from collections import defaultdict
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from bot.services.asking import ask
from bot.ui.reply_json import reply_line
from tests.discord_server.reply import Reply
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot, Start
from tests.e2e.shown import shown
from tests.thorough import THOROUGH, some_of

pytestmark = pytest.mark.slow
BROKEN = Path(__file__).parents[1] / "sheets" / "broken_sheets"
AT_ONCE = 25 if THOROUGH else 8
LAMP = {"question": "how tall is the lamp"}
LESSON = {"question": "how elevated is the glow", "fact": "lamp-height"}
OLD, NEW = "answer: The lamp stands 42 metres above the sea.", "answer: It stands 42 metres up (edition 2)."
VERSION = re.compile(r"sheet (\w+)")


def ask_many(server: DiscordServer) -> list[Reply]:
    return [server.start_slash("ask", LAMP) for _ in range(AT_ONCE)]


async def test_many_questions_at_once_get_the_old_or_the_new_sheet(
    discord_server: DiscordServer, start: Start, home: Path
) -> None:
    server, admin = discord_server, discord_server.admin
    sheet = home / "knowledge" / "lighthouse.yaml"
    changes: list[tuple[str, dict[str, str]]] = [
        ("reload", {}),
        ("teach", LESSON),
        ("rollback", {}),
        ("reload", {}),
    ]
    asked: list[Reply] = []

    async with start(BOT_DISCORD__QUESTIONS_PER_MINUTE="0") as bot:
        sheet.write_text(sheet.read_text("utf-8").replace(OLD, NEW), "utf-8")
        for name, values in changes:
            before = ask_many(server)
            changing = server.start_slash(name, values, user=admin)
            asked += [*before, *ask_many(server)]
            await changing.finished()
        replies = await asyncio.gather(*(reply.answered() for reply in asked))
        log = {row.request_id: row.sheet for row in await bot.log()}

    texts: dict[str, set[str]] = defaultdict(set)
    for reply in replies:
        (version,) = set(VERSION.findall(shown(reply).footer))
        assert log[str(reply.id)] == version
        texts[version].add("edition 2" if "edition 2" in reply.text else "edition 1")
    assert len(replies) == 2 * len(changes) * AT_ONCE
    assert len(texts) >= 3
    assert all(len(said) == 1 for said in texts.values())


async def test_broken_files_leave_every_answer_byte_for_byte_as_it_was(bot: Bot, home: Path) -> None:
    knowledge = home / "knowledge"
    snapshots, reloader = bot.app.services.snapshots, bot.app.services.reloader
    briefing = snapshots.current.briefing
    questions = [way for entry in briefing.entries.values() for way in entry.phrasings]

    def answers() -> list[str]:
        found = (reply_line(ask(snapshots.current, question)) for question in questions)
        return [re.sub(r'"elapsed_ms": [\d.]+', "", line) for line in found]

    before = answers()
    for folder in some_of(sorted(BROKEN.iterdir())):
        rmtree(knowledge)
        copytree(folder, knowledge)
        await reloader.reload()
        assert answers() == before, folder.name
