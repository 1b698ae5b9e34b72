"""Slips of the fingers: which are common, which are not, and of which words they may come."""

from bot.matching.slips import doubt, slips, twists
from tests.each_row import each_row


@each_row(
    ("typed", "meant", "doubted"),
    [
        ("lmap", "lamp", -0.1),  # in the wrong order
        ("lap", "lamp", 0.0),  # left out
        ("lammp", "lamp", 0.0),  # doubled
        ("lanp", "lamp", 0.0),  # on the key beside it
        ("lzmp", "lamp", 0.0),  # or below it
        ("laxp", "lamp", 0.2),
        ("lampx", "lamp", 0.2),
        ("lämp", "lamp", 0.2),  # on no such key
        ("kamp", "lamp", 0.5),  # people rarely mistake the beginning
        ("xamp", "lamp", 0.7),
    ],
)
def test_what_happens_easily_is_doubted_least(typed: str, meant: str, doubted: float) -> None:
    assert doubt(typed, meant) == doubted


def test_the_last_letters_change_places_first() -> None:
    assert list(twists("lamp")) == ["lapm", "lmap", "almp"]


def test_of_each_common_slip_its_word_is_found() -> None:
    assert {"lamp"} <= set(slips("lmap")) & set(slips("lap")) & set(slips("lanp")) & set(slips("lzmp"))
    assert not {"lamp"} & (set(slips("laxp")) | set(slips("lämp")) | set(slips("kamp")))
