"""A reload's report in Discord: in the message when it fits, else also as a file."""

from dataclasses import dataclass
from typing import Final

from bot.services.reload import Effect, Rejected, Reloaded, ReloadReport
from bot.ui.discord_bot import admin_ids
from bot.ui.discord_bot.markdown import neutral, units
from bot.ui.discord_bot.page import Page, Row, Tone, button, titled
from bot.ui.texts import reload as reload_texts
from bot.ui.texts.plain import printable

ROOM: Final = 3000
FILE: Final = "reload.txt"


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The page, and the whole report as text when the page does not hold it."""

    page: Page
    attached: str | None


def report_page(report: ReloadReport) -> ReportPage:
    headline, details = reload_texts.headline(report), reload_texts.details(report)
    lines = [neutral(line) for line in (headline, *details)]
    held = _fitting(lines)
    whole = held == len(lines)
    body = "\n".join([*lines[:held], *([] if whole else [f"*{reload_texts.FULL_REPORT}*"])])
    page = Page(body, titled(reload_texts.TITLE), tone=_tone(report), rows=_rows(report))
    return ReportPage(page, None if whole else printable("\n".join((headline, "", *details, ""))))


def _fitting(lines: list[str]) -> int:
    """How many lines there is room for; the first one always has it."""
    room = ROOM
    for number, line in enumerate(lines):
        room -= units(line) + 1
        if room < 0:
            return number
    return len(lines)


def _tone(report: ReloadReport) -> Tone:
    match report:
        case Rejected():
            return Tone.NOTHING
        case Reloaded(effect=Effect.HELD):
            return Tone.QUESTION
        case _:
            return Tone.ANSWER


def _rows(report: ReloadReport) -> tuple[Row, ...]:
    if not isinstance(report, Reloaded) or report.effect is not Effect.HELD:
        return ()
    apply = admin_ids.apply(report.trial.revision.after)
    return ((button(reload_texts.APPLY, apply, primary=True), button(reload_texts.CANCEL, admin_ids.CANCEL)),)
