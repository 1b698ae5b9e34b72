"""What the terminal shows: all of an answer, at any width, and nothing that steers the terminal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rich.console import RenderableType

from bot.domain.answering import Found, Gate, Unknown, Unsure
from bot.domain.briefing import Briefing
from bot.domain.exam import ExamQuestion, Grade, GradedReply
from bot.domain.sheet import Markup
from bot.matching.results import Conflict, ConflictKind, Match, Ranking
from bot.services.asking import Reply, ask
from bot.services.check import check
from bot.services.snapshot import Snapshot
from bot.ui.terminal.answer import answer_view, surroundings_view, written
from bot.ui.terminal.browse import fact_page, sources_view, topics_view
from bot.ui.terminal.check_report import check_view
from bot.ui.terminal.explain import explain_view
from bot.ui.terminal.reports import exam_view
from bot.ui.texts import answers
from bot.ui.texts import terminal as terminal_texts

Render = Callable[..., str]
FIRST = Match(
    "first-lit",
    71.0,
    "when did the lighthouse open",
    ("lighthouse",),
    ("first",),
    (Conflict(ConflictKind.NEGATION, "not"),),
    (("lead", 1.26), ("missed_name", -0.5)),
)
HEIGHT = Match("lamp-height", 64.0, "how tall is the lamp")


def test_an_answer_is_written_as_the_sheet_means_it(render: Render) -> None:
    text = "Do **this**:\n- see [the log](https://a.example/log)\n```\nmake run\n```"

    marked, unmarked = (render(written(text, markup, "bold")) for markup in (Markup.DISCORD, None))

    assert marked.splitlines() == ["Do this:", "  - see the log (https://a.example/log)", "    make run"]
    assert unmarked.splitlines() == text.splitlines()


def flat(shown: str) -> str:
    return " ".join(shown.replace("│", " ").split())


def views(snapshot: Snapshot, home: Path) -> list[RenderableType]:
    briefing = snapshot.briefing
    question = ExamQuestion.model_validate({"q": "when was it lit", "answerable": False})
    graded = [GradedReply(question, "when was it litt", grade, "first-lit", (), 50.0) for grade in Grade]
    citation = briefing.citations["first-lit"][0]
    return [
        *(
            answer_view(ask(snapshot, text))
            for text in ("When was the lighthouse first lit?", "who built it", "zzz")
        ),
        explain_view(ask(snapshot, "When was the lighthouse first lit?")),
        fact_page(briefing.facts["visitors"], briefing),
        surroundings_view(citation, briefing.documents["paper"]),
        topics_view(briefing),
        sources_view(briefing),
        exam_view(graded),
        check_view(check(home / "knowledge", date(2025, 1, 1))),
    ]


def test_an_unsure_answer_offers_its_choices_by_number(snapshot: Snapshot, render: Render) -> None:
    reply = replace(ask(snapshot, "lamp"), answer=Unsure((FIRST, HEIGHT)))

    shown = render(answer_view(reply))

    assert shown.splitlines() == [
        "I am not sure what you mean. Did you mean:",
        "  1  When was the lighthouse first lit?",
        "  2  How high is the lamp above the sea?",
    ]


def test_small_talk_gets_a_friendly_sentence_and_no_facts(snapshot: Snapshot, render: Render) -> None:
    reply = ask(snapshot, "hello, who are you?")

    assert flat(render(answer_view(reply))) == f"{answers.CHAT} {terminal_texts.HOW_TO_ASK}"
    assert "unknown in" in render(explain_view(reply))


def test_choices_of_all_questions_of_a_message_are_numbered_throughout(
    snapshot: Snapshot, render: Render
) -> None:
    first, second, third = (
        replace(ask(snapshot, "lamp"), answer=answer)
        for answer in (
            Unsure((FIRST, HEIGHT)),
            Unknown(nearest=(HEIGHT,)),
            Unknown(open_question="architect"),
        )
    )

    shown = render(answer_view(replace(first, more=(second, third))))

    assert shown.splitlines() == [
        "I am not sure what you mean. Did you mean:",
        "  1  When was the lighthouse first lit?",
        "  2  How high is the lamp above the sea?",
        "",
        "You also asked something else.",
        "The briefing does not say.",
        "",
        "What comes closest:",
        "  3  How high is the lamp above the sea?",
        "",
        "You also asked:",
        "Who built the lighthouse? The briefing does not say.",
        "No builder or architect is named.",
        "",
        "It does say:",
        "  4  It was lit for the first time on 4 May 1871.",
    ]


def test_a_further_question_that_finds_what_was_told_is_pointed_to_it(
    snapshot: Snapshot, render: Render
) -> None:
    first = ask(snapshot, "how high is the lamp above the sea?")

    shown = render(answer_view(replace(first, more=(replace(first, answer=Unsure(())),))))

    assert flat(shown).endswith(answers.TOLD_ABOVE)


def test_an_unknown_answer_shows_what_came_nearest(snapshot: Snapshot, render: Render) -> None:
    reply = replace(ask(snapshot, "lamp"), answer=Unknown(nearest=(HEIGHT,)))

    shown = render(answer_view(reply))

    assert shown.splitlines() == [
        "The briefing does not say.",
        "",
        "What comes closest:",
        "  1  How high is the lamp above the sea?",
    ]


def test_an_explanation_shows_every_part_of_the_decision(snapshot: Snapshot, render: Render) -> None:
    gates = (Gate("margin", passed=True, detail="7.0 ahead"), Gate("clash", passed=False, detail="not"))
    ranking = Ranking((FIRST, HEIGHT), ("lighthouse", "lit"), (("lihgt", "light"),), ("zeppelin",))
    reply = Reply("q", Found(FIRST, gates), ranking, snapshot, 1.25)

    shown = flat(render(explain_view(reply)))

    for part in (
        "decided answered in 1.2 ms",
        f"score 71.0 of 100; an answer needs {snapshot.thresholds.answer:g}",
        "words lighthouse, lit",
        "read as lihgt → light",
        "never heard of zeppelin",
        "best first-lit at 71.0",
        "by the phrasing when did the lighthouse open",
        "words matched lighthouse",
        "words missed first",
        "clashes negation: not",
        "reasons +1.3 lead over the next fact −0.5 missing names of the sheet",
        "runner-up lamp-height at 64.0, by “how tall is the lamp”",
        "margin yes 7.0 ahead",
        "clash no not",
    ):
        assert part in shown


def test_nothing_is_wider_than_the_terminal(snapshot: Snapshot, home: Path, render: Render) -> None:
    for view in views(snapshot, home):
        for width in (20, 40, 200):
            shown = render(view, width)

            assert max(map(len, shown.splitlines())) <= width


def test_a_narrow_terminal_still_shows_every_word_of_a_quote(snapshot: Snapshot, render: Render) -> None:
    shown = render(answer_view(ask(snapshot, "When was the lighthouse first lit?")), 20)

    assert "“was lit for the first time on 4 May 1871”" in flat(shown)


def test_a_quote_stands_out_in_its_paragraph_and_other_paragraphs_stay_away(
    briefing: Briefing, render: Render
) -> None:
    citation = briefing.citations["never-missed"][0]

    shown = flat(render(surroundings_view(citation, briefing.documents["paper"])))

    assert "Keeper Ada Brandt said: “»We never missed a night.«”" in shown
    assert "harbour board" not in shown


def test_a_passage_of_an_endless_line_is_cut(briefing: Briefing, render: Render) -> None:
    text = "before " * 500 + "the words" + " after" * 500
    start = text.index("the words")
    citation = replace(briefing.citations["visitors"][0], start=start, end=start + 9, text="the words")

    shown = render(surroundings_view(citation, replace(briefing.documents["paper"], text=text)))

    assert "»the words«" in shown
    assert len(shown) < 1_200


@pytest.mark.parametrize("nasty", ["\x1b[2J\x1b]0;title\x07", "\x9b2J", "[bold]:rocket:[/bold]\u202e"])
def test_no_text_of_a_person_or_a_sheet_steers_the_terminal(home: Path, nasty: str, render: Render) -> None:
    from bot.services.snapshot import snapshot_of
    from bot.sheets.knowledge import load

    snapshot = snapshot_of(load(home / "knowledge"))
    fact = snapshot.briefing.facts["first-lit"]
    facts = (fact.model_copy(update={"answer": nasty, "said_by": nasty, "also": (nasty,), "topic": nasty}),)
    sheet = snapshot.briefing.sheet.model_copy(update={"facts": facts, "title": nasty})
    briefing = replace(snapshot.briefing, sheet=sheet)
    reply = replace(ask(snapshot, nasty), answer=Found(FIRST), snapshot=replace(snapshot, briefing=briefing))

    shown = "".join(
        render(view)
        for view in (
            answer_view(reply),
            explain_view(reply),
            topics_view(briefing),
            fact_page(facts[0], briefing),
        )
    )

    assert not {"\x1b", "\x9b", "\x07", "\u202e"} & set(shown)
    assert ("[bold]:rocket:[/bold]" in shown) is nasty.startswith("[bold]")


def test_an_exam_report_tells_each_failure_in_a_line_and_the_figures(render: Render) -> None:
    question = ExamQuestion.model_validate(
        {"q": "q", "kind": "typo", "set": "a", "answerable": True, "gold": ["x"]}
    )
    graded = [
        GradedReply(question, "when was it litt", Grade.CORRECT, "first-lit", (), 90.0),
        GradedReply(question, "how tal", Grade.OFFERED, None, ("lamp-height", "visitors"), 50.0),
        GradedReply(question, "who", Grade.MISSED, None, (), 12.3),
        GradedReply(question, "why", Grade.WRONG, "visitors", (), 80.0),
    ]

    shown = render(exam_view(graded))

    assert shown.splitlines()[:3] == [
        "missed: who → nothing (12.3)",
        "offered: how tal → lamp-height, visitors (50.0)",
        "wrong: why → visitors (80.0)",
    ]
    assert "typo 4 1 1 1 1" in flat(shown)
    assert "Of 4 answerable questions: 25.0 % correct, 25.0 % wrong, 25.0 % offered." in flat(shown)
    assert "unanswerable" not in flat(shown)


def test_a_check_report_names_place_message_and_what_to_do(home: Path, render: Render) -> None:
    sheet = home / "knowledge" / "lighthouse.yaml"
    few = sheet.read_text("utf-8").replace("[can I visit the tower, is the tower open to the public]", "[]")
    few = few.replace("When will the tower open to visitors?", "any news for tourists")
    sheet.write_text(few, encoding="utf-8")
    report = check(home / "knowledge", date(2025, 1, 1))

    shown = flat(render(check_view(report), 300))

    assert "lighthouse.yaml:35:15 visitors: It can be asked for in only one way." in shown
    assert "Critics call the plan too dear." in shown
    assert f"The sheet can be served, version {report.version}, and has 1 weakness to mend." in shown
