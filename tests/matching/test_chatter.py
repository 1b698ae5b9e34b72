"""Chatter: the talk around a question is left out, the question itself never."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.matcher import Matcher
from bot.matching.results import Record
from tests.each_row import each_row

RECORDS = (
    Record("lamp", ("when was the lamp lit", "since when does the lamp burn"), "The lamp was lit in 1871."),
    Record("keeper", ("who is Ada Brandt", "is Brandt the keeper"), "Ada Brandt keeps the lighthouse."),
    Record("height", ("how high is the tower of the lighthouse",), "The tower is 42 metres high."),
    Record("storm", ("what happened in the great storm",), "The great storm broke two windows."),
    Record("harbour", ("can ships enter the harbour at night",), "Ships enter by the light of the lamp."),
)
TALK = (
    "my cousin snores terribly",
    "i am writing an essay for tomorrow",
    "we have a bet about pizza",
    "greetings from rainy glasgow",
    "three exams and no sleep, i am done",
)


@cache
def matcher() -> Matcher:
    return Matcher(RECORDS)


def words_of(message: str) -> tuple[str, ...]:
    plain = matcher().without_chatter(message)
    return tuple(term.text for term in matcher().parse(plain).terms)


@each_row("shape", ["{talk}. {asked}?", "{talk} 😀 {asked}", "{asked}? {talk}", "{talk}\n\n{asked}?"])
def test_of_talk_before_and_after_a_question_nothing_stays(shape: str) -> None:
    messages = [
        (asked, shape.format(talk=talk, asked=asked))
        for talk in TALK
        for asked in (record.phrasings[0] for record in RECORDS)
    ]

    wanted = {
        message: tuple(term.text for term in matcher().parse(asked).terms) for asked, message in messages
    }
    assert {message: words_of(message) for message in wanted} == wanted


@each_row(
    ("message", "gone", "stays"),
    [
        ("my cat sleeps all day lol how high is the tower", "cat", "tower"),
        ("who keeps the lighthouse, thanks, my teacher is impatient", "teacher", "lighthouse"),
        ("I'm so tired of my essay. What's the height of the tower", "tired", "tower"),
        ("sorry, i never slept, when was the lamp lit", "slept", "lamp"),
        ("i am never up before 9. when was the lamp lit", "never", "lamp"),
        ("i met Brandt once, when did that lamp break?", "brandt", "lamp"),  # `that` is the lamp's
    ],
)
def test_what_is_about_the_writer_goes(message: str, gone: str, stays: str) -> None:
    words = words_of(message)

    assert gone not in words
    assert stays in words


@each_row(
    ("message", "stays"),
    [
        ("my aunt knows Brandt, who is she", "brandt"),  # `she` points back at the name
        ("i read about a flood, what happened in it", "flood"),  # and `it` at the flood
        ("the harbour is dark, what is that", "dark"),  # hardly anything is asked without what went before
        ("i heard that Brandt left the tower, is that true", "brandt"),
        ("in my town there is a Brandt museum, when did it open and who paid", "museum"),
        ("my aunt met Brandt, what happened", "brandt"),  # too thin without a name
        ("my lamp is broken", "broken"),  # nothing asks
        ("i sail at night, can i enter the harbour", "night"),  # the case that is asked about
        ("i am lost. we are late. my dog is ill.", "dog"),
    ],
)
def test_what_the_question_needs_stays(message: str, stays: str) -> None:
    assert stays in words_of(message)


@each_row("message", ["", "when was the lamp lit?", "my dog is ill", "what is it, then", "!?"])
def test_a_message_without_talk_stays_as_it_is(message: str) -> None:
    assert matcher().without_chatter(message) == message


MESSAGES = st.lists(
    st.sampled_from(
        (*TALK, *(text for one in RECORDS for text in one.phrasings), "it", "who", "😀", "(", ")")
    ),
    max_size=5,
)


@given(MESSAGES, st.sampled_from([". ", ", ", " - ", "\n", " lol ", " 😀 ", " "]))
@settings(max_examples=60, deadline=None)
def test_leaving_out_adds_no_word_and_keeps_every_question(pieces: list[str], between: str) -> None:
    message = between.join(pieces)

    words = words_of(message)

    assert set(words) <= {term.text for term in matcher().parse(message).terms}
    assert all(word in words for word in ("who",) if word in pieces)


@each_row(
    ("message", "stays"),
    [
        (
            "my boss is on the phone. height of the tower? he wants it by noon",
            {"height", "of", "the", "tower"},
        ),
        ("my nan naps. describe the great storm? she wakes soon", {"describe", "the", "great", "storm"}),
        ("i am in bed with a cold, how high is that tower", {"how", "high", "is", "that", "tower"}),
    ],
)
def test_what_ends_with_a_question_mark_asks_and_that_before_a_word_points_at_nothing(
    message: str, stays: set[str]
) -> None:
    assert set(" ".join(words_of(message)).split()) == stays


def test_a_question_may_lean_on_what_stays() -> None:
    plain = matcher().without_chatter("Ada Brandt keeps a log. A log of what? my dad and i argue about it")

    assert "Brandt" in plain
    assert "dad" not in plain
