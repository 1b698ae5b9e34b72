"""Examining: the questions of an exam against one snapshot, each marked."""

from collections.abc import Iterator, Sequence

from bot.domain.exam import Examiner, ExamQuestion, Mark
from bot.domain.typos import misspell
from bot.errors import InputError
from bot.services.asking import ask
from bot.services.library import Snapshot


def examine(
    snapshot: Snapshot, questions: Sequence[ExamQuestion], typos: int | None = None
) -> Iterator[Mark]:
    """Ask and mark one question after the other; with a seed, the questions are misspelled first."""
    examiner = Examiner(snapshot.briefing)
    _require_gold(examiner, questions)
    texts = tuple(question.question for question in questions)
    asked = texts if typos is None else misspell(texts, typos)
    for question, text in zip(questions, asked, strict=True):
        yield examiner.mark(question, text, ask(snapshot, text).answer)


def _require_gold(examiner: Examiner, questions: Sequence[ExamQuestion]) -> None:
    lost = [
        f"The exam question “{question.question}” names a gold text that no source holds: “{gold}”."
        for question in questions
        for gold in examiner.lost_gold(question)
    ]
    if lost:
        raise InputError("\n".join(lost))
