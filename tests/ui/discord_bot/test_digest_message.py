"""The message with its picture, and without one when none can be drawn."""

import logging
from datetime import date

import pytest

from bot.domain.briefing import Briefing
from bot.domain.digest.digest import Digest, Edition, Past, compose
from bot.domain.digest.interest import DayFigures, Week
from bot.domain.digest.label import DigestLabel
from bot.ui.discord_bot.delivery.message import DigestPainter

DAY = date(2025, 4, 9)


def digest(briefing: Briefing, questions: int) -> Digest:
    week = Week((DayFigures(DAY, questions, answered=questions),))
    return compose(Edition(DigestLabel(DAY, 1)), briefing, Past(), (), week)


async def test_the_picture_is_in_the_last_card_and_the_bars_are_not_there(briefing: Briefing) -> None:
    message = (await DigestPainter().message(digest(briefing, 3))).sendable()

    (file,) = message["files"]
    assert message["embeds"][-1].image.url == f"attachment://{file.filename}"
    assert "█" not in str(message["embeds"][-1].description)


async def test_a_picture_that_cannot_be_drawn_becomes_bars_of_text(
    briefing: Briefing, caplog: pytest.LogCaptureFixture
) -> None:
    more_than_an_axis_can_show = 17 * 10**307

    with caplog.at_level(logging.ERROR):
        message = (await DigestPainter().message(digest(briefing, more_than_an_axis_can_show))).sendable()

    assert message["files"] == []
    assert "█" in str(message["embeds"][-1].description)
    assert "could not be drawn" in caplog.text


async def test_a_silent_week_has_neither(briefing: Briefing) -> None:
    message = (await DigestPainter().message(digest(briefing, 0))).sendable()

    assert message["files"] == []
    assert not any("█" in str(card.description) for card in message["embeds"])
