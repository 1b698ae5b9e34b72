"""The report of `check`: what helps most first, a line an entry, no more of each sort than one reads."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from rich.console import Console

from bot.domain.check.linting import Rule
from bot.domain.check.self_test import SelfTest
from bot.errors import Problem
from bot.services.check import Finding, Report, SheetCounts, check
from bot.ui.terminal.check_report import SCREEN, WHOLE, check_view, fitted, is_whole
from tests.each_row import each_row
from tests.thorough import tries


def problem(line: int, message: str, entry: str = "", hint: str = "") -> Problem:
    return Problem("a.yaml", line, 3, message, hint, entry)


def shown(report: Report, extent: object = WHOLE, *, terminal: bool = False, width: int = 40) -> list[str]:
    assert isinstance(extent, type(WHOLE))
    console = Console(width=width, force_terminal=terminal, color_system=None, no_color=True)
    with console.capture() as captured:
        console.print(check_view(report, extent), soft_wrap=not terminal)
    return captured.get().splitlines()


MENDED = Finding(Rule.STATEMENT, problem(9, "The answer ends without a stop.", "mill", "End it."))
UNSEEN = tuple(
    Finding(Rule.UNSEEN, problem(number, f"“{number}” gets `mill`.", name))
    for number, name in enumerate(("first", *"abcdefg"))
)
REPORT = Report(
    title="The mill",
    findings=(MENDED,),
    first=(problem(4, "“0” gets `mill`.", "first", "Add a way."),),
    advice=UNSEEN,
    unfound=(problem(8, "“x” finds nothing.", "a"),),
)


def test_what_helps_most_comes_first_then_what_is_to_be_mended_then_what_is_worth_a_look() -> None:
    lines = shown(REPORT)

    order = [
        "What would help most",
        "To fix: 1 weakness (exit code 1 until then)",
        "Worth a look",
    ]
    assert [line for line in lines if line in order] == order
    assert "a.yaml:4:3 first: “0” gets `mill`. Add a way." in lines
    assert "Answers that are no whole statement (1). End it." in lines
    assert "a.yaml:9:3 mill: The answer ends without a stop." in lines


def test_figures_stand_last_where_something_was_asked() -> None:
    asked = replace(REPORT, test=SelfTest(golden=1))

    assert "Figures" not in shown(REPORT)
    assert shown(asked)[-4:-1] == ["Figures", "1 golden question: 1 leads where it should.", ""]


def test_golden_questions_with_a_mistake_are_not_said_to_be_missing() -> None:
    counted = replace(REPORT, counts=SheetCounts(1, 1, 1, 1, 1, 1, 1, 1, 1, golden_questions=0))
    mistaken = Finding(Rule.GOLDEN, problem(2, "There is no fact `mil`.", "", "Did you mean `mill`?"))

    none = [line for line in shown(counted) if line.startswith("There are no golden questions yet")]
    some = [line for line in shown(replace(counted, findings=(mistaken,))) if "no golden questions" in line]

    assert (len(none), some) == (1, [])


def test_a_screen_has_five_of_a_sort_and_not_again_what_is_told_above() -> None:
    lines, whole = shown(REPORT, SCREEN), shown(REPORT)

    assert [line[:9] for line in lines if "gets `mill`" in line] == [
        "a.yaml:4:",
        *(f"a.yaml:{n}:" for n in range(1, 6)),
    ]
    assert "… and 2 more." in lines
    assert "a.yaml:8:3 a: “x” finds nothing." not in lines
    assert (is_whole(REPORT, SCREEN), is_whole(REPORT, WHOLE)) == (False, True)
    assert "a.yaml:8:3 a: “x” finds nothing." in whole
    assert len([line for line in whole if "gets `mill`" in line]) == 1 + len(UNSEEN)


def test_lines_are_wrapped_on_a_terminal_alone_and_go_on_to_the_right() -> None:
    long = Report(problems=(problem(1, "This is said at some length, so that it needs two lines."),))

    assert shown(long)[0].endswith("two lines.")
    assert shown(long, terminal=True)[:2] == [
        "a.yaml:1:3 This is said at some",
        "  length, so that it needs two lines.",
    ]


@each_row(
    ("lines", "told"),
    [
        ((2, 3), ["a.yaml:2:3 Add it.", "a.yaml:3:3 Add it."]),
        ((2, 3, 5), ["a.yaml:2:3 Add it. (2 more in lines 3, 5)"]),
        (tuple(range(1, 10)), ["a.yaml:1:3 Add it. (8 more in lines 2, 3, 4, 5, 6, …)"]),
    ],
)
def test_what_is_wrong_many_times_is_told_once(lines: tuple[int, ...], told: list[str]) -> None:
    report = Report(problems=tuple(problem(line, "Add it.") for line in lines))

    assert shown(report)[:-2] == told
    assert shown(report)[-1].endswith(f"will not be served: {len(lines)} problems.")


def test_a_report_of_a_thousand_weaknesses_is_cut_to_what_one_reads() -> None:
    many = Report(
        findings=tuple(Finding(Rule.REVIEW, problem(n, f"{n} is due.")) for n in range(tries(5_000)))
    )
    console = Console(width=80)

    view, extent = fitted(many, console)
    with console.capture() as captured:
        console.print(view, soft_wrap=True)

    assert extent != SCREEN
    assert len(captured.get().splitlines()) < 200


def test_every_problem_says_in_which_entry_it_is(home: Path) -> None:
    sheet = home / "knowledge" / "lighthouse.yaml"
    text = (
        sheet.read_text("utf-8").replace("in 2031}]", "in 2032}]").replace("see: [first-lit]", "see: [first]")
    )
    sheet.write_text(f"{text}nonsense: 1\n", "utf-8")

    report = check(home / "knowledge", date(2025, 1, 1))

    assert [problem.entry for problem in report.problems] == ["visitors", "architect", ""]
