"""Asking: one question against one snapshot, answered from its sheet alone."""

from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest

from bot.domain.answering import Chat, Found, Thresholds, Unknown, Unsure, entry_of
from bot.domain.briefing import Briefing
from bot.domain.suggesting import suggestions
from bot.services.asking import LONGEST_QUESTION, Reply, ask, choose, entry_named
from bot.services.snapshot import Snapshot, snapshot_of
from bot.sheets.knowledge import load
from tests.each_row import each_row
from tests.shipped_sheet import shipped


@each_row(
    ("question", "fact"),
    [
        ("when was the lighthouse first lit", "first-lit"),
        ("WHEN WAS THE LIGHTHOUSE FIRST LIT???", "first-lit"),
        ("when was the ligthhouse frist lit", "first-lit"),
        ("which year was the beacon tower lit", "first-lit"),
        ("how many meters above the sea is the lamp", "lamp-height"),
        ("can i visit the tower pls", "visitors"),
        ("what did ada brandt say", "never-missed"),
    ],
)
def test_a_question_gets_its_fact(snapshot: Snapshot, question: str, fact: str) -> None:
    reply = ask(snapshot, question)

    assert isinstance(reply.answer, Found)
    assert reply.answer.best.id == fact
    assert reply.ranking.matches[0] == reply.answer.best


@pytest.mark.parametrize(
    "message",
    [
        "hi all, i am on the night train and my coffee is cold. {}?",
        "{}? my teacher wants two sentences by monday lol",
        "sorry to bother you 😀 my cousin bet me a pizza, {}",
        "{}\n\nthanks, greetings from a rainy town, my dog says hello",
    ],
)
@pytest.mark.parametrize(
    "question", ["when was the lighthouse first lit", "can i visit the tower", "who built the lighthouse"]
)
def test_talk_around_a_question_does_not_hide_it(snapshot: Snapshot, message: str, question: str) -> None:
    plain, wrapped = ask(snapshot, question).answer, ask(snapshot, message.format(question)).answer

    assert type(plain) is type(wrapped)
    assert entry_of(plain) == entry_of(wrapped)


def test_what_the_whole_message_hardly_speaks_of_is_not_answered() -> None:
    """The price of a reminder, alone asked for, is far from a message about a lost card."""
    housing = snapshot_of(load(Path("tests/briefings/housing/knowledge")))

    alone, told = (
        ask(housing, "What does a reminder cost?"),
        ask(housing, "I lost my membership card. What does a reminder cost?"),
    )

    assert isinstance(alone.answer, Found)
    assert isinstance(told.answer, Unsure)
    assert entry_of(alone.answer) not in [choice.id for choice in told.answer.choices[:1]]


@pytest.mark.parametrize(
    "message",
    [
        "<:lamp:123456789012345678> {}?",
        "{} <a:wave:1> <t:1618953630:R>",
        "<@&42> <@7> <#99>: {}",
        "{} https://example.org/a-page?about=everything#else",
        "\u200b{}\ufeff",
    ],
)
@pytest.mark.parametrize("question", ["when was the lighthouse first lit", "can i visit the tower"])
def test_markup_and_links_around_a_question_change_nothing(
    snapshot: Snapshot, message: str, question: str
) -> None:
    bare, wrapped = ask(snapshot, question), ask(snapshot, message.format(question))

    assert wrapped.answer == bare.answer
    assert wrapped.question == message.format(question)


@pytest.mark.parametrize(
    "written", ["when was the li\u00adghthouse first lit", "when was the light\u200bhouse first lit"]
)
def test_an_invisible_character_inside_a_word_changes_nothing(snapshot: Snapshot, written: str) -> None:
    assert ask(snapshot, written).answer == ask(snapshot, "when was the lighthouse first lit").answer


@each_row("name", ["first-lit", "FIRST-LIT", " First-lit "])
def test_the_id_of_a_fact_names_it_in_any_case(snapshot: Snapshot, name: str) -> None:
    reply = ask(snapshot, name)

    assert isinstance(reply.answer, Found)
    assert (reply.answer.best.id, reply.question) == ("first-lit", name)


@pytest.mark.parametrize("name", ["architect", "ARCHITECT"])
def test_the_id_of_an_open_question_names_it(snapshot: Snapshot, name: str) -> None:
    answer = ask(snapshot, name).answer

    assert isinstance(answer, Unknown)
    assert answer.open_question == "architect"


@pytest.mark.parametrize(
    "message", ["my lamp is broken and i am sad. my cat, too.", "hello! i am ann, and you?"]
)
def test_talk_alone_is_not_answered(snapshot: Snapshot, message: str) -> None:
    assert not isinstance(ask(snapshot, message).answer, Found)


@each_row("message", ["hi", "who are you", "LOL", "now", "2+2", "😀", "<:wave:1>", "no way", "good night"])
def test_small_talk_gets_no_fact_whatever_the_sheet_holds(snapshot: Snapshot, message: str) -> None:
    reply = ask(snapshot, message)

    assert isinstance(reply.answer, Chat)
    assert reply.ranking.matches == ()
    assert suggestions(reply.answer, snapshot.briefing) == ()


@each_row("message", ["help", "Hello?", "what can you do"])
def test_words_of_the_sheet_come_before_small_talk(briefing: Briefing, message: str) -> None:
    asked = briefing.facts["visitors"]
    told = asked.model_copy(update={"also": (*asked.also, "help", "hello", "what can you do")})
    facts = tuple(told if fact.id == told.id else fact for fact in briefing.sheet.facts)
    sheet = briefing.sheet.model_copy(update={"facts": facts})

    answer = ask(snapshot_of(replace(briefing, sheet=sheet)), message).answer

    assert not isinstance(answer, Chat)


def test_a_known_open_question_is_recognised_and_never_answered(snapshot: Snapshot) -> None:
    reply = ask(snapshot, "who built the lighthouse?")

    assert isinstance(reply.answer, Unknown)
    assert reply.answer.open_question == "architect"


@each_row(
    "question",
    ["", "?", "what is the capital of France", "is the lamp not 42 metres above the sea", "lol", "the"],
)
def test_what_the_sheet_does_not_say_is_not_answered(snapshot: Snapshot, question: str) -> None:
    assert not isinstance(ask(snapshot, question).answer, Found)


def told(reply: Reply) -> list[str | None]:
    return [entry_of(part.answer) for part in (reply, *reply.more)]


@each_row(
    ("message", "entries"),
    [
        ("how tall is the lamp and when will the tower open to visitors", ["lamp-height", "visitors"]),
        ("When will the tower open? How tall is the lamp? Thanks!", ["visitors", "lamp-height"]),
        (
            "when was the lighthouse first lit, also, did the keepers ever miss a night?",
            ["first-lit", "never-missed"],
        ),
        ("how tall is the lamp? who built the lighthouse?", ["lamp-height", "architect"]),
        ("who built the lighthouse and how tall is the lamp", ["architect", "lamp-height"]),
        ("how tall is the lamp and what is the capital of france", ["lamp-height", None]),
        ("how tall is the lamp and what is its height above the sea", ["lamp-height"]),
        ("when and where was the lighthouse first lit", ["first-lit"]),
        ("how tall is the lamp? thanks a lot, see you!", ["lamp-height"]),
    ],
)
def test_every_question_of_a_message_is_answered_in_its_order(
    snapshot: Snapshot, message: str, entries: list[str | None]
) -> None:
    reply = ask(snapshot, message)

    assert told(reply) == entries
    assert reply.question == message
    assert all(part.question in message and part.more == () for part in reply.more)


def test_what_points_back_is_read_with_the_names_before_it() -> None:
    reply = ask(shipped(), "how long will Kim stay on the ISS and how old is he?")

    assert told(reply) == ["kim-stay", "kim-age"]
    assert reply.more[0].question == "how old is he?"


@pytest.mark.parametrize(
    "asking", ["How did the greeting go, and who showed it?", "when was it lit? who lit it?"]
)
def test_a_way_of_asking_that_stands_in_the_sheet_is_one_question(briefing: Briefing, asking: str) -> None:
    first, *others = briefing.sheet.facts
    sheet = briefing.sheet.model_copy(
        update={"facts": (first.model_copy(update={"also": (*first.also, asking)}), *others)}
    )

    reply = ask(snapshot_of(replace(briefing, sheet=sheet)), asking)

    assert told(reply) == ["first-lit"]


def test_a_message_up_to_the_longest_question_is_parted(snapshot: Snapshot) -> None:
    message = "When was the lighthouse first lit? How high is the lamp?"

    assert told(ask(snapshot, message.ljust(LONGEST_QUESTION))) == ["first-lit", "lamp-height"]
    assert told(ask(snapshot, message.ljust(LONGEST_QUESTION + 1))) == [None]


def test_what_points_back_and_alone_would_be_about_something_else_is_only_offered() -> None:
    reply = ask(shipped(), "Are there subheads in this text, and how do they read?")

    [further] = reply.more
    assert isinstance(further.answer, Unsure)
    assert told(reply) == ["article-headings", None]


def test_the_reply_holds_all_that_a_face_needs(snapshot: Snapshot) -> None:
    reply = ask(snapshot, "How high is the lamp?")

    assert reply.question == "How high is the lamp?"
    assert reply.snapshot is snapshot
    assert reply.elapsed_ms > 0


def test_a_text_up_to_the_longest_question_is_read_and_beyond_it_is_not(snapshot: Snapshot) -> None:
    question = "when was the lighthouse first lit"

    fits = ask(snapshot, question.ljust(LONGEST_QUESTION))
    too_long = ask(snapshot, question.ljust(LONGEST_QUESTION + 1))

    assert isinstance(fits.answer, Found)
    assert isinstance(too_long.answer, Unknown)
    assert too_long.ranking.matches == ()


def test_a_question_that_is_typed_where_an_id_belongs_means_its_entry(snapshot: Snapshot) -> None:
    question = "When was the lighthouse first lit?"

    assert entry_named(snapshot, question) == "first-lit"
    assert entry_named(snapshot, question.ljust(LONGEST_QUESTION)) == "first-lit"
    assert entry_named(snapshot, question.ljust(LONGEST_QUESTION + 1)) == question.lower()
    assert entry_named(snapshot, " First-Lit ") == "first-lit"
    assert entry_named(snapshot, "when was it first lit") == "when was it first lit"


@pytest.mark.parametrize(
    "thresholds",
    [Thresholds(answer=100.0), Thresholds(offer=100.0, answer=100.0)],
)
def test_stricter_thresholds_say_less(snapshot: Snapshot, thresholds: Thresholds) -> None:
    strict = replace(snapshot, thresholds=thresholds)

    for question in ("when was the lighthouse first lit", "can I visit the tower"):
        assert isinstance(ask(snapshot, question).answer, Found)
        assert not isinstance(ask(strict, question).answer, Found)


def test_as_many_choices_as_the_settings_say(snapshot: Snapshot) -> None:
    wide = replace(snapshot, thresholds=Thresholds(answer=99.99, offer=0.0, choices=4))
    narrow = replace(wide, thresholds=replace(wide.thresholds, choices=2))
    question = "lighthouse lamp tower keepers night open sea"

    many, few = ask(wide, question).answer, ask(narrow, question).answer

    assert isinstance(many, Unsure)
    assert isinstance(few, Unsure)
    assert len(many.choices) == 4
    assert few.choices == many.choices[:2]


def test_the_same_question_gets_the_same_answer(snapshot: Snapshot) -> None:
    first, second = (ask(snapshot, "how tall is the lmap") for _ in range(2))

    assert repr((first.answer, first.ranking)) == repr((second.answer, second.ranking))


def test_a_reply_tells_how_long_it_took(snapshot: Snapshot) -> None:
    begun = perf_counter()
    asked = ask(snapshot, "how tall is the lamp? Who built the lighthouse?")
    named = ask(snapshot, "lamp-height")
    chosen = choose(snapshot, "lamp-height")
    passed = (perf_counter() - begun) * 1000

    assert asked.more
    assert all(1e-4 < reply.elapsed_ms <= passed for reply in (asked, *asked.more, named))
    assert chosen is not None
    assert chosen.elapsed_ms == 0
