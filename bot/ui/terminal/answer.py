"""A reply, formatted for reading in a terminal: the sheet's texts, quotes and passages."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, assert_never

from rich.console import Group, RenderableType
from rich.text import Text

from bot.domain.answering import Chat, Found, Unknown, Unsure
from bot.domain.briefing import Briefing, Citation, Document
from bot.domain.lead_quote import lead_quote, shown_with
from bot.domain.sheet import Fact, Markup, OpenQuestion
from bot.domain.suggesting import instead
from bot.domain.surroundings import surroundings
from bot.services.asking import LONGEST_QUESTION, Reply, offered
from bot.services.searching import FoundPassage
from bot.ui.markup import Code, CodeBlock, Inline, Line, Link, Mention, Strong, Words, parsed, plain_words
from bot.ui.quote_text import marked_text, pieces, quote_text
from bot.ui.terminal.screen import BlockQuote, numbered, safe
from bot.ui.texts import answers
from bot.ui.texts import terminal as terminal_texts

CODE: Final = "cyan"
MOVED_IN: Final = "    "


def answer_view(reply: Reply, how_to_ask: str = terminal_texts.HOW_TO_ASK) -> RenderableType:
    """The answer with its quotes, the choices, or that the briefing does not say; then the further ones."""
    return Group(*_answers(reply, how_to_ask)) if reply.more else _answer(reply, 1, how_to_ask)


def _answers(reply: Reply, how_to_ask: str) -> Iterator[RenderableType]:
    """Choices are numbered throughout, so that a number is unambiguous."""
    number = 1
    for part in (reply, *reply.more):
        if part is not reply:
            yield from (Text(), safe(answers.also_asked(part), "cyan"))
        yield _answer(part, number, how_to_ask)
        number += len(offered(part))


def _answer(reply: Reply, number: int, how_to_ask: str) -> RenderableType:
    briefing = reply.snapshot.briefing
    match reply.answer:
        case Found(best=best):
            return led_view(briefing.facts[best.id], briefing, reply.question)
        case Unsure():
            choices = tuple(_choices(reply, number))
            return Group(Text(answers.UNSURE), *choices) if choices else Group()
        case Unknown(open_question=str(asked)):
            return open_view(asked, briefing, number)
        case Unknown():
            return Group(*_unknown(reply, number))
        case Chat():
            return Text(f"{answers.talked(reply)} {how_to_ask}")
        case _:
            assert_never(reply.answer)


def led_view(fact: Fact, briefing: Briefing, question: str) -> RenderableType:
    """The answer with the best-fitting quote, and where the others are."""
    shown, others = leading_quotes(fact, briefing, question)
    hint = terminal_texts.folded_quotes(len(others), fact.id)
    return Group(fact_view(fact, briefing, shown), *([safe(hint, "dim")] if others else []))


def leading_quotes(
    fact: Fact, briefing: Briefing, question: str
) -> tuple[tuple[Citation, ...], tuple[Citation, ...]]:
    """The quotes that an answer shows at once, and those that it folds."""
    citations = briefing.citations[fact.id]
    shown = shown_with(lead_quote(question, fact, citations), fact, citations)
    return shown, tuple(citation for citation in citations if citation not in shown)


def fact_view(fact: Fact, briefing: Briefing, citations: Sequence[Citation] | None = None) -> RenderableType:
    """The answer, these quotes (all by default), and the small print."""
    shown = briefing.citations[fact.id] if citations is None else citations
    markup = briefing.sheet.markup
    quotes = [part for view in quote_views(shown, markup) for part in (Text(), view)]
    return Group(written(fact.told, markup, "bold"), *quotes, Text(), safe(answers.provenance(fact), "dim"))


def open_view(asked: str, briefing: Briefing, number: int = 1) -> RenderableType:
    """What is left open, and what is said instead, numbered from `number`."""
    return Group(*_open_question(briefing.open_questions[asked], number, briefing))


def _open_question(question: OpenQuestion, number: int, briefing: Briefing) -> Iterator[RenderableType]:
    facts = instead(question, briefing)
    yield safe(answers.not_said(question))
    if question.note:
        yield written(question.note, briefing.sheet.markup)
    if facts:
        yield Text(f"\n{answers.IT_DOES_SAY}")
        said = (plain_words(fact.told, briefing.sheet.markup) for fact in facts)
        yield from numbered(said, number)


def _choices(reply: Reply, number: int) -> Iterator[RenderableType]:
    return numbered((entry.question for entry in offered(reply)), number)


def _unknown(reply: Reply, number: int) -> Iterator[RenderableType]:
    if len(reply.question) > LONGEST_QUESTION:
        yield Text(answers.too_long())
        return
    yield Text(answers.NOT_SAID)
    if offered(reply):
        yield Text(f"\n{answers.NEAREST}")
        yield from _choices(reply, number)
    if reply.passages:
        yield Text(f"\n{answers.NEARBY}")
        yield search_view(reply.passages)


def quote_views(citations: Iterable[Citation], markup: Markup | None = None) -> Iterator[BlockQuote]:
    """Each quote with its place; a document is named once."""
    named = ""
    for citation in citations:
        place = answers.spot(citation) if citation.source == named else answers.place(citation)
        yield BlockQuote(Group(safe(quote_text(citation, markup), "italic"), safe(place, "dim")))
        named = citation.source


def surroundings_view(citation: Citation, document: Document) -> RenderableType:
    """The paragraph around a quote; marks and colour show where the quote begins and ends."""
    around = surroundings(citation, document.text)
    shown = Text.assemble(
        safe(around.before, "dim"), (f"»{safe(citation.shown)}«", "bold yellow"), safe(around.after, "dim")
    )
    return Group(safe(answers.place(citation), "cyan"), BlockQuote(shown))


def written(text: str, markup: Markup | None, style: str = "") -> Text:
    """`style` is for plain words; markup, if any, emphasises by itself."""
    if markup is None:
        return safe(text, style)
    blocks = parsed(text)
    plain = plain_words(text, markup) == text
    return Text("\n").join(_block(block, style if plain else "") for block in blocks)


def _block(block: Line | CodeBlock, style: str) -> Text:
    if isinstance(block, CodeBlock):
        return safe("\n".join(f"{MOVED_IN}{line}" for line in block.text.split("\n")), CODE)
    sign = f"{'  ' * (block.indent + 1)}{block.sign} " if block.sign else ""
    return Text.assemble(sign, *(_inline(part, style) for part in block.parts))


def _inline(part: Inline, style: str) -> Text:
    match part:
        case Words(text):
            return safe(text, style)
        case Code(text):
            return safe(text, CODE)
        case Link(url, words):
            return safe(f"{words} ({url})" if words else url, style)
        case Mention(number, is_role):
            return safe(f"{'@' if is_role else '#'}{number}", style)
        case Strong(parts):
            return Text.assemble(*_strong(parts))


def _strong(parts: tuple[Inline, ...]) -> Iterator[Text]:
    yield from (_inline(part, "bold") for part in parts)


def search_view(found: Iterable[FoundPassage]) -> RenderableType:
    """What a search found, the best first."""
    views = [part for view in passage_views(found) for part in (view, Text())]
    return Group(*views[:-1]) if views else Text(answers.NOTHING_FOUND)


def passage_views(found: Iterable[FoundPassage]) -> Iterator[RenderableType]:
    """Each passage with its place below it."""
    for passage in found:
        shown = pieces(marked_text(passage))
        text = Text.assemble(*(safe(piece, "bold yellow" if marked else "") for piece, marked in shown))
        yield BlockQuote(Group(text, safe(answers.place(passage.citation), "dim")))
