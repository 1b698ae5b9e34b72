"""Text made harmless: nothing in it can steer a terminal."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.ui.texts.plain import printable
from tests.each_row import each_row

ANY = st.text(alphabet=st.characters(exclude_categories=()))


@given(ANY)
def test_no_control_but_line_end_and_tab_remains(text: str) -> None:
    harmless = printable(text)

    controls = {character for character in harmless if unicodedata.category(character) in {"Cc", "Cs"}}
    assert controls <= {"\n", "\t"}
    assert len(harmless) == len(text)
    harmless.encode("utf-8")


@each_row("text", ["\x1b[31mred", "\x9b31m", "\x1b]0;title\x07", "a\rb", "\u202eabc\u202c", "\u2067x"])
def test_escape_sequences_and_reversals_lose_their_power(text: str) -> None:
    harmless = printable(text)

    assert harmless != text
    assert "\ufffd" in harmless


def test_ordinary_text_of_any_script_is_left_alone() -> None:
    text = "Größe — “quoted”, Алексей, 大西 卓哉, عربي 🚀\n\tindented"

    assert printable(text) == text
