"""Parsing a question: terms with weights, typing mistakes mended, tags and polite words set aside."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.lexicon import TermClass
from bot.matching.matcher import Matcher
from bot.matching.query import Query
from bot.matching.results import Record
from tests.each_row import each_row

RECORDS = (
    Record("crew", ("who flew aboard the space station", "number of astronauts"), "Three flew."),
    Record("country", ("which country is it from", "is he American"), "He is from the USA."),
    Record("photo", ("who took the photograph",), "A photographer took it in 1975."),
    Record("missed", ("did they never miss a night",), "They did not."),
    Record("pay", ("what wages did the diplomat get",)),
)


@cache
def small() -> Matcher:
    return Matcher(RECORDS, [["space station", "outpost"], ["American", "USA", "US"]])


@pytest.fixture
def matcher() -> Matcher:
    return small()


def texts_of(query: Query) -> list[str]:
    return [term.text for term in query.terms]


def test_a_phrase_is_one_term_and_each_term_comes_once(matcher: Matcher) -> None:
    query = matcher.parse("Who flew to the space station, the outpost, who?")

    assert texts_of(query) == ["who", "flew", "to", "the", "space station"]


def test_two_words_are_put_together_as_the_collection_has_them(matcher: Matcher) -> None:
    assert texts_of(matcher.parse("who is the photo grapher")) == ["who", "is", "the", "photographer"]
    assert texts_of(matcher.parse("is the space station American")) == [
        "is",
        "the",
        "space station",
        "american",
    ]


@each_row("text", ["", "   ", "?!…", "🚀🚀", "\x00\x07"])
def test_a_text_without_words_has_no_terms(matcher: Matcher, text: str) -> None:
    query = matcher.parse(text)

    assert query.terms == ()
    assert query.content_words == 0


@each_row(
    ("asked", "tag"),
    [
        ("they missed a night", ", didn't they?"),
        ("they missed a night", ", didnt they"),
        ("it is new", ", isn’t it?"),
        ("he has flown", " hasn't he?!"),
        ("they missed a night", " or not?"),
        ("they missed a night", " or nah"),
        ("they missed a night", ", no?"),
        ("they missed a night", ", right?"),
        ("they missed a night", ", correct."),
        ("they missed a night", " innit"),
        ("they missed a night", ". Does the text bear that out?"),
        ("they missed a night", "; can the article confirm this?"),
        ("they missed a night", ". Is that really so?"),
        ("they missed a night", ", is it correct?"),
    ],
)
def test_a_tag_denies_nothing(matcher: Matcher, asked: str, tag: str) -> None:
    plain, tagged = matcher.parse(asked), matcher.parse(asked + tag)

    assert tagged.terms == plain.terms
    assert tagged.verifies


@each_row(
    ("asked", "verifies"),
    [
        ("was it six hours?", True),
        ("so did they miss", True),
        ("what happened in 1976", False),
        ("who was it", False),
    ],
)
def test_a_question_for_a_yes_is_told_from_others(matcher: Matcher, asked: str, verifies: bool) -> None:  # noqa: FBT001
    assert matcher.parse(asked).verifies is verifies


@each_row("asked", ["did they not miss", "they didn't miss a night", "nobody missed it"])
def test_a_negation_inside_the_question_stays(matcher: Matcher, asked: str) -> None:
    classes = [term.term_class for term in matcher.parse(asked).terms]

    assert classes.count(TermClass.NEGATION) == 1


@each_row(
    ("asked", "is_country"),
    [
        ("is he from the us", True),
        ("us astronauts aboard", False),
        ("which us astronauts flew", True),
        ("tell us who flew", False),
        ("what does it mean for us", False),
        ("which US astronauts flew", True),
    ],
)
def test_us_is_the_country_unless_the_sentence_says_we(
    matcher: Matcher, asked: str, *, is_country: bool
) -> None:
    country = matcher.parse("American").terms[0].alternatives[0][0]

    assert (
        any(term.alternatives and term.alternatives[0][0] == country for term in matcher.parse(asked).terms)
        is is_country
    )


def test_a_typing_mistake_is_mended_and_told(matcher: Matcher) -> None:
    query = matcher.parse("who took the fotograph of the spacestation")

    assert query.corrected == (
        ("fotograph", "photograph"),
        ("spacestation", "space"),
        ("spacestation", "station"),
    )
    mended = next(term for term in query.terms if term.text == "fotograph")
    assert mended.known
    assert 0 < mended.alternatives[0][1] < 1


def test_an_english_word_is_not_taken_apart() -> None:
    query = Matcher([Record("a", ("which pet is in the car",))]).parse("carpet")

    assert query.corrected == ()
    assert not query.terms[0].known


def test_what_others_agreed_to_is_no_request_to_confirm(matcher: Matcher) -> None:
    query = matcher.parse("They missed a night. Did the diplomat agree?")

    assert "diplomat" in texts_of(query)


def test_only_exact_words_of_the_collection_are_remembered() -> None:
    strangers = Matcher(RECORDS)
    strangers.parse("the photograph of the diplomat")
    before = len(strangers._parser._remembered)

    for number in range(50):
        strangers.parse(f"photograph'secret{chr(97 + number % 26)}{number} kept{chr(97 + number % 26)}n't")

    assert len(strangers._parser._remembered) == before


def test_a_small_word_drawn_out_is_still_small(matcher: Matcher) -> None:
    plain, drawn = (matcher.parse(text).terms[0] for text in ("lmao who", "lmaooooo who"))

    assert (drawn.term_class, drawn.weight) == (plain.term_class, plain.weight)


def test_a_word_near_another_is_still_a_word_of_its_own() -> None:
    near = Matcher([Record("a", ("when was the photograph taken",))]).parse("a photograph from which camera")

    assert texts_of(near) == ["a", "photograph", "from", "which", "camera"]
    assert near.terms[-1].own is None
    assert near.terms[-1].known


def test_words_run_together_become_the_phrase_they_are(matcher: Matcher) -> None:
    together, apart = matcher.parse("spacestation").terms[0], matcher.parse("outpost").terms[0]

    assert together.alternatives[0][0] == apart.alternatives[0][0]


def test_a_word_nobody_heard_of_is_unknown_and_weighs_most(matcher: Matcher) -> None:
    query = matcher.parse("who flew the zeppelin")

    zeppelin = query.terms[-1]
    assert not zeppelin.known
    assert zeppelin.alternatives == ()
    assert zeppelin.weight == max(term.weight for term in query.terms)


@pytest.mark.parametrize(("asked", "relative"), [("diplomacy", "diplomat"), ("salary", "wages")])
def test_a_word_of_the_same_family_or_meaning_earns_part_of_the_weight(
    matcher: Matcher, asked: str, relative: str
) -> None:
    term, known = matcher.parse(asked).terms[0], matcher.parse(relative).terms[0]

    assert term.known
    assert dict(known.alternatives)[known.alternatives[0][0]] == 1.0
    assert 0 < dict(term.alternatives)[known.alternatives[0][0]] < 1


def test_a_word_that_no_dictionary_has_finds_its_family() -> None:
    matcher = Matcher([Record("a", ("who is a zubritskovite",)), Record("b", ("who is it",))])

    term = matcher.parse("zubritskovianism").terms[0]

    assert [found for found, _ in term.alternatives] == [
        matcher.parse("zubritskovite").terms[0].alternatives[0][0]
    ]
    assert 0 < term.alternatives[0][1] < 1
    assert term.known


def test_the_small_words_inside_a_phrase_earn_nothing_by_themselves(matcher: Matcher) -> None:
    how, many = (matcher.parse(word).terms[0].alternatives[0][0] for word in ("how", "many"))

    (phrase,) = matcher.parse("how many").terms

    assert {how, many}.isdisjoint(dict(phrase.alternatives))


def test_small_words_weigh_less_than_what_is_asked_about(matcher: Matcher) -> None:
    weight = {term.text: term.weight for term in matcher.parse("please tell me who the astronaut is").terms}

    assert weight["astronaut"] > weight["who"] > weight["please"]
    assert weight["astronaut"] > weight["is"]
    assert weight["is"] > weight["please"]


@each_row(("asked", "count"), [("who is it", 0), ("who flew", 1), ("who flew in 1975 to the outpost", 3)])
def test_telling_words_are_content_and_numbers(matcher: Matcher, asked: str, count: int) -> None:
    assert matcher.parse(asked).content_words == count


def test_a_capital_inside_the_question_marks_a_name(matcher: Matcher) -> None:
    named = {
        term.text for term in matcher.parse("Who flew with Valdez aboard the Outpost?").terms if term.named
    }

    assert named == {"valdez", "outpost"}


def test_a_very_long_text_is_read_from_its_beginning(matcher: Matcher) -> None:
    query = matcher.parse("astronauts " + " ".join(f"word{chr(97 + at % 26)}{at}" for at in range(5_000)))

    assert query.terms[0].text == "astronauts"
    assert len(query.terms) <= 80


@given(st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    matcher = small()

    query = matcher.parse(text)

    assert all(term.text and term.weight >= 0 for term in query.terms)
    assert all(0 < credit <= 1 for term in query.terms for _, credit in term.alternatives)
    assert len({term.text for term in query.terms}) == len(query.terms)
    assert matcher.parse(text) == query


def test_a_phrase_is_one_term_after_its_first_word_was_asked_for_alone() -> None:
    matcher = Matcher(RECORDS, [["space station", "outpost"]])
    matcher.parse("space")

    assert texts_of(matcher.parse("space station")) == ["space station"]


def test_a_phrase_is_found_where_a_text_begins_and_behind_another() -> None:
    records = (Record("a", ("space station orbital outpost",)), Record("b", ("red moon",)))
    matcher = Matcher(records, [["space station", "iss"], ["orbital outpost", "oo"], ["red moon", "mars"]])

    assert [matcher.rank(asked).matches[0].id for asked in ("iss", "oo", "mars")] == ["a", "a", "b"]
