"""Text shows as it was written and has no power."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.ui.discord_bot.markdown import cut, fit, link, neutral, plain, units
from bot.ui.texts.plain import one_line
from tests.each_row import each_row
from tests.ui.discord_bot.limits import CALLS
from tests.ui.discord_bot.sheets import WORDS


def visible(text: str) -> str:
    """Without the spaces of no width that keep a word from calling everybody."""
    return text.replace("\u200b", "")


@given(WORDS)
def test_neutral_text_reads_as_it_was_written(text: str) -> None:
    read = re.sub(r"\\(.)", r"\1", neutral(text))

    assert read.replace("\u200b", "") == one_line(text).replace("\u200b", "")


@given(WORDS)
def test_neutral_and_plain_text_call_nobody(text: str) -> None:
    assert not CALLS.search(neutral(text))
    assert not CALLS.search(plain(text))


@given(WORDS)
def test_every_mark_of_neutral_text_is_escaped(text: str) -> None:
    without_escapes = re.sub(r"\\.", "", neutral(text))

    assert not re.search(r"[\\*_~`|<>\[\]()#]", without_escapes)


@each_row(
    ("echoed", "shown"),
    [
        ("see https://evil.example/x", r"see https:\/\/evil.example/x"),
        ("HTTP://evil.example", r"HTTP:\/\/evil.example"),
        ("join discord.gg/abc", r"join discord.gg\/abc"),
        ("discord.com/invite/abc", r"discord.com\/invite/abc"),
        ("steam://run/1", r"steam:\/\/run/1"),
        ("either/or in seeds/a.txt", "either/or in seeds/a.txt"),
    ],
)
def test_an_address_in_neutral_text_is_no_link(echoed: str, shown: str) -> None:
    assert neutral(echoed) == shown


def test_a_link_leads_to_web_pages_only() -> None:
    assert link("Title", "https://a.example/b_(c)", 99) == "[Title](https://a.example/b_%28c%29)"
    assert link("Title", "javascript:alert(1)", 99) == "Title"
    assert link("Title", "http://[", 99) == "[Title](http://%5B)"
    assert link("Title", None, 99) == "Title"


def test_an_address_counts_as_long_as_it_is_written() -> None:
    address = "https://a.example/" + "\N{CYRILLIC SMALL LETTER ZHE}" * 10

    shown, dropped = link("Title", address, 78), link("Title", address, 77)

    assert shown == "[Title](https://a.example/" + "%D0%B6" * 10 + ")"
    assert dropped == "Title"


@given(WORDS, st.integers(1, 100))
def test_cut_text_fits_and_says_that_something_is_missing(text: str, most: int) -> None:
    shown = cut(text, most)

    assert units(shown) <= most
    assert shown == text or shown.endswith("…")


@given(WORDS, st.integers(0, 500))
def test_fitted_text_is_a_beginning_that_fits(text: str, room: int) -> None:
    fitted = fit(text, room, neutral)

    assert units(fitted.text) <= room
    assert fitted.whole == (units(neutral(text)) <= room)
    assert visible(neutral(text)).startswith(visible(fitted.text)[:-1])


def test_text_is_cut_at_the_end_of_a_sentence_where_there_is_one() -> None:
    fitted = fit("One is here. Two is too long to fit.", 20, neutral)

    assert fitted == ("One is here.", False)
