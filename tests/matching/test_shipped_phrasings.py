"""On the shipped sheet: a way of asking leads to its own record, also with a slip of the finger."""

import random
import re

import pytest

from bot.domain.typos import LONG_WORD, Dice, edit
from bot.matching.analysis import words
from bot.matching.english import common_words
from bot.matching.results import Match
from tests.shipped_sheet import phrasings_of_one, shipped
from tests.thorough import THOROUGH, some_of

pytestmark = pytest.mark.slow

SAMPLE = 100 if THOROUGH else 50


def sample(seed: int, *, with_long_word: bool = False) -> list[tuple[str, str]]:
    chosen = [pair for pair in phrasings_of_one() if not with_long_word or LONG_WORD.search(pair[0])]
    return random.Random(seed).sample(chosen, SAMPLE)


def ranked(question: str, limit: int) -> tuple[Match, ...]:
    return shipped().matcher.rank(question, limit=limit).matches


def says_the_same(match: Match, phrasing: str) -> bool:
    """`how old is he` and `How old is he?` are one question to whom they are asked."""
    return set(words(match.phrasing)) == set(words(phrasing))


@pytest.mark.parametrize("seed", some_of([1, 2, 3, 4], 2))
def test_a_phrasing_ranks_its_own_record_first(seed: int) -> None:
    strays = [
        f"{phrasing}: {best.id}, not {record}, by “{best.phrasing}”"
        for phrasing, record in sample(seed)
        for best in ranked(phrasing, 1)
        if best.id != record and not says_the_same(best, phrasing)
    ]

    assert strays == []


def test_no_near_words_crowd_out_a_record_that_has_the_very_words() -> None:
    matcher = shipped().matcher
    records = [record.id for record in matcher.records]

    def candidates(phrasing: str) -> list[str]:
        compared = matcher.compare(matcher.parse(phrasing))
        return [] if compared is None else [records[at] for at in compared.candidates]

    said = some_of(phrasings_of_one(), 20)
    assert [phrasing for phrasing, record in said if record not in candidates(phrasing)] == []


def with_one_typo(phrasing: str, dice: Dice) -> str:
    """One edit that keeps the first letter and makes no other word of English."""
    while True:
        found = list(re.finditer(LONG_WORD, phrasing))
        word = found[dice.throw(len(found))]
        typed = edit(word[0], dice)
        if typed[0] == word[0][0] and typed.lower() not in common_words():
            return phrasing[: word.start()] + typed + phrasing[word.end() :]


def test_with_one_typo_it_is_still_among_the_first_three() -> None:
    dice = Dice(5)
    asked = [
        (with_one_typo(phrasing, dice), record)
        for seed in some_of((5, 6, 7), 3)
        for phrasing, record in sample(seed, with_long_word=True)
    ]

    found = [(typed, record, [match.id for match in ranked(typed, 3)]) for typed, record in asked]

    strays = [f"{typed}: {record} is not among {ids}" for typed, record, ids in found if record not in ids]
    assert len(strays) <= 0.02 * len(asked), "\n".join(strays)
