"""Every id that a sheet names must exist."""

from collections.abc import Collection
from dataclasses import dataclass, field

from bot.errors import Problem
from bot.storage.merging import Merged
from bot.storage.places import Place
from bot.storage.wordings import did_you_mean


@dataclass(slots=True)
class ReferenceCheck:
    """Looks up what facts and open questions refer to; problems gather in `problems`."""

    problems: list[Problem] = field(default_factory=list)

    def run(self, merged: Merged) -> None:
        facts = {fact.id for fact in merged.facts}
        sources = {source.id for source in merged.sources}
        for fact in merged.facts:
            for number, quote in enumerate(fact.value.quotes if fact.value else ()):
                self._look_up("source", quote.source, sources, fact.at("quotes", number, "source"))
            for number, name in enumerate(fact.value.related if fact.value else ()):
                self._look_up("fact", name, facts, fact.at("related", number))
        for asked in merged.open_questions:
            for number, name in enumerate(asked.value.see if asked.value else ()):
                self._look_up("fact", name, facts, asked.at("see", number))

    def _look_up(self, noun: str, name: str, known: Collection[str], place: Place) -> None:
        if name not in known:
            hint = did_you_mean(name, known, f"Add the {noun}, or name another one.")
            self.problems.append(place.problem(f"There is no {noun} `{name}`.", hint))
