"""How the bot was used, in lines that say the same in every face."""

from collections.abc import Callable, Iterator
from typing import Final

from bot.database.usage_figures import ChannelFigures, FactFigures
from bot.services.usage import Usage
from bot.ui.texts.digest import week_sentence
from bot.ui.texts.plain import plural

Line = tuple[str, str]
TITLE: Final = "The last {days}"
ONE_DAY: Final = "The last day"
NOTHING: Final = "Nothing was asked."
DIRECT: Final = "direct messages"
MOST: Final = 5


def title(usage: Usage) -> str:
    return ONE_DAY if usage.days == 1 else TITLE.format(days=plural(usage.days, "day"))


def usage_lines(usage: Usage, channel: Callable[[int], str]) -> Iterator[Line]:
    """Label and value; `channel` names one."""
    if not usage.counts.total:
        yield "Questions", NOTHING
    else:
        yield from _questions(usage)
    yield from _facts(usage)
    for place in usage.channels[:MOST]:
        yield "Channel", f"{_place(place, channel)}: {_rate(place.answered, place.questions)}"


def _questions(usage: Usage) -> Iterator[Line]:
    counts = usage.counts
    yield "Questions", f"{counts.total:,} by {plural(counts.askers, 'person', 'people')}"
    yield "Answered", _rate(counts.answered, counts.total)
    taken_up = f"; in {usage.taken_up:,} of them a choice was taken up" if counts.unsure else ""
    yield "Unsure", f"{counts.unsure:,}{taken_up}"
    yield "Not said", f"{counts.unknown:,}"
    gaps = plural(usage.gaps, "question")
    closed = f", {usage.closed:,} of them closed by the sheet of today" if usage.gaps else ""
    yield "Gaps", f"{gaps} without an answer{closed}"
    if usage.median_ms is not None and usage.slow_ms is not None:
        yield "Time", f"half within {usage.median_ms:,.1f} ms, 95 % within {usage.slow_ms:,.1f} ms"


def _facts(usage: Usage) -> Iterator[Line]:
    for fact in usage.facts[:MOST]:
        yield "Fact", f"{fact.fact_id}: answered {plural(fact.answered, 'time')}{_verdicts(fact)}"
    disliked = [fact for fact in usage.facts[MOST:] if fact.disliked]
    for fact in disliked[:MOST]:
        yield "Disliked", f"{fact.fact_id}: answered {plural(fact.answered, 'time')}{_verdicts(fact)}"
    if usage.never:
        listed = ", ".join(usage.never[:MOST]) + (" …" if len(usage.never) > MOST else "")
        yield "Never asked", f"{plural(len(usage.never), 'fact')}: {listed}"


def _verdicts(fact: FactFigures) -> str:
    said = (
        (fact.helpful, "helpful"),
        (fact.wrong, "wrong"),
        (fact.outdated, "outdated"),
        (fact.unclear, "unclear"),
    )
    return "".join(f", {count:,} {word}" for count, word in said if count)


def _rate(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,} ({100 * part / whole:.0f} %)"


def _place(place: ChannelFigures, channel: Callable[[int], str]) -> str:
    return DIRECT if place.channel_id is None else channel(place.channel_id)


def picture_words(usage: Usage) -> str:
    """What the picture shows, for those who do not see it."""
    return week_sentence(usage.by_day)
