"""Buttons, menus and forms."""

import pytest

from tests.discord_server.redirect import connected
from tests.discord_server.reply import CallbackKind
from tests.discord_server.server import DiscordServer
from tests.discord_server_tests.bare_bot import BareBot


@pytest.mark.usefixtures("bot")
async def test_a_button_changes_its_message(discord_server: DiscordServer) -> None:
    asked = await discord_server.slash("ask", {"question": "who?"})

    clicked = await discord_server.click(asked, "Again")

    assert clicked.kind is CallbackKind.UPDATE
    assert clicked.message is asked.message
    assert asked.content == "again!"
    assert [version.content for version in asked.edits] == [""]


@pytest.mark.usefixtures("bot")
async def test_a_button_may_answer_later(discord_server: DiscordServer) -> None:
    asked = await discord_server.slash("ask", {"question": "who?"})

    clicked = await discord_server.click(asked, "later")
    await clicked.until(lambda each: each.content == "later it is")

    assert clicked.kind is CallbackKind.DEFERRED_UPDATE
    assert asked.content == "later it is"


@pytest.mark.usefixtures("bot")
async def test_a_menu_sends_the_chosen_value(discord_server: DiscordServer) -> None:
    asked = await discord_server.slash("ask", {"question": "who?"})

    chosen = await discord_server.select(asked, "Fruit", "banana", user=discord_server.admin)

    assert chosen.content == "you took banana"
    assert chosen.user is discord_server.admin


@pytest.mark.usefixtures("bot")
async def test_a_form_is_filled_in_and_sent(discord_server: DiscordServer) -> None:
    asked = await discord_server.slash("ask", {"question": "who?"})
    form = await discord_server.click(asked, "Why?")

    sent = await discord_server.submit_modal(form, {"Reason": "it is outdated"})

    assert form.modal["title"] == "Why?"
    assert sent.content == "because it is outdated"
    assert sent.ephemeral


@pytest.mark.usefixtures("bot")
async def test_what_is_not_shown_cannot_be_used(discord_server: DiscordServer) -> None:
    asked = await discord_server.slash("ask", {"question": "who?"})

    with pytest.raises(LookupError, match="nothing usable is called 'Never'"):
        await discord_server.click(asked, "Never")
    with pytest.raises(AssertionError, match="the menu offers"):
        await discord_server.select(asked, "Fruit", "potato")


async def test_buttons_outlive_the_client(discord_server: DiscordServer) -> None:
    async with connected(BareBot(), discord_server):
        asked = await discord_server.slash("ask", {"question": "who?"})
    async with connected(BareBot(), discord_server):
        await discord_server.click(asked, "Again")

    assert asked.content == "again!"
