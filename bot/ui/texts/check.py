"""The sentences of `check`'s report."""

from collections.abc import Iterator, Sequence

from bot.domain.coverage import Coverage
from bot.domain.linting import FEWEST_PHRASINGS, Rule
from bot.domain.self_test import SelfTest, Weak
from bot.services.check import Report, SheetCounts
from bot.ui.texts.plain import human_join, plural

WOULD_HELP_MOST = "What would help most, the worst first:"
ADVICE = {
    Rule.UNSEEN: (
        "Give entries that are mistaken for each other the words that tell them apart. Where nothing is "
        "found, add a way of asking with other words, or put words that mean the same into the vocabulary."
    ),
    Rule.OWN_WORDS: "These are asked for in the document's words alone. Add ways of asking in others.",
    Rule.AGREEMENT: (
        "Where it is the same thing, tell both: `differs` on the fact names who says what. Where it is not, "
        "say in both questions what each is about."
    ),
    Rule.PROBE: "Add what is asked there as a fact or an open question, or say more in the phrasings.",
}
_NAMED = 3  # of a list of ids; the others are counted


def check_counts(counts: SheetCounts) -> str:
    """What a checked sheet holds."""
    held = [
        plural(counts.facts, "fact"),
        plural(counts.phrasings, "phrasing"),
        *([plural(counts.learned, "learned way", "learned ways")] if counts.learned else []),
        plural(counts.quotes, "quote"),
        plural(counts.open_questions, "open question"),
        plural(counts.vocabulary_groups, "group of words", "groups of words"),
        plural(counts.golden_questions, "golden question"),
    ]
    stored = [plural(counts.files, "file"), plural(counts.topics, "topic"), plural(counts.sources, "source")]
    return f"{human_join(held)}; {human_join(stored)}."


def coverage_summary(covered: Coverage) -> str:
    total, left = len(covered.sentences), len(covered.uncovered)
    if not left:
        return f"Quotes touch every sentence of {covered.source} ({total:,})."
    verb = "is" if left == 1 else "are"
    return f"Of {plural(total, 'sentence')} in {covered.source}, {left:,} {verb} not quoted:"


def clause_summary(covered: Coverage) -> str:
    return f"In quoted sentences of {covered.source}, no quote holds the names, numbers or dates of:"


def check_verdict(report: Report) -> str:
    if report.problems:
        return f"The sheet is broken and will not be served: {plural(len(report.problems), 'problem')}."
    if report.findings:
        weak = plural(len(report.findings), "weakness", "weaknesses")
        return f"The sheet can be served, version {report.version}; it has {weak}."
    return f"The sheet is in order, version {report.version}."


def test_lines(report: Report) -> Iterator[str]:
    """What the sheet was asked, and how much of it went well."""
    test = report.test
    if test.golden:
        kept = test.golden - len(test.broken)
        leading = plural(kept, "leads where it should", "lead where they should")
        yield f"Of {plural(test.golden, 'golden question')}, {leading}."
    if test.left_out:
        yield _left_out(test)
    if test.probes:
        false = len(test.false_answers)
        yield f"Of {plural(test.probes, 'question')} with one thing changed, {false:,} got a false answer."
    if report.sturdy:
        names = _named(report.sturdy)
        yield f"Fewer than {FEWEST_PHRASINGS} ways of asking, and sturdy all the same: {names}."


def _named(facts: Sequence[str]) -> str:
    shown = [f"`{name}`" for name in facts[:_NAMED]]
    others = len(facts) - len(shown)
    return human_join([*shown, *([plural(others, "other fact")] if others else [])])


def _left_out(test: SelfTest) -> str:
    wrong = sum(miss.is_wrong for miss in test.misses)
    nothing = len(test.misses) - wrong
    found = test.left_out - test.offered - len(test.misses)
    return (
        f"Of {plural(test.left_out, 'way', 'ways')} of asking, each asked as if the sheet did not have it, "
        f"{found:,} lead home; offered among others: {test.offered:,}, nothing: {nothing:,}, another answer: "
        f"{wrong:,}."
    )


def why_weak(weak: Weak) -> str:
    """How it failed."""
    told = [
        (weak.golden, plural(weak.golden, "golden question fails", "golden questions fail")),
        (weak.false_answers, plural(weak.false_answers, "false answer")),
        (weak.rivals, plural(weak.rivals, "way leads to another", "ways lead to another")),
        (weak.nothing, plural(weak.nothing, "way finds nothing", "ways find nothing")),
    ]
    return human_join([text for count, text in told if count])


def and_more(count: int) -> str:
    return f"… and {count:,} more."


def rest_in(file: str) -> str:
    """Where the whole report is."""
    return f"This is the worst of it; the whole report stands in {file}."
