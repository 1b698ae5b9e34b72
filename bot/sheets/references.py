"""Every id that a sheet names must exist; also those in entries that are wrong elsewhere are looked up."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from bot.domain.sheet import IDENTIFIER
from bot.errors import Problem
from bot.sheets.merging import Merged
from bot.sheets.sheet_parts import WrittenText
from bot.sheets.wordings import did_you_mean

_IDENTIFIER = re.compile(IDENTIFIER)


@dataclass(slots=True)
class ReferenceCheck:
    """Looks up what facts and open questions refer to; problems gather in `problems`."""

    problems: list[Problem] = field(default_factory=list)

    def run(self, merged: Merged) -> None:
        facts = {fact.id for fact in merged.facts}
        sources = {source.id for source in merged.sources}
        for fact in merged.facts:
            for number in range(fact.count("quotes")):
                self._look_up("source", fact.text("quotes", number, "source"), sources)
            for number in range(fact.count("related")):
                self._look_up("fact", fact.text("related", number), facts)
        for asked in merged.open_questions:
            for number in range(asked.count("see")):
                self._look_up("fact", asked.text("see", number), facts)

    def _look_up(self, noun: str, name: WrittenText | None, known: Collection[str]) -> None:
        if name and name.text not in known and _IDENTIFIER.fullmatch(name.text):
            hint = did_you_mean(name.text, known, f"Add the {noun}, or name another one.")
            self.problems.append(name.place.problem(f"There is no {noun} `{name.text}`.", hint))
