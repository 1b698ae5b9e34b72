"""The lexicon: words that mean the same become one term, and every term knows what it does in a sentence."""

from collections.abc import Sequence

import pytest

from bot.matching.analysis import words
from bot.matching.english import question_types, synonyms
from bot.matching.lexicon import Lexicon, TermClass, _spelling
from tests.each_row import each_row


def terms_of(lexicon: Lexicon, text: str) -> list[int]:
    """The terms of a text with its phrases joined, as the index and the reader make them."""
    return [token.term for token in lexicon.tokens([lexicon.words[word] for word in words(text)])]


def same(lexicon: Lexicon, first: str, second: str) -> bool:
    return terms_of(lexicon, first) == terms_of(lexicon, second)


def test_everyday_forms_of_a_word_are_one_term() -> None:
    cases: list[tuple[str, str]] = [
        ("launch", "launched"),
        ("docking", "docks"),
        ("keeper's", "keepers"),
        ("organised", "organized"),
        ("realisation", "realization"),
        ("two", "2"),
        ("Twenty", "20"),
        ("second", "2nd"),
        ("21st", "21"),
        ("whats", "what"),
        ("pics", "photographs"),
        ("don't", "cannot"),
        ("shan't", "never"),
        ("kid", "children"),
        ("commence", "kick off"),
    ]

    assert [(first, second) for first, second in cases if not same(Lexicon(), first, second)] == []


def test_one_over_a_known_vocabulary_is_as_a_new_one_and_learns_for_itself() -> None:
    vocabulary = [["space station", "outpost"], ["crew", "team"]]
    Lexicon.over(vocabulary).intern("zeppelin")

    made, new = Lexicon.over(vocabulary), Lexicon(vocabulary)

    assert list(made.words.items()) == list(new.words.items())
    assert made.classes == new.classes
    assert made.lookup("zeppelin") is None
    assert made.words["zeppelin"] == new.words["zeppelin"] == new.given
    assert terms_of(made, "the crew of the space station") == terms_of(new, "the crew of the space station")


@each_row(
    ("first", "second"),
    [("1975", "1976"), ("50", "500"), ("2", "20"), ("not", "now"), ("car", "scarce"), ("who", "when")],
)
def test_what_means_something_else_is_another_term(first: str, second: str) -> None:
    assert not same(Lexicon(), first, second)


def test_the_members_of_a_group_are_one_term_unless_an_earlier_group_has_them() -> None:
    lexicon = Lexicon()
    claimed: set[tuple[str, ...]] = set()

    for group in (*question_types(), *synonyms()):
        names = {member: _spelling(member).stems for member in group}
        free = {tuple(terms_of(lexicon, member)) for member, name in names.items() if name not in claimed}
        claimed.update(names.values())
        assert len(free) <= 1, group
        assert all(len(terms) == 1 for terms in free), group


def test_the_longest_phrase_of_the_vocabulary_wins() -> None:
    lexicon = Lexicon([["space station"], ["international space station", "outpost"]])

    joined = terms_of(lexicon, "international space station")

    assert joined == terms_of(lexicon, "outpost")
    assert len(terms_of(lexicon, "the space station")) == 2
    assert terms_of(lexicon, "space station") != joined


def test_a_phrase_keeps_its_words_inside_it() -> None:
    lexicon = Lexicon([["space station", "outpost"]])
    row = [lexicon.words[word] for word in ("the", "space", "station", "flies")]

    tokens = list(lexicon.tokens(row))

    assert [(token.start, token.stop) for token in tokens] == [(0, 1), (1, 3), (3, 4)]
    assert tokens[1].inner == (row[1], row[2])
    assert tokens[0].inner == tokens[2].inner == ()


def test_an_earlier_group_wins_a_word_that_two_claim() -> None:
    first = Lexicon([["ship", "vessel"], ["vessel", "jar"]])
    second = Lexicon([["vessel", "jar"], ["ship", "vessel"]])

    assert same(first, "vessel", "ship")
    assert not same(first, "vessel", "jar")
    assert same(second, "vessel", "jar")
    assert not same(second, "vessel", "ship")


def test_an_earlier_group_wins_a_phrase_that_two_claim() -> None:
    lexicon = Lexicon([["mars", "red star"], ["army", "red star"]])

    assert same(lexicon, "red star", "mars")
    assert not same(lexicon, "red star", "army")


def test_groups_that_begin_alike_are_one_group() -> None:
    lexicon = Lexicon([["mars", "red planet"], ["mars", "fourth planet"]])

    assert same(lexicon, "red planet", "fourth planet")


def test_a_sheet_may_claim_what_english_has_a_group_for() -> None:
    lexicon = Lexicon([["mission", "trip"]])

    assert same(lexicon, "trip", "mission")
    assert not same(lexicon, "trip", "journey")


def test_a_phrase_is_found_through_the_forms_of_its_words() -> None:
    lexicon = Lexicon([["space walk", "extravehicular activity", "EVA"]])

    assert same(lexicon, "space walks", "EVAs")
    assert same(lexicon, "extravehicular activities", "eva")


def test_members_without_words_make_no_group() -> None:
    lexicon = Lexicon([["?!", "…"], [], ["  ", "lamp"]])

    assert lexicon.lookup("lamp") is not None
    assert terms_of(lexicon, "lamp light") == [lexicon.lookup("lamp"), lexicon.lookup("light")]


def test_every_word_knows_what_it_does() -> None:
    cases: list[tuple[str, TermClass]] = [
        ("lighthouse", TermClass.CONTENT),
        ("the", TermClass.FUNCTION),
        ("u", TermClass.FUNCTION),
        ("please", TermClass.FILLER),
        ("lol", TermClass.FILLER),
        ("not", TermClass.NEGATION),
        ("isn't", TermClass.NEGATION),
        ("mightn't", TermClass.NEGATION),
        ("nobody", TermClass.NEGATION),
        ("1975", TermClass.NUMBER),
        ("seven", TermClass.NUMBER),
        ("4th", TermClass.NUMBER),
    ]

    assert [
        (word, term_class, got)
        for word, term_class in cases
        if (got := Lexicon().class_of(word)) is not term_class
    ] == []


@each_row(("first", "second"), [("deal", "deals"), ("us", "use"), ("does", "doe"), ("please", "pleased")])
def test_what_a_word_does_never_depends_on_which_form_is_met_first(first: str, second: str) -> None:
    forwards, backwards = Lexicon(), Lexicon()
    for word in (first, second):
        forwards.intern(word)
    for word in (second, first):
        backwards.intern(word)

    for word in (first, second):
        classes = [lexicon.classes[lexicon.words[word]] for lexicon in (forwards, backwards)]
        assert classes[0] is classes[1] is forwards.class_of(word)


@each_row("word", ["#help", "-f", "--dry-run", "/rules", "c++", "@mods"])
def test_a_signed_word_is_a_term_of_its_own(word: str) -> None:
    lexicon = Lexicon()

    assert lexicon.class_of(word) is TermClass.CONTENT
    assert lexicon.words[word] != lexicon.words[word.strip("#-/+@")]


@pytest.mark.parametrize("group", question_types(), ids=lambda group: str(group[0]))
def test_ways_of_asking_have_a_type(group: Sequence[str]) -> None:
    lexicon = Lexicon()

    term = terms_of(lexicon, group[0])[0]

    assert lexicon.classes[term] is TermClass.QUESTION_TYPE


def test_what_matters_weighs_more_than_what_only_holds_a_sentence_together() -> None:
    factor = Lexicon().factor

    assert factor(TermClass.CONTENT) == factor(TermClass.NUMBER)
    assert factor(TermClass.CONTENT) > factor(TermClass.QUESTION_TYPE) > factor(TermClass.FUNCTION)
    assert factor(TermClass.FUNCTION) > factor(TermClass.FILLER) > 0


def test_looking_a_word_up_never_adds_it() -> None:
    lexicon = Lexicon()
    size = len(lexicon)

    found = lexicon.lookup("zeppelin")

    assert found is None
    assert len(lexicon) == size


def test_a_word_once_taken_in_is_found_again_in_all_its_forms() -> None:
    lexicon = Lexicon()
    size = len(lexicon)

    term = lexicon.intern("zeppelin")

    assert lexicon.lookup("zeppelins") == lexicon.intern("Zeppelin".lower()) == term
    assert len(lexicon) == size + 1


@each_row(("word", "digits"), [("seven", "7"), ("fourth", "4"), ("4th", "4"), ("1,000", "1000")])
def test_numbers_as_words_mean_their_digits(word: str, digits: str) -> None:
    lexicon = Lexicon()

    assert lexicon.intern(word) == lexicon.intern(digits)
