"""The thesaurus: everyday words that mean nearly the same, for any briefing."""

from collections.abc import Mapping
from functools import cache

from bot.domain.matching.thesaurus_words import RELATED_STEMS


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    entries = (entry.split(" ") for entry in RELATED_STEMS.split(",") if entry)
    return {stem: tuple(related) for stem, *related in entries}


def related_stems(stem: str) -> tuple[str, ...]:
    """Stems of synonyms and derived words, the closest first; empty for a stem without any."""
    return _table().get(stem, ())
