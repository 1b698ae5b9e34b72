"""Numbered lists: a number before each text, and wrapped lines under their first."""

from collections.abc import Callable

from rich.console import Group, RenderableType

from bot.ui.terminal.screen import numbered

Render = Callable[..., str]


def listed(*lines: str) -> RenderableType:
    return Group(*numbered(lines))


def test_a_long_line_goes_on_under_its_first_word(render: Render) -> None:
    lines = render(listed("When was the lighthouse lit?", "Who keeps it?"), width=20).splitlines()

    assert [line.rstrip() for line in lines] == [
        "  1  When was the",
        "     lighthouse lit?",
        "  2  Who keeps it?",
    ]


def test_a_terminal_hardly_wider_than_the_number_still_shows_every_letter(render: Render) -> None:
    lines = render(listed("lit"), width=6).splitlines()

    assert lines == ["  1  l", "     i", "     t"]


def test_nothing_in_a_text_can_steer_the_terminal(render: Render) -> None:
    shown = render(listed("lit\x1b[31m"))

    assert shown == "  1  lit\ufffd[31m\n"
