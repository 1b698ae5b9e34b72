"""Our own matcher behind the common face."""

from collections.abc import Sequence

from bench.engines.engine import Hit
from bot.matching.matcher import Matcher
from bot.matching.results import Record


class Ours:
    """The matcher of the bot, as the bot uses it; a plain collection has no vocabulary."""

    def __init__(self, records: Sequence[Record], vocabulary: Sequence[Sequence[str]] = ()) -> None:
        self._matcher = Matcher(records, vocabulary)

    def ask(self, question: str, limit: int) -> Sequence[Hit]:
        matches = self._matcher.rank(question, limit=limit).matches
        return [Hit(match.id, match.confidence) for match in matches]
