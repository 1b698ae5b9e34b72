"""A trial: a sheet aside is indexed, checked and rehearsed, and compared with the one that serves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from bot.domain.alike import distinct
from bot.domain.answering import Answer, Found
from bot.domain.briefing import Briefing
from bot.domain.linting import lint_entries
from bot.domain.rehearsal import Answering, Given, KnownWrong, Promises, Rehearsal, keep, rehearse
from bot.domain.revision import Revision, revise
from bot.domain.taught_way import TaughtWay
from bot.services.asking import ask
from bot.services.snapshot import Snapshot, collector_at_rest, snapshot_of
from bot.sheets.documents import ReadingRules
from bot.sheets.golden import golden_questions
from bot.sheets.knowledge import RULES, load

SHOWN: Final = {"answer", "kind", "said_by", "quotes", "as_of", "differs"}


@dataclass(frozen=True, slots=True)
class History:
    """What the log knows: the newest questions, the facts that answered lately, and the wrong answers.

    A wrong answer is a question with the fact it got.
    """

    asked: tuple[str, ...] = ()
    answered: frozenset[str] = frozenset()
    wrong: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Trial:
    """A sheet that could be served, what would be different with it, and how many weaknesses that brings."""

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
        briefing = load(path, rules)
    return trial_of(briefing, path, before, history, today, taught)


@collector_at_rest()
def trial_of(
    briefing: Briefing,
    path: Path,
    before: Snapshot,
    history: History,
    today: date,
    taught: Sequence[TaughtWay] = (),
) -> Trial:
    """What would be different with this briefing; the golden questions are those at the path."""
    snapshot = snapshot_of(briefing, before.thresholds, taught, meaning=before.meaning)
    golden, complaints = golden_questions(path, snapshot.briefing)
    snapshot.prepare()
    revision = revise(before.briefing, snapshot.briefing, history.answered)
    weak = lint_entries(snapshot.briefing, snapshot.matcher, today, revision.new_or_changed)
    questions = distinct((*(question.ask for question in golden), *history.asked))
    answering, answered = answering_from(snapshot), answering_from(before)
    wrong = KnownWrong(history.wrong, golden)
    return Trial(
        snapshot=snapshot,
        revision=revision,
        weaknesses=len(weak) + len(complaints),
        rehearsal=rehearse(questions, giving(before, answered), giving(snapshot, answering), wrong),
        promises=keep(golden, answered, answering),
    )


def answering_from(snapshot: Snapshot) -> Callable[[str], Answer]:
    return lambda question: ask(snapshot, question).answer


def giving(snapshot: Snapshot, answering: Callable[[str], Answer]) -> Answering:
    """What a reader would be told: another topic or another way to ask makes no other answer."""

    def give(question: str) -> Given | None:
        answer = answering(question)
        if not isinstance(answer, Found):
            return None
        fact = snapshot.briefing.facts[answer.best.id]
        return Given(fact.id, fact.model_dump_json(include=SHOWN))

    return give
