"""A digest in words and in order, for every face to render; and as text for a terminal."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

from bot.domain.briefing import Citation
from bot.domain.digest.changes import Changes
from bot.domain.digest.digest import Digest, Shown
from bot.domain.sheet import Fact, Markup
from bot.services.digest.composition import Preview
from bot.ui.charts import week_bars
from bot.ui.markup import plain_words
from bot.ui.quote_text import quote_text
from bot.ui.texts import digest as digest_texts
from bot.ui.texts.answers import place, provenance
from bot.ui.texts.digest_admin import upcoming
from bot.ui.texts.language import spoken
from bot.ui.texts.plain import printable

LONGEST_LIST = 5
MOST_QUOTES = 3


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a section: a headline (a question of the sheet), a text, its quotes and small print."""

    headline: str
    text: str = ""
    citations: tuple[Citation, ...] = ()
    note: str = ""
    markup: Markup | None = None


@dataclass(frozen=True, slots=True)
class DigestSection:
    """A heading and its items; `more` counts those that were left out."""

    heading: str
    items: tuple[Item, ...]
    more: int = 0

    def marked(self, markup: Markup | None) -> Self:
        """Rendered with the markup that the sheet declares for its texts."""
        return replace(self, items=tuple(replace(item, markup=markup) for item in self.items))


@dataclass(frozen=True, slots=True)
class DigestView:
    """From top to bottom: title, notices, sections, the label."""

    title: str
    notices: tuple[str, ...]
    sections: tuple[DigestSection, ...]
    label: str


def view(digest: Digest) -> DigestView:
    sections = tuple(section.marked(digest.markup) for section in _sections(digest))
    return DigestView(digest.title, tuple(_notices(digest)), sections, str(digest.label))


def _notices(digest: Digest) -> Iterator[str]:
    if digest.late:
        yield digest_texts.late(digest.late)
    if digest.fact is None:
        yield spoken(digest_texts.NOTHING_YET)


def _sections(digest: Digest) -> Iterator[DigestSection]:
    if digest.fact:
        yield DigestSection(spoken(digest_texts.FACT_OF_THE_DAY), (_fact(digest.fact, quotes=MOST_QUOTES),))
    if digest.further:
        yield DigestSection(
            spoken(digest_texts.FURTHER), tuple(_fact(shown, quotes=1) for shown in digest.further)
        )
    if changed := _changed(digest):
        yield _shortened(spoken(digest_texts.CHANGED), changed)
    if closed := digest.changes.closed:
        yield _shortened(
            spoken(digest_texts.CLOSED), [Item(item.question, item.fact.told) for item in closed]
        )
    if digest.favourites:
        above = {*digest.facts, *(fact.id for fact in _told_as_news(digest.changes))}
        popular = [_once(f.fact, above, digest_texts.asked_by(f)) for f in digest.favourites]
        yield _shortened(spoken(digest_texts.MOST_ASKED), popular)
    if digest.week:
        yield DigestSection(spoken(digest_texts.WEEK), (Item("", digest_texts.week_sentence(digest.week)),))


def _fact(shown: Shown, quotes: int) -> Item:
    """Quotes are shown whole or not at all; the fact's id leads to the others."""
    fact, own = shown.fact, len(shown.fact.quotes)
    citations = (*shown.citations[: min(quotes, own)], *shown.citations[own:])
    return Item(fact.question, fact.told, citations, provenance(fact))


def _changed(digest: Digest) -> list[Item]:
    changes, above = digest.changes, set(digest.facts)
    why = {withdrawal.id: withdrawal.reason for withdrawal in digest.withdrawals}
    return [
        *(_once(fact, above, spoken(digest_texts.NEW)) for fact in changes.new),
        *(_once(fact, above, spoken(digest_texts.CORRECTED)) for fact in changes.corrected),
        *(Item(entry.title, note=_withdrawn(why.get(entry.id))) for entry in changes.withdrawn),
    ]


def _once(fact: Fact, above: Collection[str], note: str) -> Item:
    """An answer that is shown above already is not repeated."""
    return Item(fact.question, "" if fact.id in above else fact.told, note=note)


def _told_as_news(changes: Changes) -> Iterator[Fact]:
    """The changed facts that are actually shown."""
    yield from (*changes.new, *changes.corrected)[:LONGEST_LIST]
    yield from (closed.fact for closed in changes.closed[:LONGEST_LIST])


def _withdrawn(why: str | None) -> str:
    return " · ".join((spoken(digest_texts.WITHDRAWN), *([why] if why else [])))


def _shortened(heading: str, items: Sequence[Item]) -> DigestSection:
    """The first few items: a big change of the sheet must not fill the channel."""
    return DigestSection(heading, tuple(items[:LONGEST_LIST]), max(0, len(items) - LONGEST_LIST))


def digest_text(digest: Digest) -> str:
    """What would be posted; the week as bars of text."""
    shown = view(digest)
    parts = [shown.title, *shown.notices]
    parts += ["\n".join(_section(section)) for section in shown.sections]
    if digest.week:
        parts[-1] += "\n" + week_bars(digest.week)
    return printable("\n\n".join((*parts, shown.label)))


def preview_text(preview: Preview) -> str:
    """What would be posted, then why each item is in or out, and when the next one is due."""
    reasons = (f"- {digest_texts.reason(item)}" for item in preview.digest.reasons)
    why = "\n".join((digest_texts.REASONS, *reasons))
    return printable("\n\n".join((digest_text(preview.digest), why, upcoming(preview.upcoming))))


def _section(section: DigestSection) -> Iterator[str]:
    yield section.heading.upper()
    for item in section.items:
        yield from _item(item)
    if section.more:
        yield digest_texts.more(section.more)


def _item(item: Item) -> Iterator[str]:
    if item.headline:
        yield f"- {item.headline}"
    if item.text:
        words = plain_words(item.text, item.markup)
        yield f"  {words}" if item.headline else words
    for citation in item.citations:
        yield from (f"  {line}" for line in quote_text(citation, item.markup).split("\n"))
        yield f"    {place(citation)}"
    if item.note:
        yield f"  ({item.note})"
