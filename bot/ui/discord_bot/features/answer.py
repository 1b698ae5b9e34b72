"""A reply as a page: the answer with its quotes, the choices, or that the briefing does not say."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, assert_never

from bot.domain.answering import Chat, Found, Unknown, Unsure, is_settled
from bot.domain.briefing import Briefing
from bot.domain.check.linting import LONGEST_ANSWER
from bot.domain.lead_quote import lead_quote, shown_with
from bot.domain.sheet import Fact, Markup, OpenQuestion
from bot.domain.suggesting import instead
from bot.matching.analysis import has_words
from bot.matching.foreign import language_of
from bot.services.asking import LONGEST_QUESTION, Reply, offered
from bot.ui.discord_bot import written
from bot.ui.discord_bot.features.answer_rows import (
    about,
    asking,
    choices,
    choose_id,
    leaves_open,
    see_also_menu,
    under_answer,
)
from bot.ui.discord_bot.features.search import passage_blocks
from bot.ui.discord_bot.markdown import Fitted, cut, fit, neutral, shortened, units
from bot.ui.discord_bot.page import BODY, MOST_ROWS, TITLE, Page, Row, Tone, button, footed, titled
from bot.ui.discord_bot.quotes import with_quotes
from bot.ui.discord_bot.written import stressed
from bot.ui.texts import answers
from bot.ui.texts import discord_bot as texts
from bot.ui.texts.language import command_words, speaking, spoken

ANSWER_ROOM: Final = LONGEST_ANSWER
LINE_ROOM: Final = 400
NOTE_LINES: Final = 2
MOST_RELATED: Final = 5
MOST_CHOICES: Final = 4  # one row each, and one row is left for other buttons
_REMEMBERED: Final = 1024  # dressed texts: a sheet's are few, and shown again and again


def reply_page(reply: Reply, request: int, *, private: bool, human: bool = False) -> Page:
    """What a message gets; `request` names it to the buttons below, which are about its first question.

    `human` says that the curators take questions.
    """
    if not is_settled(reply.answer) and not has_words(reply.question):
        return replace(wordless_page(), footer=_footer(reply.snapshot.briefing))
    foreign = _foreign(reply)
    if foreign:
        with speaking(foreign):
            return _not_understood(reply, request, human=human)
    share = BODY // (1 + len(reply.more))
    further = "".join(f"\n\n{_further(part, share - 2)}" for part in reply.more)
    if isinstance(reply.answer, Found):
        fact = reply.snapshot.briefing.facts[reply.answer.best.id]
        number = lead_number(fact, reply.snapshot.briefing, reply.understood or reply.question)
        under = under_answer(fact.id, request, number, private=private, human=human and leaves_open(reply))
        page = _found_page(reply, fact, under, BODY - units(further), number)
    else:
        page = _other_page(reply, request, share, human=human)
    return replace(page, body=page.body + further)


def wordless_page() -> Page:
    """For whoever called the bot without a word."""
    return Page(spoken(texts.NO_WORDS), tone=Tone.NOTHING, rows=(asking(),))


def unread_page(menu: str) -> Page:
    """For whoever called the bot without a word, in reply to somebody else: `menu` asks with that message."""
    told = spoken(texts.NOT_READ).format(command=command_words(menu))
    return Page(told, tone=Tone.NOTHING, rows=(asking(),))


def command_page(name: str) -> Page:
    """For whoever wrote a command as words."""
    return Page(spoken(texts.WRITTEN_COMMAND).format(command=command_words(name)), tone=Tone.NOTHING)


def _found_page(reply: Reply, fact: Fact, under: tuple[Row, ...], room: int, number: int) -> Page:
    """Whoever asked in passing sees by the title what they were taken to mean."""
    others = [near for near in _also_offered(reply) if near is not fact]
    page = fact_page(fact, reply.snapshot.briefing, under, room, number=number, others=others)
    taken_for = f"{spoken(answers.UNDERSTOOD_AS)} {fact.question}"
    return replace(page, title=titled(taken_for)) if reply.understood else page


def _other_page(reply: Reply, request: int, room: int, *, human: bool) -> Page:
    """Choices, or that the briefing does not say."""
    understood = _understood(reply)
    below = (*about(reply, request, human=human), *see_also_menu(_also_offered(reply)))
    rows = (*choices(_offered(reply)[: MOST_ROWS - len(below)], request), *below)
    tone = Tone.QUESTION if isinstance(reply.answer, Unsure) else Tone.NOTHING
    said = _said(reply, room - units(understood))
    return Page(understood + said, footer=_footer(reply.snapshot.briefing), tone=tone, rows=rows)


def _also_offered(reply: Reply) -> list[Fact]:
    """What is offered to the further questions of a message, to be opened from its one menu."""
    return [entry for part in reply.more for entry in _offered(part) if isinstance(entry, Fact)]


def _foreign(reply: Reply) -> str | None:
    """The language of an unanswered question, where that is why: what seems near it is noise."""
    settled = is_settled(reply.answer) or isinstance(reply.answer, Chat) or reply.more
    is_meant = reply.snapshot.meaning is not None and isinstance(reply.answer, Unsure)
    return None if settled or is_meant else language_of(reply.question, reply.snapshot.matcher.knows)


def _not_understood(reply: Reply, request: int, *, human: bool) -> Page:
    said = f"**{spoken(answers.NOT_SAID)}**\n-# {spoken(texts.HOW_TO_ASK)}"
    footer = _footer(reply.snapshot.briefing)
    return Page(said, footer=footer, tone=Tone.NOTHING, rows=about(reply, request, human=human))


def _understood(reply: Reply) -> str:
    """Whoever asked in passing sees what they were taken to mean."""
    if not reply.understood:
        return ""
    return f"-# {spoken(answers.UNDERSTOOD_AS)} {shortened(reply.understood, LINE_ROOM)}\n"


def _further(reply: Reply, room: int) -> str:
    """The answer to another question of the message, under a heading."""
    heading = f"### {shortened(answers.also_asked(reply), _line_room(room))}\n"
    return heading + _said(reply, room - units(heading))


def _said(reply: Reply, room: int) -> str:
    """An answer of any kind, at most so long."""
    briefing, choosable, line_room = reply.snapshot.briefing, _offered(reply), _line_room(room)
    match reply.answer:
        case Found(best=best):
            fact = briefing.facts[best.id]
            return _with_quotes(fact, briefing, lead_number(fact, briefing, reply.question), room)
        case Unsure():
            return "\n".join([spoken(answers.UNSURE), *_listed(choosable, line_room)]) if choosable else ""
        case Unknown(open_question=str(asked)):
            return _open(briefing.open_questions[asked], briefing, line_room)
        case Unknown():
            return _unknown(reply, choosable, line_room, room)
        case Chat():
            return f"{answers.talked(reply)}\n-# {spoken(texts.HOW_TO_ASK)}"
        case _:
            assert_never(reply.answer)


def _offered(reply: Reply) -> Sequence[Fact | OpenQuestion]:
    return offered(reply)[:MOST_CHOICES]


def _line_room(room: int) -> int:
    return LINE_ROOM * room // BODY


def lead_number(fact: Fact, briefing: Briefing, question: str = "") -> int:
    """The number of the quote that is shown first."""
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
    """The answer, how sure a reader may be, the words of a source that carry it, and what to read next.

    `others` can be read from here as well.
    """
    shown = lead_number(fact, briefing) if number is None else number
    related = [briefing.facts[name] for name in fact.related if name in briefing.facts][:MOST_RELATED]
    also = _see_also(related, _line_room(room))
    body = _with_quotes(fact, briefing, shown, room - units(also))
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


def _with_quotes(fact: Fact, briefing: Briefing, number: int, room: int) -> str:
    """The answer with the quote that leads, and those that differ from it; the others are folded."""
    every, markup = briefing.citations[fact.id], briefing.sheet.markup
    shown = shown_with(number, fact, every)
    return with_quotes(_head(fact, markup, room), shown, len(every) - len(shown), markup, room)


def _see_also(related: Sequence[Fact], line_room: int) -> str:
    questions = " · ".join([_asked(fact.question, line_room // 2) for fact in related])
    return f"\n\n-# {spoken(answers.RELATED)} {questions}" if related else ""


def open_page(question: OpenQuestion, briefing: Briefing) -> Page:
    """What the briefing leaves open, and what to read instead."""
    said, rows = (
        _open(question, briefing, LINE_ROOM),
        see_also_menu(instead(question, briefing)[:MOST_CHOICES]),
    )
    return Page(said, footer=_footer(briefing), tone=Tone.NOTHING, rows=rows)


def gone_page(fact_id: str, briefing: Briefing, request: int) -> Page:
    """Instead of a fact that is no longer in the sheet: its tombstone, and the way to what holds instead."""
    withdrawal = briefing.withdrawn.get(fact_id)
    if withdrawal is None:
        return Page(spoken(texts.FACT_GONE))
    told = shortened(answers.withdrawn(withdrawal, briefing), BODY)
    instead = briefing.facts.get(withdrawal.replacement or "")
    if instead is None:
        return Page(told, footer=_footer(briefing), tone=Tone.NOTHING)
    see = button(instead.question, choose_id(request, instead.id), primary=True)
    return Page(told, footer=_footer(briefing), tone=Tone.NOTHING, rows=((see,),))


def _head(fact: Fact, markup: Markup | None, room: int) -> str:
    answer = _answer(fact.told, ANSWER_ROOM * room // BODY, markup)
    lines = [answer.text]
    if not answer.whole:
        lines.append(f"-# {spoken(texts.LONGER)}")
    if attribution := answers.attribution(fact):
        lines.append(f"*{neutral(cut(attribution, _line_room(room)))}*")
    return "\n".join(lines)


@lru_cache(_REMEMBERED)
def _answer(told: str, room: int, markup: Markup | None) -> Fitted:
    return fit(told, room, lambda text: stressed(text, markup))


@lru_cache(_REMEMBERED)
def _asked(question: str, room: int) -> str:
    """An entry's own question."""
    return shortened(question, room)


def _open(question: OpenQuestion, briefing: Briefing, line_room: int) -> str:
    markup = briefing.sheet.markup
    lines = [f"**{neutral(cut(answers.not_said(question), line_room))}**"]
    if question.note:
        lines.append(written.shortened(question.note, markup, NOTE_LINES * line_room))
    facts = instead(question, briefing)[:MOST_CHOICES]
    said = [written.listed(fact.told, markup, line_room) for fact in facts]
    if said:
        lines += ["", spoken(answers.IT_DOES_SAY), *_numbered(said)]
    return "\n".join(lines)


def _unknown(reply: Reply, near: Sequence[Fact | OpenQuestion], line_room: int, room: int) -> str:
    if len(reply.question) > LONGEST_QUESTION:
        return answers.too_long()
    lines = [f"**{spoken(answers.NOT_SAID)}**"]
    if near:
        lines += ["", spoken(answers.NEAREST), *_listed(near, line_room)]
    said, noted = "\n".join(lines), f"\n\n-# {spoken(texts.NOTED)}"
    left = room - units(said + noted + spoken(answers.NEARBY)) - 3
    nearby = passage_blocks(reply.passages, left)
    return f"{said}\n\n{spoken(answers.NEARBY)}\n{nearby}{noted}" if nearby else said + noted


def _listed(entries: Iterable[Fact | OpenQuestion], room: int) -> list[str]:
    return _numbered(_asked(entry.question, room) for entry in entries)


def _numbered(entries: Iterable[str]) -> list[str]:
    return [f"{number}. {entry}" for number, entry in enumerate(entries, start=1)]


def _footer(briefing: Briefing) -> str:
    return footed(texts.sheet_label(briefing.version))
