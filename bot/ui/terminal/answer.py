"""A reply as a person likes to read it in a terminal."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from rich.console import Group, RenderableType
from rich.text import Text

from bot.domain.answering import Found, Unknown, Unsure
from bot.domain.briefing import Briefing
from bot.domain.sheet import Fact
from bot.domain.suggesting import Suggestion, suggestions
from bot.services.asking import LONGEST_QUESTION, Reply
from bot.ui import texts
from bot.ui.terminal.numbered import numbered
from bot.ui.terminal.quote_view import quote_views
from bot.ui.terminal.screen import safe


def answer_view(reply: Reply) -> RenderableType:
    """The answer with its quotes, the choices, or that the briefing does not say."""
    briefing = reply.snapshot.briefing
    offered = suggestions(reply.answer, briefing)
    match reply.answer:
        case Found(best=best):
            return fact_view(briefing.facts[best.id], briefing)
        case Unsure():
            return Group(Text(texts.UNSURE), *numbered(suggestion.fact.question for suggestion in offered))
        case Unknown(open_question=str(asked)):
            return Group(*_open_question(asked, offered, briefing))
        case Unknown():
            return Group(*_unknown(reply, offered))
        case _:
            assert_never(reply.answer)


def fact_view(fact: Fact, briefing: Briefing) -> RenderableType:
    """The answer, the words of the source that carry it, and the small print."""
    quotes = [part for view in quote_views(briefing.citations[fact.id]) for part in (Text(), view)]
    return Group(safe(fact.answer, "bold"), *quotes, Text(), safe(texts.provenance(fact), "dim"))


def _open_question(asked: str, offered: Sequence[Suggestion], briefing: Briefing) -> Iterator[RenderableType]:
    question = briefing.open_questions[asked]
    yield safe(texts.not_said(question))
    if question.note:
        yield safe(question.note)
    if offered:
        yield Text(f"\n{texts.IT_DOES_SAY}")
        yield from numbered(suggestion.fact.answer for suggestion in offered)


def _unknown(reply: Reply, offered: Sequence[Suggestion]) -> Iterator[RenderableType]:
    if len(reply.question) > LONGEST_QUESTION:
        yield Text(texts.TOO_LONG.format(limit=LONGEST_QUESTION))
        return
    yield Text(texts.NOT_SAID)
    if offered:
        yield Text(f"\n{texts.NEAREST}")
        yield from numbered(suggestion.fact.question for suggestion in offered)
