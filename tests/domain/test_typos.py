"""Typing mistakes: repeatable, one in every fifth long word, and really mistakes."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from bot.domain.typos import LONG_WORD, Dice, edit, misspell

TEXTS = st.lists(st.text(), max_size=8)


@given(TEXTS, st.integers())
@settings(max_examples=50)
def test_the_same_seed_makes_the_same_mistakes(texts: list[str], seed: int) -> None:
    first = misspell(texts, seed)

    second = misspell(texts, seed)

    assert first == second


@given(st.from_regex(r"[a-zA-Zäöüé]{5,12}", fullmatch=True), st.integers())
@settings(max_examples=200)
def test_an_edit_is_exactly_one_mistake(word: str, seed: int) -> None:
    edited = edit(word, Dice(seed))

    assert DamerauLevenshtein.distance(word, edited) == 1


def test_every_fifth_long_word_is_misspelled_counted_through_all_texts() -> None:
    texts = [
        "seven spaceships landed at noon",
        "their captain waved",
        "nobody answered the signal",
        "again",
    ] * 5

    misspelled = misspell(texts, 1)

    long_words = [word for text in texts for word in LONG_WORD.findall(text)]
    changed = [
        before != after
        for text, other in zip(texts, misspelled, strict=True)
        for before, after in zip(text.split(), other.split(), strict=True)
        if LONG_WORD.fullmatch(before)
    ]
    assert len(changed) == len(long_words)
    assert {at % 5 for at, is_changed in enumerate(changed) if is_changed} == {changed.index(True)}
    assert sum(changed) in {len(changed) // 5, len(changed) // 5 + 1}


def test_short_words_and_numbers_are_left_alone() -> None:
    texts = ["who was on it in 12345 or 1975, and why"] * 10

    assert misspell(texts, 4) == tuple(texts)


def test_different_seeds_make_different_mistakes() -> None:
    texts = ["spaceships carry astronauts towards stations"] * 5

    assert misspell(texts, 1) != misspell(texts, 2)


def test_a_word_of_equal_letters_is_still_changed() -> None:
    edited = {edit("aaaaa", Dice(seed)) for seed in range(50)}

    assert "aaaaa" not in edited
    assert "aaaa" in edited
    assert "aabba" not in {edit("aabba", Dice(seed)) for seed in range(50)}
