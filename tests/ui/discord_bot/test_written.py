"""A sheet's own texts show as they are written, call nobody and hide no target."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.sheet import Markup
from bot.ui.discord_bot.markdown import units
from bot.ui.discord_bot.written import listed, shortened, stressed, written
from tests.each_row import each_row
from tests.ui.discord_bot.limits import CALLS
from tests.ui.discord_bot.sheets import WORDS

CHANNEL = "<#123456789012345678>"
ROLE = "<@&123456789012345678>"
SIGNS = st.lists(
    st.sampled_from(
        ["**", "`", "```", "\n", "- ", "1. ", "[", "](", ")", "<", ">", "https://a.example/x", "@everyone",
         "@here", "<@1>", "<@!123456789012345678>", "<t:1:R>", "</ask:1>", "word", " ", "||", "~~", "#", "\\"]
    ),
    max_size=25,
).map("".join)  # fmt: skip
SHOWN = {
    "Use `__init__`, **not** *this*": r"Use `__init__`, **not** \*this\*",
    "one\ntwo": "one\ntwo",
    "- a_b\n1. c": "- a\\_b\n1. c",
    "```py\na_b(**c)\n```": "```py\na_b(**c)\n```",
    "[how](https://a.example/x_y)": "how (<https://a.example/x_y>)",
    "[https://good.example](https://evil.example)": r"https:\/\/good.example (<https://evil.example>)",
    f"in {CHANNEL} with {ROLE}": f"in {CHANNEL} with {ROLE}",
    "# no heading": r"\# no heading",
}


def test_in_a_list_it_has_one_line_and_channels_and_roles_keep_their_names() -> None:
    text = f"Ask **in {CHANNEL}** or {ROLE}:\n- `a_b`\n```py\nc\n```"

    assert listed(text, Markup.DISCORD, 400) == f"Ask in {CHANNEL} or {ROLE}: a\\_b c"
    assert units(listed(text, Markup.DISCORD, 20)) <= 20
    assert listed(CHANNEL, None, 400) != CHANNEL


@each_row(("text", "shown"), SHOWN.items())
def test_where_the_sheet_says_so_the_signs_mean_something(text: str, shown: str) -> None:
    assert written(text, Markup.DISCORD) == shown


def test_without_a_word_of_the_sheet_they_are_characters_but_addresses_work() -> None:
    text = "`__init__` and **kwargs\n- see https://a.example/getting-started_now"

    assert written(text, None) == (
        r"\`\_\_init\_\_\` and \*\*kwargs \- see <https://a.example/getting-started_now>"
    )


@pytest.mark.parametrize("markup", [None, Markup.DISCORD])
@given(text=SIGNS | WORDS)
def test_whatever_is_written_calls_nobody(text: str, markup: Markup | None) -> None:
    assert not CALLS.search(_without_code(written(text, markup)))


@pytest.mark.parametrize("markup", [None, Markup.DISCORD])
@given(text=SIGNS | WORDS)
def test_whatever_is_written_hides_no_target(text: str, markup: Markup | None) -> None:
    assert not re.search(r"(?<!\\)\]\(", _without_code(written(text, markup)))


@given(text=SIGNS | WORDS, room=st.integers(10, 200))
def test_what_is_shortened_fits_and_closes_its_code(text: str, room: int) -> None:
    shown = shortened(text, Markup.DISCORD, room)

    assert units(shown) <= room
    assert shown.count("```") % 2 == 0


def test_a_plain_line_is_bold_and_more_than_that_is_not() -> None:
    assert stressed("It is `so`.", Markup.DISCORD) == "**It is `so`.**"
    assert stressed("It is **so**.", Markup.DISCORD) == "It is **so**."
    assert stressed("one\ntwo", Markup.DISCORD) == "one\ntwo"


def _without_code(shown: str) -> str:
    """In code Discord shows every sign as it is; only a call to everybody might be read there."""
    assert not re.search(r"@(everyone|here)", shown)
    shown = re.sub(r"^```\w*\n.*?\n```$", "", shown, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"(?<!\\)(`+)(?!`).+?(?<!`)\1(?!`)", "", shown)
