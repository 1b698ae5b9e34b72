"""A digest in words and in order, without any markup: what every face renders in its own way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.briefing import Citation
from bot.domain.digest.changes import Changes
from bot.domain.digest.digest import Digest, Shown
from bot.ui import digest_texts as texts
from bot.ui.texts import provenance

LONGEST_LIST = 5
MOST_QUOTES = 3


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a section: a headline (a question of the sheet), a text, its quotes and small print."""

    headline: str
    text: str = ""
    citations: tuple[Citation, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its items; `more` counts those that were left out."""

    heading: str
    items: tuple[Item, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class DigestView:
    """From top to bottom: title, notices, sections, the mark."""

    title: str
    notices: tuple[str, ...]
    sections: tuple[Section, ...]
    mark: str


def view(digest: Digest) -> DigestView:
    return DigestView(digest.title, tuple(_notices(digest)), tuple(_sections(digest)), str(digest.mark))


def _notices(digest: Digest) -> Iterator[str]:
    if digest.late:
        yield texts.late(digest.late)
    if digest.fact is None:
        yield texts.NOTHING_YET


def _sections(digest: Digest) -> Iterator[Section]:
    if digest.fact:
        yield Section(texts.FACT_OF_THE_DAY, (_fact(digest.fact, quotes=MOST_QUOTES),))
    if digest.further:
        yield Section(texts.FURTHER, tuple(_fact(shown, quotes=1) for shown in digest.further))
    if changed := _changed(digest.changes):
        yield _shortened(texts.CHANGED, changed)
    if closed := digest.changes.closed:
        yield _shortened(texts.CLOSED, [Item(item.question, item.fact.answer) for item in closed])
    if digest.favourites:
        popular = [Item(f.fact.question, f.fact.answer, note=texts.asked_by(f)) for f in digest.favourites]
        yield _shortened(texts.MOST_ASKED, popular)
    if digest.week:
        yield Section(texts.WEEK, (Item("", texts.week_sentence(digest.week)),))


def _fact(shown: Shown, quotes: int) -> Item:
    """A quote is shown whole or not at all; the fact's id leads to the others."""
    return Item(shown.fact.question, shown.fact.answer, shown.citations[:quotes], provenance(shown.fact))


def _changed(changes: Changes) -> list[Item]:
    return [
        *(Item(fact.question, fact.answer, note=texts.NEW) for fact in changes.new),
        *(Item(fact.question, fact.answer, note=texts.CORRECTED) for fact in changes.corrected),
        *(Item(entry.title, note=texts.WITHDRAWN) for entry in changes.withdrawn),
    ]


def _shortened(heading: str, items: Sequence[Item]) -> Section:
    """The first few; a big change of the sheet must not fill the channel."""
    return Section(heading, tuple(items[:LONGEST_LIST]), max(0, len(items) - LONGEST_LIST))
