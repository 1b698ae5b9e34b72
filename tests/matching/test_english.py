"""The word lists: each entry is well formed, and words of near meaning lend each other credit."""

from collections.abc import Callable
from importlib.resources import files
from itertools import islice, takewhile

from bot.matching import english
from bot.matching.analysis import words
from bot.matching.english import near_words, related_stems
from bot.matching.lexicon import Lexicon
from tests.each_row import each_row


@each_row(("word", "near"), [("wages", "pay"), ("hospitals", "medic"), ("camera", "photograph")])
def test_near_words_are_known(word: str, near: str) -> None:
    assert near in related_stems(Lexicon().name(word))


def test_each_word_list_says_where_it_is_from_and_under_which_licence() -> None:
    heads = {}
    for file in files("bot.data").iterdir():
        if file.name.endswith(".txt"):
            lines = file.read_text(encoding="utf-8").splitlines()
            heads[file.name] = " ".join(takewhile(lambda line: line.startswith("#"), lines))

    of_others = {
        "common_words.txt": "Kevin Atkinson",
        "near_words.txt": "WordNet",
        "time_zones.txt": "Unicode License",
    }
    own = {
        name for name, head in heads.items() if "Collected for this project, under its own licence" in head
    }
    assert own | of_others.keys() == heads.keys()
    assert all(notice in heads[name] for name, notice in of_others.items())


def test_a_word_without_relatives_has_none() -> None:
    assert related_stems("zubritski") == {}
    assert related_stems("") == {}
    assert related_stems(",") == {}


def test_no_word_is_its_own_relative_nor_listed_twice() -> None:
    table = near_words()

    assert len(table) > 1000
    for stem, entry in islice(table.items(), 0, None, 7):
        related = related_stems(stem)
        assert related
        assert stem not in related
        assert entry.replace(" ", "") == f"{listed(related, 1.0)}/{listed(related, 0.5)}".replace(" ", "")


def listed(related: dict[str, float], share: float) -> str:
    return " ".join(stem for stem, found in related.items() if found == share)


def test_a_stem_is_found_only_where_it_has_an_entry_of_its_own() -> None:
    stems = near_words().keys()
    pieces = {stem[:at] for stem in sorted(stems)[::20] for at in range(1, len(stem))} - stems

    assert len(pieces) > 100
    assert not any(related_stems(piece) for piece in pieces)


@each_row("listed", [english.function_words, english.filler_words, english.negations, english.common_words])
def test_a_list_holds_one_folded_word_a_line(listed: Callable[[], frozenset[str]]) -> None:
    assert listed()
    assert [word for word in listed() if words(word) != [word]] == []


def test_tables_hold_no_blanks_around_their_entries() -> None:
    groups = (*english.question_types(), *english.synonyms(), *english.aliases().items())

    assert all(len(group) > 1 for group in groups)
    assert [member for group in groups for member in group if not member or member != member.strip()] == []


def test_only_words_of_the_collection_are_relatives() -> None:
    lexicon = Lexicon()
    price = lexicon.intern("price")

    relatives = lexicon.related("cost")

    assert relatives == {price: 1.0}


def test_a_relative_in_a_group_stands_for_its_group_once() -> None:
    lexicon = Lexicon([["wages", "salary", "pay"]])

    relatives = lexicon.related("earnings")

    assert relatives == {lexicon.intern("wages"): 1.0}
