"""A conversation: questions, choices by number, commands, and the way out."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.services.reload import Reloader, ReloadPolicy
from bot.services.snapshot import Snapshot, Snapshots
from bot.ui.terminal.conversation import Conversation
from bot.ui.texts import terminal as terminal_texts
from tests.database.samples import NOON

Render = Callable[..., str]
ANSWERED = "When was the lighthouse first lit?"


@pytest.fixture
def conversation(home: Path, snapshot: Snapshot) -> Conversation:
    snapshots = Snapshots(snapshot)
    reloader = Reloader(snapshots, ReloadPolicy(home / "knowledge", 20, 0), lambda: NOON)
    return Conversation(snapshots, lambda agreed: asyncio.run(reloader.reload(agreed=agreed)))


@pytest.fixture
def say(conversation: Conversation, render: Render) -> Callable[[str], str]:

    def said(line: str) -> str:
        view = conversation.respond(line)
        assert view is not None
        return render(view)

    return said


Say = Callable[[str], str]


def test_an_answer_offers_what_goes_with_it_by_number(say: Say) -> None:
    first = say(ANSWERED)

    second = say("1")

    assert "See also:\n  1  How high is the lamp above the sea?" in first
    assert second.startswith("The lamp stands 42 metres above the sea.")


def test_the_command_is_named_as_it_is_typed_here(say: Say) -> None:
    assert say("hello!").rstrip().endswith("/topics shows what you can ask.")
    assert say("thanks!").startswith("You are welcome.")


def test_the_quotes_that_do_not_lead_are_behind_a_number(say: Say, home: Path) -> None:
    others = "{source: paper, text: Critics call the plan too dear}, {source: paper, text: The harbour board}"
    edit(home, "visitors in 2031}]", f"visitors in 2031}}, {others}]\n    related: [first-lit]")
    say("/reload")

    shown = say("When will the tower open to visitors?")
    folded = say("1")

    assert "“plans to open the tower to visitors in 2031”" in shown
    assert "too dear" not in shown
    assert "  1  Show 2 more quotes\n\nSee also:\n  2  When was the lighthouse first lit?" in shown
    assert "“Critics call the plan too dear”" in folded
    assert "“The harbour board”" in folded
    assert "4 May 1871" in say("2")


def test_what_the_open_question_points_to_can_be_picked(say: Say) -> None:
    say("Who built the lighthouse?")

    assert "“was lit for the first time on 4 May 1871”" in say("1")


def test_two_questions_in_one_line_are_both_answered_and_what_is_offered_can_be_picked(say: Say) -> None:
    shown = say("how tall is the lamp? who built the lighthouse?")

    assert shown.index("42 metres") < shown.index("You also asked:")
    assert "“Its lamp stands 42 metres above the sea”" in shown
    assert "»Its lamp stands 42" in say("/source")
    assert "lamp-height at" in say("/why")
    assert "architect at" in say("/why")
    assert "“was lit for the first time on 4 May 1871”" in say("1")


def test_a_number_nobody_offered_is_a_question(say: Say) -> None:
    say(ANSWERED)

    assert "does not say" in say("1765")
    assert "does not say" in say("9" * 500)


def test_source_shows_the_quote_of_the_last_answer_in_its_passage(say: Say) -> None:
    before = say("/source")
    say(ANSWERED)

    after = say("/source")

    assert before.strip() == terminal_texts.NO_ANSWER_YET
    assert "»was lit for the first time on 4 May 1871«" in after


def test_after_a_question_without_an_answer_there_is_no_source(say: Say) -> None:
    say(ANSWERED)
    say("zzyzx qwxv")

    assert say("/source").strip() == terminal_texts.NO_ANSWER_YET


def test_why_explains_the_last_question(say: Say) -> None:
    before = say("/why")
    say(ANSWERED)

    assert before.strip() == terminal_texts.NO_ANSWER_YET
    assert "first-lit at" in say("/WHY")


def test_an_open_question_is_shown_by_its_id_and_leads_on(say: Say) -> None:
    assert "No builder or architect is named." in say("/fact ARCHITECT")
    assert "4 May 1871" in say("1")


def test_an_open_question_that_comes_closest_can_be_chosen(say: Say) -> None:
    assert "1  Who built the lighthouse?" in say("builder")
    assert "No builder or architect is named." in say("1")


def test_commands_show_the_sheet(say: Say) -> None:
    assert "history · 2 facts" in say("/topics")
    assert "The harbour board plans" in say("/fact visitors")
    assert say("/fact VISITORS") == say("/fact visitors")
    assert "Did you mean visitors?" in say("/fact visitor")
    assert "`/topics` lists them all." in say("/fact ???")
    assert say("/fact").strip() == terminal_texts.WHICH_FACT
    assert "Coast Post" in say("/sources")
    for command in terminal_texts.CHAT_HELP:
        assert command in say("/help")


def test_a_misspelled_command_is_told_with_the_nearest(say: Say) -> None:
    assert say("/topic").strip() == "There is no /topic. Did you mean /topics?"
    assert say("/xxxxxxx").strip() == "There is no /xxxxxxx. /help lists what there is."


def test_an_empty_line_gets_a_kind_word(say: Say) -> None:
    assert say("   ").strip() == terminal_texts.SAY_SOMETHING


@pytest.mark.parametrize("line", ["/quit", " /QUIT ", "exit", "quit", "/exit"])
def test_there_is_a_way_out(conversation: Conversation, line: str) -> None:
    assert conversation.respond(line) is None


def edit(home: Path, old: str, new: str) -> None:
    sheet = home / "knowledge" / "lighthouse.yaml"
    text = sheet.read_text(encoding="utf-8")
    assert old in text
    sheet.write_text(text.replace(old, new), encoding="utf-8")


def test_a_reload_answers_from_the_new_sheet(say: Say, home: Path) -> None:
    say(ANSWERED)
    edit(home, "answer: It was lit", "answer: The lamp was lit")

    report = say("/reload")

    assert "The new sheet is in use" in report
    assert "Facts changed (1): first-lit" in report
    assert say("/source").strip() == terminal_texts.NO_ANSWER_YET
    assert say("/fact first-lit").startswith("When was the lighthouse first lit?")
    assert "The lamp was lit for the first time" in say("/fact first-lit")


def test_a_broken_sheet_is_told_and_not_taken(say: Say, home: Path) -> None:
    edit(home, "topic: plans", "topc: plans")

    report = say("/reload")

    assert "was not loaded" in report
    assert "lighthouse.yaml:" in report.replace("\n", "")  # the path of a test's folder may need two lines
    assert "It was lit for the first time" in say("/fact first-lit")


def test_a_sheet_that_lost_facts_waits_for_a_yes(say: Say, home: Path) -> None:
    sheet = home / "knowledge" / "lighthouse.yaml"
    text = sheet.read_text(encoding="utf-8")
    edit(home, text[text.index("  - id: visitors") : text.index("open_questions:")], "")

    too_early = say("/reload --yes")
    applied = say("/reload --yes")

    assert "This would remove 1 of 4 facts" in too_early
    assert "/reload --yes applies it." in too_early
    assert "The new sheet is in use" in applied
    assert "There is no fact" in say("/fact visitors")
