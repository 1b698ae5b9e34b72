"""One fact on its own: its question, answer, quotes, other ways to ask, and what goes with it."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from bot.domain.briefing import Briefing
from bot.domain.sheet import Fact
from bot.ui import texts
from bot.ui.terminal.answer import fact_view
from bot.ui.terminal.screen import safe


def fact_page(fact: Fact, briefing: Briefing) -> RenderableType:
    related = [f"{briefing.facts[name].question}  {name}" for name in fact.related if name in briefing.facts]
    return Group(
        safe(fact.question, "cyan"),
        fact_view(fact, briefing),
        *_list(texts.ALSO_ASKED, fact.also),
        *_list(texts.RELATED, related),
    )


def _list(title: str, entries: Sequence[str]) -> Iterator[RenderableType]:
    if entries:
        yield Text(f"\n{title}", "dim")
        for entry in entries:
            yield safe(f"  {entry}", "dim")
