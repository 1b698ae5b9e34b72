"""The week's questions as a picture, and as bars of text where pictures cannot be drawn."""

from importlib.util import find_spec
from io import BytesIO
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from bot.domain.digest.interest import Week
from bot.ui.texts.digest import ANSWERED, NOT_ANSWERED, day_of_week, short_day, week_sentence
from bot.ui.texts.language import spoken

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# A card of its own: on Discord's dark and light grounds alike its contrasts stay what they are here.
GROUND: Final = "#1e1f22"
INK: Final = "#f2f3f5"
FAINT: Final = "#b5bac1"
ANSWERED_COLOUR: Final = "#99ceff"
OPEN_COLOUR: Final = "#6a6e77"
HATCH: Final = "///"  # so that the two are told apart without their colours as well
WIDTH, HEIGHT, PADDING, DOTS = 6.4, 3.0, 0.14, 160
TEXT_WIDTH: Final = 20
MOST_NAMED: Final = 7
MOST_NUMBERED: Final = 14


def week_chart(week: Week) -> bytes | None:
    """A PNG, the same bytes for the same week; None without matplotlib or without a question."""
    if not week or find_spec("matplotlib") is None:
        return None
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    padded = ConstrainedLayoutEngine(w_pad=PADDING, h_pad=PADDING)
    figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DOTS, facecolor=GROUND, layout=padded)
    axes = figure.add_subplot(facecolor=GROUND)
    _draw_bars(axes, week)
    _number_bars(axes, week)
    _name_days(axes, week)
    _clear_frame(axes, week)
    picture = BytesIO()
    figure.savefig(picture, format="png", backend="agg", metadata={"Software": None})
    return picture.getvalue()


def week_bars(week: Week) -> str:
    """One line a day: full blocks for answered questions, light ones for the others."""
    most = max(day.questions for day in week.days)
    scale = min(1.0, TEXT_WIDTH / most)
    lines = []
    for day in week.days:
        full = round(day.answered * scale)
        light = round(day.questions * scale) - full
        count = f" {day.answered:,}/{day.questions:,}" if day.questions else "·"
        lines.append(f"{day_of_week(day):<6} {'█' * full}{'░' * light}{count}")
    return "\n".join(lines)


def _draw_bars(axes: "Axes", week: Week) -> None:
    places = range(len(week.days))
    answered = [day.answered for day in week.days]
    rest = [day.questions - day.answered for day in week.days]
    axes.bar(places, answered, width=0.62, color=ANSWERED_COLOUR, label=spoken(ANSWERED))
    axes.bar(
        places,
        rest,
        bottom=answered,
        width=0.62,
        color=OPEN_COLOUR,
        hatch=HATCH,
        edgecolor=GROUND,
        linewidth=0,
        label=spoken(NOT_ANSWERED),
    )


def _number_bars(axes: "Axes", week: Week) -> None:
    """With many bars, only the highest is numbered, as a scale for all."""
    numbered = list(enumerate(day.questions for day in week.days))
    if len(numbered) > MOST_NUMBERED:
        numbered = [max(numbered, key=itemgetter(1))]
    for at, count in numbered:
        axes.annotate(
            f"{count:,}", (at, count), (0, 3), textcoords="offset points", ha="center", color=INK, fontsize=11
        )


def _name_days(axes: "Axes", week: Week) -> None:
    """As many days as there is room for, but always the last."""
    step = -(-len(week.days) // MOST_NAMED)
    named = range(len(week.days) - 1, -1, -step)
    labels = [day_of_week(week.days[at]) if step == 1 else short_day(week.days[at]) for at in named]
    axes.set_xticks(named, labels, color=FAINT, fontsize=11)


def _clear_frame(axes: "Axes", week: Week) -> None:
    most = max(day.questions for day in week.days)
    axes.set_ylim(0, most * 1.15)
    axes.set_yticks([])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.spines["bottom"].set(visible=True, color=OPEN_COLOUR)
    axes.set_title(week_sentence(week), loc="left", color=INK, fontsize=12, pad=26)
    axes.legend(
        loc="lower left", bbox_to_anchor=(-0.01, 1.0), ncols=2, frameon=False, labelcolor=FAINT, fontsize=10
    )
