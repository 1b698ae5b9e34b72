"""The week as a picture and as text."""

import sys
from datetime import date, timedelta
from io import BytesIO

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from bot.domain.digest.interest import DayFigures, Week
from bot.ui import charts
from bot.ui.charts import week_bars, week_chart
from tests.child_process import completed

MONDAY = date(2025, 4, 7)


def _week(*figures: tuple[int, int]) -> Week:
    days = (DayFigures(MONDAY + timedelta(days=n), *day) for n, day in enumerate(figures))
    return Week(tuple(days))


BUSY = _week((12, 10), (7, 7), (0, 0), (3, 1), (25, 22), (18, 17), (31, 30))


def _contrast(one: str, other: str) -> float:
    """https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_busy_week_is_a_png_of_a_fixed_size_and_the_same_bytes_twice() -> None:
    first, second = week_chart(BUSY), week_chart(BUSY)

    assert first is not None
    assert first == second
    picture = Image.open(BytesIO(first))
    assert (picture.format, picture.size) == ("PNG", (1024, 480))


def test_the_picture_brings_its_own_ground_so_that_light_and_dark_themes_read_it_alike() -> None:
    png = week_chart(BUSY)

    assert png is not None
    pixels = np.asarray(Image.open(BytesIO(png)).convert("RGB"))
    edges = np.concatenate((pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]))
    assert _colours(edges) == {charts.GROUND}
    assert {charts.ANSWERED_COLOUR, charts.OPEN_COLOUR} <= _colours(pixels)


def _colours(pixels: NDArray[np.uint8]) -> set[str]:
    return {f"#{colour:06x}" for colour in np.unique(pixels @ np.array([2**16, 2**8, 1]))}


def test_every_colour_stands_out_from_the_ground() -> None:
    contrasts = {
        name: _contrast(getattr(charts, name), charts.GROUND)
        for name in ("INK", "FAINT", "ANSWERED_COLOUR", "OPEN_COLOUR")
    }

    assert contrasts["INK"] > 7
    assert contrasts["FAINT"] > 4.5
    assert min(contrasts.values()) > 3


def test_the_two_bars_are_told_apart_by_their_colours_and_without_them() -> None:
    open_alone, answered_alone = (week_chart(_week(figures)) for figures in ((5, 0), (5, 5)))

    assert _contrast(charts.ANSWERED_COLOUR, charts.OPEN_COLOUR) > 3
    assert _stripes(open_alone, charts.OPEN_COLOUR) > 10
    assert _stripes(answered_alone, charts.ANSWERED_COLOUR) == 1


def _stripes(png: bytes | None, colour: str) -> int:
    """How often the line through the middle of a single bar comes into this colour."""
    assert png is not None
    row = np.asarray(Image.open(BytesIO(png)).convert("RGB"))[320]
    inside = np.all(row == [int(colour[at : at + 2], 16) for at in (1, 3, 5)], axis=1)
    return int(np.count_nonzero(inside[1:] & ~inside[:-1]))


@pytest.mark.parametrize("week", [Week(), _week((0, 0), (0, 0))])
def test_a_silent_week_has_no_picture(week: Week) -> None:
    assert week_chart(week) is None


def test_without_matplotlib_there_is_no_picture_and_no_error() -> None:
    program = (
        "import sys\n"
        "sys.modules['matplotlib'] = None\n"
        "from datetime import date\n"
        "from bot.domain.digest.interest import DayFigures, Week\n"
        "from bot.ui.charts import week_chart\n"
        "print(week_chart(Week((DayFigures(date(2025, 4, 7), 3, 2),))))\n"
    )

    done = completed([sys.executable, "-c", program])

    assert (done.stdout, done.stderr) == ("None\n", "")


def test_the_text_form_has_a_line_a_day() -> None:
    text = week_bars(_week((12, 10), (0, 0), (3, 1)))

    assert text.splitlines() == ["Mon 7  ██████████░░ 10/12", "Tue 8  ·", "Wed 9  █░░ 1/3"]


figures = st.integers(0, 10**6).flatmap(lambda asked: st.tuples(st.just(asked), st.integers(0, asked)))


@settings(max_examples=50)
@given(st.lists(figures, min_size=7, max_size=7))
def test_no_line_grows_beyond_a_narrow_screen(days: list[tuple[int, int]]) -> None:
    week = _week(*days)

    text = week_bars(week) if week else ""

    assert all(len(line) <= 48 for line in text.splitlines())


def test_many_days_are_drawn_as_wide_as_a_few() -> None:
    month = _week(*[(5 + day % 9, day % 5) for day in range(90)])

    png = week_chart(month)

    assert png is not None
    assert Image.open(BytesIO(png)).size == (1024, 480)
