"""What goes wrong while somebody waits: a kind sentence, a reference, and all the rest in the log alone."""

import asyncio
import logging
import re
import sqlite3
from dataclasses import replace

import pytest

from bot.services.journal import Pace
from tests.discord_server.errors import ApiError, expired_token, unknown
from tests.discord_server.faults import Cut, Outage, RateLimited, Refused
from tests.discord_server.pulse import PATIENCE
from tests.discord_server.server import DiscordServer
from tests.e2e.conftest import Configure
from tests.e2e.running import Bot, running

LAMP = {"question": "how tall is the lamp"}
CALLBACK = "/interactions/{id}/{token}/callback"
REFERENCE = re.compile(r"Reference: ([0-9a-f]{8})$")


def harm(bot: Bot) -> None:
    """A fault that nobody foresaw: a snapshot that lost its index."""
    bot.app.services.snapshots.replace(replace(bot.app.services.snapshots.current, matcher=None))  # type: ignore[arg-type]


@pytest.fixture
def broken(bot: Bot) -> Bot:
    harm(bot)
    return bot


async def test_a_command_that_fails_gives_a_sentence_and_a_reference_that_is_in_the_log(
    discord_server: DiscordServer, broken: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    reply = await discord_server.slash("ask", LAMP)

    found = REFERENCE.search(reply.text)
    assert broken.app.client.is_ready()
    assert found is not None
    assert reply.ephemeral
    assert "Error" not in reply.text
    assert found[1] in caplog.text
    assert "AttributeError" in caplog.text


async def test_a_button_that_fails_gives_a_sentence_and_a_reference(
    discord_server: DiscordServer, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await discord_server.slash("ask", LAMP)
    harm(bot)

    why = await discord_server.click(answer, "Why this answer?")

    found = REFERENCE.search(why.text)
    assert found is not None
    assert found[1] in caplog.text


async def test_a_mention_that_fails_gives_a_sentence_and_a_reference(
    discord_server: DiscordServer, broken: Bot
) -> None:
    answer = await discord_server.next_message(discord_server.say("how tall", mention=True))

    assert broken.app.client.is_ready()
    assert REFERENCE.search(answer.text)


async def test_autocomplete_that_fails_offers_nothing_and_harms_nobody(
    discord_server: DiscordServer, broken: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    choices = await discord_server.autocomplete("ask", {"question": "l"})

    reply = await discord_server.slash("topics")

    assert broken.app.client.is_ready()
    assert choices == []
    assert "history" in reply.text
    assert "AttributeError" in caplog.text
    assert "Traceback" not in caplog.text


async def test_a_rate_limit_on_a_callback_is_waited_for(discord_server: DiscordServer, bot: Bot) -> None:
    trouble = discord_server.fail("POST", CALLBACK, RateLimited(0.01))

    reply = await discord_server.slash("ask", LAMP)

    assert trouble.met == 1
    assert "42 metres" in reply.text
    assert len(await bot.log()) == 1


async def test_an_outage_on_a_callback_is_tried_again(discord_server: DiscordServer, bot: Bot) -> None:
    trouble = discord_server.fail("POST", CALLBACK, Outage(502))

    reply = await discord_server.slash("ask", LAMP)

    assert trouble.met == 1
    assert "42 metres" in reply.text
    assert len(await bot.log()) == 1


@pytest.mark.parametrize("trouble", [unknown("Interaction"), unknown("Webhook"), expired_token()])
async def test_an_interaction_that_is_over_needs_no_apology_and_no_traceback(
    discord_server: DiscordServer, bot: Bot, trouble: ApiError, caplog: pytest.LogCaptureFixture
) -> None:
    ordered = discord_server.fail("POST", CALLBACK, Refused(trouble), times=2)
    late = discord_server.start_slash("ask", LAMP)
    await ordered.reached.wait()

    await bot.app.services.gatekeeper.inflight.settle(PATIENCE)

    assert ordered.met == 1
    assert f"Interaction {late.id} was over before it was answered" in caplog.text
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("fault", [Refused(unknown("Interaction")), Cut(), Cut(accepted=True)])
async def test_an_answer_that_cannot_arrive_is_in_the_log_and_the_next_one_arrives(
    discord_server: DiscordServer, bot: Bot, fault: Refused | Cut, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    trouble = discord_server.fail("POST", CALLBACK, fault)
    discord_server.start_slash("ask", LAMP)
    await trouble.reached.wait()

    reply = await discord_server.slash("ask", LAMP)

    assert "42 metres" in reply.text
    assert len(await bot.log()) == 2


async def test_a_connection_that_is_cut_twice_gives_up_with_a_warning(
    discord_server: DiscordServer, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    trouble = discord_server.fail("POST", CALLBACK, Cut(), times=2)
    discord_server.start_slash("ask", LAMP)
    await trouble.reached.wait()

    await bot.app.services.gatekeeper.inflight.settle(PATIENCE)

    assert trouble.met == 2
    assert "An apology for interaction" in caplog.text


async def test_an_interaction_delivered_twice_is_answered_once(
    discord_server: DiscordServer, bot: Bot
) -> None:
    reply = await discord_server.slash("ask", LAMP)
    session = discord_server.gateway.sessions[0]
    event = next(event for event in session.events if event.name == "INTERACTION_CREATE")
    discord_server.gateway.dispatch("INTERACTION_CREATE", event.data, discord_server.guild.id)

    await discord_server.slash("topics")

    callbacks = discord_server.requests.to("POST", f"/interactions/{reply.id}/{{token}}/callback")
    assert len(callbacks) == 1
    assert len(await bot.log()) == 1


async def test_a_locked_database_delays_no_answer_and_loses_no_question(
    discord_server: DiscordServer, configure: Configure
) -> None:
    async with running(configure(), discord_server, pace=Pace()) as bot:
        database = bot.app.services.database
        await database.wait_no_longer_than(PATIENCE)  # whoever waited for the lock would wait for a minute
        with sqlite3.connect(database.path, isolation_level=None, check_same_thread=False) as other:
            await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")  # the bot may be writing right now
            reply = await discord_server.slash("ask", LAMP)
            waiting = bot.app.services.journal.pending
            other.execute("ROLLBACK")
        other.close()

    assert "42 metres" in reply.text
    assert reply.elapsed is not None
    assert reply.elapsed < PATIENCE / 2
    assert waiting == 1


async def test_a_command_that_is_not_there_any_more_says_so(discord_server: DiscordServer, bot: Bot) -> None:
    bot.app.client.tree.remove_command("topics")

    reply = await discord_server.slash("topics")

    assert "This command has changed" in reply.text
