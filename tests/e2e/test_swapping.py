"""Many questions at once while the sheet is replaced again and again."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle

import pytest

from bot.domain.briefing import Briefing
from bot.services.snapshot import Snapshot, Snapshots, snapshot_of
from tests.discord_server.reply import Reply
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Start
from tests.e2e.shown import shown
from tests.thorough import THOROUGH

pytestmark = pytest.mark.slow

QUESTIONS = 200 if THOROUGH else 60
SWAPS = 20
QUESTION = {"question": "how tall is the lamp"}


def editions(briefing: Briefing) -> list[Snapshot]:
    """The sheet again and again, each time with its version in every answer and every question."""
    found = []
    for number in range(SWAPS):
        facts = tuple(
            fact.model_copy(update={"answer": f"{fact.answer} (edition {number})"})
            for fact in briefing.sheet.facts
        )
        sheet = briefing.sheet.model_copy(update={"facts": facts})
        found.append(snapshot_of(replace(briefing, sheet=sheet, version=f"edition-{number}")))
    return found


def editions_in(reply: Reply) -> set[str]:
    """The editions named by the answer and by the footer."""
    body = re.findall(r"edition (\d+)", shown(reply).body.replace("\\", ""))
    footer = re.findall(r"edition-(\d+)", shown(reply).footer)
    return {*body, *footer}


async def test_every_answer_is_of_one_edition_and_every_question_is_on_record(
    discord_server: DiscordServer, start: Start, briefing: Briefing
) -> None:
    asked: list[Reply] = []
    async with start(BOT_DISCORD__QUESTIONS_PER_MINUTE="0") as bot:
        for edition in editions(briefing):
            bot.app.services.snapshots.replace(edition)
            wave = [discord_server.start_slash("ask", QUESTION) for _ in range(QUESTIONS // SWAPS)]
            await wave[0].answered()  # the others may still be on their way when the next edition comes
            asked += wave

        answered = await asyncio.gather(*(reply.answered() for reply in asked))
        log = await bot.log()

    told = {str(reply.id): shown(reply).footer for reply in answered}
    assert [len(editions_in(reply)) for reply in answered] == [1] * QUESTIONS
    assert len({edition for reply in answered for edition in editions_in(reply)}) == SWAPS
    assert len(log) == QUESTIONS
    assert all(told[row.request_id].endswith(f"sheet {row.sheet}") for row in log)


async def test_many_at_once_are_answered_and_on_record(
    discord_server: DiscordServer, start: Start, briefing: Briefing
) -> None:
    prepared = editions(briefing)
    async with start(BOT_DISCORD__QUESTIONS_PER_MINUTE="0") as bot:
        replacing = asyncio.create_task(keep_replacing(bot.app.services.snapshots, prepared))
        bot.app.services.snapshots.replace(prepared[0])

        asked = [discord_server.start_slash("ask", QUESTION) for _ in range(QUESTIONS)]
        answered = await asyncio.gather(*(reply.answered() for reply in asked))
        replacing.cancel()
        log = await bot.log()

    assert [len(editions_in(reply)) for reply in answered] == [1] * QUESTIONS
    assert len({row.request_id for row in log}) == QUESTIONS


async def keep_replacing(snapshots: Snapshots, prepared: Sequence[Snapshot]) -> None:
    """One edition after the other, a new one at each turn of the loop, until it is cancelled."""
    for edition in cycle(prepared):
        snapshots.replace(edition)
        await asyncio.sleep(0)
