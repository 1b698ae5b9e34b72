"""The bare client of the load bench is an honest yardstick: its pages are ours."""

import pytest

from bench.discord_load.bare_client import built
from bench.discord_load.load import Under
from bot.services.asking import ask
from bot.services.snapshot import Snapshot
from bot.ui.discord_bot.features.answer import reply_page
from bot.ui.discord_bot.render import layout

QUESTIONS = ("Who launched it?", "what is the", "Who won the chess match in Paris?", "thanks!")


def same(name: str) -> str:
    return name


@pytest.mark.parametrize("question", QUESTIONS)
async def test_it_builds_what_our_bot_sends(snapshot: Snapshot, question: str) -> None:
    sent = layout(reply_page(ask(snapshot, question), 7, private=False)).to_components()  # type: ignore[no-untyped-call]

    assert built(sent, same).to_components() == sent  # type: ignore[no-untyped-call]


def test_what_is_not_answered_is_lost() -> None:
    under = Under("ours", sent=3, milliseconds=[2.0, 1.0], cpu_seconds=0.5, memory=[100.0, 103.0])

    assert (under.lost, under.cpu, under.part(0.5)) == (1, 250.0, 2.0)
    assert under.growth == pytest.approx(0.03)
