"""A checked briefing: the sheet, its documents, every quote with the place where it stands, and a version."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from hashlib import sha256
from typing import Final, Self

from pydantic import TypeAdapter

from bot.domain.markdown import is_markdown, unmarked_piece
from bot.domain.question_key import question_key
from bot.domain.quoting import Span
from bot.domain.sheet import Fact, FactSheet, OpenQuestion, Source, Withdrawal
from bot.domain.sheet_state import TaughtWay
from bot.matching.analysis import bare, capitalised

FINGERPRINT_LENGTH = 10
_HELD = 0.9  # of a quote: its first or last word may be missing


@dataclass(frozen=True, slots=True)
class Document:
    """A source document: its id in the sheet, its file name as the sheet gives it, and its text."""

    source: str
    file: str
    text: str

    @property
    def markdown(self) -> bool:
        return is_markdown(self.file)


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote as it stands in its document: offsets are characters, the line is 1-based."""

    source: str
    file: str
    line: int
    start: int
    end: int
    text: str
    title: str
    publisher: str | None
    published: date | None
    url: str | None

    @classmethod
    def of(cls, document: Document, source: Source, span: Span) -> Self:
        return cls(
            document.source, document.file, span.line, span.start, span.end, span.of(document.text),
            source.title, source.publisher, source.published, source.url,
        )  # fmt: skip

    @property
    def shown(self) -> str:
        """The words as a person reads them: without the marks of a Markdown document."""
        return unmarked_piece(self.text) if is_markdown(self.file) else self.text


@dataclass(frozen=True)
class Briefing:
    """A sheet that passed every check; `version` is a short hash of its content and its documents."""

    sheet: FactSheet
    documents: Mapping[str, Document]
    citations: Mapping[str, tuple[Citation, ...]]
    version: str

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        return {fact.id: fact for fact in self.sheet.facts}

    @cached_property
    def open_questions(self) -> Mapping[str, OpenQuestion]:
        return {question.id: question for question in self.sheet.open_questions}

    @cached_property
    def entries(self) -> Mapping[str, Fact | OpenQuestion]:
        """Everything that can be asked for, facts before open questions."""
        return {**self.facts, **self.open_questions}

    @cached_property
    def withdrawn(self) -> Mapping[str, Withdrawal]:
        """What is left of the facts that were taken out, by their id."""
        return {withdrawal.id: withdrawal for withdrawal in self.sheet.withdrawn}

    @cached_property
    def same_quote(self) -> Mapping[str, frozenset[str]]:
        """For each fact, the others that quote mostly the same words: at least half of the longer quote."""
        placed = sorted(
            (cited.source, cited.start, cited.end, fact)
            for fact, citations in self.citations.items()
            for cited in citations
        )
        same_quote: dict[str, set[str]] = {fact: set() for fact in self.citations}
        for at, (source, start, end, fact) in enumerate(placed):
            for later in range(at + 1, len(placed)):
                other_source, other_start, other_end, other = placed[later]
                if (other_source, other_start) >= (source, end):
                    break
                longer = max(end - start, other_end - other_start)
                if 2 * (min(end, other_end) - other_start) >= longer:
                    same_quote[fact].add(other)
                    same_quote[other].add(fact)
        return {fact: frozenset(others - {fact}) for fact, others in same_quote.items()}

    def retells(self, fact: str, other: str) -> bool:
        """Whether every quote of the other fact lies within this one's, so that its answer shows them."""
        shown, cited = self.citations.get(fact, ()), self.citations.get(other, ())
        return bool(cited) and all(any(_holds(quote, each) for quote in shown) for each in cited)

    @cached_property
    def names(self) -> frozenset[str]:
        """The words that the sheet writes with a capital inside its sentences, folded."""
        texts = (text for fact in self.sheet.facts for text in (fact.question, fact.answer))
        return frozenset(bare(word) for text in texts for word in capitalised(text))

    @cached_property
    def topics(self) -> Mapping[str, tuple[Fact, ...]]:
        """Facts by topic, topics and facts in the order of the sheet."""
        topics: dict[str, list[Fact]] = {}
        for fact in self.sheet.facts:
            topics.setdefault(fact.topic, []).append(fact)
        return {topic: tuple(facts) for topic, facts in topics.items()}

    def without_learned(self) -> Self:
        """The sheet as its curators wrote it."""
        return self._with_learned({})

    def with_taught(self, taught: Iterable[TaughtWay]) -> Self:
        """The same briefing with taught ways of asking, which stand in no file.

        Those that the sheet has already, in any spelling, and those for unknown entries are left out.
        """
        taught = tuple(taught)
        if not taught:
            return self
        known = {question_key(way) for entry in self.entries.values() for way in self.sheet.phrasings(entry)}
        learned = dict(self.sheet.learned)
        for each in taught:
            if each.entry_id in self.entries and question_key(each.way) not in known:
                known.add(question_key(each.way))
                learned[each.entry_id] = (*learned.get(each.entry_id, ()), each.way)
        return self if learned == self.sheet.learned else self._with_learned(learned)

    def _with_learned(self, learned: Mapping[str, tuple[str, ...]]) -> Self:
        sheet = self.sheet.model_copy(update={"learned": dict(learned)})
        return replace(self, sheet=sheet, version=fingerprint(sheet, self.documents))


NO_BRIEFING: Final = Briefing(FactSheet(title="?", sources={}), {}, {}, "")


def packed(briefing: Briefing) -> Iterator[bytes]:
    """Serialise a briefing fact by fact: all at once would stall the rest of the program."""
    yield _adapter().dump_json(briefing, exclude={"sheet", "citations"})[:-1] + b',"sheet":'
    yield briefing.sheet.model_dump_json(exclude={"facts"}).encode()[:-1] + b',"facts":['
    yield from _listed(fact.model_dump_json().encode() for fact in briefing.sheet.facts)
    yield b']},"citations":{'
    cited = ((json.dumps(name), citations) for name, citations in briefing.citations.items())
    yield from _listed(b"%b:%b" % (name.encode(), _citations().dump_json(found)) for name, found in cited)
    yield b"}}"


def _listed(entries: Iterable[bytes]) -> Iterator[bytes]:
    for number, entry in enumerate(entries):
        yield b"," + entry if number else entry


def unpacked(content: bytes) -> Briefing:
    """The briefing that was packed; pydantic's ValidationError when it is none."""
    return _adapter().validate_json(content)


@cache
def _citations() -> TypeAdapter[tuple[Citation, ...]]:
    return TypeAdapter(tuple[Citation, ...])


@cache
def _adapter() -> TypeAdapter[Briefing]:
    return TypeAdapter(Briefing)


def _holds(shown: Citation, cited: Citation) -> bool:
    common = min(shown.end, cited.end) - max(shown.start, cited.start)
    return shown.source == cited.source and common >= _HELD * (cited.end - cited.start)


def fingerprint(sheet: FactSheet, documents: Mapping[str, Document]) -> str:
    """Changes with every word of the serving sheet or its documents, and with nothing else."""
    content = sheet.model_dump(mode="json", exclude={"facts", "open_questions", "ignore"})
    content["vocabulary"].sort()
    content["learned"] = {name: sorted(ways) for name, ways in content["learned"].items()}
    if not content["learned"]:
        del content["learned"]  # so a sheet without learned ways keeps the version it always had
    if not content["withdrawn"]:
        del content["withdrawn"]  # likewise
    if content["markup"] is None:
        del content["markup"]  # the same without markup
    content["documents"] = {name: _hash(document.text) for name, document in documents.items()}
    written = {key: _json(value) for key, value in content.items()}
    # Entry by entry: all at once would stall the rest of the program.
    for key, entries in (("facts", sheet.facts), ("open_questions", sheet.open_questions)):
        by_id = sorted(entries, key=lambda entry: entry.id)
        written[key] = f"[{', '.join(_json(entry.model_dump(mode='json')) for entry in by_id)}]"
    sections = (f"{_json(key)}: {written[key]}" for key in sorted(written))
    return _hash(f"{{{', '.join(sections)}}}")[:FINGERPRINT_LENGTH]


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
