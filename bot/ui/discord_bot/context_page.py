"""A quote in the passage of its document, with its words standing out."""

from collections.abc import Callable, Sequence
from typing import Final

from bot.domain.briefing import Briefing, Citation
from bot.domain.quoting import passage
from bot.ui.discord_bot import custom_ids
from bot.ui.discord_bot.fitting import fit
from bot.ui.discord_bot.markdown import neutral, units
from bot.ui.discord_bot.page import BODY, Button, Page, Row, button, footed, titled
from bot.ui.discord_bot.quoting import place
from bot.ui.texts import discord_bot as texts

HINT_ROOM: Final = 700


def fact_context(briefing: Briefing, fact_id: str, number: int) -> Page | None:
    """The n-th quote of a fact in its passage; None when the fact has gone."""
    if fact_id not in briefing.facts:
        return None
    return _page(briefing, briefing.citations[fact_id], number, lambda n: custom_ids.quote(fact_id, n))


def source_context(briefing: Briefing, source: str, number: int) -> Page | None:
    """The n-th quoted passage of a document in the order of its text; None when there is none."""
    every = (citation for citations in briefing.citations.values() for citation in citations)
    places = {(citation.start, citation.end): citation for citation in every if citation.source == source}
    if not places:
        return None
    ordered = [places[key] for key in sorted(places)]
    return _page(briefing, ordered, number, lambda n: custom_ids.passage(source, n))


def _page(
    briefing: Briefing, citations: Sequence[Citation], number: int, custom_id: Callable[[int], str]
) -> Page:
    at = min(number, len(citations) - 1)
    citation = citations[at]
    count = texts.quote_of(at + 1, len(citations))
    return Page(
        _body(citation, briefing.documents[citation.source].text),
        title=titled(citation.title),
        footer=footed(count, texts.sheet_label(briefing.version)),
        rows=turning(at, len(citations), custom_id, _LABELS),
    )


_LABELS: Final = (texts.PREVIOUS_QUOTE, texts.NEXT_QUOTE)


def turning(at: int, count: int, custom_id: Callable[[int], str], labels: tuple[str, str]) -> tuple[Row, ...]:
    """Buttons to the page before and after, where there is one."""
    back, on = labels
    buttons: list[Button] = []
    if at > 0:
        buttons.append(button(back, custom_id(at - 1)))
    if at + 1 < count:
        buttons.append(button(on, custom_id(at + 1)))
    return (tuple(buttons),) if buttons else ()


def _body(citation: Citation, text: str) -> str:
    around = passage(citation, text)
    before = neutral(around.before) + (" " if around.before[-1:].isspace() else "")
    after = (" " if around.after[:1].isspace() else "") + neutral(around.after)
    below = f"\n-# {place(citation)}"
    room = BODY - units(before + after + below) - HINT_ROOM
    words = fit(citation.text, room, lambda piece: f"**{neutral(piece)}**")
    if words.whole:
        return f"> {before}{words.text}{after}{below}"
    return f"> {before}{words.text} …\n-# {texts.goes_on_until(citation.end)}{below}"
