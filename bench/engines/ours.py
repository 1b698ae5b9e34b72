"""Our own matcher behind the common face."""

from collections.abc import Sequence

from bench.engines.engine import Hit
from bot.matching.match import Record
from bot.matching.matcher import Matcher


class Ours:
    """The matcher of the bot, as the bot uses it; a plain collection has no vocabulary."""

    def __init__(self, records: Sequence[Record], vocabulary: Sequence[Sequence[str]] = ()) -> None:
        self._matcher = Matcher(records, vocabulary)

    def ask(self, question: str, limit: int) -> Sequence[Hit]:
        return [Hit(match.id, match.score) for match in self._matcher.rank(question, limit=limit).matches]
