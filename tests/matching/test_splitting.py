"""Splitting: a message is cut only between questions, and nothing of it is lost."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.analysis import words
from bot.matching.matcher import Matcher
from bot.matching.results import Record
from bot.matching.splitting import MOST_QUESTIONS, QuestionSplitter, points
from tests.each_row import each_row

RECORDS = (
    Record("lamp", ("when was the lamp lit", "since when does the lamp burn"), "The lamp was lit in 1871."),
    Record("keeper", ("who is Ada Brandt", "is Brandt the keeper"), "Ada Brandt keeps the lighthouse."),
    Record("height", ("how high is the tower of the lighthouse",), "The tower is 42 metres high."),
    Record("ships", ("which ships enter the harbour", "how many ships sank"), "Ten ships sank in the storm."),
)


@cache
def splitter() -> QuestionSplitter:
    matcher = Matcher(RECORDS)
    return QuestionSplitter(lambda text: matcher.parse(text).terms)


def test_each_question_becomes_a_part() -> None:
    cases: list[tuple[str, tuple[str, ...]]] = [
        (
            "when was the lamp lit and how high is the tower",
            ("when was the lamp lit", "how high is the tower"),
        ),
        ("When was the lamp lit? How high is it?", ("When was the lamp lit?", "How high is it?")),
        ("who is brandt? and where is the harbour", ("who is brandt?", "where is the harbour")),
        (
            "how high is the tower, also, is brandt the keeper?",
            ("how high is the tower", "is brandt the keeper?"),
        ),
        ("how high is the tower. when was it lit", ("how high is the tower", "when was it lit")),
        ("how high is the tower\nwhen was it lit", ("how high is the tower", "when was it lit")),
        ("how high is the tower & did ships sink in it", ("how high is the tower", "did ships sink in it")),
        ("where is the lamp, and by whom was it lit?", ("where is the lamp", "by whom was it lit?")),
        ("is brandt the keeper and does she sleep", ("is brandt the keeper", "does she sleep")),
        (
            "how many very big ships and how many men are there",
            ("how many very big ships", "how many men are there"),
        ),
        ("who is Brandt and where is she", ("who is Brandt", "where is she")),
        ("tell me who keeps the tower and how high it is", ("tell me who keeps the tower", "how high it is")),
        (
            "hi all, i am on a train. when was the lamp lit? thanks! also how many ships sank?",
            ("hi all, i am on a train. when was the lamp lit? thanks", "how many ships sank?"),
        ),
        (
            "who is Brandt? my teacher wants to know how high the tower is",
            ("who is Brandt?", "my teacher wants to know how high the tower is"),
        ),
    ]

    assert [
        (message, parts, got) for message, parts in cases if (got := splitter().split(message)) != parts
    ] == []


def test_one_question_stays_one() -> None:
    cases: list[str] = [
        "who and what lit the lamp",
        "when and where was the lamp lit",
        "how and why did the ships sink",
        "what is the difference between the lamp and the tower",
        "is the tower by the lamp and which",
        "who are Brandt and her keepers",
        "which ships and how many men sank?",
        "how many ships, and how many men?",
        "the tower: how high, and how old",
        "was the lamp lit in 1871 and broken in 1900",
        "is Brandt the keeper and was trained in the harbour",
        "the ships which sank and which were never found, what are they",
        "Brandt lit the lamp, and can that be true?",
        "when was the lamp lit? i really have to know",
        "when was the lamp lit? thanks and have a nice day",
        "i am a sailor and how high the waves were was terrible, when was the lamp lit",
        "when was the lamp lit?",
        "how many big ships and how many men are there",
        "how high is the tower and how many big ships",
        "brandt and the tower",
        "??",
        "",
    ]

    assert [(message, got) for message in cases if (got := splitter().split(message)) != (message,)] == []


def test_what_comes_after_the_most_questions_stays_with_the_last() -> None:
    *parts, last = splitter().split("when was the lamp lit? " * (MOST_QUESTIONS + 2))

    assert parts == ["when was the lamp lit?"] * (MOST_QUESTIONS - 1)
    assert last == " ".join(["when was the lamp lit?"] * 3)


@each_row(("text", "pointing"), [("how high is it", True), ("who's she", True), ("is Ada", False)])
def test_words_that_stand_for_something_said_before_are_told(text: str, *, pointing: bool) -> None:
    assert points(text) is pointing


PIECES = (
    "when was the lamp lit",
    "who is Brandt",
    "it",
    "and",
    "also",
    ",",
    "?",
    ".",
    "\n",
    "how",
    "😀",
    "a.m.",
)
LINKS = frozenset(("and", "also", "plus", "but", "then", "oh", "so", "ok", "okay", "n"))


@given(st.one_of(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join), st.text(max_size=80)))
@settings(max_examples=80, deadline=None)
def test_parts_stand_in_the_message_in_their_order_and_lose_only_links(message: str) -> None:
    parts = splitter().split(message)

    at = 0
    for part in parts:
        at = message.index(part, at) + len(part)
    kept, said = [word for part in parts for word in words(part)], words(message)
    assert len(parts) <= MOST_QUESTIONS
    assert [word for word in kept if word not in LINKS] == [word for word in said if word not in LINKS]
