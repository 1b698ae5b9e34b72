"""Drafts facts from a document: what claims something, with a question, a quote and ways of asking."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Protocol
from unicodedata import normalize

from rapidfuzz import fuzz

from bot.domain.briefing import Briefing, Document
from bot.domain.casing import Casing, casing_of
from bot.domain.drafted_questions import ways_for, ways_within
from bot.domain.labels import labelled, recurring
from bot.domain.listing import asked_of, entry_of, told_lists, told_together
from bot.domain.markdown import unmarked
from bot.domain.name_groups import name_groups
from bot.domain.outline import Section, outline, title_of
from bot.domain.quoting import Passages, Span
from bot.domain.speech import DATELINE, Speech, speech_of
from bot.domain.statements import Statement, is_claim, statements_of
from bot.domain.ways_of_asking import DATE, key_words, kind_ways, placed_way, ways_of
from bot.matching.analysis import words

_VERDICT = re.compile(
    r"^(?:yes|no|sure|of course|absolutely|not at all|certainly|unfortunately,? (?:yes|no|not))(?: not)?"
    r"\s*[.!,;:–—]++\s*+(?!but\b|if\b|unless\b|only\b|as long\b)",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:[-*+]|\d{1,3}[.)]) ")
_FENCE = re.compile(r"^[ \t]*(?:```|~~~).*\n?", re.MULTILINE)  # of a block of code
_STOPS = '.!?…”"'
_MOST_WAYS = 5
_NAME = re.compile(r"(?<![.!?…] )(?<!^)\b[A-Z][\w’'-]+(?: (?:of |the )?[A-Z][\w’'-]+)*")
_NUMBER = re.compile(r"\d[\w.,:%]*(?<![.,:])")
ATTRIBUTE = "look who says so, and write the question as people ask it"
REWORD = "write the question as people ask it"
RESTATE = "write the answer as a sentence of its own"
_HALF_VERDICT = re.compile(r"(?:yes|no)\s*[.,!;:–—]", re.IGNORECASE)
_NO_TOPIC = "general"
_NEAR = 92  # of 100, by rapidfuzz's set of words


@dataclass(frozen=True, slots=True)
class DraftFact:
    """A fact that a person still has to read; `remark` is what should be looked at."""

    id: str
    topic: str
    question: str
    also: tuple[str, ...]
    answer: str
    quotes: tuple[str, ...]
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    remark: str = ""
    said_by: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a document brings: facts, and groups of names that mean the same."""

    facts: tuple[DraftFact, ...]
    vocabulary: tuple[tuple[str, ...], ...] = ()


def draft(document: Document, known: Briefing | None = None) -> Draft:
    """Facts in the order of the document; what a fact of the known sheet quotes already is left out."""
    drafter = _Drafter(document, known)
    return Draft(tuple(drafter.facts()), tuple(name_groups(document)))


class ListedQuestion(Protocol):
    """A question of a list with its answer, other ways to ask it, and its topic."""

    @property
    def question(self) -> str: ...
    @property
    def answer(self) -> str: ...
    @property
    def also(self) -> tuple[str, ...]: ...
    @property
    def topic(self) -> str: ...


def fact_of(entry: ListedQuestion, document: Document, taken: set[str], asked_before: set[str]) -> DraftFact:
    """A question with its answer, taken over as it is; every paragraph of the answer is quoted."""
    question, answer, also = entry.question, entry.answer, entry.also
    passages = Passages(document.text, markdown=document.markdown)
    casing = casing_of(document)
    paragraphs = [part.strip() for part in re.split(r"\n[^\S\n]*\n", answer) if any(map(str.isalnum, part))]
    bare = [_FENCE.sub("", part) for part in paragraphs]
    plain = [" ".join((unmarked(part) if document.markdown else part).split()) for part in bare]
    quotes = [text if passages.locate(text) else raw for text, raw in zip(plain, paragraphs, strict=True)]
    asked = _questions_in(question) or [question]
    own = [way for text in plain[:1] if is_claim(text) for way in ways_of(_stated(text), casing)]
    made = (way for way in (key_words(question), *(() if also else own)) if " " in way)
    fresh = [way for way in made if way.lower() not in asked_before]
    ways = dict.fromkeys([*asked[1:], *also, *fresh])
    asked_before |= {way.lower() for way in ways}
    text = _joined(plain, paragraphs)
    name = _free_id(question, taken)
    return DraftFact(
        id=name,
        topic=entry.topic or _NO_TOPIC,
        question=asked[0],
        also=tuple(way for way in ways if way and way != asked[0])[: max(_MOST_WAYS, len(also))],
        answer=_stated(text) if not _FENCE.match(answer) else text,
        quotes=tuple(dict.fromkeys(quotes)),
    )


def _questions_in(text: str) -> list[str]:
    """Each of several in a row by itself."""
    return [f"{part.strip()}?" for part in text.split("?") if len(words(part)) > 1]


def _joined(plain: Sequence[str], paragraphs: Sequence[str]) -> str:
    """The paragraphs of an answer on one line; entries of a list and code end without a stop."""
    told = ""
    for text, raw in zip(plain, paragraphs, strict=True):
        between = ("; " if _LISTED.match(raw) else " – ") if told and told[-1] not in f"{_STOPS}:;," else " "
        told += f"{between}{text}" if told else text
    return told


def _stated(text: str) -> str:
    """An answer as a whole sentence, without the Yes or No that it may begin with."""
    rest = _VERDICT.sub("", text)
    text = rest[:1].upper() + rest[1:] if rest else text
    return text if text[-1:] in _STOPS else f"{text.rstrip(':;,')}."


def _free_id(question: str, taken: set[str]) -> str:
    """Made of the question's telling words; it counts as taken from then on."""
    stem = _stem(question)
    numbered = "-".join((stem, *re.findall(r"\d+", question)))
    others = (f"{stem}-{number}" for number in count(2))
    names = chain((stem, numbered), others)
    name = next(name for name in names if name not in taken)
    taken.add(name)
    return name


def _stem(question: str) -> str:
    parts = [
        re.sub(r"[^a-z0-9]", "", normalize("NFKD", word).lower())
        for word in key_words(question, most=5).split()
    ]
    return "-".join(part for part in parts if part)[:50].strip("-") or "fact"


@dataclass
class _Drafter:
    """Goes through one document once."""

    document: Document
    known: Briefing | None
    _casing: Casing = field(init=False)
    _recurring: frozenset[str] = field(init=False)
    _taken: set[str] = field(default_factory=set)
    _seen: set[str] = field(default_factory=set)
    _asked: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._casing = casing_of(self.document)
        lines = unmarked(self.document.text) if self.document.markdown else self.document.text
        self._recurring = recurring(lines.splitlines())

    def facts(self) -> Iterator[DraftFact]:
        self._taken |= set(self.known.entries) if self.known else set()
        passages = Passages(self.document.text, markdown=self.document.markdown)
        above: list[Section] = []
        for section in outline(self.document):
            title = title_of(section, above)
            told = self._told(section, passages)
            statements = [
                one for one in told if one.text not in self._seen and not self._is_quoted(one, passages)
            ]
            self._seen |= {one.text for one in statements}
            yield from self._section(section, statements, title)

    def _told(self, section: Section, passages: Passages) -> Iterator[Statement]:
        """A list that its heading asks for is told as one."""
        asked = asked_of(section.heading)
        lists = {run[0].start: run for run in told_lists(self.document, section)} if asked else {}
        inside = {span.start for run in lists.values() for span in run}
        for span in section.paragraphs:
            if span.start in lists:
                entries = tuple(entry_of(self.document, each) for each in lists[span.start])
                question = "" if section.is_question else asked or ""
                yield Statement((told_together(entries),), entries[0], question, quotes=entries)
            elif span.start not in inside:
                yield from statements_of(self.document, span, passages, section.heading)

    def _section(self, section: Section, statements: list[Statement], title: str) -> Iterator[DraftFact]:
        topic = " ".join(title.split())[:60] or _NO_TOPIC
        rest = statements
        if section.is_question and statements:
            first, *rest = statements
            asked = [*_questions_in(section.heading), key_words(section.heading)]
            yield self._fact(topic, first, [*asked, *ways_within(first, self._casing)])
        for statement in rest:
            if statement.asked:
                asked = [statement.asked, key_words(statement.asked)]
                yield self._fact(topic, statement, [*asked, *ways_within(statement, self._casing)])
            elif statement.row:
                heading = title if rest[0].row else ""  # else the table is of something else
                label = statement.row.within_a_sentence(self._casing)
                yield self._fact(topic, statement, [*statement.row.asked(heading, label)])
            elif all(is_claim(text) for text in statement.texts[:1]):
                speech = speech_of(statement.texts[0])
                place = self._place(statement, section)
                asked = ways_for(statement, speech, self._casing, self._asked, place)
                yield self._fact(topic, statement, asked, speech)

    def _place(self, statement: Statement, section: Section) -> str:
        """The heading above, where other parts of the document have the same label."""
        label = labelled(statement.texts[0])
        return section.heading if label and label.label in self._recurring else ""

    def _fact(
        self, topic: str, statement: Statement, asked: list[str], speech: Speech | None = None
    ) -> DraftFact:
        text = _stated(statement.text)
        told = DATELINE.sub("", text)
        placed = placed_way(told, "" if topic == _NO_TOPIC else topic)
        made = (*asked, placed, *kind_ways(told, asked))
        fresh = dict.fromkeys(way for way in made if _says_much(way) and way.lower() not in self._asked)
        question, *ways = fresh or [f"What about {statement.text[:60]}?"]
        self._asked |= {way.lower() for way in fresh}
        question = question if question.endswith("?") else f"What about {question}?"
        return DraftFact(
            id=_free_id(question, self._taken),
            topic=topic,
            question=question[:1].upper() + question[1:],
            also=tuple(ways[:_MOST_WAYS]),
            answer=text,
            quotes=statement.quotes or (statement.quote,),
            names=tuple(dict.fromkeys(_NAME.findall(statement.row.bare if statement.row else text))),
            numbers=tuple(dict.fromkeys(_NUMBER.findall(DATE.sub("", text)))),
            dates=tuple(dict.fromkeys(filter(None, DATE.findall(text)))),
            remark=ATTRIBUTE if speech and not speech.who else self._remark(text, question),
            said_by=speech.who if speech else "",
        )

    def _is_quoted(self, statement: Statement, passages: Passages) -> bool:
        """Whether most of it is quoted in the known sheet."""
        span = passages.locate(statement.quote) if self.known else None
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
