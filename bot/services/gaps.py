"""Gaps: what people asked in vain, grouped by meaning, and what would close them.

Each question is asked again of the serving sheet: what it answers by now is no gap any more.
"""

import asyncio
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from bot.database import missed_questions
from bot.database.connection import Database
from bot.database.missed_questions import MissedQuestion
from bot.domain.answering import Chat, Found, Gate, Unknown, Unsure
from bot.domain.briefing import Briefing
from bot.domain.question_key import question_key
from bot.matching.analysis import plain
from bot.matching.grouping import group
from bot.matching.results import Match
from bot.services.asking import Reply, ask
from bot.services.gap_closing import propose, ways_to, wordings
from bot.services.log import readable
from bot.services.searching import FoundPassage
from bot.services.serving import writable
from bot.services.snapshot import Snapshot, Snapshots, records
from bot.sheets.sheet_text import Proposal

DAYS: Final = 30
MOST_QUESTIONS: Final = 1_000  # different questions that are grouped; the newest count
NEAREST_PASSAGES: Final = 3
DISMISSED_SHARE: Final = 0.3  # of a gap's questions: then it counts as the gap that was dismissed
# A fact with this share of an open question's confidence may well have been meant.
DOUBTFUL: Final = 0.5
_KEY_LENGTH: Final = 12


@dataclass(frozen=True, slots=True)
class NearMiss:
    """The fact that came nearest, and what kept it from answering."""

    match: Match
    failed: tuple[Gate, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that ask for the same thing, the most typical first, and how often they came.

    `key` stays the same while the oldest of them is in the log. `taken` are the facts that people chose after
    asking, with how often, the most chosen first.
    """

    key: str
    questions: tuple[str, ...]
    times: int
    askers: int
    disliked: int
    first_at: datetime
    last_at: datetime
    hashes: frozenset[str] = field(repr=False, default=frozenset())
    taken: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class GapReport:
    """A gap looked at closely with the sheet that serves."""

    gap: Gap
    near: NearMiss | None
    passages: tuple[FoundPassage, ...]
    proposal: Proposal


@dataclass
class Gaps:
    """Finds the gaps of one server, or of all; the result is kept until anything changes."""

    snapshots: Snapshots
    database: Database
    clock: Callable[[], datetime]
    _kept: tuple[object, tuple[Gap, ...]] | None = None

    async def find(self, guild_id: int | None, *, days: int = DAYS) -> tuple[Gap, ...]:
        """The gaps that are not dismissed, those that most people asked for first."""
        snapshot, start = self.snapshots.current, self.clock() - timedelta(days=days)
        with readable():
            missed = await missed_questions.missed(self.database, start, guild_id=guild_id)
            gone = await missed_questions.dismissed(self.database, guild_id=guild_id)
        disliked = frozenset(question.request_id for question in missed if question.disliked)
        taken = sum(question.taken is not None for question in missed)
        known = (guild_id, days, snapshot.version, missed[:1], len(missed), disliked, taken, gone)
        if self._kept is None or self._kept[0] != known:
            every = await asyncio.to_thread(gaps_of, snapshot, missed)
            self._kept = known, tuple(gap for gap in every if not is_dismissed(gap, gone))
            await self._dismiss_on((gap for gap in every if is_dismissed(gap, gone)), gone, guild_id)
        return self._kept[1]

    async def _dismiss_on(self, gaps: Iterable[Gap], gone: frozenset[str], guild_id: int | None) -> None:
        """Extend a dismissal to new wordings, so that it lasts when the old ones have left the log."""
        fresh = [each for gap in gaps for each in gap.hashes - gone]
        if fresh:
            with suppress(sqlite3.Error):  # the database may be read-only; the next caller will do it
                await missed_questions.dismiss(self.database, fresh, self.clock(), guild_id=guild_id)

    async def dismiss(self, key: str, guild_id: int | None) -> Gap | None:
        """Never show a gap again to anybody; None when it is no longer there."""
        gap = next((each for each in await self.find(guild_id) if each.key == key), None)
        if gap is not None:
            with writable():
                await missed_questions.dismiss(self.database, gap.hashes, self.clock(), guild_id=guild_id)
        return gap

    async def report(self, gap: Gap) -> GapReport:
        return await asyncio.to_thread(report_on, self.snapshots.current, gap)

    async def ways_to(self, gap: Gap, entry_id: str) -> tuple[str, ...]:
        """The gap's wordings that are worth teaching if this entry is what they mean."""
        return await asyncio.to_thread(ways_to, self.snapshots.current, gap.questions, entry_id)

    async def wordings(self, key: str, guild_id: int | None, *, within: float) -> tuple[str, ...]:
        """What can be taught of a gap; nothing where it is gone, or is not found within so many seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(within):
                gap = next((each for each in await self.find(guild_id) if each.key == key), None)
                return wordings(self.snapshots.current, gap.questions) if gap else ()
        return ()


def gaps_of(snapshot: Snapshot, missed: Sequence[MissedQuestion]) -> tuple[Gap, ...]:
    """Group the questions that are still missed; what most people asked for comes first."""
    by_spelling: defaultdict[str, list[MissedQuestion]] = defaultdict(list)
    for question in missed:
        by_spelling[question_key(question.text)].append(question)
    silent = replace(snapshot, thresholds=replace(snapshot.thresholds, passages=0))
    different = [asked for asked in by_spelling.values() if _is_missed(silent, asked)][:MOST_QUESTIONS]
    texts = [snapshot.matcher.without_chatter(plain(asked[0].text)) for asked in different]
    briefing = snapshot.briefing
    grouped = group(texts, briefing.sheet.vocabulary, snapshot.meaning, around=told_around(briefing))
    gaps = [_gap([different[at] for at in members]) for members in grouped]
    return tuple(sorted(gaps, key=lambda gap: (-gap.askers, -gap.times, -gap.last_at.timestamp(), gap.key)))


def told_around(briefing: Briefing) -> tuple[str, ...]:
    """What the sheet tells: words that stand all over it do not tell two questions apart."""
    return tuple(f"{record.phrasings[0]} {record.text}" for record in records(briefing))


def _is_missed(snapshot: Snapshot, asked: Sequence[MissedQuestion]) -> bool:
    """Whether the sheet still has no sure answer; an answer that somebody disliked counts as none."""
    answer, disliked = ask(snapshot, asked[0].text).answer, any(question.disliked for question in asked)
    match answer:
        case Found():
            return disliked
        case Unknown(open_question=known) if known is not None:
            return disliked or _is_doubtful(snapshot, asked[0].text, answer, known)
        case Unknown() | Unsure():
            return True
        case Chat():
            return False


def _is_doubtful(snapshot: Snapshot, question: str, answer: Unknown, open_question: str) -> bool:
    """Whether a question met as an open one may be told by a fact, asked in words that the sheet lacks."""
    briefing = snapshot.briefing
    ways = briefing.sheet.phrasings(briefing.open_questions[open_question])
    near = max((match.confidence for match in answer.nearest), default=0.0)
    return near >= DOUBTFUL * answer.score and question_key(question) not in map(question_key, ways)


def _gap(members: Sequence[Sequence[MissedQuestion]]) -> Gap:
    """Among equally typical spellings, the one that came most often stands first."""
    every = [question for spellings in members for question in spellings]
    hashes = {_hash(question.text) for question in every}
    oldest = min(every, key=lambda question: (question.asked_at, question.text))
    return Gap(
        key=_hash(oldest.text)[:_KEY_LENGTH],
        questions=tuple(Counter(q.text for q in spellings).most_common(1)[0][0] for spellings in members),
        times=len(every),
        askers=len({question.user_hash for question in every}),
        disliked=sum(question.disliked for question in every),
        first_at=oldest.asked_at,
        last_at=max(question.asked_at for question in every),
        hashes=frozenset(hashes),
        taken=tuple(Counter(question.taken for question in every if question.taken).most_common()),
    )


def is_dismissed(gap: Gap, gone: frozenset[str]) -> bool:
    return len(gap.hashes & gone) >= DISMISSED_SHARE * len(gap.hashes)


def _hash(question: str) -> str:
    return sha256(question_key(question).encode("utf-8", "surrogatepass")).hexdigest()


def report_on(snapshot: Snapshot, gap: Gap) -> GapReport:
    reply = ask(snapshot, gap.questions[0])
    passages = snapshot.passages.search(gap.questions[0], NEAREST_PASSAGES)
    return GapReport(gap, _near_miss(reply), passages, propose(snapshot, gap.questions, dict(gap.taken)))


def _near_miss(reply: Reply) -> NearMiss | None:
    facts = reply.snapshot.briefing.facts
    best = next((match for match in reply.ranking.matches if match.id in facts), None)
    if best is None:
        return None
    answer = reply.answer
    is_open = isinstance(answer, Unknown) and answer.open_question is not None
    failed = (gate for gate in answer.gates if not gate.passed or (is_open and gate.name == "open question"))
    return NearMiss(best, tuple(failed))
