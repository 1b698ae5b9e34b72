"""Polarity: what says the opposite, by negation, by another word, by a particle or by a prefix."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.analysis import words
from bot.matching.polarity import are_opposite, is_negated, reverses, stems, turns
from tests.each_row import each_row


def turned(question: str, text: str) -> bool:
    """Whether the text says the opposite of something in the question."""
    said = stems(words(text))
    return any(turn.turns(said) for turn in turns(words(question)))


@each_row(
    ("question", "text"),
    [
        ("when does it open", "when does it close"),
        ("when did it begin", "when did it end"),
        ("what is the minimum", "the maximum is 4"),
        ("who joined", "who left and quit"),
        ("which is the cheapest", "the most expensive one"),
        ("is it old", "the new tower"),
        ("how do I log in", "how do I log out"),
        ("turn on the lamp", "turn off the lamp"),
        ("turn it on", "turn it off"),
        ("how do I install it", "how do I uninstall it"),
        ("how do I unfreeze it", "freeze it"),
        ("is it refundable", "it is non-refundable"),
        ("is it non-refundable", "it is refundable"),
        ("is it nonrefundable", "it is refundable"),
        ("do they agree", "they disagree"),
        ("is it correct", "it is incorrect"),
        ("is he active", "he is inactive"),
        ("is it possible", "it is impossible"),
    ],
)
def test_opposites_turn_a_question_round_from_both_ends(question: str, text: str) -> None:
    assert turned(question, text)
    assert turned(text, question)


def test_what_says_both_or_neither_turns_nothing_round() -> None:
    cases: list[tuple[str, str]] = [
        ("when does it open", "it opens at 8 and closes at 9"),
        ("when did it begin", "it started and it ended"),
        ("how do I log in", "log in and log out here"),
        ("how do I log in", "come in"),
        ("is it in the tower", "it is out of order"),
        ("how old is he", "he is the new one"),
        ("how late is it open", "it opens early"),
        ("how short is it", "a long one"),
        ("how do I install it", "install it or uninstall it"),
        ("when was it lit", "the tower"),
        ("", "open"),
        ("open", ""),
    ]

    assert [(question, text) for question, text in cases if turned(question, text)] == []


@given(
    st.lists(st.sampled_from(words("open close log in out old new install uninstall how not it")), max_size=8)
)
@settings(max_examples=100)
def test_nothing_is_the_opposite_of_itself(said: list[str]) -> None:
    assert not turned(" ".join(said), " ".join(said))


@each_row(
    "text", ["it is not free", "isn't it free", "it isnt free", "nobody came", "without a card", "never"]
)
def test_a_negation_denies(text: str) -> None:
    assert is_negated(words(text))


@each_row("text", ["it is free", "now or later", "a notable knot", "uninstall it", ""])
def test_what_only_looks_like_a_negation_denies_nothing(text: str) -> None:
    assert not is_negated(words(text))


@each_row(
    ("word", "other"),
    [("install", "uninstall"), ("active", "inactive"), ("freeze", "unfreeze"), ("instal", "uninstall")],
)
def test_a_prefix_reverses_a_word_even_with_a_slip(word: str, other: str) -> None:
    assert reverses(word, other)
    assert reverses(other, word)


@each_row(("word", "other"), [("add", "unadd"), ("lamp", "lamps"), ("der", "under"), ("a", "a")])
def test_what_is_short_or_only_alike_is_not_reversed(word: str, other: str) -> None:
    assert not reverses(word, other)


@each_row(
    ("stem", "other", "opposite"),
    [
        ("open", "close", True),
        ("start", "end", True),
        ("start", "begin", False),
        ("instal", "uninstal", True),
        ("lamp", "tower", False),
        ("spread", "read", False),
        ("load", "unload", True),
        ("add", "unadd", False),
    ],
)
def test_stems_may_be_opposite(stem: str, other: str, *, opposite: bool) -> None:
    assert are_opposite(stem, other) is opposite
    assert are_opposite(other, stem) is opposite
