"""The thesaurus: everyday words of near meaning lend each other credit, and only inside the collection."""

from itertools import islice

import pytest

from bot.matching.lexicon import Lexicon
from bot.matching.thesaurus import related_stems
from bot.matching.thesaurus_words import RELATED_STEMS


@pytest.mark.parametrize(
    ("word", "near"), [("wages", "pay"), ("hospitals", "medic"), ("camera", "photograph")]
)
def test_near_words_are_known(word: str, near: str) -> None:
    assert near in related_stems(Lexicon().name(word))


def test_a_word_without_relatives_has_none() -> None:
    assert related_stems("zubritski") == {}
    assert related_stems("") == {}
    assert related_stems(",") == {}


def test_no_word_is_its_own_relative_nor_listed_twice() -> None:
    entries = [entry for line in RELATED_STEMS.values() for entry in line.split(",") if entry]
    stems = [entry.split("=")[0] for entry in entries]

    assert len(set(stems)) == len(stems) > 1000
    for stem, entry in islice(zip(stems, entries, strict=True), 0, None, 7):
        related = related_stems(stem)
        assert related
        assert stem not in related
        assert [entry] == [f"{stem}={listed(related, 1.0)}/{listed(related, 0.5)}"]


def listed(related: dict[str, float], share: float) -> str:
    return " ".join(stem for stem, found in related.items() if found == share)


def test_a_stem_is_found_only_where_it_has_an_entry_of_its_own() -> None:
    stems = {entry.split("=")[0] for line in RELATED_STEMS.values() for entry in line.split(",")}
    pieces = {stem[:at] for stem in sorted(stems)[::20] for at in range(1, len(stem))} - stems

    assert len(pieces) > 100
    assert not any(related_stems(piece) for piece in pieces)


def test_only_words_of_the_collection_are_relatives() -> None:
    lexicon = Lexicon()
    price = lexicon.intern("price")

    relatives = lexicon.related("cost")

    assert relatives == {price: 1.0}


def test_a_relative_in_a_group_stands_for_its_group_once() -> None:
    lexicon = Lexicon([["wages", "salary", "pay"]])

    relatives = lexicon.related("earnings")

    assert relatives == {lexicon.intern("wages"): 1.0}
