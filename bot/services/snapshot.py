"""The snapshot: a briefing with its matcher, immutable; the serving one is replaced in one assignment."""

import gc
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from itertools import chain
from pathlib import Path
from threading import Event
from typing import Final

from bot.domain.answering import Answer, Thresholds
from bot.domain.briefing import Briefing
from bot.domain.sheet import FactSheet
from bot.domain.sheet_state import SheetState, TaughtWay
from bot.errors import InputError
from bot.matching.matcher import Matcher
from bot.matching.meaning import Meaning, texts_of
from bot.matching.query import QueryTerm
from bot.matching.results import Record
from bot.matching.smalltalk import SmallTalk
from bot.services.completion import LONGEST_TYPED, Completion, Completions
from bot.services.searching import PassageSearch
from bot.sheets.documents import ReadingRules
from bot.sheets.knowledge import RULES, Reading, read, state_of_files

LOG: Final = logging.getLogger(__name__)
# Whether anything was frozen yet: gc itself would have to count all frozen objects to tell.
_FROZEN: Final = Event()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything one answer needs; an answer never mixes two of them."""

    briefing: Briefing
    matcher: Matcher
    smalltalk: SmallTalk
    thresholds: Thresholds
    passages: PassageSearch
    completions: Completions
    reading: Reading
    meaning: Meaning | None = None
    rehearsed: dict[int, Answer] = field(default_factory=dict, compare=False)
    """What it answers to the questions of the last rehearsal, by hash: what people asked is not kept."""

    @property
    def version(self) -> str:
        return self.briefing.version

    def telling_terms(self, text: str) -> list[QueryTerm]:
        """The terms of a text that say something by themselves."""
        return [term for term in self.matcher.parse(text).terms if term.is_telling]

    @property
    def written(self) -> Briefing:
        """The briefing as its files have it, without what was taught since."""
        return self.reading.briefing

    def is_of(
        self, reading: Reading, sheet: FactSheet, thresholds: Thresholds, meaning: Meaning | None
    ) -> bool:
        """Whether building from these parts would give this snapshot again."""
        same_sheet = self.reading is reading and self.briefing.sheet.learned == sheet.learned
        return same_sheet and self.thresholds == thresholds and self.meaning is meaning

    def prepare(self) -> None:
        """Build everything lazy now, so that no question has to wait for it."""
        self.matcher.prepare()
        self.smalltalk.prepare()
        self.passages.prepare()
        self.completions.prepare()

    def complete(self, typed: str) -> Sequence[Completion]:
        """Questions that contain what was typed, then those that mean something near it."""
        near = self.matcher.rank(typed[:LONGEST_TYPED]).matches
        return self.completions.complete(typed, (match.id for match in near))


class Snapshots:
    """Holds the serving snapshot; whoever answers takes `current` once and keeps to it."""

    def __init__(self, first: Snapshot) -> None:
        self._current = first

    @property
    def current(self) -> Snapshot:
        return self._current

    def replace(self, snapshot: Snapshot) -> None:
        self._current = snapshot


def let_go(left: list[Snapshot]) -> None:
    """Free a snapshot that nobody else holds, bit by bit: all at once would stall the event loop."""
    snapshot = left.pop()
    bits = [getattr(snapshot, each.name) for each in fields(snapshot)]
    bits += [*snapshot.briefing.sheet.facts, *snapshot.briefing.citations.values()]
    for part in (snapshot.matcher, snapshot.smalltalk, snapshot.passages, snapshot.completions):
        bits += vars(part).values()
        for heap in part.bits():
            bits += heap
    bits += chain.from_iterable(written.facts for written in snapshot.reading.parts.values())
    del snapshot, part, heap
    while bits:
        bits.pop()


def load_snapshot(
    path: Path,
    thresholds: Thresholds,
    rules: ReadingRules = RULES,
    state: SheetState | None = None,
    *,
    meaning: Meaning | None = None,
) -> Snapshot:
    """The sheet to serve, indexed with what was taught: the knowledge folder's, or a rolled-back one.

    SheetError carries every problem of the folder.
    """
    with collector_at_rest():
        taught = state.taught if state else ()
        held = _held(path, rules, state)
        return snapshot_of(held or read(path, rules), thresholds, taught, meaning=meaning)


def _held(path: Path, rules: ReadingRules, state: SheetState | None) -> Briefing | None:
    """The rolled-back sheet; None when there is none, the files have changed since, or it cannot be read."""
    if state is None or state.held is None:
        return None
    from bot.database.kept_sheets import restored

    try:
        return restored(state.held.content) if state_of_files(path, rules) == state.held.files else None
    except InputError as error:
        LOG.warning("The files are served, and not the sheet of the rollback: %s", error)
        return None


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Build a snapshot without the garbage collector: its many small values all stay.

    In a thread, a collection would also stall the event loop. What was built is frozen out of the collector's
    sight; nothing in a snapshot is cyclic, so it is freed without it. Garbage made since the last time would
    be frozen as well, and is collected first.
    """
    was_on = gc.isenabled()
    if was_on and _FROZEN.is_set():
        gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        _FROZEN.set()
        if was_on:
            gc.enable()


@collector_at_rest()
def snapshot_of(
    written: Briefing | Reading,
    thresholds: Thresholds | None = None,
    taught: Iterable[TaughtWay] = (),
    before: Snapshot | None = None,
    *,
    meaning: Meaning | None = None,
) -> Snapshot:
    """Index a checked briefing together with what was taught, reusing what `before` has indexed."""
    reading = written if isinstance(written, Reading) else Reading(written)
    if before is not None and before.written is reading.briefing:
        reading = before.reading
    briefing = reading.briefing.with_taught(taught)
    sheet, documents, limits = briefing.sheet, briefing.documents, thresholds or Thresholds()
    if before is not None and before.is_of(reading, sheet, limits, meaning):
        return before
    matcher = Matcher(records(briefing), sheet.vocabulary, meaning, before.matcher if before else None)
    passages = before.passages.renewed(sheet, documents) if before else PassageSearch(sheet, documents)
    smalltalk = SmallTalk(_own_words(briefing), matcher.knows)
    completions = before.completions.renewed(briefing) if before else Completions(briefing)
    return Snapshot(briefing, matcher, smalltalk, limits, passages, completions, reading, meaning)


def taught_anew(snapshot: Snapshot, taught: Iterable[TaughtWay]) -> Snapshot:
    """The same sheet with other taught ways."""
    return snapshot_of(snapshot.written, snapshot.thresholds, taught, snapshot, meaning=snapshot.meaning)


def forget_others(snapshot: Snapshot) -> None:
    """Keep the vectors of this sheet's texts alone."""
    if snapshot.meaning is not None:
        snapshot.meaning.keep(texts_of(records(snapshot.briefing)))


def _own_words(briefing: Briefing) -> Iterator[str]:
    """All words that the sheet itself uses for something: its ways of asking and its vocabulary."""
    for entry in briefing.entries.values():
        yield from briefing.sheet.phrasings(entry)
    yield from chain.from_iterable(briefing.sheet.vocabulary)


def records(briefing: Briefing) -> Iterator[Record]:
    """The matcher's records: facts with answer and quotes as text, open questions with phrasings alone."""
    for fact in briefing.sheet.facts:
        text = " ".join((briefing.sheet.said(fact), *(quote.text for quote in fact.cited)))
        yield Record(
            fact.id, briefing.sheet.phrasings(fact), text, briefing.same_quote.get(fact.id, frozenset())
        )
    for question in briefing.sheet.open_questions:
        yield Record(question.id, briefing.sheet.phrasings(question))
