"""Drafts facts from a document's claims, each with a question, a quote and ways of asking."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from rapidfuzz import fuzz

from bot.domain.briefing import Briefing, Document
from bot.domain.casing import Casing, casing_of
from bot.domain.drafting.bare_lists import (
    ToldList,
    entry_of,
    lists_of,
    tells_by_itself,
    told_together,
)
from bot.domain.drafting.draft_fact import MOST_WAYS, NO_TOPIC, DraftFact, id_for, questions_in, stated
from bot.domain.drafting.drafted_questions import ways_for, ways_within
from bot.domain.drafting.name_groups import name_groups
from bot.domain.drafting.speech import DATELINE, Speech, speech_of
from bot.domain.drafting.statements import Statement, is_claim, statements_of
from bot.domain.drafting.ways_of_asking import key_words, kind_ways, placed_way
from bot.domain.labels import labelled, recurring
from bot.domain.markdown import unmarked
from bot.domain.outline import Section, outline, title_of
from bot.domain.quoting import QuoteFinder, Span

ATTRIBUTE = "look who says so, and write the question as people ask it"
REWORD = "write the question as people ask it"
RESTATE = "write the answer as a sentence of its own"
_HALF_VERDICT = re.compile(r"(?:yes|no)\s*[.,!;:–—]", re.IGNORECASE)
# Headings that ask without a question mark.
_ASKING_HEADS = {
    "when": "When is it?",
    "where": "Where is it?",
    "when and where": "When and where is it?",
    "how much": "How much is it?",
}
_NEAR = 92  # of 100, by rapidfuzz's set of words


@dataclass(frozen=True, slots=True)
class Draft:
    """What a document yields: facts, and groups of names that mean the same."""

    facts: tuple[DraftFact, ...]
    vocabulary: tuple[tuple[str, ...], ...] = ()


def draft(document: Document, known: Briefing | None = None) -> Draft:
    """Facts in the order of the document, without those that the known sheet quotes already."""
    drafter = _Drafter(document, known)
    return Draft(tuple(drafter.facts()), tuple(name_groups(document)))


@dataclass
class _Drafter:
    """Goes through one document once."""

    document: Document
    known: Briefing | None
    _casing: Casing = field(init=False)
    _recurring: frozenset[str] = field(init=False)
    _title: str = field(init=False)
    _taken: set[str] = field(default_factory=set)
    _seen: set[str] = field(default_factory=set)
    _asked: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._casing = casing_of(self.document)
        lines = unmarked(self.document.text) if self.document.markdown else self.document.text
        self._recurring = recurring(lines.splitlines())
        self._title = next((one.heading for one in outline(self.document) if one.names_topic), "")

    def facts(self) -> Iterator[DraftFact]:
        if self.known:
            self._taken |= set(self.known.entries)
            ways = (entry.phrasings for entry in self.known.entries.values())
            self._asked |= {way.lower() for way in chain.from_iterable(ways)}
        finder = QuoteFinder(self.document.text, markdown=self.document.markdown)
        above: list[Section] = []
        for section in outline(self.document):
            title = title_of(section, above)
            statements = list(self._unseen(self._told(section, finder), finder))
            yield from self._section(section, statements, title)

    def _unseen(self, told: Iterable[Statement], finder: QuoteFinder) -> Iterator[Statement]:
        for one in told:
            if one.text not in self._seen and not self._is_quoted(one, finder):
                self._seen.add(one.text)
                yield one

    def _told(self, section: Section, finder: QuoteFinder) -> Iterator[Statement]:
        """Statements of a section; a list that its heading asks for, or a sentence introduces, is one."""
        lists = {one.entries[0].start: one for one in lists_of(self.document, section)}
        inside = {span.start for one in lists.values() for span in one.entries}
        for span in section.paragraphs:
            if span.start in lists:
                yield self._list(section, lists[span.start])
            if span.start not in inside or tells_by_itself(self.document, span):
                yield from statements_of(self.document, span, finder, section.heading)

    def _list(self, section: Section, told: ToldList) -> Statement:
        entries = tuple(entry_of(self.document, each) for each in told.entries)
        lead = (entry_of(self.document, told.lead),) if told.lead else ()
        question = "" if section.is_question else told.question
        texts = (" ".join((*lead, told_together(entries))),)
        return Statement(texts, entries[0], question, quotes=(*lead, *entries))

    def _section(self, section: Section, statements: list[Statement], title: str) -> Iterator[DraftFact]:
        topic = " ".join(title.split())[:60] or NO_TOPIC
        rest = statements
        heading = _ASKING_HEADS.get(section.heading.lower(), section.heading)
        if "?" in heading and statements:
            first, *rest = statements
            asked = [*questions_in(heading), key_words(heading)]
            yield self._fact(topic, first, [*asked, *ways_within(first, self._casing)])
        for statement in rest:
            topic = statement.about or topic
            if statement.asked:
                asked = [statement.asked, key_words(statement.asked)]
                yield self._fact(topic, statement, [*asked, *ways_within(statement, self._casing)])
            elif statement.row:
                heading = title if rest[0].row else ""  # else the table is of something else
                label = statement.row.within_a_sentence(self._casing)
                yield self._fact(topic, statement, [*statement.row.asked(heading, label)])
            elif is_claim(statement.texts[0]):
                speech = speech_of(statement.texts[0])
                place = self._place(statement, section)
                asked = ways_for(statement, speech, self._casing, self._asked, place)
                yield self._fact(topic, statement, asked, speech)

    def _place(self, statement: Statement, section: Section) -> str:
        """The heading above, if other parts of the document use the same label."""
        label = labelled(statement.texts[0])
        return section.heading if label and label.label in self._recurring else ""

    def _fact(
        self, topic: str, statement: Statement, asked: list[str], speech: Speech | None = None
    ) -> DraftFact:
        is_code = statement.row is not None and statement.row.is_code
        text = stated(statement.text, keeps_case=is_code)
        told = DATELINE.sub("", text)
        placed = placed_way(told, "" if topic == NO_TOPIC else topic)
        made = (*self._told_apart(asked, topic), placed, *kind_ways(told, asked))
        fresh = dict.fromkeys(way for way in made if _says_much(way) and way.lower() not in self._asked)
        question, *ways = fresh or [f"What about {statement.text[:60]}?"]
        self._asked |= {way.lower() for way in fresh}
        question = question if question.endswith("?") else f"What about {question}?"
        return DraftFact(
            id=id_for(question, self._taken),
            topic=topic,
            question=question[:1].upper() + question[1:],
            also=tuple(ways[:MOST_WAYS]),
            answer=text,
            quotes=statement.quotes or (statement.quote,),
            remark=ATTRIBUTE if speech and not speech.who else self._remark(text, question),
            said_by=speech.who if speech else "",
        )

    def _told_apart(self, asked: list[str], topic: str) -> Iterator[str]:
        """A question asked before (`How can I reach you?`) is extended by what it is about."""
        for number, way in enumerate(asked):
            yield way
            if number == 0 and way.endswith("?") and way.lower() in self._asked:
                yield from (
                    f"{way[:-1]} ({about})?" for about in (topic, self._title) if about not in {"", NO_TOPIC}
                )

    def _is_quoted(self, statement: Statement, finder: QuoteFinder) -> bool:
        """Whether the known sheet quotes most of it."""
        span = finder.locate(statement.quote) if self.known else None
        if self.known is None or span is None:
            return False
        return 2 * len(self._quoted(self.known, span)) > span.end - span.start

    def _quoted(self, known: Briefing, span: Span) -> set[int]:
        return {
            at
            for citations in known.citations.values()
            for cited in citations
            if cited.file == self.document.file
            for at in range(max(cited.start, span.start), min(cited.end, span.end))
        }

    def _remark(self, text: str, question: str) -> str:
        facts = self.known.sheet.facts if self.known else ()
        near = max(facts, key=lambda fact: fuzz.token_set_ratio(text, fact.answer), default=None)
        if near is not None and fuzz.token_set_ratio(text, near.answer) >= _NEAR:
            return f"much like `{near.id}`"
        if question.startswith("What about") and not labelled(text):
            return REWORD
        return RESTATE if _HALF_VERDICT.match(text) else ""


def _says_much(way: str) -> bool:
    """Whether it has two words, or names a channel, a role or a command."""
    return " " in way or way[:1] in {"#", "@", "!", "/"}
