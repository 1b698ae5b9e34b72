"""Facts from a list of questions, each with its answer unchanged."""

import re
from collections.abc import Iterable
from typing import Protocol

from bot.domain.briefing import Document
from bot.domain.casing import casing_of
from bot.domain.drafting.draft_fact import (
    MOST_WAYS,
    NO_TOPIC,
    STOPS,
    DraftFact,
    id_for,
    questions_in,
    stated,
)
from bot.domain.drafting.statements import is_claim
from bot.domain.drafting.ways_of_asking import key_words, ways_of
from bot.domain.markdown import unmarked
from bot.domain.quoting import QuoteFinder
from bot.domain.table import row_of

_LISTED = re.compile(r"(?:[-*+]|\d{1,3}[.)]) ")
_FENCE = re.compile(r"^[ \t]*(?:```|~~~).*\n?", re.MULTILINE)  # of a block of code


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
    """A question with its answer, taken over unchanged; every paragraph of the answer is quoted."""
    question, answer, also = entry.question, entry.answer, entry.also
    finder = QuoteFinder(document.text, markdown=document.markdown)
    casing = casing_of(document)
    paragraphs = [part.strip() for part in re.split(r"\n[^\S\n]*\n", answer) if any(map(str.isalnum, part))]
    told = [(part, _plain(document, part)) for part in paragraphs]
    quotes = [text if finder.locate(text) else raw for raw, text in told]
    asked = questions_in(question) or [question]
    own = [way for _, text in told[:1] if is_claim(text) for way in ways_of(stated(text), casing)]
    made = (way for way in (key_words(question), *(() if also else own)) if " " in way)
    fresh = [way for way in made if way.lower() not in asked_before]
    ways = dict.fromkeys([*asked[1:], *also, *fresh])
    asked_before |= {way.lower() for way in ways}
    text = _joined((raw, _row_told(document, finder, raw) or text) for raw, text in told)
    name = id_for(question, taken)
    return DraftFact(
        id=name,
        topic=entry.topic or NO_TOPIC,
        question=asked[0],
        also=tuple(way for way in ways if way and way != asked[0])[: max(MOST_WAYS, len(also))],
        answer=stated(text) if not _FENCE.match(answer) else text,
        quotes=tuple(dict.fromkeys(quotes)),
    )


def _plain(document: Document, paragraph: str) -> str:
    bare = _FENCE.sub("", paragraph)
    return " ".join((unmarked(bare) if document.markdown else bare).split())


def _row_told(document: Document, finder: QuoteFinder, paragraph: str) -> str:
    """A row of a table with the heads of its columns, where it is one."""
    span = finder.locate(paragraph) if paragraph.startswith("|") else None
    row = row_of(document, span) if span else None
    return row.told if row else ""


def _joined(paragraphs: Iterable[tuple[str, str]]) -> str:
    """The paragraphs of an answer on one line; entries of a list, rows and code end without a stop."""
    told = ""
    for raw, text in paragraphs:
        between = (
            (". " if raw.startswith("|") else "; " if _LISTED.match(raw) else " – ")
            if told and told[-1] not in f"{STOPS}:;,"
            else " "
        )
        told += f"{between}{text}" if told else text
    return told
