"""A golden question: what a curator promises will be answered, and with which fact."""

from bot.domain.sheet import Entry, Identifier, Text


class GoldenQuestion(Entry):
    """A question and what it must lead to: a fact, a known open question, or nothing at all."""

    ask: Text
    fact: Identifier | None = None
    open: Identifier | None = None

    @property
    def answerable(self) -> bool:
        return self.fact is not None
