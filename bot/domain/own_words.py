"""Facts that can be asked for in the document's words alone: people use words of their own."""

from collections.abc import Iterator

from bot.domain.briefing import Briefing
from bot.domain.outline import outline
from bot.domain.sheet import Fact
from bot.matching import english
from bot.matching.analysis import words
from bot.matching.polarity import stems


def borrowed(briefing: Briefing) -> Iterator[Fact]:
    """Those of whose ways of asking none has a telling word but those of the answer, quotes and heading.

    In sheets written at ordinary effort one fact in ten is such, in drafts nearly every other (measured).
    """
    small = _small_words()
    headings = {section.heading for document in briefing.documents.values() for section in outline(document)}
    for fact in briefing.sheet.facts:
        above = fact.topic if fact.topic in headings else ""
        told = stems(words(" ".join((fact.told, above, *(quote.text for quote in fact.cited)))))
        asked = (word for way in briefing.sheet.phrasings(fact) for word in words(way) if word not in small)
        if stems(tuple(asked)) <= told:
            yield fact


def _small_words() -> frozenset[str]:
    asking = {word for group in english.question_types() for way in group for word in words(way)}
    return english.function_words() | english.filler_words() | english.negations() | asking
