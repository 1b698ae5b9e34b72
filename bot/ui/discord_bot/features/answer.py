"""A reply as a page: the answer with its quotes, the choices, or that the briefing does not say."""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from bot.domain.answering import Chat, Found, Unknown, Unsure, is_settled
from bot.domain.sheet import Fact, OpenQuestion
from bot.matching.analysis import has_words
from bot.matching.foreign import language_of
from bot.services.asking import LONGEST_QUESTION, Reply, offered
from bot.ui.discord_bot.features.answer_rows import (
    about,
    asking,
    choices,
    leaves_open,
    see_also_menu,
    under_answer,
)
from bot.ui.discord_bot.features.entry_page import (
    LINE_ROOM,
    MOST_CHOICES,
    fact_page,
    fact_words,
    lead_number,
    numbered_questions,
    open_words,
    room_of_line,
    sheet_footer,
)
from bot.ui.discord_bot.features.search import passage_blocks
from bot.ui.discord_bot.markdown import shortened, units
from bot.ui.discord_bot.page import BODY, MOST_ROWS, Page, Row, Tone, titled
from bot.ui.texts import answers
from bot.ui.texts import discord_bot as texts
from bot.ui.texts.language import command_words, speaking, spoken


def reply_page(reply: Reply, request: int, *, private: bool, human: bool = False) -> Page:
    """The page for a message; `request` names it to the buttons, which are about its first question.

    `human` says that the curators take questions.
    """
    if not is_settled(reply.answer) and not has_words(reply.question):
        return replace(wordless_page(), footer=sheet_footer(reply.snapshot.briefing))
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
    """For somebody who mentioned the bot without a word."""
    return Page(spoken(texts.NO_WORDS), tone=Tone.NOTHING, rows=(asking(),))


def unread_page(menu: str) -> Page:
    """For a wordless mention in reply to somebody else: `menu` is the command that asks with that message."""
    told = spoken(texts.NOT_READ).format(command=command_words(menu))
    return Page(told, tone=Tone.NOTHING, rows=(asking(),))


def command_page(name: str) -> Page:
    """For somebody who wrote a command as text."""
    return Page(spoken(texts.WRITTEN_COMMAND).format(command=command_words(name)), tone=Tone.NOTHING)


def _found_page(reply: Reply, fact: Fact, under: tuple[Row, ...], room: int, number: int) -> Page:
    """The title of an elliptical question says what it was taken for."""
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
    return Page(understood + said, footer=sheet_footer(reply.snapshot.briefing), tone=tone, rows=rows)


def _also_offered(reply: Reply) -> list[Fact]:
    """What is offered for the further questions of a message, opened from its one menu."""
    return [entry for part in reply.more for entry in _offered(part) if isinstance(entry, Fact)]


def _foreign(reply: Reply) -> str | None:
    """The language of an unanswered question, if that is why: whatever seems near is noise."""
    settled = is_settled(reply.answer) or isinstance(reply.answer, Chat) or reply.more
    is_meant = reply.snapshot.meaning is not None and isinstance(reply.answer, Unsure)
    return None if settled or is_meant else language_of(reply.question, reply.snapshot.matcher.knows)


def _not_understood(reply: Reply, request: int, *, human: bool) -> Page:
    said = f"**{spoken(answers.NOT_SAID)}**\n-# {spoken(texts.HOW_TO_ASK)}"
    footer = sheet_footer(reply.snapshot.briefing)
    return Page(said, footer=footer, tone=Tone.NOTHING, rows=about(reply, request, human=human))


def _understood(reply: Reply) -> str:
    """What an elliptical question was taken for."""
    if not reply.understood:
        return ""
    return f"-# {spoken(answers.UNDERSTOOD_AS)} {shortened(reply.understood, LINE_ROOM)}\n"


def _further(reply: Reply, room: int) -> str:
    """The answer to another question of the message, under a heading."""
    heading = f"### {shortened(answers.also_asked(reply), room_of_line(room))}\n"
    return heading + _said(reply, room - units(heading))


def _said(reply: Reply, room: int) -> str:
    """An answer of any kind, within this room."""
    briefing, choosable, line_room = reply.snapshot.briefing, _offered(reply), room_of_line(room)
    match reply.answer:
        case Found(best=best):
            fact = briefing.facts[best.id]
            return fact_words(fact, briefing, lead_number(fact, briefing, reply.question), room)
        case Unsure():
            return (
                "\n".join([spoken(answers.UNSURE), *numbered_questions(choosable, line_room)])
                if choosable
                else ""
            )
        case Unknown(open_question=str(asked)):
            return open_words(briefing.open_questions[asked], briefing, line_room)
        case Unknown():
            return _unknown(reply, choosable, line_room, room)
        case Chat():
            return f"{answers.talked(reply)}\n-# {spoken(texts.HOW_TO_ASK)}"
        case _:
            assert_never(reply.answer)


def _offered(reply: Reply) -> Sequence[Fact | OpenQuestion]:
    return offered(reply)[:MOST_CHOICES]


def _unknown(reply: Reply, near: Sequence[Fact | OpenQuestion], line_room: int, room: int) -> str:
    if len(reply.question) > LONGEST_QUESTION:
        return answers.too_long()
    lines = [f"**{spoken(answers.NOT_SAID)}**"]
    if near:
        lines += ["", spoken(answers.NEAREST), *numbered_questions(near, line_room)]
    said, noted = "\n".join(lines), f"\n\n-# {spoken(texts.NOTED)}"
    left = room - units(said + noted + spoken(answers.NEARBY)) - 3
    nearby = passage_blocks(reply.passages, left)
    return f"{said}\n\n{spoken(answers.NEARBY)}\n{nearby}{noted}" if nearby else said + noted
