"""`ask`: for people, and the contract that scripts rely on."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from bot.services.asking import LONGEST_QUESTION
from bot.ui.texts import answers

Start = Callable[..., Result]

ANSWERED = "When was the lighthouse first lit?"
OPEN = "Who built the lighthouse?"
STRANGE = "zzyzx qwxv plk"
KEYS = [
    "question",
    "status",
    "fact_id",
    "answer",
    "kind",
    "said_by",
    "as_of",
    "quotes",
    "score",
    "suggestions",
    "open_question",
    "sheet",
    "elapsed_ms",
    "more",
    "passages",
]


def asked(result: Result) -> dict[str, Any]:
    lines = result.stdout.splitlines()
    assert len(lines) == 1
    reply = json.loads(lines[0])
    assert isinstance(reply, dict)
    return reply


def test_a_person_gets_the_answer_the_quote_its_place_and_exit_code_0(start: Start) -> None:
    result = start("ask", ANSWERED)

    assert result.exit_code == 0
    assert "It was lit for the first time on 4 May 1871." in result.stdout
    assert "“was lit for the first time on 4 May 1871”" in result.stdout
    assert "Coast Post · seeds/lighthouse.txt:3 · 1 June 2024" in result.stdout
    assert "as of 1 June 2024 · fact first-lit" in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize("message", ["hello", "thx u", "2+2", "<:lamp:1>", "now", "\U0001f680\U0001f680"])
def test_small_talk_is_unknown_without_facts_and_exit_code_1(start: Start, message: str) -> None:
    machine, person = start("ask", "--json", message), start("ask", message)

    reply = asked(machine)
    assert (machine.exit_code, person.exit_code) == (1, 1)
    assert (reply["status"], reply["suggestions"], reply["open_question"]) == ("unknown", [], None)
    assert list(reply) == KEYS
    said = answers.THANKED if message == "thx u" else answers.CHAT
    assert said in " ".join(person.stdout.split())


def test_a_claim_shows_who_made_it(start: Start) -> None:
    result = start("ask", "Did the keepers ever miss a night?")

    assert "A claim by Ada Brandt · fact never-missed" in result.stdout


def test_what_the_briefing_leaves_open_is_said_with_what_it_does_say(start: Start) -> None:
    result = start("ask", OPEN)

    assert result.exit_code == 1
    assert "Who built the lighthouse? The briefing does not say." in result.stdout
    assert "No builder or architect is named." in result.stdout
    assert "It was lit for the first time on 4 May 1871." in result.stdout


def test_nothing_is_made_up_for_a_strange_question(start: Start) -> None:
    result = start("ask", STRANGE)

    assert result.exit_code == 1
    assert result.stdout.startswith("The briefing does not say.")


def test_words_need_no_quotation_marks(start: Start) -> None:
    assert start("ask", *ANSWERED.split()).stdout == start("ask", ANSWERED).stdout


def test_an_answer_as_json_has_every_key_in_its_order(start: Start, home: Path) -> None:
    result = start("ask", "--json", ANSWERED)

    reply = asked(result)
    (quote,) = reply["quotes"]
    source = (home / "seeds" / "lighthouse.txt").read_text(encoding="utf-8")
    assert result.exit_code == 0
    assert list(reply) == KEYS
    assert list(quote) == ["text", "source", "file", "line", "start", "end"]
    assert (reply["question"], reply["status"], reply["fact_id"]) == (ANSWERED, "answered", "first-lit")
    assert (reply["kind"], reply["said_by"], reply["as_of"]) == ("reported", None, "2024-06-01")
    assert (reply["suggestions"], reply["open_question"], reply["more"]) == ([], None, [])
    assert (quote["source"], quote["file"], quote["line"]) == ("paper", "seeds/lighthouse.txt", 3)
    assert (
        source[quote["start"] : quote["end"]] == quote["text"] == "was lit for the first time on 4 May 1871"
    )
    assert 0 < reply["score"] <= 100


def test_what_is_not_answered_as_json_has_the_same_keys_and_no_answer(start: Start) -> None:
    result = start("ask", "--json", OPEN)

    reply = asked(result)
    assert result.exit_code == 1
    assert list(reply) == KEYS
    assert (reply["status"], reply["open_question"]) == ("unknown", "architect")
    assert [reply[key] for key in ("fact_id", "answer", "kind", "said_by", "as_of", "quotes")] == [
        None
    ] * 5 + [[]]
    assert [near["fact_id"] for near in reply["suggestions"]] == ["first-lit"]
    assert list(reply["suggestions"][0]) == ["fact_id", "question", "answer", "quotes", "score"]
    assert reply["score"] > 0


TWO = "how tall is the lamp and when will the tower open to visitors"


def test_two_questions_in_one_message_are_answered_in_their_order(start: Start) -> None:
    shown = start("ask", TWO)
    result = start("ask", "--json", TWO)

    reply = asked(result)
    [more] = reply["more"]
    assert shown.exit_code == result.exit_code == 0
    assert shown.stdout.index("42 metres") < shown.stdout.index("You also asked: When will the tower open")
    assert "“plans to open the tower to visitors in 2031”" in shown.stdout
    assert list(reply) == KEYS
    assert (reply["question"], reply["fact_id"], reply["suggestions"]) == (TWO, "lamp-height", [])
    assert list(more) == ["fact_id", "question", "answer", "quotes", "score"]
    assert (more["fact_id"], more["quotes"][0]["file"]) == ("visitors", "seeds/lighthouse.txt")


def test_a_further_question_without_an_answer_is_told_and_what_comes_near_is_offered(start: Start) -> None:
    asking = "how tall is the lamp? who built the lighthouse?"

    shown, reply = start("ask", asking), asked(start("ask", "--json", asking))

    assert shown.exit_code == 0
    assert "You also asked:\nWho built the lighthouse? The briefing does not say." in shown.stdout
    assert (reply["status"], reply["fact_id"], reply["more"]) == ("answered", "lamp-height", [])
    assert [near["fact_id"] for near in reply["suggestions"]] == ["first-lit"]


def test_a_first_question_without_an_answer_does_not_hide_the_second(start: Start) -> None:
    result = start("ask", "--json", "what is the capital of France? how tall is the lamp?")

    reply = asked(result)
    told = [reply["fact_id"], *(more["fact_id"] for more in reply["more"])]
    assert "lamp-height" in told
    assert result.exit_code == (0 if reply["status"] == "answered" else 1)


def test_an_explanation_tells_of_every_question(start: Start) -> None:
    shown = start("ask", "--explain", TWO).stdout

    assert "lamp-height at" in shown
    assert "visitors at" in shown


def test_a_batch_is_answered_line_by_line_in_order(start: Start, home: Path) -> None:
    lines = [ANSWERED, "", STRANGE, "   ", "caf\u00e9 \u2028 \u0085 \u05d0\u05d1 \U0001f680", OPEN]
    file = home / "questions.txt"
    file.write_text("\n".join(lines), encoding="utf-8")

    result = start("ask", "--json", "--batch", str(file))

    replies = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [reply["question"] for reply in replies] == lines
    assert [reply["status"] for reply in replies[:4]] == ["answered", "unknown", "unknown", "unknown"]
    assert replies[5]["open_question"] == "architect"
    assert result.stderr == ""


def test_a_batch_from_a_pipe_bears_windows_lines_marks_and_broken_bytes(start: Start) -> None:
    given = b"\xef\xbb\xbf" + ANSWERED.encode() + b"\r\n\r\n\xff\xfe what\r\n\x00\x1b[31m"

    result = start("ask", "--json", "--batch", "-", given=given)

    replies = [json.loads(line) for line in result.stdout.splitlines()]
    assert [reply["question"] for reply in replies] == [ANSWERED, "", "\ufffd\ufffd what", "\x00\x1b[31m"]
    assert replies[0]["status"] == "answered"
    assert "\x1b" not in result.stdout


def test_an_empty_batch_says_nothing(start: Start) -> None:
    result = start("ask", "--json", "--batch", "-", given="")

    assert (result.exit_code, result.stdout) == (0, "")


def test_a_text_too_long_for_a_question_is_unknown_and_told_so(start: Start) -> None:
    long = "when was the lighthouse first lit " * 300

    person, script = start("ask", long), start("ask", "--json", long)

    assert person.exit_code == script.exit_code == 1
    assert (
        person.stdout
        == f"That is too long for a question; please use at most {LONGEST_QUESTION:,} characters.\n"
    )
    assert asked(script)["status"] == "unknown"


@pytest.mark.parametrize(
    "question",
    ["", " ", "???", "\u0645\u062a\u0649", "\u202eabc", "\x1b]0;x\x07", "\udcff"],
)
def test_anything_at_all_gets_an_honest_reply(start: Start, question: str) -> None:
    result = start("ask", "--", question)

    assert result.exit_code == 1
    assert "The briefing does not say." in result.stdout
    assert "\x1b" not in result.output


def test_explaining_shows_phrasing_words_score_and_runner_up(start: Start) -> None:
    result = start("ask", "--explain", ANSWERED)

    for name in ("decided", "words", "best", "by the phrasing", "words matched", "words missed", "runner-up"):
        assert name in result.stdout
    assert "first-lit at" in result.stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], 'Please give a question, for example: ask "what is it about?"'),
        (["--batch", "-"], "please add --json"),
        (["--json", "--explain", "x"], "--explain is for people"),
        (["--json", "--batch", "-", "x"], "not both"),
        (["--json", "--batch", "/no/such/file"], "cannot be read: No such file"),
        (["--json", "--batch", "/"], "cannot be read: Is a directory"),
    ],
)
def test_what_makes_no_sense_is_an_error_in_a_sentence(start: Start, words: list[str], sentence: str) -> None:
    result = start("ask", *words)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert sentence in result.stderr
