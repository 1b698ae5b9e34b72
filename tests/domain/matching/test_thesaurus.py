"""The thesaurus: everyday words of near meaning lend each other credit, and only inside the collection."""

from itertools import islice

import pytest

from bot.domain.matching.lexicon import Lexicon
from bot.domain.matching.thesaurus import related_stems
from bot.domain.matching.thesaurus_words import RELATED_STEMS


@pytest.mark.parametrize(("word", "near"), [("abdomen", "belli"), ("haggling", "wrangl"), ("wages", "pay")])
def test_near_words_are_known(word: str, near: str) -> None:
    assert near in related_stems(Lexicon().name(word))


def test_a_word_without_relatives_has_none() -> None:
    assert related_stems("zubritski") == ()
    assert related_stems("") == ()


def test_no_word_is_its_own_relative_nor_listed_twice() -> None:
    entries = [entry.split() for entry in RELATED_STEMS.split(",") if entry.strip()]

    assert len(entries) > 1000
    assert len({stem for stem, *_ in entries}) == len(entries)
    for stem, *related in islice(entries, 0, None, 7):
        assert related
        assert stem not in related
        assert len(set(related)) == len(related)


def test_only_words_of_the_collection_are_relatives() -> None:
    lexicon = Lexicon()
    belly = lexicon.intern("belly")

    relatives = lexicon.related("abdomen")

    assert relatives == [belly]


def test_a_relative_in_a_group_stands_for_its_group_once() -> None:
    lexicon = Lexicon([["wages", "salary", "pay"]])

    relatives = lexicon.related("remuneration")

    assert len(set(relatives)) == len(relatives)
