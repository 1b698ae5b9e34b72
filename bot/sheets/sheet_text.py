"""Writes sheet files: drafted facts, learned ways, an entry to paste."""

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from bot.domain.drafting.draft_fact import DraftFact
from bot.domain.sheet import Fact, Kind, OpenQuestion, Quote, Source

SCHEMA_LINE = "# yaml-language-server: $schema=sheet.schema.json"
_LEARNED_HEAD = """\
# yaml-language-server: $schema=../sheet.schema.json
# Ways of asking gathered from questions, written by machine; the sheet is whole without them.
learned:
"""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """The content of one file; facts come with the id of the source they quote."""

    title: str = ""
    sources: Mapping[str, Source] = field(default_factory=dict)
    vocabulary: Sequence[Sequence[str]] = ()
    facts: Sequence[tuple[str, DraftFact]] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class LearnedWays:
    """Ways of asking for an existing entry."""

    entry_id: str
    ways: tuple[str, ...]


Proposal = LearnedWays | Fact | OpenQuestion


def sheet_text(part: SheetPart) -> str:
    """The file, with remarks above what a person should look at."""
    return "".join(f"{line}\n" for line in _lines(part))


def _lines(part: SheetPart) -> Iterator[str]:
    yield SCHEMA_LINE
    if part.remark:
        yield f"# {part.remark}"
    if part.title:
        yield f"title: {scalar(part.title)}"
    if part.sources:
        yield "sources:"
        for name, source in part.sources.items():
            yield f"  {name}:"
            yield from (f"    {key}: {scalar(str(value))}" for key, value in source if value is not None)
    if part.vocabulary:
        yield "vocabulary:"
        yield from (f"  - [{', '.join(map(_in_brackets, group))}]" for group in part.vocabulary)
    if part.facts:
        yield "facts:"
        for source_id, fact in part.facts:
            yield from _fact(source_id, fact)


def _fact(source_id: str, fact: DraftFact) -> Iterator[str]:
    if fact.remark:
        yield f"  # {fact.remark}"
    yield f"  - id: {fact.id}"
    yield f"    topic: {scalar(fact.topic)}"
    yield f"    question: {scalar(fact.question)}"
    if fact.also:
        yield "    also:"
        yield from (f"      {way_line(way)}" for way in fact.also)
    yield f"    answer: {scalar(fact.answer)}"
    if fact.said_by:
        yield f"    kind: {Kind.CLAIM.value}"
        yield f"    said_by: {scalar(fact.said_by)}"
    yield "    quotes:"
    for quote in fact.quotes:
        yield f"      - source: {source_id}"
        yield f"        text: {scalar(quote)}"


def learned_text(learned: Mapping[str, Sequence[str]]) -> str:
    """The text of a learned file, sorted by id, one way of asking a line."""
    lines = (line for name in sorted(learned) for line in _ways(name, learned[name]))
    return _LEARNED_HEAD + "".join(f"{line}\n" for line in lines)


def proposal_text(proposal: Proposal) -> str:
    """A file of its own for knowledge/ or, for ways of asking, for knowledge/learned/."""
    match proposal:
        case LearnedWays(entry_id, ways):
            return "".join(f"{line}\n" for line in ("learned:", *_ways(entry_id, ways)))
        case Fact():
            return _dumped(
                "facts", {**_asked(proposal), "answer": proposal.answer, "quotes": _quotes(proposal.quotes)}
            )
        case OpenQuestion():
            see = {"see": list(proposal.see)} if proposal.see else {}
            return _dumped("open_questions", {**_asked(proposal), **see})


def _asked(entry: Fact | OpenQuestion) -> dict[str, object]:
    topic = {"topic": entry.topic} if isinstance(entry, Fact) else {}
    also = {"also": list(entry.also)} if entry.also else {}
    return {"id": entry.id, **topic, "question": entry.question, **also}


def _quotes(quotes: Sequence[Quote]) -> list[dict[str, str]]:
    return [{"source": quote.source, "text": quote.text} for quote in quotes]


class _Dumper(yaml.SafeDumper):
    """Writes multi-line text as a block."""


def _words(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _words)


def _dumped(section: str, entry: dict[str, object]) -> str:
    text: str = yaml.dump(
        {section: [entry]}, Dumper=_Dumper, width=math.inf, allow_unicode=True, sort_keys=False
    )
    return re.sub(r"^(?=- |  )", "  ", text, flags=re.MULTILINE)


def _ways(entry_id: str, ways: Sequence[str]) -> Iterator[str]:
    yield f"  {entry_id}:"
    yield from (f"    {way_line(way)}" for way in ways)


def way_line(way: str) -> str:
    """A way of asking as an entry of its list."""
    return f"- {scalar(way)}"


def scalar(text: str) -> str:
    """Quoted only where YAML requires it."""
    plain = _dump(text)
    return text if plain.removesuffix("\n...") == text else _dump(text, style='"')


def _dump(text: str, style: str | None = None) -> str:
    dumped: str = yaml.safe_dump(text, width=math.inf, allow_unicode=True, default_style=style)
    return dumped.removesuffix("\n")


def _in_brackets(text: str) -> str:
    """In brackets more characters need quotes than elsewhere."""
    plain = all(char.isalnum() or char in " '’.-" for char in text)
    return text if plain else json.dumps(text, ensure_ascii=False)
