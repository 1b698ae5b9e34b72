"""`search`: the passages of the documents, for people and for scripts."""

import json
from collections.abc import Callable

from click.testing import Result

from bot.ui.texts import answers

Start = Callable[..., Result]
CRITICS = "what do critics say of the plan"


def test_a_person_gets_the_words_and_their_place(start: Start) -> None:
    result = start("search", "harbour", "board")

    assert result.exit_code == 0
    assert "The harbour board plans to open the tower" in result.stdout
    assert "Coast Post · seeds/lighthouse.txt:" in result.stdout
    assert result.stderr == ""


def test_nothing_found_is_told_with_exit_code_1(start: Start) -> None:
    result = start("search", "zzyzx")

    assert result.exit_code == 1
    assert result.stdout.strip() == answers.NOTHING_FOUND


def test_a_script_gets_one_object_on_one_line(start: Start) -> None:
    result = start("search", "--json", "--limit", "1", "lamp", "sea")

    [line] = result.stdout.splitlines()
    told = json.loads(line)
    [passage] = told["passages"]
    assert list(told) == ["words", "passages", "sheet"]
    assert told["words"] == "lamp sea"
    assert list(passage) == ["text", "source", "file", "line", "start", "end", "score"]
    assert "42 metres" in passage["text"]


def test_a_question_that_nothing_answers_shows_passages_nearby(start: Start) -> None:
    person, machine = start("ask", CRITICS), start("ask", "--json", CRITICS)

    told = json.loads(machine.stdout)
    assert told["status"] == "unknown"
    assert "Critics call the plan too dear." in told["passages"][0]["text"]
    assert list(told)[-2:] == ["more", "passages"]
    assert answers.NEARBY in person.stdout
    assert "Critics call the plan too dear." in person.stdout


def test_the_setting_turns_them_off(start: Start) -> None:
    told = json.loads(start("ask", "--json", CRITICS, BOT_MATCHING__PASSAGES="0").stdout)

    assert told["passages"] == []


def test_the_chat_searches_too(start: Start) -> None:
    result = start("chat", given="/search critics\n/search\n")

    assert "Critics call the plan too dear." in result.stdout
    assert "Please add the words to look for." in result.stdout
