"""Elliptical questions after a fact: what was meant is found, and a change of subject stays one.

The dialogues were written for this: the first thirty go on from the fact that was shown, the others do not.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.domain.answering import Found, entry_of
from bot.services.asking import Reply, ask
from bot.services.following_up import Conversations, follow_up, goes_on, is_elliptical, picked
from bot.services.snapshot import Snapshot, snapshot_of
from bot.sheets.knowledge import load
from tests.shipped_sheet import KNOWLEDGE
from tests.thorough import some_of

TESTS = Path(__file__).parents[1]
DIALOGUES = [
    json.loads(line)
    for line in (TESTS / "dialogues" / "dialogues.jsonl").read_text(encoding="utf-8").splitlines()
]


@cache
def sheet(name: str) -> Snapshot:
    folder = KNOWLEDGE if name == "mission" else TESTS / "briefings" / name / "knowledge"
    return snapshot_of(load(folder))


def grade(reply: Reply, wanted: str | None) -> str:
    """An open question that is told is no answer: it is right where nothing else was wanted."""
    entry = entry_of(reply.answer)
    if entry == wanted or (wanted is None and not isinstance(reply.answer, Found)):
        return "right"
    return "wrong" if isinstance(reply.answer, Found) else "silent"


def replies(dialogues: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """The grade of each question by itself, and after the fact that was shown."""
    for dialogue in dialogues:
        alone = ask(sheet(dialogue["briefing"]), dialogue["ask"])
        after = follow_up(alone, dialogue["shown"])
        yield grade(alone, dialogue["entry"]), grade(after, dialogue["entry"])


@pytest.mark.slow
def test_what_was_shown_helps_to_understand_and_makes_no_answer_wrong() -> None:
    goes_on, changes = some_of(DIALOGUES[:30], 2), some_of(DIALOGUES[30:], 2)

    found = Counter(replies(goes_on))
    others = Counter(replies(changes))

    assert len(DIALOGUES) == 60
    assert sum(count for (before, _), count in found.items() if before == "silent") >= 8 / 30 * len(goes_on)
    assert sum(count for (_, after), count in found.items() if after == "right") >= 26 / 30 * len(goes_on)
    assert set(found) <= {("right", "right"), ("silent", "right"), ("silent", "silent"), ("wrong", "wrong")}
    assert all(before == after for before, after in others)


@pytest.mark.slow
def test_whole_questions_are_not_read_otherwise_whatever_was_shown_before() -> None:
    for name in some_of(("server", "festival", "clinic"), 3):
        snapshot = sheet(name)
        exam = TESTS / "briefings" / name / "round1.jsonl"
        shown = list(snapshot.briefing.facts)
        for at, line in enumerate(exam.read_text(encoding="utf-8").splitlines()):
            alone = ask(snapshot, json.loads(line)["q"])

            assert follow_up(alone, shown[at % len(shown)]) is alone, line


def test_what_was_understood_is_told_in_the_sheet_s_words(snapshot: Snapshot) -> None:
    alone = ask(snapshot, "when was it?")
    reply = follow_up(alone, "visitors")
    known_open = follow_up(ask(snapshot, "who?"), "first-lit")

    assert entry_of(reply.answer) == "first-lit"
    assert (reply.question, reply.understood) == ("when was it?", "When was the lighthouse first lit?")
    assert known_open.understood == "Who built the lighthouse?"
    assert 1e-4 < reply.elapsed_ms - alone.elapsed_ms < 60_000


def test_only_what_says_too_little_and_settles_nothing_goes_on(snapshot: Snapshot) -> None:
    alone = ask(snapshot, "and when was that?")

    assert goes_on(alone)
    assert not goes_on(replace(alone, answer=ask(snapshot, "how tall is the lamp").answer))
    assert not goes_on(replace(alone, more=(alone,)))
    assert not goes_on(ask(snapshot, "what do pizzas cost here?"))


def test_what_the_shown_fact_itself_tells_is_told_again(snapshot: Snapshot) -> None:
    reply = follow_up(ask(snapshot, "and when was that?"), "first-lit")

    assert entry_of(reply.answer) == "first-lit"
    assert reply.understood == "When was the lighthouse first lit?"


def test_only_what_says_too_little_is_elliptical(snapshot: Snapshot) -> None:
    cases: list[tuple[str, bool]] = [
        ("and where?", True),
        ("and without?", True),
        ("ok then", False),
        ("ok?", False),
        ("why?", True),
        ("who was it", True),
        ("and the lamp?", True),
        ("is it open?", True),
        ("and the tower and lamp?", True),
        ("and the tower and the lamp?", False),
        ("where is it and was it there when it was?", True),
        ("where is it and was it there when it was lit?", False),
        ("and me?", False),
        ("who are you?", False),
        ("how are you?", False),
        ("hi there!", False),
        ("hey, and there?", True),
        ("when was the lighthouse first lit?", False),
        ("and the pizza?", False),
        ("", False),
    ]

    assert [
        (question, elliptical, got)
        for question, elliptical in cases
        if (got := is_elliptical(snapshot, question)) is not elliptical
    ] == []


@pytest.mark.parametrize("shown", ["first-lit", "lamp-height", "never-missed", "visitors"])
@pytest.mark.parametrize("question", ["why?", "where?", "how much?", "and why?"])
def test_what_nobody_asks_of_a_fact_is_not_read_into_it(
    snapshot: Snapshot, shown: str, question: str
) -> None:
    alone = ask(snapshot, question)

    assert follow_up(alone, shown) is alone


def test_a_fact_that_is_gone_leads_nowhere(snapshot: Snapshot) -> None:
    alone = ask(snapshot, "and where?")

    assert follow_up(alone, "gone") is alone


def test_a_conversation_is_of_one_person_in_one_place_and_lasts_five_minutes() -> None:
    conversations = Conversations()
    conversations.show(1, 10, "lamp", 1000.0)

    assert conversations.last(1, 10, 1299.9) == "lamp"
    assert conversations.last(1, 10, 1300.0) is None
    assert conversations.last(2, 10, 1000.0) is None
    assert conversations.last(1, 11, 1000.0) is None


def test_what_was_offered_is_of_one_person_in_one_place_until_something_else_is_offered() -> None:
    conversations = Conversations()
    conversations.offer(1, 10, ("lamp", "tower"), 1000.0)

    assert conversations.offered(1, 10, 1299.9) == ("lamp", "tower")
    assert conversations.offered(1, 10, 1300.0) == ()
    assert conversations.offered(1, 11, 1000.0) == conversations.offered(2, 10, 1000.0) == ()
    conversations.forget(1)
    assert conversations.offered(1, 10, 1000.0) == ()


def test_a_number_alone_picks_what_was_offered() -> None:
    cases: list[tuple[str, str | None]] = [
        ("1", "lamp"),
        (" 2. ", "tower"),
        ("#2", "tower"),
        ("3", None),
        ("0", None),
        ("12", None),
        ("2031", None),
        ("the 2", None),
        ("the second one", "tower"),
        ("First", "lamp"),
        ("the 2nd, please", "tower"),
        ("option 1", "lamp"),
        ("the third one", None),
        ("the second lamp", None),
        ("", None),
    ]

    assert [
        (said, entry, got) for said, entry in cases if (got := picked(said, ("lamp", "tower"))) != entry
    ] == []


def test_conversations_are_forgotten_with_their_person_and_when_there_are_too_many() -> None:
    conversations = Conversations(most_people=2)
    for user in (1, 2, 3):
        conversations.show(user, 10, "lamp", 1000.0)
    conversations.forget(3)

    assert [conversations.last(user, 10, 1000.0) for user in (1, 2, 3)] == [None, "lamp", None]
