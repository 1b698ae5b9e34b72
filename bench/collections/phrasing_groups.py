"""Collections that are ways of asking alone: intents with ten phrasings each, and short clusters."""

from bench.collections.asked_lines import asked_of, lines_of
from bench.collections.collection import Collection
from bot.matching.results import Record


def load_intents() -> Collection:
    """Requests to a travel agency; twenty ways of asking for each of 42 intents, half of them held out."""
    return _groups("intents", "intents, ten phrasings each")


def load_clusters() -> Collection:
    """Small groups of rephrasings of one everyday question, one of each drawn at random and held out."""
    return _groups("clusters", "short clusters of rephrasings")


def _groups(name: str, about: str) -> Collection:
    lines = list(lines_of(f"{name}.jsonl"))
    records = tuple(Record(line["record"], tuple(line["phrasings"])) for line in lines if line["record"])
    return Collection(name, about, records, tuple(asked for line in lines for asked in asked_of(line)))
