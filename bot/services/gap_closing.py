"""The entry that would close a gap, tried on the sheet before anybody sees it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from types import MappingProxyType
from typing import Final

from bot.domain.answering import Unknown, Unsure, entry_of
from bot.domain.free_id import free_id
from bot.domain.question_key import distinct, question_key
from bot.domain.scrubbing import is_clean
from bot.domain.sheet import Fact, OpenQuestion, Quote
from bot.matching.analysis import plain
from bot.matching.smalltalk import is_empty_word
from bot.services.asking import ask
from bot.services.gap_quotes import Quotation, quotations, tellers, topic_of
from bot.services.snapshot import Snapshot, snapshot_of
from bot.services.teaching import words_of
from bot.sheets.sheet_text import LearnedWays, Proposal

MOST_WAYS: Final = 7
FEWEST_WAYS: Final = 2  # beside the question; `check` asks for three in all
_TYPICAL: Final = 3
LONGEST_WAY: Final = 120
# From this mean confidence on, a fact is probably what a gap's questions meant.
LIKELY: Final = 25.0
_MOST_TELLING: Final = 4
_SELF: Final = re.compile(r"\bi\b")
_ASKING: Final = re.compile(
    r"(?:who|what|when|where|why|which|how|can|could|may|is|are|was|were|do|does|did|will|has|have)\b.*\s\S",
    re.IGNORECASE,
)
_NEAR: Final = 3  # facts and open questions that come near a question
_CERTAIN: Final = 100.0
_HEARD: Final = 8  # questions of a gap, the most typical, that choose the fact, or the sentence to quote


def propose(
    snapshot: Snapshot, questions: Sequence[str], taken: Mapping[str, int] = MappingProxyType({})
) -> Proposal:
    """Ways of asking for the fact that was nearly given, or that comes near and quotes what speaks of it.

    Else a fact that a passage carries, else an open question. Only ways that lead to the entry once it is
    in the sheet are in it. `taken` are the facts that people chose after asking, with how often.
    """
    ways = _sayable(snapshot, questions)
    meant = _meant(snapshot, ways[:_HEARD], taken)
    if meant is not None:
        leaning = tuple(way for way in ways if _leans(snapshot, way).get(meant, 0.0) >= LIKELY)
        return _grown(snapshot, LearnedWays(meant, leaning[:_TYPICAL]), distinct((*leaning, *ways)))
    asked = _asking_first(ways)
    told = _told(snapshot, asked[:_HEARD])
    if isinstance(told, str):
        return _grown(snapshot, LearnedWays(told, ways[:_TYPICAL]), ways)
    return _new(snapshot, asked, told)


def propose_new(snapshot: Snapshot, questions: Sequence[str]) -> Proposal:
    """Propose an entry of its own, whatever fact comes near."""
    asked = _asking_first(_sayable(snapshot, questions))
    told = _told(snapshot, asked[:_HEARD])
    return _new(snapshot, asked, None if isinstance(told, str) else told)


def _sayable(snapshot: Snapshot, questions: Sequence[str]) -> tuple[str, ...]:
    return tuple(_ways(snapshot, questions)) or (_named(snapshot, questions[0]),)


def _asking_first(ways: Sequence[str]) -> tuple[str, ...]:
    first = next((way for way in ways if _ASKING.match(way)), ways[0])
    return (first, *(way for way in ways if way != first))


def _new(snapshot: Snapshot, ways: Sequence[str], told: Quotation | None) -> Proposal:
    first, *others = ways
    entry = _fact(snapshot, first, told) if told else _open_question(snapshot, first)
    return _grown(snapshot, entry.model_copy(update={"also": tuple(others[:_TYPICAL])}), others)


def ways_to(snapshot: Snapshot, questions: Sequence[str], entry_id: str) -> tuple[str, ...]:
    """The wordings of a gap that are worth teaching if this entry is what they mean."""
    ways = tuple(_ways(snapshot, questions))
    grown = _grown(snapshot, LearnedWays(entry_id, ways[:_TYPICAL]), ways) if ways else None
    return grown.ways if isinstance(grown, LearnedWays) else ()


def wordings(snapshot: Snapshot, questions: Sequence[str]) -> tuple[str, ...]:
    """The wordings of a gap that could stand in a sheet, as many as are ever taught."""
    return tuple(islice(_ways(snapshot, questions), MOST_WAYS))


def _grown(snapshot: Snapshot, proposal: Proposal, ways: Sequence[str]) -> Proposal:
    """With ways that it would miss otherwise, until it has enough, and without those that lead elsewhere."""
    said = _said(proposal)
    after = _with(snapshot, proposal)
    missed = (way for way in ways if way not in said and not _settles(after, way, _name(proposal)))
    wanted = (*said, *islice(missed, MOST_WAYS - len(said)))
    wanted = enough(snapshot, proposal.question, wanted) if isinstance(proposal, Fact) else wanted
    grown = _saying(proposal, wanted)
    after = _with(snapshot, grown)
    return _saying(proposal, tuple(way for way in wanted if _first(after, way) == _name(proposal)))


def enough(snapshot: Snapshot, question: str, ways: tuple[str, ...]) -> tuple[str, ...]:
    """As many as `check` wants for a fact; an open question would take too much with its bare words."""
    named = _named(snapshot, question)
    more = (named, f"what about {named}", f"tell me about {named}")
    return ways if len(ways) >= FEWEST_WAYS else distinct((*ways, *more))[:FEWEST_WAYS]


def _name(proposal: Proposal) -> str:
    return proposal.entry_id if isinstance(proposal, LearnedWays) else proposal.id


def _said(proposal: Proposal) -> tuple[str, ...]:
    return proposal.ways if isinstance(proposal, LearnedWays) else proposal.also


def _saying(proposal: Proposal, ways: tuple[str, ...]) -> Proposal:
    if isinstance(proposal, LearnedWays):
        return LearnedWays(proposal.entry_id, ways)
    return proposal.model_copy(update={"also": ways})


def _settles(snapshot: Snapshot, question: str, name: str) -> bool:
    """Whether a question gets this very entry."""
    return entry_of(ask(snapshot, question).answer) == name


def _first(snapshot: Snapshot, way: str) -> str | None:
    return next((match.id for match in snapshot.matcher.rank(way, limit=1).matches), None)


def _ways(snapshot: Snapshot, questions: Sequence[str]) -> Iterator[str]:
    """What can stand in a sheet: nothing personal, no story, and nothing that it has already."""
    briefing = snapshot.briefing
    known = {
        question_key(way) for entry in briefing.entries.values() for way in briefing.sheet.phrasings(entry)
    }
    for question in distinct(questions):
        way = words_of(snapshot, question)
        fits = way and len(way) <= LONGEST_WAY and is_clean(way) and not is_empty_word(way)
        if fits and question_key(way) not in known:
            yield way


def _named(snapshot: Snapshot, question: str) -> str:
    """The telling words alone, when no question can stand as it is."""
    return _telling_words(snapshot, plain(question)) or "what was asked"


def _meant(snapshot: Snapshot, ways: Sequence[str], taken: Mapping[str, int]) -> str | None:
    """The fact that was nearly given to them all together, when it is likely.

    Whoever chose one of those knew what was meant.
    """
    likely: defaultdict[str, float] = defaultdict(float)
    for way in ways:
        for fact_id, confidence in _leans(snapshot, way).items():
            likely[fact_id] += confidence / len(ways)
    heard = max(len(ways), sum(taken.values()))
    for fact_id in likely.keys() & taken.keys():
        likely[fact_id] += _CERTAIN * taken[fact_id] / heard
    best = max(likely, key=lambda fact_id: (likely[fact_id], fact_id), default=None)
    return best if best is not None and likely[best] >= LIKELY else None


def _leans(snapshot: Snapshot, way: str) -> dict[str, float]:
    """The facts that a question would be offered, each with its confidence.

    One that is given is in a gap because somebody disliked it: that is not what was meant.
    """
    match ask(snapshot, way).answer:
        case Unsure(choices=matches) | Unknown(nearest=matches):
            return {match.id: match.confidence for match in matches}
        case _:
            return {}


def _told(snapshot: Snapshot, ways: Sequence[str]) -> Quotation | str | None:
    """The sentence that no fact quotes yet, or the fact near the questions that quotes it.

    What quotes it and is not near was not meant; nor was what was given already, and disliked.
    """
    given = {entry_of(ask(snapshot, way).answer) for way in ways}
    near = {match.id for way in ways for match in snapshot.matcher.rank(way, limit=_NEAR).matches}
    for quote in quotations(snapshot, ways):
        owners = tellers(snapshot.briefing, quote)
        if not owners or not owners.isdisjoint(given):
            return quote
        if meant := sorted(owners & near):
            return meant[0]
    return None


def _fact(snapshot: Snapshot, way: str, quote: Quotation) -> Fact:
    return Fact(
        id=_id_for(snapshot, way),
        topic=topic_of(snapshot, quote),
        question=_question(way),
        answer=quote.answer,
        quotes=(Quote(source=quote.source, text=quote.text),),
    )


def _open_question(snapshot: Snapshot, way: str) -> OpenQuestion:
    return OpenQuestion(id=_id_for(snapshot, way), question=_question(way))


def _question(way: str) -> str:
    asked = _SELF.sub("I", way.rstrip(" .!?…"))
    return f"{asked[:1].upper()}{asked[1:]}?"


def _id_for(snapshot: Snapshot, question: str) -> str:
    return free_id(_telling_words(snapshot, question), snapshot.briefing.entries, "gap")


def _telling_words(snapshot: Snapshot, question: str) -> str:
    return " ".join(term.text for term in snapshot.telling_terms(question)[:_MOST_TELLING])


def _with(snapshot: Snapshot, proposal: Proposal) -> Snapshot:
    """The sheet as it would be with this entry."""
    briefing = snapshot.briefing
    sheet, citations = briefing.sheet, dict(briefing.citations)
    match proposal:
        case LearnedWays(entry_id, ways):
            learned = {**sheet.learned, entry_id: (*sheet.learned.get(entry_id, ()), *ways)}
            sheet = sheet.model_copy(update={"learned": learned})
        case Fact():
            sheet = sheet.model_copy(update={"facts": (*sheet.facts, proposal)})
            citations[proposal.id] = ()
        case OpenQuestion():
            sheet = sheet.model_copy(update={"open_questions": (*sheet.open_questions, proposal)})
    trial = replace(briefing, sheet=sheet, citations=citations)
    return snapshot_of(trial, snapshot.thresholds, (), snapshot)
