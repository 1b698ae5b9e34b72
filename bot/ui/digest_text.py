"""A digest and its preview as plain text, for the terminal."""

from collections.abc import Iterator

from bot.domain.digest.digest import Digest
from bot.services.digesting.preview import Preview
from bot.ui import digest_texts as texts
from bot.ui.charts import week_bars
from bot.ui.digest_view import Item, Section, view
from bot.ui.plain import printable
from bot.ui.texts import place, quoted


def digest_text(digest: Digest) -> str:
    """What would be posted; the week as bars of text."""
    shown = view(digest)
    parts = [shown.title, *shown.notices]
    parts += ["\n".join(_section(section)) for section in shown.sections]
    if digest.week:
        parts[-1] += "\n" + week_bars(digest.week)
    return printable("\n\n".join((*parts, shown.mark)))


def preview_text(preview: Preview) -> str:
    """The same, then why each item is in or out, and when the next one is due."""
    reasons = (f"- {texts.reason(item)}" for item in preview.digest.reasons)
    why = "\n".join((texts.REASONS, *reasons))
    return printable("\n\n".join((digest_text(preview.digest), why, texts.upcoming(preview.upcoming))))


def _section(section: Section) -> Iterator[str]:
    yield section.heading.upper()
    for item in section.items:
        yield from _item(item)
    if section.more:
        yield texts.more(section.more)


def _item(item: Item) -> Iterator[str]:
    if item.headline:
        yield f"- {item.headline}"
    if item.text:
        yield f"  {item.text}" if item.headline else item.text
    for citation in item.citations:
        yield f"  {quoted(citation)}"
        yield f"    {place(citation)}"
    if item.note:
        yield f"  ({item.note})"
