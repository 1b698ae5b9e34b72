"""The buttons and menus of an answer: their ids, which carry all that they need, and their rows."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from bot.domain.answering import Chat, Unknown, Unsure
from bot.domain.sheet import Fact, OpenQuestion
from bot.services.asking import LONGEST_QUESTION, Reply
from bot.ui.discord_bot.page import Button, Menu, Option, Row, button, option
from bot.ui.discord_bot.persistent_button import FACT, NUMBER, REQUEST
from bot.ui.texts import discord_bot as texts
from bot.ui.texts import human as human_texts
from bot.ui.texts.language import spoken

CHOOSE: Final = rf"choose:{REQUEST}:{FACT}"
CONTEXT: Final = rf"context:{FACT}(?::{NUMBER})?"
WHY: Final = rf"why:{REQUEST}"
RATE: Final = rf"rate:{REQUEST}:(?P<verdict>helpful|not|wrong|outdated|unclear)"
FOLLOW_UP: Final = rf"ask-on(?::{FACT})?"
POST: Final = rf"post:{REQUEST}:{FACT}(?::{NUMBER})?"
SEE_ALSO: Final = r"see-also"
TELL: Final = rf"tell:{REQUEST}"
HUMAN: Final = rf"human:ask:{REQUEST}"
MOST_OPTIONS: Final = 25
_REMEMBERED: Final = 1024  # lines of menus: a sheet's are few, and shown again and again


def tell_id(request: int) -> str:
    return f"tell:{request}"


def choose_id(request: int, fact: str) -> str:
    return f"choose:{request}:{fact}"


def context_id(fact: str, number: int = 0) -> str:
    """`number` is the index of the quote that is shown first."""
    return f"context:{fact}:{number}" if number else f"context:{fact}"


def why_id(request: int) -> str:
    return f"why:{request}"


def rate_id(request: int | str, verdict: str) -> str:
    return f"rate:{request}:{verdict}"


def post_id(request: int, fact: str, number: int = 0) -> str:
    return f"post:{request}:{fact}:{number}" if number else f"post:{request}:{fact}"


def follow_up_id(fact: str) -> str:
    return f"ask-on:{fact}"


def under_fact(fact_id: str, request: int, number: int = 0, *, private: bool) -> tuple[Button, ...]:
    """The buttons under any fact; `number` is the index of its lead quote."""
    shown = (Button(spoken(texts.IN_CONTEXT), context_id(fact_id, number)),)
    if private:
        return (*shown, Button(spoken(texts.POST_HERE), post_id(request, fact_id, number)))
    return shown


def under_answer(fact_id: str, request: int, number: int, *, private: bool, human: bool) -> tuple[Row, ...]:
    shown = under_fact(fact_id, request, number, private=private)
    why = Button(spoken(texts.WHY), why_id(request))
    helpful = Button(spoken(texts.HELPFUL), rate_id(request, "helpful"))
    not_helpful = Button(spoken(texts.NOT_HELPFUL), rate_id(request, "not"))
    further = (
        Button(spoken(texts.FOLLOW_UP), follow_up_id(fact_id)),
        *([_ask_a_human(request)] if human else []),
    )
    return ((*shown, why), (helpful, not_helpful, *further))


def leaves_open(reply: Reply) -> bool:
    """Whether another question of the message got no fact."""
    return any(isinstance(part.answer, Unsure | Unknown) for part in reply.more)


def about(reply: Reply, request: int, *, human: bool) -> tuple[Row, ...]:
    """The buttons under anything but a fact; small talk and overlong texts get the form for a question."""
    if isinstance(reply.answer, Chat) or len(reply.question) > LONGEST_QUESTION:
        return (asking(),)
    row = [Button(spoken(texts.WHY), why_id(request))]
    if isinstance(reply.answer, Unknown):
        row.append(Button(spoken(texts.TELL_ME), tell_id(request)))
    if human:
        row.append(_ask_a_human(request))
    return (tuple(row),)


def asking() -> Row:
    """The form for a question; it also makes a reply to this message a question."""
    return (Button(spoken(texts.ASK), "ask-on"),)


def _ask_a_human(request: int) -> Button:
    return Button(spoken(human_texts.ASK_A_HUMAN), f"human:ask:{request}")


def choices(entries: Sequence[Fact | OpenQuestion], request: int) -> tuple[Row, ...]:
    return tuple((button(entry.question, choose_id(request, entry.id), primary=True),) for entry in entries)


def see_also_menu(facts: Sequence[Fact]) -> tuple[Row, ...]:
    once = {fact.id: fact for fact in facts}.values()
    options = tuple([_line(fact.question, fact.id) for fact in once])[:MOST_OPTIONS]
    return (Menu(SEE_ALSO, spoken(texts.SEE_ALSO), options),) if options else ()


@lru_cache(_REMEMBERED)
def _line(question: str, fact_id: str) -> Option:
    return option(question, fact_id, fact_id)
