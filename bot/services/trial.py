"""A trial: a sheet is indexed, checked and rehearsed aside, and compared with the serving one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from bot.domain.answering import Answer, Found, Unknown
from bot.domain.briefing import Briefing
from bot.domain.check.linting import lint_entries
from bot.domain.question_key import distinct
from bot.domain.rehearsal import Answering, Given, KnownWrong, Promises, Rehearsal, keep, rehearse
from bot.domain.revision import Revision, revise
from bot.domain.sheet_state import TaughtWay
from bot.matching.results import Match
from bot.services.asking import ask
from bot.services.snapshot import Snapshot, collector_at_rest, snapshot_of
from bot.sheets.documents import ReadingRules
from bot.sheets.golden import golden_questions
from bot.sheets.knowledge import RULES, Reading, read

SHOWN: Final = {"answer", "kind", "said_by", "quotes", "as_of", "differs"}


@dataclass(frozen=True, slots=True)
class History:
    """What the log knows: the newest questions, the facts that answered lately, and the wrong answers.

    A wrong answer is a question with the fact that it got.
    """

    asked: tuple[str, ...] = ()
    answered: frozenset[str] = frozenset()
    wrong: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Trial:
    """A sheet that could be served, what would change with it, and how many weaknesses it brings."""

    snapshot: Snapshot
    revision: Revision
    weaknesses: int
    rehearsal: Rehearsal
    promises: Promises


def try_out(
    path: Path,
    before: Snapshot,
    history: History,
    today: date,
    rules: ReadingRules = RULES,
    taught: Sequence[TaughtWay] = (),
) -> Trial:
    """Load, check and rehearse the sheet at a path; SheetError says all that is wrong with it."""
    with collector_at_rest():
        reading = read(path, rules, before.reading)
    return trial_of(reading, path, before, history, today, taught)


@collector_at_rest()
def trial_of(
    written: Briefing | Reading,
    path: Path,
    before: Snapshot,
    history: History,
    today: date,
    taught: Sequence[TaughtWay] = (),
) -> Trial:
    """What would change with this briefing; the golden questions are those at the path."""
    snapshot = snapshot_of(written, before.thresholds, taught, before, meaning=before.meaning)
    golden, complaints = golden_questions(path, snapshot.briefing)
    snapshot.prepare()
    revision = revise(before.briefing, snapshot.briefing, history.answered)
    weak = lint_entries(snapshot.briefing, snapshot.matcher, today, revision.new_or_changed)
    promised = [question.ask for question in golden]
    questions = distinct((*promised, *history.asked))
    answered, answering = (rehearsed(one, (*promised, *questions)) for one in (before, snapshot))
    wrong = KnownWrong(history.wrong, golden)
    return Trial(
        snapshot=snapshot,
        revision=revision,
        weaknesses=len(weak) + len(complaints),
        rehearsal=rehearse(questions, giving(before, answered), giving(snapshot, answering), wrong),
        promises=keep(golden, answered, answering),
    )


def rehearsed(snapshot: Snapshot, questions: Iterable[str]) -> Callable[[str], Answer]:
    """What this snapshot answers to the questions; answers of the last rehearsal are reused."""
    known, answers = snapshot.rehearsed, dict[int, Answer]()
    for question in dict.fromkeys(questions):
        key = hash(question)
        answers[key] = known[key] if key in known else _told(ask(snapshot, question).answer)
    known.clear()
    known.update(answers)
    return lambda question: answers[hash(question)]


def _told(answer: Answer) -> Answer:
    """Reduced to what is small enough to be kept with the snapshot."""
    match answer:
        case Found(best):
            return Found(Match(best.id, best.confidence, best.phrasing))
        case Unknown(open_question):
            return Unknown(open_question)
        case _:
            return Unknown()


def answering_from(snapshot: Snapshot) -> Callable[[str], Answer]:
    return lambda question: ask(snapshot, question).answer


def giving(snapshot: Snapshot, answering: Callable[[str], Answer]) -> Answering:
    """What a reader would be shown: another topic or way of asking is no other answer."""

    def give(question: str) -> Given | None:
        answer = answering(question)
        if not isinstance(answer, Found):
            return None
        fact = snapshot.briefing.facts[answer.best.id]
        return Given(fact.id, fact.model_dump_json(include=SHOWN))

    return give
