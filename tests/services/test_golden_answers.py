"""The shipped sheet keeps what its golden questions promise, in all but a few cases."""

from collections.abc import Sequence

import pytest

from bot.domain.answering import Found
from bot.domain.rehearsal import GoldenQuestion
from bot.services.asking import ask
from bot.sheets.golden import golden_questions
from tests.shipped_sheet import KNOWLEDGE, shipped
from tests.thorough import some_of

pytestmark = pytest.mark.slow


def golden(*, answerable: bool) -> Sequence[GoldenQuestion]:
    questions, _ = golden_questions(KNOWLEDGE, shipped().briefing)
    return some_of([question for question in questions if question.answerable is answerable], 3)


def answered(question: GoldenQuestion) -> str | None:
    answer = ask(shipped(), question.ask).answer
    return answer.best.id if isinstance(answer, Found) else None


def report(heading: str, of: int, listed: Sequence[str]) -> str:
    return "\n  ".join((f"{heading}: {len(listed)} of {of} ({len(listed) / of:.1%})", *listed))


def test_answerable_questions_get_their_fact_and_hardly_ever_another() -> None:
    questions = golden(answerable=True)

    given = [(question, answered(question)) for question in questions]

    wrong = [f"{one.ask}: {fact}, not {one.fact}" for one, fact in given if fact not in {None, one.fact}]
    silent = [f"{one.ask}: nothing, not {one.fact}" for one, fact in given if fact is None]
    said = report("wrong", len(given), wrong) + "\n" + report("not answered", len(given), silent)
    assert len(given) - len(wrong) - len(silent) >= 0.88 * len(given), said
    assert len(wrong) <= 0.05 * len(given), said


def test_questions_that_the_briefing_leaves_open_are_not_answered() -> None:
    questions = golden(answerable=False)

    given = [(question, answered(question)) for question in questions]

    false = [f"{one.ask}: {fact}" for one, fact in given if fact is not None]
    assert len(given) - len(false) >= 0.9 * len(given), report("falsely answered", len(given), false)
