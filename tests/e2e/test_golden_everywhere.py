"""Terminal and Discord give the same answer to every golden question of the shipped sheet."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.services.asking import Reply as Decided
from bot.services.asking import ask
from bot.sheets.golden import golden_questions
from bot.ui.reply_json import reply_object
from bot.ui.texts import answers
from bot.ui.texts.discord_bot import NO_WORDS
from tests.discord_server.reply import Reply
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot, Start
from tests.e2e.shown import shown
from tests.thorough import some_of

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SHIPPED = {
    "BOT_KNOWLEDGE__PATH": str(ROOT / "knowledge"),
    "BOT_DISCORD__QUESTIONS_PER_MINUTE": "0",
}


@pytest_asyncio.fixture
async def shipped(start: Start) -> AsyncIterator[Bot]:
    async with start(**SHIPPED) as running_bot:
        yield running_bot


def status_of(reply: Reply) -> str:
    """What a reader would say became of the question."""
    body = shown(reply).body.replace("\\", "")
    if body.startswith(answers.UNSURE):
        return "unsure"
    is_silent = answers.NOT_SAID in body or body.startswith((answers.CHAT, answers.THANKED, NO_WORDS))
    return "unknown" if is_silent else "answered"


def fact_of(reply: Reply) -> str | None:
    found = re.match(r"fact (\S+) · ", shown(reply).footer)
    return found[1] if found else None


def difference(reply: Reply, decided: Decided) -> str | None:
    """What Discord shows otherwise than the command line."""
    printed = reply_object(decided)
    told = {"status": status_of(reply), "fact_id": fact_of(reply)}
    printed_in_short = {key: printed[key] for key in told}
    if told != printed_in_short:
        return f"{decided.question}: {told} is not {printed_in_short}"
    answer = str(printed["answer"] or "")
    body = re.sub(r"\\(.)", r"\1", shown(reply).body)
    return None if answer in body else f"{decided.question}: {answer} is not in {body}"


async def test_every_golden_question_is_answered_alike(discord_server: DiscordServer, shipped: Bot) -> None:
    snapshot = shipped.app.services.snapshots.current
    golden = some_of(golden_questions(ROOT / "knowledge", snapshot.briefing)[0], 24)

    replies = [discord_server.start_slash("ask", {"question": question.ask}) for question in golden]
    differences = [
        difference(await reply.answered(), ask(snapshot, question.ask))
        for reply, question in zip(replies, golden, strict=True)
    ]

    assert len(golden) > 12
    assert [found for found in differences if found] == []
    # One that goes on from what was shown before is read beside the loop, and may be answered later.
    assert sorted(row.text for row in await shipped.log()) == sorted(question.ask for question in golden)
