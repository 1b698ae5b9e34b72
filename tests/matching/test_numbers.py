"""Numbers are the same in digits and in words, of one word or of several."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.analysis import numbers, words
from bot.matching.lexicon import Lexicon
from bot.matching.numbers import join_numbers, number


def test_every_number_is_found_once() -> None:
    cases: list[tuple[str, set[str]]] = [
        ("three or 3", {"3"}),
        ("twenty-one, thirty two", {"21", "32"}),
        ("1,234,567 and 2.1a", {"1234567", "2.1"}),
        ("1.234.567 or 3.141", {"1234567", "3.141"}),
        ("on 04 April at 12:30", {"4", "12:30"}),
        ("0.5 of 007", {"0.5", "7"}),
        ("the eighth of a dozen", {"8", "12"}),
        ("the 3rd, the third, the 4th, the fourth", {"3", "4"}),
        ("the twenty-first, the 21st", {"21"}),
        ("one of them, no one else", set()),
        ("the first second of it", set()),
        ("the first of April, May 2nd, 1st Sept", {"1", "2"}),
        ("who may first go there", set()),
        ("£18bn, $18 billion, 18,000,000,000", {"18000000000"}),
        ("730mn, 730 million, 730 mln", {"730000000"}),
        ("7 bln, 7bn", {"7000000000"}),
        ("7 tn", {"7000000000000"}),
        ("1.5 million and 1.25bn", {"1500000", "1250000000"}),
        ("$1,000 or 1000 or one thousand", {"1000"}),
        ("10k users, €5m, $2b", {"10000", "5000000", "2000000000"}),
        ("a film of 5m", {"5"}),
        ("two hundred and five, three hundred forty", {"205", "340"}),
        ("two thousand, three thousand", {"2000", "3000"}),
        ("two hundred and three hundred", {"200", "300"}),
        ("the fourth thousand, the twenty first hundred", {"4", "1000", "21", "100"}),
        ("two hundred and three hundred men", {"200", "300"}),
        ("the twenty-third, the thirty fourth and the eighty-ninth", {"23", "34", "89"}),
        ("the first of April", {"1"}),
        ("two thousand lamps, two million lamps", {"2000", "2000000"}),
        ("two billion lamps, two trillion lamps", {"2000000000", "2000000000000"}),
        ("the twentieth and the thirtieth, the fortieth, the fiftieth", {"20", "30", "40", "50"}),
        ("the sixtieth and the seventieth, the eightieth, the ninetieth", {"60", "70", "80", "90"}),
        ("the eleventh, the fourteenth, the nineteenth", {"11", "14", "19"}),
        ("two million three hundred thousand and ten", {"2300010"}),
        ("five and six hundred", {"5", "600"}),
        ("a thirty second clip", {"30"}),
        ("twenty", {"20"}),
        ("ten one", {"10"}),
        ("six seven", {"6", "7"}),
        ("", set()),
    ]

    assert [(text, expected, got) for text, expected in cases if (got := numbers(text)) != expected] == []


def test_both_ways_to_write_a_number_are_the_same_terms() -> None:
    lexicon = Lexicon()

    def terms(text: str) -> list[int]:
        return [lexicon.intern(word) for word in words(text)]

    cases: list[tuple[str, str]] = [
        ("the 3rd round", "the third round"),
        ("the 4th pier", "the fourth pier"),
        ("1,000 lamps", "1000 lamps"),
        ("for $1,000", "for 1000"),
        ("a budget of £18bn", "a budget of 18 billion"),
        ("730mn people", "730 million people"),
        ("a debt of 2 trillion", "a debt of 2000000000000"),
        ("on April 8th", "on April 8"),
        ("on the eighth of April", "on the 8 of April"),
        ("on April 1st", "on April 1"),
        ("twenty one keepers", "21 keepers"),
    ]

    assert [(text, other, got) for text, other in cases if (got := terms(text)) != terms(other)] == []


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**9))
def test_separators_of_thousands_change_nothing(amount: int) -> None:
    found = numbers(f"about {amount:,} of them")

    assert found == numbers(f"about {amount} of them") == {str(amount)}


_SPOKEN = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_SPOKEN_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_PIECES = [
    *_SPOKEN, *_SPOKEN_TENS, "and", "first", "of", "may", "x", "5", "1.5", "12:30", "bn", "hundred",
    "thousand", "million", "third", "20th",
]  # fmt: skip


def spoken(amount: int) -> str:
    """A number as people say it."""
    for size, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if amount >= size:
            above, below = divmod(amount, size)
            rest = f" {'and ' if below < 100 else ''}{spoken(below)}" if below else ""
            return f"{spoken(above)} {name}{rest}"
    if amount < len(_SPOKEN):
        return _SPOKEN[amount]
    tens, ones = divmod(amount, 10)
    return _SPOKEN_TENS[tens - 2] + (f"-{_SPOKEN[ones]}" if ones else "")


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.integers(2, 2000), st.integers(2, 10**9 - 1)))
def test_a_number_that_is_said_is_the_one_that_is_written(amount: int) -> None:
    found = numbers(f"about {spoken(amount)} of them")

    assert found == {str(amount)}


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_numbers_or_none(text: str) -> None:
    found = numbers(text)

    assert all(found)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=8))
def test_joining_makes_numbers_and_loses_no_other_word(said: list[str]) -> None:
    once = join_numbers(said)

    others = [word for word in said if word == "x"]

    assert [word for word in once if word == "x"] == others
    assert all(number(word) is not None or word in said for word in once)
