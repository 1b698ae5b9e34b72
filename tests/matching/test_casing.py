"""Casing: a capital inside a sentence marks a name."""

import pytest

from bot.matching.casing import capitalised


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Who is Ada Brandt?", {"ada", "brandt"}),
        ("Was the lamp lit by Brandt’s sister?", {"brandt's"}),
        ("Who met Kim, Ryzhikov and Élodie at noon?", {"kim", "ryzhikov", "elodie"}),
        ("Where is it?", set()),
        ("Where is it? Nobody knows.", set()),
        ("who is ada brandt", set()),
        ("WHO IS ADA BRANDT", set()),
        ("Who Is Ada Brandt", set()),
        ("", set()),
        ("…", set()),
        ("X", set()),
    ],
)
def test_names_are_what_has_a_capital_inside_a_sentence(text: str, names: set[str]) -> None:
    assert capitalised(text) == names
