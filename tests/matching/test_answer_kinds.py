"""Kinds of answers: what a question asks for, what a text tells, and whether that is anything new."""

from hypothesis import given
from hypothesis import strategies as st

from bot.matching.answer_kinds import AnswerKind, asked_kind, asks_alone, asks_by_name, news, told
from tests.each_row import each_row


def test_a_question_asks_for_a_kind() -> None:
    cases: list[tuple[str, AnswerKind]] = [
        ("how do I join", AnswerKind.MANNER),
        ("how to leave", AnswerKind.MANNER),
        ("how long does it last", AnswerKind.DURATION),
        ("how many days is it", AnswerKind.DURATION),
        ("how old is he", AnswerKind.AGE),
        ("how often does it run", AnswerKind.FREQUENCY),
        ("how many times a week", AnswerKind.FREQUENCY),
        ("how much does a ticket cost", AnswerKind.MONEY),
        ("what is the fee", AnswerKind.MONEY),
        ("tell me the price", AnswerKind.MONEY),
        ("how many people came", AnswerKind.COUNT),
        ("how much sugar is in it", AnswerKind.AMOUNT),
        ("by how much was it late", AnswerKind.AMOUNT),
        ("how far ahead must I book", AnswerKind.DATE),
        ("what is the robot called", AnswerKind.NAME),
        ("what's the name of his sister", AnswerKind.NAME),
        ("names of the winners", AnswerKind.NAMES),
        ("live camera url", AnswerKind.LINK),
        ("what is the hall's website", AnswerKind.LINK),
        ("where is the link", AnswerKind.PLACE),
        ("what's the phone number of the hall", AnswerKind.PHONE),
        ("the pipe burst, what number do I ring", AnswerKind.PHONE),
        ("what is the email address for complaints", AnswerKind.EMAIL),
        ("office email", AnswerKind.EMAIL),
        ("how long is the bridge", AnswerKind.DURATION),
        ("what did the mayor say about it", AnswerKind.SPEECH),
        ("which languages does she speak", AnswerKind.LANGUAGE),
        ("what is the cup made of", AnswerKind.MATERIAL),
        ("bikes max per train", AnswerKind.LIMIT),
        ("thursday break times", AnswerKind.DATE),
        ("old record year", AnswerKind.DATE),
        ("trams on sundays interval", AnswerKind.FREQUENCY),
        ("movable barriers length", AnswerKind.DURATION),
        ("how much hours did it take", AnswerKind.DURATION),
        ("how many times must I come", AnswerKind.COUNT),
        ("how much cards can have the entry", AnswerKind.AMOUNT),
        ("how much does the entry cost", AnswerKind.MONEY),
        ("minimum age", AnswerKind.AGE),
        ("my dad, who uses a wheelchair, is coming. where can he park", AnswerKind.PLACE),
        ("do the two know who built it and when", AnswerKind.PERSON),
        ("a friend who paints", AnswerKind.PERSON),
        ("do you know when the bridge closes", AnswerKind.DATE),
        ("how tall is the tower", AnswerKind.MEASURE),
        ("what is the height of it", AnswerKind.MEASURE),
        ("why is it shut", AnswerKind.REASON),
        ("how come", AnswerKind.REASON),
        ("why did you raise the price of it", AnswerKind.REASON),
        ("when was the record number of players reached", AnswerKind.DATE),
        ("WHEN does it open?", AnswerKind.DATE),
        ("what year was it", AnswerKind.DATE),
        ("the date of the launch", AnswerKind.DATE),
        ("how late is it open", AnswerKind.DATE),
        ("where is it", AnswerKind.PLACE),
        ("which room is it in", AnswerKind.PLACE),
        ("who built it", AnswerKind.PERSON),
        ("whose idea was it", AnswerKind.PERSON),
        ("which company made it", AnswerKind.PERSON),
        ("what colour is it", AnswerKind.COLOUR),
        ("what color is it", AnswerKind.COLOUR),
    ]

    missed = [(question, kind, got) for question, kind in cases if (got := asked_kind(question)) is not kind]

    assert missed == []


def test_many_questions_ask_for_no_kind() -> None:
    cases: list[str] = [
        "what is it", "is it free", "can I use it", "what happened", "the lamp", "", "?!",
        "do I keep my points when I leave", "is there a bus in the town where I live",
        "which release is called Gauze", "can I cancel by email", "can I book on the website",
        "do I get an email", "email", "hours", "what do the rules say about dogs",
    ]  # fmt: skip

    assert [(question, got) for question in cases if (got := asked_kind(question)) is not None] == []


@each_row(
    "question", ["what is the code when it fails", "what does it say about where to go", "what if who asks"]
)
def test_only_the_first_question_word_asks(question: str) -> None:
    assert asked_kind(question) is None


def test_a_text_tells_a_kind() -> None:
    cases: list[tuple[AnswerKind, str, set[str]]] = [
        (AnswerKind.MONEY, "A ticket costs €5.", {"€5"}),
        (AnswerKind.MONEY, "It costs 1,200 roubles.", {"1,200 roubles"}),
        (AnswerKind.MONEY, "Entry is Free.", {"free"}),
        (AnswerKind.DATE, "It opens on 4 May 1871.", {"may", "1871"}),
        (AnswerKind.DATE, "It opens at 9:30.", {"9:30"}),
        (AnswerKind.DURATION, "It takes two hours.", {"two hours"}),
        (AnswerKind.COUNT, "There are nine windows.", {"nine"}),
        (AnswerKind.COUNT, "Some 2000 visitors came.", {"2000"}),
        (AnswerKind.NAMES, "They take cash and cards.", {"cash and cards"}),
        (AnswerKind.MEASURE, "It is 42 metres high.", {"42"}),
        (AnswerKind.AGE, "She is 12 years old.", {"years old"}),
        (AnswerKind.FREQUENCY, "It runs every day.", {"every"}),
        (AnswerKind.REASON, "It closed because of a storm.", {"because"}),
        (AnswerKind.MANNER, "Press the button.", {"press"}),
        (AnswerKind.PLACE, "It stands in Hamburg.", {"in hamburg"}),
        (AnswerKind.PLACE, "Ask in #help.", {"in #help"}),
        (AnswerKind.PERSON, "It was built by Ada Brandt.", {"ada", "brandt"}),
        (AnswerKind.PERSON, "The crew built it.", {"crew"}),
        (AnswerKind.COLOUR, "It is bright Red.", {"red"}),
        (AnswerKind.DURATION, "The bridge has 287 metres.", {"287 metres"}),
        (AnswerKind.SPEECH, "He praised the crew.", {"praised"}),
        (AnswerKind.COUNT, "She wrote 41 letters in five months.", {"41"}),
        (AnswerKind.MONEY, "The town pays 1.2 million.", {"1.2 million"}),
        (AnswerKind.DATE, "Hand it in by the 20th.", {"the 20th"}),
        (AnswerKind.MEASURE, "Bags up to A4.", {"a4"}),
        (AnswerKind.MANNER, "Raise the similarity.", {"raise"}),
        (AnswerKind.NAME, "A robot called Biscuit. Costin Abara lives.", {"called biscuit", "costin abara"}),
        (AnswerKind.PERSON, "It came from the Morrow Foundation.", {"foundation"}),
        (AnswerKind.PLACE, "Park in Hammer Lane, or in the glass case.", {"in hammer lane", "in the glass"}),
        (
            AnswerKind.REASON,
            "It led to errors. To celebrate May, he left after Ann, his boss, had gone.",
            {"led to", "to celebrate", "after ann, his boss, had"},
        ),
        (AnswerKind.LANGUAGE, "She speaks Welsh and writes C++.", {"welsh", "c++"}),
        (AnswerKind.MATERIAL, "A bronze cup.", {"bronze"}),
        (AnswerKind.LIMIT, "Take up to five, or 20 kilos at most.", {"up to five", "20 kilos at most"}),
        (AnswerKind.PHONE, "Ring 01632 960 017 or extension 214.", {"ring 01632 960 017", "extension 214"}),
        (AnswerKind.EMAIL, "Write to desk@hall.example.", {"desk@hall.example"}),
        (
            AnswerKind.LINK,
            "Look at www.hall.example/plans or hall.org.",
            {"www.hall.example/plans", "hall.org"},
        ),
        (AnswerKind.MONEY, "A stall costs 300 acorns a week.", {"300 acorns"}),
        (AnswerKind.COUNT, "Three of them cost 5 euros for two hours.", {"three"}),
        (AnswerKind.AMOUNT, "It costs 5 euros.", {"5"}),
        (AnswerKind.DATE, "Book it four weeks ahead.", {"weeks ahead"}),
        (AnswerKind.DURATION, "She is 64 metres long.", {"64 metres long"}),
        (AnswerKind.AGE, "The captain was Rolf Brandt, 52.", {", 52"}),
        (AnswerKind.REASON, "It was put off, as there are not enough rangers.", {"as there"}),
        (AnswerKind.MANNER, "/unsubscribe stops the digest.", {"/unsubscribe"}),
        (AnswerKind.PLACE, "Food may be eaten in the courtyard.", {"in the courtyard"}),
        (AnswerKind.PLACE, "Mail us at watch@isle.example.", {"watch@isle.e"}),
        (AnswerKind.PERSON, "Ines hosts the evening.", {"ines"}),
        (AnswerKind.NAME, "He came with his sister Lena.", {"sister lena"}),
        (AnswerKind.NAME, "The chronometer is “Old Mary”.", {"old mary", "“old mary”"}),
    ]

    missed = [
        (kind, text, things, got) for kind, text, things in cases if (got := told(kind, text)) != things
    ]

    assert missed == []


def test_a_text_without_the_kind_tells_nothing_of_it() -> None:
    cases: list[tuple[AnswerKind, str]] = [
        (AnswerKind.MONEY, "A ticket is sold at the door."),
        (AnswerKind.DATE, "It opens to all."),
        (AnswerKind.DURATION, "It takes long."),
        (AnswerKind.COUNT, "There are windows."),
        (AnswerKind.COUNT, "Showers cost 3 euros."),
        (AnswerKind.COUNT, "The rules of 2 May 2025 were read at 9:30 in 1975."),
        (AnswerKind.NAMES, "The guides are in six languages and are free."),
        (AnswerKind.PERSON, "It is 6 km north of Wexmoor."),
        (AnswerKind.PERSON, "It lay in a field at Nether Holm."),
        (AnswerKind.PERSON, "He shared it with a Platinum friend."),
        (AnswerKind.PLACE, "It opens at the same time, in the morning."),
        (AnswerKind.NAME, "It was built in Hamburg."),
        (AnswerKind.MEASURE, "It is high."),
        (AnswerKind.AGE, "She is tall."),
        (AnswerKind.FREQUENCY, "It runs well."),
        (AnswerKind.REASON, "It closed."),
        (AnswerKind.MANNER, "It is green."),
        (AnswerKind.PLACE, "It stands tall."),
        (AnswerKind.PERSON, "It was built in May."),
        (AnswerKind.PERSON, "Then it fell. Nothing was left."),
        (AnswerKind.COLOUR, "It is bright."),
        (AnswerKind.SPEECH, "It was opened by the mayor."),
        (AnswerKind.LANGUAGE, "It is available in six languages."),
        (AnswerKind.MATERIAL, "The winners keep it."),
        (AnswerKind.LIMIT, "There are five of them."),
        (AnswerKind.PHONE, "On 2024-05-01 there were 1,000,000 of them, on 4.5.2024 none."),
        (AnswerKind.EMAIL, "Write to @desk."),
        (AnswerKind.LINK, "Write to desk@hall.example, e.g. today."),
    ]

    assert [(kind, text, got) for kind, text in cases if (got := told(kind, text)) != frozenset()] == []


def test_who_somebody_is_is_told_by_a_name_alone() -> None:
    text = "The crew chose Ada Brandt."

    assert "crew" in told(AnswerKind.PERSON, text)
    assert "crew" not in told(AnswerKind.PERSON, text, by_name=True)
    assert told(AnswerKind.PERSON, text, by_name=True) != frozenset()
    assert asks_by_name("Who's the captain?")
    assert asks_by_name("who built it")
    assert not asks_by_name("who may come")


def test_what_the_question_says_itself_is_no_news() -> None:
    cases: list[tuple[AnswerKind, set[str], str, bool]] = [
        (AnswerKind.PERSON, {"ada brandt"}, "who is Ada Brandt’s sister", False),
        (AnswerKind.PERSON, {"ada brandt", "bo lee"}, "who is Ada Brandt’s sister", True),
        (AnswerKind.PLACE, {"in hamburg"}, "where in Hamburg is it", False),
        (AnswerKind.PLACE, {"in #help"}, "where is help", False),
        (AnswerKind.DATE, {"1975"}, "when in 1975 was it", False),
        (AnswerKind.DATE, {"1975", "july"}, "when in 1975 was it", True),
        (AnswerKind.COUNT, set(), "how many are there", False),
        (AnswerKind.PLACE, {"on the ground floor"}, "on which floor is it", True),
        (AnswerKind.REASON, {"cause"}, "what was the cause of it", True),
        (AnswerKind.REASON, {"so the data goes by radio"}, "why did the cable fail", False),
        (AnswerKind.REASON, {"so the data goes by radio"}, "why does the data go by radio", True),
        (AnswerKind.REASON, {"so that all can join"}, "why was it dropped", True),
    ]

    missed = [
        (kind, things, question, new, got)
        for kind, things, question, new in cases
        if (got := news(kind, frozenset(things), question)) is not new
    ]

    assert missed == []


@each_row(
    ("kind", "word", "alone"),
    [
        (AnswerKind.DATE, "date", True),
        (AnswerKind.DATE, "opening", False),
        (AnswerKind.MONEY, "price", True),
        (AnswerKind.MANNER, "way", False),
    ],
)
def test_some_words_only_ask_for_a_kind(kind: AnswerKind, word: str, *, alone: bool) -> None:
    assert asks_alone(kind, word) is alone


@given(st.sampled_from(AnswerKind), st.text(max_size=60))
def test_any_text_can_be_asked_and_told(kind: AnswerKind, text: str) -> None:
    assert asked_kind(text) in (None, *AnswerKind)
    assert all(thing == thing.lower() for thing in told(kind, text))
