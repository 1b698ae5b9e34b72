"""What changed in the sheet since the last digest: new, corrected and withdrawn facts, closed questions."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from bot.domain.sheet import Fact, FactSheet, OpenQuestion
from bot.matching.analysis import words

HASH_LENGTH = 16


class EntryKind(StrEnum):
    FACT = "fact"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is remembered of a fact or an open question: enough to see and to say that it changed."""

    kind: EntryKind
    id: str
    content_hash: str
    title: str


@dataclass(frozen=True, slots=True)
class Closed:
    """An open question, by its last known words, and the fact that answers it now."""

    question: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Changes:
    """Facts in the order of the sheet; withdrawn ones by the last known words of their question."""

    new: tuple[Fact, ...] = ()
    corrected: tuple[Fact, ...] = ()
    withdrawn: tuple[Entry, ...] = ()
    closed: tuple[Closed, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.corrected or self.withdrawn or self.closed)


def entries(sheet: FactSheet) -> tuple[Entry, ...]:
    """What to remember of a sheet."""
    facts = (Entry(EntryKind.FACT, fact.id, _hash(fact), fact.question) for fact in sheet.facts)
    return (*facts, *(Entry(EntryKind.OPEN, q.id, _hash(q), q.question) for q in sheet.open_questions))


def changes(before: Iterable[Entry], sheet: FactSheet) -> Changes:
    """Compare two sheets; a fact that only got another id is no news."""
    old = tuple(before)
    now = {entry.id: entry for entry in entries(sheet) if entry.kind is EntryKind.FACT}
    then = {entry.id: entry for entry in old if entry.kind is EntryKind.FACT}
    gone = [entry for entry in then.values() if entry.id not in now]
    said_before = {entry.content_hash for entry in gone}
    said_now = {entry.content_hash for entry in now.values()}
    closed = _closed(old, sheet)
    told = {item.fact.id for item in closed}
    new = (fact for fact in sheet.facts if fact.id not in then and fact.id not in told)
    kept = (fact for fact in sheet.facts if fact.id in then and fact.id not in told)
    return Changes(
        tuple(fact for fact in new if now[fact.id].content_hash not in said_before),
        tuple(fact for fact in kept if now[fact.id].content_hash != then[fact.id].content_hash),
        tuple(entry for entry in gone if entry.content_hash not in said_now),
        closed,
    )


def _closed(before: Sequence[Entry], sheet: FactSheet) -> tuple[Closed, ...]:
    """A question is closed when it left the sheet and a fact has its id or asks it word for word."""
    still_open = {question.id for question in sheet.open_questions}
    gone = (entry for entry in before if entry.kind is EntryKind.OPEN and entry.id not in still_open)
    pairs = ((entry.title, _answering(entry, sheet)) for entry in gone)
    return tuple(Closed(title, fact) for title, fact in pairs if fact)


def _answering(entry: Entry, sheet: FactSheet) -> Fact | None:
    same_id = (fact for fact in sheet.facts if fact.id == entry.id)
    asked = words(entry.title)
    same_words = (
        fact for fact in sheet.facts if any(words(phrasing) == asked for phrasing in sheet.phrasings(fact))
    )
    return next(same_id, None) or next(same_words, None)


def _hash(entry: Fact | OpenQuestion) -> str:
    """Covers what a reader sees; other ways to ask, topics and review dates may change silently."""
    told = {"question", "answer", "kind", "said_by", "quotes", "as_of"}
    content = entry.model_dump(mode="json", include=told)
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:HASH_LENGTH]
