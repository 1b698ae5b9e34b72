"""Lists of channels and reasons, however long."""

from bot.ui.discord_bot.features.digest_admin import fitting
from bot.ui.discord_bot.markdown import units


def test_a_list_that_fits_is_whole() -> None:
    assert fitting(["one", "two"]) == "one\ntwo"


def test_of_a_list_that_is_too_long_the_rest_is_counted() -> None:
    shown = fitting(["x" * 99] * 100)

    lines = shown.split("\n")
    assert units(shown) <= 4096
    assert lines[-1] == f"-# and {100 - (len(lines) - 1)} more"
