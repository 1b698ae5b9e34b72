"""Ten thousand strange questions, or two: never an exception, and nothing but what stands in the sheet."""

import random
from collections.abc import Callable, Iterator

import pytest

from bot.domain.answering import Answer, Found, Unknown, Unsure
from bot.matching.results import Match
from bot.services.asking import Reply, ask
from bot.services.snapshot import Snapshot
from tests.shipped_sheet import phrasings_of_one, shipped
from tests.thorough import tries

pytestmark = pytest.mark.slow

Make = Callable[[random.Random], str]
PUNCTUATION = "?!.,;:-–—…'\"“”()[]{}<>@#$%^&*_=+|/\\~`´’‘«» \t\n"
SCRIPTS = (
    (0x0400, 0x04FF), (0x0370, 0x03FF), (0x0900, 0x097F), (0x3040, 0x30FF), (0x4E00, 0x4FFF),
    (0xAC00, 0xADFF), (0x0E00, 0x0E7F), (0x10A0, 0x10FF), (0x1D400, 0x1D4FF),
)  # fmt: skip
RIGHT_TO_LEFT = ((0x0590, 0x05FF), (0x0600, 0x06FF), (0x202A, 0x202E), (0x2066, 0x2069))
EMOJI = (
    (0x1F300, 0x1F64F),
    (0x1F680, 0x1F6FF),
    (0x2600, 0x27BF),
    (0x1F1E6, 0x1F1FF),
    (0xFE0F, 0xFE0F),
    (0x200D, 0x200D),
)


def from_ranges(dice: random.Random, ranges: tuple[tuple[int, int], ...], most: int = 40) -> str:
    return "".join(chr(dice.randint(*dice.choice(ranges))) for _ in range(dice.randint(0, most)))


def anything(dice: random.Random) -> str:
    """Every code point, lone surrogates and unassigned ones included."""
    return from_ranges(dice, ((0, 0x10FFFF),))


def controls(dice: random.Random) -> str:
    return from_ranges(dice, ((0, 0x1F), (0x7F, 0x9F), (0x200B, 0x200F), (0xFFF0, 0xFFFF), (0x41, 0x5A)))


def other_scripts(dice: random.Random) -> str:
    return " ".join(from_ranges(dice, (dice.choice(SCRIPTS),), 12) for _ in range(4))


def right_to_left(dice: random.Random) -> str:
    return from_ranges(dice, (*RIGHT_TO_LEFT, (0x20, 0x7E)))


def emoji(dice: random.Random) -> str:
    return from_ranges(dice, EMOJI)


def punctuation(dice: random.Random) -> str:
    return "".join(dice.choices(PUNCTUATION, k=dice.randint(0, 60)))


def combining(dice: random.Random) -> str:
    return "".join(dice.choice("aeiUS.") + from_ranges(dice, ((0x300, 0x36F),), 5) for _ in range(12))


def digits(dice: random.Random) -> str:
    return "".join(dice.choices("0123456789.,:stndrh ½²①५", k=dice.randint(1, 30)))


def very_long(dice: random.Random) -> str:
    return dice.choice(("a", "lighthouse ", "x1 ", "🚀", "' ", "U.S.", "not ")) * dice.randint(200, 5_000)


def markup(dice: random.Random) -> str:
    parts = (
        "<@123>",
        "<@&1>",
        "@everyone",
        "```",
        "||",
        "[x](http://y)",
        "%s",
        "{0}",
        "\\",
        "'; --",
        "<b>",
        "\x00",
    )
    return "".join(dice.choices(parts, k=dice.randint(1, 12)))


NOISE: tuple[Make, ...] = (
    anything, controls, other_scripts, right_to_left, emoji,
    punctuation, combining, digits, very_long, markup,
)  # fmt: skip


def own_words(dice: random.Random) -> str:
    """The sheet's own words, some of them spoilt, in any order."""
    phrasings = [dice.choice(phrasings_of_one())[0].split() for _ in range(2)]
    chosen = [dice.choice(dice.choice(phrasings)) for _ in range(dice.randint(1, 6))]
    spoilt = dice.choice(("", "", "not ", "’", "\u202e", "🚀", "1976 ", punctuation(dice)))
    return spoilt.join((" ".join(chosen), ""))


def stand_in(answer: Answer) -> Iterator[Match]:
    match answer:
        case Found(best):
            yield best
        case Unsure(choices):
            yield from choices
        case Unknown(_, nearest):
            yield from nearest


def strays(reply: Reply) -> Iterator[str]:
    """All that a reply would show and the sheet does not hold."""
    briefing = reply.snapshot.briefing
    for match in stand_in(reply.answer):
        fact = briefing.facts.get(match.id)
        if fact is None or match.phrasing not in briefing.sheet.phrasings(fact):
            yield f"{reply.question!r}: {match}"
        if not 0 <= match.confidence <= 100:
            yield f"{reply.question!r}: scores {match.confidence}"
    if isinstance(reply.answer, Unknown) and reply.answer.open_question not in {
        None,
        *briefing.open_questions,
    }:
        yield f"{reply.question!r}: {reply.answer.open_question}"


def all_strays(snapshot: Snapshot, make: Make, seed: str, count: int) -> list[str]:
    dice = random.Random(seed)
    return [stray for _ in range(tries(count, 20)) for stray in strays(ask(snapshot, make(dice)))]


@pytest.mark.parametrize("make", NOISE, ids=lambda make: make.__name__)
def test_noise_never_breaks_the_bot_nor_makes_it_invent(make: Make, snapshot: Snapshot) -> None:
    assert all_strays(shipped(), make, make.__name__, 350) == []
    assert all_strays(snapshot, make, make.__name__ + " again", 500) == []


@pytest.mark.parametrize("seed", ["one", "two"])
def test_the_sheets_own_words_in_any_order_never_break_it(seed: str) -> None:
    assert all_strays(shipped(), own_words, seed, 250) == []


def test_a_small_sheet_holds_out_as_well(snapshot: Snapshot) -> None:
    assert all_strays(snapshot, own_words, "small", 1_000) == []


@pytest.mark.parametrize(
    "make", [other_scripts, right_to_left, emoji, punctuation], ids=lambda make: make.__name__
)
def test_what_holds_no_word_of_the_sheet_is_not_answered(make: Make) -> None:
    dice = random.Random(7)

    replies = [ask(shipped(), make(dice)) for _ in range(tries(200, 10))]

    assert [reply.question for reply in replies if isinstance(reply.answer, Found)] == []
