"""Browsing a briefing: its topics, its documents, and single facts."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.domain.briefing import Briefing
from bot.domain.sheet import Fact, Source
from bot.ui.terminal.answer import fact_view, open_view
from bot.ui.terminal.screen import safe
from bot.ui.texts import answers
from bot.ui.texts.plain import day, plural


def topics_view(briefing: Briefing) -> RenderableType:
    parts = [part for topic, facts in briefing.topics.items() for part in _topic(topic, facts)]
    counted = answers.sheet_summary(briefing)
    return Group(safe(briefing.sheet.title, "bold"), safe(counted, "dim"), *parts)


def _topic(topic: str, facts: Sequence[Fact]) -> Iterator[RenderableType]:
    yield Text()
    yield Text.assemble(safe(topic, "bold cyan"), f" · {plural(len(facts), 'fact')}")
    for fact in facts:
        yield Padding(Text.assemble(safe(fact.question), "  ", safe(fact.id, "dim")), (0, 0, 0, 2))


def sources_view(briefing: Briefing) -> RenderableType:
    cited = [citation.source for citations in briefing.citations.values() for citation in citations]
    parts = [
        part
        for key, source in briefing.sheet.sources.items()
        for part in _source(key, source, cited.count(key))
    ]
    return Group(*parts)


def _source(key: str, source: Source, quotes: int) -> Iterator[RenderableType]:
    yield Text.assemble(safe(source.title, "bold"), "  ", safe(key, "dim"))
    made = [source.publisher, source.published and day(source.published), source.url]
    for line in (
        " · ".join(part for part in made if part),
        f"{source.file} · {plural(quotes, 'quote')}",
    ):
        if line:
            yield Padding(safe(line), (0, 0, 0, 2))


def entry_page(name: str, briefing: Briefing) -> RenderableType:
    """A fact, or an open question, by its id."""
    fact = briefing.facts.get(name)
    return fact_page(fact, briefing) if fact else open_view(name, briefing)


def fact_page(fact: Fact, briefing: Briefing) -> RenderableType:
    related = [f"{briefing.facts[name].question}  {name}" for name in fact.related if name in briefing.facts]
    return Group(
        safe(fact.question, "cyan"),
        fact_view(fact, briefing),
        *_list(answers.ALSO_ASKED, fact.also),
        *_list(answers.RELATED, related),
    )


def _list(title: str, entries: Sequence[str]) -> Iterator[RenderableType]:
    if entries:
        yield Text(f"\n{title}", "dim")
        for entry in entries:
            yield safe(f"  {entry}", "dim")
