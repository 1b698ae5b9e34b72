"""The thesaurus: everyday words that mean nearly the same, for any briefing."""

from bot.matching.thesaurus_words import RELATED_STEMS

# How much of a synonym's credit a word earns that means the same, or only something near it.
_CLOSE, _NEAR = 1.0, 0.5


def related_stems(stem: str) -> dict[str, float]:
    """Stems of near meaning, the closest first, each with its share (0 to 1); empty for a stem without any.

    The list is looked into as text: to read all of it would cost more than a hundred questions do.
    """
    listed = RELATED_STEMS.get(stem[:1], "")
    at = listed.find(f",{stem}=")
    if at < 0:
        return {}
    entry = listed[at + len(stem) + 2 : listed.index(",", at + 1)]
    close, near = entry.split("/")
    return dict.fromkeys(close.split(), _CLOSE) | dict.fromkeys(near.split(), _NEAR)
