"""The bot on Discord with an encoder: the same answer as at the command line, and a reload that encodes."""

import asyncio
from pathlib import Path

import pytest

from bot.database.query_log import Outcome
from bot.meaning.encoder import open_encoder
from bot.meaning.vectors import Vectors
from tests.discord_server.fixture import discord_server
from tests.discord_server.server import DiscordServer
from tests.e2e.conftest import configure, start
from tests.e2e.running import Start
from tests.e2e.shown import shown

__all__ = ["configure", "discord_server", "start"]

ORIGINAL = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
GERMAN = "wann leuchtete der leuchtturm"


async def test_a_member_is_offered_what_the_encoder_finds(
    start: Start, discord_server: DiscordServer, model: Path
) -> None:
    async with start(BOT_MATCHING__MEANING=str(model)) as bot:
        reply = await discord_server.slash("ask", {"question": GERMAN})

        why = await discord_server.click(reply, "Why this answer?")

        [row] = await bot.log()
        assert "Likeness in meaning to first" in why.text
        assert reply.labels[0] == "When was the lighthouse first lit?"
        assert (row.outcome, row.fact_id) == (Outcome.UNSURE, "first-lit")


async def test_members_who_ask_at_once_are_all_answered(
    start: Start, discord_server: DiscordServer, model: Path
) -> None:
    async with start(BOT_MATCHING__MEANING=str(model)) as bot:
        asked = [discord_server.slash("ask", {"question": GERMAN}) for _ in range(8)]
        replies = await asyncio.gather(*asked)

        assert {reply.labels[0] for reply in replies} == {"When was the lighthouse first lit?"}
        assert len(await bot.log()) == 8


async def test_a_reload_encodes_what_is_new_and_forgets_what_is_gone(
    start: Start, discord_server: DiscordServer, model: Path, home: Path
) -> None:
    sheet, kept = home / "knowledge" / "lighthouse.yaml", home / "data" / "bot.vectors.npz"
    async with start(BOT_MATCHING__MEANING=str(model)):
        before = len(Vectors(open_encoder(model), kept))
        text = sheet.read_text(encoding="utf-8")
        sheet.write_text(text.replace("height of the lamp", "lamp besucher"), encoding="utf-8")
        await (await discord_server.slash("reload", user=discord_server.admin)).finished()
        reply = await discord_server.slash("ask", {"question": "lantern tourists"})

    known = Vectors(open_encoder(model), kept)
    assert len(known) == before
    assert reply.labels[0] == "How high is the lamp above the sea?"


async def test_a_model_that_is_missing_keeps_nobody_from_answers(
    start: Start, discord_server: DiscordServer, caplog: pytest.LogCaptureFixture
) -> None:
    async with start(BOT_MATCHING__MEANING="all-MiniLM-L6-v2"):
        reply = await discord_server.slash("ask", {"question": "how tall is the lamp"})

    assert "The lamp stands 42 metres above the sea." in shown(reply).body
    assert "Answers come without the sentence encoder. The model all-MiniLM-L6-v2 is not here" in caplog.text


async def test_a_reload_of_many_texts_tells_how_far_it_is(
    start: Start, discord_server: DiscordServer, model: Path, home: Path
) -> None:
    async with start(BOT_MATCHING__MEANING=str(model)):
        ways = "\n".join(f"    - lamp number {number}" for number in range(250))
        (home / "knowledge" / "learned").mkdir()
        (home / "knowledge" / "learned" / "more.yaml").write_text(f"learned:\n  lamp-height:\n{ways}\n")
        await discord_server.slash("reload", user=discord_server.admin)
        await discord_server.wait_for(lambda: len(discord_server.requests.to("PATCH", ORIGINAL)) > 1)

    first, *_, last = [str(edit.body) for edit in discord_server.requests.to("PATCH", ORIGINAL)]
    assert "New texts of the sheet are being encoded, 0 of 250 so far" in first
    assert "The new sheet is in use" in last
