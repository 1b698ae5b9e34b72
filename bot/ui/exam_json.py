"""An exam's result for machines."""

from collections.abc import Sequence

from bot.domain.exam import Mark, Outcome, Tally, tally


def exam_object(marks: Sequence[Mark]) -> dict[str, object]:
    result = tally(marks)
    return {
        "questions": len(marks),
        "correct_percent": round(result.correct, 2),
        "wrong_percent": round(result.wrong, 2),
        "declined_percent": round(result.declined, 2),
        "counts": _counts(result),
        "marks": [_mark(mark) for mark in marks],
    }


def _counts(result: Tally) -> dict[str, int]:
    return {outcome.value: result.counts.get(outcome, 0) for outcome in Outcome}


def _mark(mark: Mark) -> dict[str, object]:
    return {
        "question": mark.question.question,
        "asked": mark.asked,
        "kind": mark.question.kind,
        "set": mark.question.group,
        "outcome": mark.outcome.value,
        "fact_id": mark.given,
        "offered": list(mark.offered),
        "score": round(mark.score, 1),
    }
