"""An exam: questions with known answers, and how a reply to one is graded."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from bot.domain.answering import Answer, Found
from bot.domain.briefing import Briefing, Citation
from bot.domain.quoting import QuoteFinder
from bot.domain.suggesting import suggestions
from bot.domain.typos import misspell
from bot.errors import InputError


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"'{text}' is not a regular expression: {error}") from error
    return text


Pattern = Annotated[str, AfterValidator(_pattern)]


class ExamQuestion(BaseModel):
    """One line of an exam: a question, the spans of the source that answer it, and what must be said."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: str = Field(alias="q")
    kind: str = "plain"
    answerable: bool
    gold: tuple[Annotated[str, Field(pattern=r"\S")], ...] = ()
    must: tuple[Pattern, ...] = ()
    group: str = Field("all", alias="set")

    @model_validator(mode="after")
    def _answerable_has_gold(self) -> Self:
        if self.answerable and not self.gold:
            raise ValueError("an answerable question needs at least one gold text")
        return self


class Grade(StrEnum):
    """How a reply is graded; the last two grades are for questions the source does not answer."""

    CORRECT = "correct"
    WRONG = "wrong"
    OFFERED = "offered"
    MISSED = "missed"
    DECLINED = "declined"
    FALSELY_ANSWERED = "falsely answered"

    @property
    def is_good(self) -> bool:
        return self in {Grade.CORRECT, Grade.DECLINED}


@dataclass(frozen=True, slots=True)
class GradedReply:
    """One question as it was asked, with what came."""

    question: ExamQuestion
    asked: str
    grade: Grade
    given: str | None
    offered: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each grade came; shares are percentages, 100 or 0 when nothing was asked."""

    counts: Mapping[Grade, int]

    @property
    def answerable(self) -> int:
        parts = (Grade.CORRECT, Grade.WRONG, Grade.OFFERED, Grade.MISSED)
        return sum(self.counts.get(part, 0) for part in parts)

    @property
    def unanswerable(self) -> int:
        return sum(self.counts.values()) - self.answerable

    @property
    def correct(self) -> float:
        return self._share(Grade.CORRECT, self.answerable, when_empty=100.0)

    @property
    def wrong(self) -> float:
        return self._share(Grade.WRONG, self.answerable, when_empty=0.0)

    @property
    def offered(self) -> float:
        return self._share(Grade.OFFERED, self.answerable, when_empty=0.0)

    @property
    def declined(self) -> float:
        return self._share(Grade.DECLINED, self.unanswerable, when_empty=100.0)

    def _share(self, grade: Grade, whole: int, *, when_empty: float) -> float:
        return 100 * self.counts.get(grade, 0) / whole if whole else when_empty


def tally(graded: Iterable[GradedReply]) -> Tally:
    return Tally(Counter(reply.grade for reply in graded))


@dataclass(frozen=True, slots=True)
class Limits:
    """What an exam must reach, in percent; None is no limit."""

    min_correct: float | None = None
    max_wrong: float | None = None
    min_declined: float | None = None

    def broken_by(self, result: Tally) -> tuple[str, ...]:
        """A sentence for each limit that was missed."""
        checks = (
            ("Correct", result.correct, "at least", self.min_correct, 1),
            ("Wrong", result.wrong, "at most", self.max_wrong, -1),
            ("Declined", result.declined, "at least", self.min_declined, 1),
        )
        return tuple(
            f"{name}: {share:.1f} %, which should be {bound} {limit:g} %."
            for name, share, bound, limit, sign in checks
            if limit is not None and sign * share < sign * limit
        )


class Examiner:
    """Grades replies about one briefing."""

    def __init__(self, briefing: Briefing) -> None:
        self._briefing = briefing
        self._finders = {
            source: QuoteFinder(doc.text, markdown=doc.markdown) for source, doc in briefing.documents.items()
        }

    def grade(self, question: ExamQuestion, asked: str, answer: Answer) -> GradedReply:
        given = answer.best.id if isinstance(answer, Found) else None
        offered = tuple(suggestion.fact.id for suggestion in suggestions(answer, self._briefing))
        grade = self._grade(question, given, offered)
        return GradedReply(question, asked, grade, given, offered, answer.score)

    def _grade(self, question: ExamQuestion, given: str | None, offered: Iterable[str]) -> Grade:
        if not question.answerable:
            return Grade.DECLINED if given is None else Grade.FALSELY_ANSWERED
        if given is not None:
            return Grade.CORRECT if self.answers(question, given) else Grade.WRONG
        if any(self.answers(question, fact_id) for fact_id in offered):
            return Grade.OFFERED
        return Grade.MISSED

    def answers(self, question: ExamQuestion, fact_id: str) -> bool:
        """Whether this fact is right: a quote touches a gold span, and all that must be said is said."""
        citations = self._briefing.citations[fact_id]
        said = "\n".join((self._briefing.facts[fact_id].answer, *(citation.text for citation in citations)))
        if not all(re.search(must, said, re.IGNORECASE) for must in question.must):
            return False
        return any(self._touches(citation, gold) for citation in citations for gold in question.gold)

    def _touches(self, citation: Citation, gold: str) -> bool:
        spans = self._finders[citation.source].locate_all(gold)
        return any(span.start < citation.end and citation.start < span.end for span in spans)

    def lost_gold(self, question: ExamQuestion) -> tuple[str, ...]:
        """Gold texts that no document contains: with them alone, no reply could ever be right."""
        finders = self._finders.values()
        return tuple(gold for gold in question.gold if all(each.locate(gold) is None for each in finders))


def examine(
    briefing: Briefing,
    questions: Sequence[ExamQuestion],
    answering: Callable[[str], Answer],
    typos: int | None = None,
) -> Iterator[GradedReply]:
    """Ask and grade one question after the other; with a seed, the questions are misspelled first."""
    examiner = Examiner(briefing)
    _require_gold(examiner, questions)
    texts = tuple(question.question for question in questions)
    asked = texts if typos is None else misspell(texts, typos)
    for question, text in zip(questions, asked, strict=True):
        yield examiner.grade(question, text, answering(text))


def _require_gold(examiner: Examiner, questions: Sequence[ExamQuestion]) -> None:
    lost = [
        f"The exam question “{question.question}” names a gold text that no source holds: “{gold}”."
        for question in questions
        for gold in examiner.lost_gold(question)
    ]
    if lost:
        raise InputError("\n".join(lost))
