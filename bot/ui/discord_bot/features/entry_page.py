"""A fact or an open question of the sheet as a page, and what is left of a withdrawn fact."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from bot.domain.briefing import Briefing
from bot.domain.check.linting import LONGEST_ANSWER
from bot.domain.lead_quote import lead_quote, shown_with
from bot.domain.sheet import Fact, Markup, OpenQuestion
from bot.domain.suggesting import instead
from bot.ui.discord_bot import written
from bot.ui.discord_bot.features.answer_rows import (
    choose_id,
    see_also_menu,
)
from bot.ui.discord_bot.markdown import Fitted, cut, fit, neutral, shortened, units
from bot.ui.discord_bot.page import BODY, TITLE, Page, Row, Tone, button, footed
from bot.ui.discord_bot.quotes import with_quotes
from bot.ui.discord_bot.written import stressed
from bot.ui.texts import answers
from bot.ui.texts import discord_bot as texts
from bot.ui.texts.language import spoken

ANSWER_ROOM: Final = LONGEST_ANSWER
LINE_ROOM: Final = 400
NOTE_LINES: Final = 2
MOST_RELATED: Final = 5
MOST_CHOICES: Final = 4  # one row each, and one row is left for other buttons
_REMEMBERED: Final = 1024  # dressed texts: a sheet's are few, and shown again and again


def room_of_line(room: int) -> int:
    return LINE_ROOM * room // BODY


def lead_number(fact: Fact, briefing: Briefing, question: str = "") -> int:
    """The index of the quote that is shown first."""
    return lead_quote(question or fact.question, fact, briefing.citations[fact.id])


def fact_page(
    fact: Fact,
    briefing: Briefing,
    rows: tuple[Row, ...] = (),
    room: int = BODY,
    *,
    number: int | None = None,
    others: Sequence[Fact] = (),
) -> Page:
    """The answer, how sure a reader may be, the words of the source, and what to read next.

    `others` can be opened from here as well.
    """
    shown = lead_number(fact, briefing) if number is None else number
    related = [briefing.facts[name] for name in fact.related if name in briefing.facts][:MOST_RELATED]
    also = _see_also(related, room_of_line(room))
    body = fact_words(fact, briefing, shown, room - units(also))
    return Page(
        body + also,
        title=_asked(fact.question, TITLE),
        footer=footed(
            answers.named(fact.id),
            answers.as_of(fact),
            texts.sheet_label(briefing.version),
        ),
        tone=Tone.ANSWER,
        rows=(*rows, *see_also_menu((*related, *others))),
    )


def fact_words(fact: Fact, briefing: Briefing, number: int, room: int) -> str:
    """The answer with its lead quote and those that differ from it; the others are folded."""
    every, markup = briefing.citations[fact.id], briefing.sheet.markup
    shown = shown_with(number, fact, every)
    return with_quotes(_head(fact, markup, room), shown, len(every) - len(shown), markup, room)


def _see_also(related: Sequence[Fact], line_room: int) -> str:
    questions = " · ".join([_asked(fact.question, line_room // 2) for fact in related])
    return f"\n\n-# {spoken(answers.RELATED)} {questions}" if related else ""


def open_page(question: OpenQuestion, briefing: Briefing) -> Page:
    """What the briefing leaves open, and what to read instead."""
    rows = see_also_menu(instead(question, briefing)[:MOST_CHOICES])
    return Page(
        open_words(question, briefing, LINE_ROOM), footer=sheet_footer(briefing), tone=Tone.NOTHING, rows=rows
    )


def gone_page(fact_id: str, briefing: Briefing, request: int) -> Page:
    """In place of a fact that was taken out: why, and what replaced it."""
    withdrawal = briefing.withdrawn.get(fact_id)
    if withdrawal is None:
        return Page(spoken(texts.FACT_GONE))
    told = shortened(answers.withdrawn(withdrawal, briefing), BODY)
    replacement = briefing.facts.get(withdrawal.replacement or "")
    if replacement is None:
        return Page(told, footer=sheet_footer(briefing), tone=Tone.NOTHING)
    see = button(replacement.question, choose_id(request, replacement.id), primary=True)
    return Page(told, footer=sheet_footer(briefing), tone=Tone.NOTHING, rows=((see,),))


def _head(fact: Fact, markup: Markup | None, room: int) -> str:
    answer = _answer(fact.told, ANSWER_ROOM * room // BODY, markup)
    lines = [answer.text]
    if not answer.whole:
        lines.append(f"-# {spoken(texts.LONGER)}")
    if attribution := answers.attribution(fact):
        lines.append(f"*{neutral(cut(attribution, room_of_line(room)))}*")
    return "\n".join(lines)


@lru_cache(_REMEMBERED)
def _answer(told: str, room: int, markup: Markup | None) -> Fitted:
    return fit(told, room, lambda text: stressed(text, markup))


@lru_cache(_REMEMBERED)
def _asked(question: str, room: int) -> str:
    return shortened(question, room)


def open_words(question: OpenQuestion, briefing: Briefing, line_room: int) -> str:
    markup = briefing.sheet.markup
    lines = [f"**{neutral(cut(answers.not_said(question), line_room))}**"]
    if question.note:
        lines.append(written.shortened(question.note, markup, NOTE_LINES * line_room))
    facts = instead(question, briefing)[:MOST_CHOICES]
    said = [written.listed(fact.told, markup, line_room) for fact in facts]
    if said:
        lines += ["", spoken(answers.IT_DOES_SAY), *_numbered(said)]
    return "\n".join(lines)


def _numbered(entries: Iterable[str]) -> list[str]:
    return [f"{number}. {entry}" for number, entry in enumerate(entries, start=1)]


def sheet_footer(briefing: Briefing) -> str:
    return footed(texts.sheet_label(briefing.version))


def numbered_questions(entries: Iterable[Fact | OpenQuestion], room: int) -> list[str]:
    return _numbered(_asked(entry.question, room) for entry in entries)
