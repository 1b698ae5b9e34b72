"""The documents a briefing quotes."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.domain.briefing import Briefing
from bot.domain.sheet import Source
from bot.ui import texts
from bot.ui.terminal.screen import safe


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
    made = [source.publisher, source.published and texts.day(source.published), source.url]
    for line in (
        " · ".join(part for part in made if part),
        f"{source.file} · {texts.plural(quotes, 'quote')}",
    ):
        if line:
            yield Padding(safe(line), (0, 0, 0, 2))
