"""The sentences of `check`'s report."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bot.domain.check.coverage import Coverage
from bot.domain.check.linting import FEWEST_PHRASINGS, Rule
from bot.domain.check.self_test import SelfTest
from bot.services.check import CheckStatus, Report, SheetCounts
from bot.ui.texts.plain import human_join, plural

HELPS_MOST = "What would help most"
HOW_ASKED = (
    "Each way of asking was tried as if the sheet did not have it, for people use words of their own. "
    "In brackets: how sure the bot was, of 100."
)
TO_MEND = "To fix"
WORTH_A_LOOK = "Worth a look"
NOT_QUOTED = "Not quoted"
FIGURES = "Figures"
ADVICE: Final[Mapping[Rule, str]] = {
    Rule.UNSEEN: "Give each entry ways of asking with words that the other has not.",
    Rule.OWN_WORDS: "If people have another word for it, add a way of asking with that.",
    Rule.DOUBLE: "Make two facts of it, each with its own ways of asking, that name each other in `related`.",
    Rule.AGREEMENT: (
        "Where it is the same thing, tell both: `differs` on the fact names who says what. Where it is not, "
        "say in both questions what each is about."
    ),
    Rule.PROBE: "If people may ask that, add a fact or an open question for it.",
}
_NAMED = 3  # of a list of ids; the others are counted


def check_counts(counts: SheetCounts, report: Report) -> Iterator[str]:
    """What a sheet holds, and a hint when there are no golden questions, not even broken ones."""
    learned = f" ({counts.learned:,} of them learned)" if counts.learned else ""
    held = [
        plural(counts.facts, "fact"),
        plural(counts.open_questions, "open question"),
        f"{plural(counts.ways, 'way', 'ways')} of asking{learned}",
        plural(counts.quotes, "quote"),
        plural(counts.vocabulary_groups, "group of words", "groups of words"),
        *([plural(counts.golden_questions, "golden question")] if counts.golden_questions else []),
    ]
    stored = [plural(counts.files, "file"), plural(counts.topics, "topic"), plural(counts.sources, "source")]
    yield f"{human_join(held)}; {human_join(stored)}."
    mistaken = any(finding.rule is Rule.GOLDEN for finding in report.findings)
    if not (counts.golden_questions or mistaken):
        yield "There are no golden questions yet: golden.yaml holds what must be answered, and by which fact."


def to_mend(report: Report) -> str:
    count = plural(len(report.findings), "weakness", "weaknesses")
    return f"{TO_MEND}: {count} (exit code {CheckStatus.WEAK:d} until then)"


def coverage_summary(covered: Coverage) -> str:
    total, left = len(covered.sentences), len(covered.uncovered)
    return f"{left:,} of {plural(total, 'sentence')} in {covered.file}:"


def all_quoted(coverage: Sequence[Coverage]) -> str:
    """For documents that are quoted completely."""
    return f"Every sentence of {human_join([each.file for each in coverage])} is quoted, at least in part."


def clause_summary(covered: Coverage) -> str:
    return f"Names, numbers and dates beside the quotes in {covered.file}:"


def check_verdict(report: Report) -> str:
    if report.problems:
        return f"The sheet is broken and will not be served: {plural(len(report.problems), 'problem')}."
    if report.findings:
        weak = plural(len(report.findings), "weakness", "weaknesses")
        return f"The sheet can be served, version {report.version}, and has {weak} to mend."
    return f"The sheet is in order, version {report.version}."


def test_lines(report: Report) -> Iterator[str]:
    """What the sheet was asked, and how much of it went well."""
    test = report.test
    if test.golden:
        kept = test.golden - len(test.broken)
        leading = plural(kept, "leads where it should", "lead where they should")
        yield f"{plural(test.golden, 'golden question')}: {leading}."
    if test.left_out:
        yield _left_out(test)
    if test.probes:
        false = len(test.false_answers)
        changed = "with another name, number, opposite or question word"
        asked = plural(test.probes, "question of the sheet", "questions of the sheet")
        yield f"{asked} {changed}: {false:,} got a false answer."
    if report.sturdy:
        names = _named(report.sturdy)
        yield f"Fewer than {FEWEST_PHRASINGS} ways of asking, and sturdy all the same: {names}."


def _named(facts: Sequence[str]) -> str:
    shown = [f"`{name}`" for name in facts[:_NAMED]]
    others = len(facts) - len(shown)
    return human_join([*shown, *([plural(others, "other fact")] if others else [])])


def _left_out(test: SelfTest) -> str:
    """Compared with what is usual in this repository's sheets, which were written with care."""
    wrong = len(test.rivals)
    nothing = len(test.misses) - wrong
    found = test.left_out - test.offered - len(test.misses)
    often = " (often it is the only word for a thing: nothing to mend)" if nothing else ""
    return (
        f"{plural(test.left_out, 'way', 'ways')} of asking, each tried as if the sheet did not have it: "
        f"{found:,} led home (half is usual), {test.offered:,} to a choice with the right one in it, "
        f"{wrong:,} elsewhere, {nothing:,} nowhere{often}."
    )


def and_more(count: int) -> str:
    return f"… and {count:,} more."


def and_alike(count: int, lines: Sequence[int]) -> str:
    """How many equal problems there are besides the first, and where."""
    listed = ", ".join(str(line) for line in lines)
    more = ", …" if count > len(lines) else ""
    return f"({count:,} more in {'line' if count == 1 else 'lines'} {listed}{more})"


def rest_in(file: str, *, shown: bool) -> str:
    """Where the whole report is."""
    if shown:
        return f"The report also stands in {file}."
    return f"This is the worst of it; the whole report stands in {file}."


REST_ON_DEMAND: Final = "`check --output FILE` writes the whole report."
UNFOUND: Final = "Ways of asking that find nothing if the sheet does not have them"
