"""rapidfuzz WRatio over all phrasings, the usual matcher of Discord bots."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process, utils

from bench.engines.engine import Hit
from bot.matching.results import Record


class Ratio:
    """The best phrasing by WRatio; a record without phrasings is compared by its text."""

    def __init__(self, records: Sequence[Record]) -> None:
        said = [(way, record.id) for record in records for way in record.phrasings or (record.text,)]
        self._ways = [utils.default_process(way) for way, _ in said]
        self._owners = [owner for _, owner in said]

    def ask(self, question: str, limit: int) -> Sequence[Hit]:
        wanted = utils.default_process(question)
        found = process.extract(wanted, self._ways, scorer=fuzz.WRatio, limit=limit * 4)
        best: dict[str, float] = {}
        for _, score, place in found:
            best.setdefault(self._owners[place], score)
        return [Hit(owner, score) for owner, score in list(best.items())[:limit]]
