"""How the bot was used, in the same lines in every face."""

from collections.abc import Callable, Iterator
from typing import Final

from bot.database.usage_figures import ChannelFigures, FactFigures
from bot.services.stats import Stats
from bot.ui.texts.admin import by_people
from bot.ui.texts.digest import week_sentence
from bot.ui.texts.language import decimal, grouped, marked, numbered, spoken
from bot.ui.texts.plain import headed

Line = tuple[str, str]
ONE_DAY: Final = marked("The last day")
NOTHING: Final = marked("Nothing was asked.")
DIRECT: Final = marked("direct messages")
CHANNEL: Final = marked("Channel")
MOST: Final = 5


def title(stats: Stats) -> str:
    if stats.days == 1:
        return spoken(ONE_DAY)
    return numbered(stats.days, "The last {count} day", "The last {count} days")


def stats_lines(stats: Stats, channel: Callable[[int], str]) -> Iterator[Line]:
    """Label and value; `channel` names one."""
    if not stats.counts.total:
        yield spoken("Questions"), spoken(NOTHING)
    else:
        yield from _questions(stats)
    yield from _facts(stats)
    for place in stats.channels[:MOST]:
        yield spoken(CHANNEL), headed(_place(place, channel), _rate(place.answered, place.questions))


def _questions(stats: Stats) -> Iterator[Line]:
    counts = stats.counts
    yield spoken("Questions"), f"{grouped(counts.total)} {by_people(counts.askers)}"
    yield spoken("Answered"), _rate(counts.answered, counts.total)
    chosen = spoken("; in {count} of them, a choice was picked").format(count=grouped(stats.taken_up))
    yield spoken("Unsure"), grouped(counts.unsure) + (chosen if counts.unsure else "")
    yield spoken("Not said"), grouped(counts.unknown)
    gaps = numbered(stats.gaps, "{count} question without an answer", "{count} questions without an answer")
    closed = spoken(", {count} of them closed by today's sheet").format(count=grouped(stats.closed))
    yield spoken("Gaps"), gaps + (closed if stats.gaps else "")
    if stats.median_ms is not None and stats.slow_ms is not None:
        timed = spoken("half within {half} ms, 95 % within {most} ms")
        yield spoken("Time"), timed.format(half=decimal(stats.median_ms), most=decimal(stats.slow_ms))


def _facts(stats: Stats) -> Iterator[Line]:
    for fact in stats.facts[:MOST]:
        yield spoken("Fact"), _figures(fact)
    disliked = [fact for fact in stats.facts[MOST:] if fact.disliked]
    for fact in disliked[:MOST]:
        yield spoken("Disliked"), _figures(fact)
    if stats.never:
        listed = ", ".join(stats.never[:MOST]) + (" …" if len(stats.never) > MOST else "")
        counted = numbered(len(stats.never), "{count} fact", "{count} facts")
        yield spoken("Never asked"), headed(counted, listed)


def _figures(fact: FactFigures) -> str:
    answered = numbered(fact.answered, "answered {count} time", "answered {count} times")
    said = (
        (fact.helpful, spoken(", {count} helpful")),
        (fact.wrong, spoken(", {count} wrong")),
        (fact.outdated, spoken(", {count} outdated")),
        (fact.unclear, spoken(", {count} unclear")),
    )
    verdicts = "".join(words.format(count=grouped(count)) for count, words in said if count)
    return headed(fact.fact_id, f"{answered}{verdicts}")


def _rate(part: int, whole: int) -> str:
    told = spoken("{part} of {whole} ({percent} %)")
    return told.format(part=grouped(part), whole=grouped(whole), percent=f"{100 * part / whole:.0f}")


def _place(place: ChannelFigures, channel: Callable[[int], str]) -> str:
    return spoken(DIRECT) if place.channel_id is None else channel(place.channel_id)


def picture_words(stats: Stats) -> str:
    """What the picture shows, for those who do not see it."""
    return week_sentence(stats.by_day)
