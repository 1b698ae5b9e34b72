"""What a briefing can be asked, topic by topic."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.domain.briefing import Briefing
from bot.domain.sheet import Fact
from bot.ui import texts
from bot.ui.terminal.screen import safe


def topics_view(briefing: Briefing) -> RenderableType:
    parts = [part for topic, facts in briefing.topics.items() for part in _topic(topic, facts)]
    counted = texts.sheet_summary(briefing)
    return Group(safe(briefing.sheet.title, "bold"), safe(counted, "dim"), *parts)


def _topic(topic: str, facts: Sequence[Fact]) -> Iterator[RenderableType]:
    yield Text()
    yield Text.assemble(safe(topic, "bold cyan"), f" · {texts.plural(len(facts), 'fact')}")
    for fact in facts:
        yield Padding(Text.assemble(safe(fact.question), "  ", safe(fact.id, "dim")), (0, 0, 0, 2))
