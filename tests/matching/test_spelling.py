"""The speller: a slip of the finger is read as the collection's own word, a real word never is."""

import random
from itertools import islice, product
from string import ascii_lowercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.domain.typos import Dice, edit
from bot.matching import spelling
from bot.matching.english import common_words
from bot.matching.spelling import Speller
from tests.each_row import each_row

KNOWN = (
    "lighthouse",
    "keeper",
    "baikonur",
    "zubritsky",
    "soyuz",
    "kim",
    "dock",
    "photograph",
    "space",
    "station",
)


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(KNOWN, KNOWN.count)


def meant(speller: Speller, word: str) -> tuple[str, ...]:
    correction = speller.correct(word)
    return correction.words if correction else ()


def test_a_slip_is_read_as_the_word_that_was_meant(speller: Speller) -> None:
    cases: list[tuple[str, str]] = [
        ("baikonor", "baikonur"),
        ("biakonur", "baikonur"),
        ("baiknur", "baikonur"),
        ("baikonnur", "baikonur"),
        ("vaikonur", "baikonur"),
        ("soyus", "soyuz"),
        ("syouz", "soyuz"),
        ("ligthhuose", "lighthouse"),
        ("zubrytskiy", "zubritsky"),
        ("hwo", "how"),
        ("odck", "dock"),
        ("dokc", "dock"),
        ("sooooo", "so"),
        ("gooood", "good"),
        ("soyuuuz", "soyuz"),
        ("nwo", "now"),
        ("thr", "the"),
        ("whn", "when"),
        ("mny", "many"),
        ("dcok", "dock"),
    ]

    assert [(typed, word, got) for typed, word in cases if (got := meant(speller, typed)) != (word,)] == []


def is_mendable(speller: Speller, word: str, typed: str) -> bool:
    """A short word that begins otherwise may be any word, and a real one is none's misspelling."""
    return not speller.is_english(typed) and (typed[0] == word[0] or len(typed) >= 6)


@each_row("word", ["lighthouse", "keeper", "baikonur", "zubritsky", "soyuz", "station"])
def test_any_single_edit_of_a_word_of_five_letters_is_mended(speller: Speller, word: str) -> None:
    edits = {edit(word, Dice(seed)) for seed in range(80)}

    misread = {typed: meant(speller, typed) for typed in edits if is_mendable(speller, word, typed)}

    assert len(misread) > 5
    assert {typed: found for typed, found in misread.items() if found != (word,)} == {}


def test_two_edits_are_only_forgiven_in_long_words(speller: Speller) -> None:
    assert meant(speller, "lihgthuose") == ("lighthouse",)
    assert meant(speller, "kepper") == ("keeper",)
    assert meant(speller, "koper") == ()
    assert meant(speller, "keppr") == ()


def test_three_edits_are_too_many(speller: Speller) -> None:
    assert meant(speller, "lxghxhoxse") == ()


def test_short_words_and_words_with_digits_are_left_alone(speller: Speller) -> None:
    cases: list[str] = [
        "kin",
        "kam",
        "amy",
        "dan",
        "yhe",
        "nt",
        "b",
        "",
        "k1m2",
        "1976",
        "baikonur9",
        "don't",
    ]

    assert [(word, got) for word in cases if (got := speller.correct(word)) is not None] == []


def test_a_short_word_with_two_letters_changed_is_found_among_many() -> None:
    crowd = Speller(("navy", *(f"na{a}{b}e" for a in "bcdfglmnpr" for b in "bcdfglmnpr")))

    assert meant(crowd, "nayv") == ("navy",)


@each_row("word", ["deck", "stations", "spare", "closed", "keeps", "dark"])
def test_real_words_are_not_taken_for_mistakes(speller: Speller, word: str) -> None:
    assert word in common_words()
    assert speller.is_english(word)
    assert meant(speller, word) == ()


@each_row("word", ["please", "pls", "whats", "nobody", "didnt"])
def test_small_words_and_chat_are_known_everywhere(speller: Speller, word: str) -> None:
    assert speller.is_english(word)
    assert speller.knows(word)


def test_words_run_together_are_taken_apart(speller: Speller) -> None:
    assert meant(speller, "spacestation") == ("space", "station")
    assert meant(speller, "lighthousekeeper") == ("lighthouse", "keeper")


def test_a_small_word_before_another_is_no_pair(speller: Speller) -> None:
    assert meant(speller, "thestation") == ()
    assert meant(speller, "stationxyz") == ()


def test_trust_falls_with_the_number_of_edits(speller: Speller) -> None:
    one, two = speller.correct("lighthose"), speller.correct("lihgthuose")

    assert one is not None
    assert two is not None
    assert 0 < two.trust < one.trust < 1


def test_another_first_letter_is_a_worse_reading() -> None:
    speller = Speller(["bantor", "cantar"])

    assert meant(speller, "cantor") == ("cantar",)
    assert meant(speller, "zantor") == ("bantor",)


def test_words_written_as_one_are_taken_apart() -> None:
    speller = Speller(["wi", "fi", "check", "sign", "car", "park", "iria", "ir", "ai"])
    cases: list[tuple[str, tuple[str, ...]]] = [
        ("wifi", ("wi", "fi")),
        ("checkin", ("check", "in")),
        ("carpark", ("car", "park")),
        ("irai", ("iria",)),  # rather a slip
        ("signit", ()),
    ]

    assert [(typed, got) for typed, words in cases if (got := meant(speller, typed)) != words] == []


def test_a_likelier_slip_is_the_better_reading() -> None:
    cases: list[tuple[list[str], str, str]] = [
        (["loft", "lost"], "loat", "lost"),  # a lies beside s
        (["dohm", "dogs"], "dohs", "dogs"),
        (["parka", "spark"], "parkk", "parka"),
        (["pack", "park"], "prak", "park"),
    ]

    assert [
        (typed, got) for words, typed, word in cases if (got := meant(Speller(words), typed)) != (word,)
    ] == []


def test_an_english_word_is_read_where_the_collection_has_none_near(speller: Speller) -> None:
    assert meant(speller, "matrial") == ("material",)
    assert meant(speller, "staion") == ("station",)


def test_of_two_readings_as_near_the_first_of_the_alphabet_is_taken() -> None:
    words = ["soyuza", "soyuzb", "soyuzc"]

    readings = {meant(Speller(order), "soyuzp") for order in (words, words[::-1])}

    assert readings == {("soyuza",)}


@each_row(
    ("word", "relative"),
    [("photographer", "photograph"), ("photo", None), ("docking", None), ("lighthouses", "lighthouse")],
)
def test_a_family_shares_its_beginning(speller: Speller, word: str, relative: str | None) -> None:
    assert speller.family(word) == ([relative] if relative else [])


def test_a_word_is_no_relative_of_itself(speller: Speller) -> None:
    assert speller.family("soyuz") == speller.family("photograph") == []
    assert Speller(["photograph", "photographs"]).family("photographs") == ["photograph"]


def nearest(word: str, known: tuple[str, ...]) -> int:
    return min(OSA.distance(word, other) for other in known)


@given(st.integers(0, 10**6))
@settings(max_examples=60)
def test_a_reading_is_never_further_than_the_nearest_word_allows(seed: int) -> None:
    """Against the slow and obvious way: the distance to every word there is."""
    dice = random.Random(seed)
    known = tuple("".join(dice.choices("abcdestz", k=dice.randint(5, 10))) for _ in range(30))
    typed = "".join(dice.choices(ascii_lowercase[:8], k=2)).join(("q", dice.choice(known)[2:]))

    correction = Speller(known).correct(typed)

    limit = 2 if len(typed) >= 8 else 1
    if correction and len(correction.words) == 1 and correction.words[0] in known:
        assert OSA.distance(typed, correction.words[0]) <= limit
    elif correction is None and nearest(typed, known) == 1:
        assert len(typed) < 6


def test_who_asks_after_it_is_prepared_waits_for_no_index() -> None:
    spelling._Pieces.of.cache_clear()
    spelling._everyday.cache_clear()
    speller = Speller(KNOWN)
    speller.prepare()
    made = spelling._Pieces.of.cache_info().misses

    assert meant(speller, "matrial") == ("material",)
    assert spelling._Pieces.of.cache_info().misses == made == 2


def test_a_thousand_new_words_leave_no_trace(speller: Speller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "_REMEMBERED", 900)
    before = meant(speller, "baikonor")

    for word in islice(product("q", *[ascii_lowercase] * 3), 1_000):
        speller.correct("".join(word))

    assert meant(speller, "baikonor") == before
    assert len(speller._memo) <= 900


def pieces(word: str) -> set[str]:
    """Every three neighbouring letters, with a sign for either end; there two count."""
    ends = f"^{word}$"
    return {ends[at : at + 3] for at in range(len(ends) - 2)} | {ends[:2], ends[-2:]}


WORDS = st.text("abcé", min_size=3, max_size=7)


@settings(max_examples=100)
@given(st.sets(WORDS, max_size=30), WORDS, st.integers(1, 2))
def test_the_words_that_share_most_pieces_are_looked_at(known: set[str], word: str, limit: int) -> None:
    speller = Speller(known)

    shared = {each: len(pieces(each) & pieces(word)) for each in speller._words}

    alike = sorted((each for each in shared if shared[each]), key=lambda each: (-shared[each], each))
    assert list(speller._alike(word, limit)) == alike[: 24 * limit]
