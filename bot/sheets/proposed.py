"""Writes entries that somebody may paste into a sheet: a way of asking, a fact, an open question."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from bot.domain.sheet import Fact, OpenQuestion, Quote
from bot.sheets.learned import way_line


@dataclass(frozen=True, slots=True)
class LearnedWays:
    """Ways of asking for what the sheet has already."""

    entry_id: str
    ways: tuple[str, ...]


Proposal = LearnedWays | Fact | OpenQuestion


def proposal_text(proposal: Proposal) -> str:
    """A file of its own for knowledge/ or, of ways of asking, for knowledge/learned/."""
    match proposal:
        case LearnedWays(entry_id, ways):
            lines = "".join(f"    {way_line(way)}\n" for way in ways)
            return f"learned:\n  {entry_id}:\n{lines}"
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
    """Writes words of several lines as such."""


def _words(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _words)


def _dumped(section: str, entry: dict[str, object]) -> str:
    text: str = yaml.dump(
        {section: [entry]}, Dumper=_Dumper, width=math.inf, allow_unicode=True, sort_keys=False
    )
    return re.sub(r"^(?=- |  )", "  ", text, flags=re.MULTILINE)
