"""Writes files of a sheet for a person to go on with: facts drafted or taken over, quoted for YAML."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.draft_fact import DraftFact
from bot.domain.sheet import Kind, Source
from bot.sheets.learned import scalar, way_line

SCHEMA_LINE = "# yaml-language-server: $schema=sheet.schema.json"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """What stands in one file; the facts come with the id of the source of their quotes."""

    title: str = ""
    sources: Mapping[str, Source] = field(default_factory=dict)
    vocabulary: Sequence[Sequence[str]] = ()
    facts: Sequence[tuple[str, DraftFact]] = ()
    remark: str = ""


def sheet_text(part: SheetPart) -> str:
    """The file, with a remark above what a person should look at."""
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
    told = (("names", fact.names), ("numbers", fact.numbers), ("dates", fact.dates))
    listed = "; ".join(f"{label}: {', '.join(each)}" for label, each in told if each)
    yield from (f"  # {line}" for line in (fact.remark, listed) if line)
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


def _in_brackets(text: str) -> str:
    """Inside brackets more signs need quotes than elsewhere."""
    plain = all(char.isalnum() or char in " '’.-" for char in text)
    return text if plain else json.dumps(text, ensure_ascii=False)
