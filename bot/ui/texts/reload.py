"""What a curator reads about a reload or a rehearsal; the same lines in every face."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, assert_never

from bot.domain.rehearsal import GoldenQuestion, Promises, Rehearsal, Shift
from bot.domain.revision import Difference, Revision
from bot.services.reload import Effect, Rejected, Reloaded, ReloadReport
from bot.services.trial import Trial
from bot.ui.texts.plain import human_join, plural

TITLE: Final = "Reload"
APPLY: Final = "Apply"
CANCEL: Final = "Cancel"
HOW_TO_CONSENT: Final = "/reload --yes applies it."
CANCELLED: Final = "Cancelled: the sheet stays as it is."
FULL_REPORT: Final = "The full report is in the file."
NOTHING_ANSWERS_OTHERWISE: Final = "Every rehearsed question gets the same answer as before."


def headline(report: ReloadReport) -> str:
    """What became of the reload."""
    match report:
        case Rejected(version=version, problems=problems):
            found = plural(len(problems), "problem")
            return f"The sheet has {found} and was not loaded; version {version} keeps answering."
        case Reloaded(trial=trial, effect=effect):
            return _effect(trial.revision, effect)
        case _:
            assert_never(report)


def summary(report: ReloadReport) -> str:
    """The same in the few words of a record."""
    match report:
        case Rejected(problems=problems):
            return f"refused: {plural(len(problems), 'problem')}"
        case Reloaded(trial=trial, effect=effect):
            facts = trial.revision.facts
            counts = f"{len(facts.added)} added, {len(facts.changed)} changed, {len(facts.removed)} removed"
            return f"{effect.value}: {trial.revision.before} to {trial.revision.after}, facts {counts}"
        case _:
            assert_never(report)


def details(report: ReloadReport) -> tuple[str, ...]:
    """Everything else, line by line."""
    match report:
        case Rejected(problems=problems):
            return tuple(map(str, problems))
        case Reloaded(trial=trial):
            return tuple(trial_lines(trial))
        case _:
            assert_never(report)


def rehearsed(revision: Revision) -> str:
    """The first line of a rehearsal that changes nothing."""
    if revision.unchanged:
        return f"Both are version {revision.after}."
    return f"Version {revision.before} would become {revision.after}."


def too_short(revision: Revision) -> str:
    gone = f"{len(revision.gone):,} of {plural(revision.facts_before, 'fact')}"
    if not revision.missed:
        return f"This would remove {gone}"
    missed = f"{len(revision.missed):,} of the {len(revision.answered):,} that answered somebody in 30 days"
    return f"This would remove {gone}, {missed}"


def _effect(revision: Revision, effect: Effect) -> str:
    match effect:
        case Effect.UNCHANGED:
            return f"Nothing has changed: version {revision.after} answers as before."
        case Effect.APPLIED:
            return f"The new sheet is in use: version {revision.before} became {revision.after}."
        case Effect.HELD:
            return f"{too_short(revision)}, so nothing has changed yet. Apply it anyway?"
        case _:
            assert_never(effect)


def trial_lines(trial: Trial) -> Iterator[str]:
    revision = trial.revision
    yield from _difference("Facts", replace(revision.facts, removed=revision.gone))
    withdrawn = [name for name in revision.facts.removed if name in revision.withdrawn]
    yield from _listed("Facts withdrawn", withdrawn)
    yield from _difference("Open questions", revision.open_questions)
    if revision.parts:
        yield f"Also changed: {human_join([part.value for part in revision.parts])}"
    if trial.weaknesses:
        weak = plural(trial.weaknesses, "weakness", "weaknesses")
        yield f"What is new or changed has {weak}; the command check names those of the whole sheet."
    yield from _promises(trial.promises)
    yield from _rehearsal(trial.rehearsal)


def _difference(noun: str, difference: Difference) -> Iterator[str]:
    yield from _listed(f"{noun} added", difference.added)
    yield from _listed(f"{noun} changed", difference.changed)
    yield from _listed(f"{noun} removed", difference.removed)


def _listed(what: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"{what} ({len(names):,}): {', '.join(names)}"


def _promises(promises: Promises) -> Iterator[str]:
    if promises.made:
        leading = plural(promises.kept, "led where it should", "led where they should")
        yield f"Of {plural(promises.made, 'golden question')}, {leading}."
    for question in promises.broken:
        news = ", and did so far" if question in promises.lost else ""
        yield f"Golden: “{question.ask}” should {_promise(question)}{news}."


def _promise(question: GoldenQuestion) -> str:
    if question.fact is not None:
        return f"lead to {question.fact}"
    if question.open is not None:
        return f"lead to the open question {question.open}"
    return "not be answered"


def _rehearsal(rehearsal: Rehearsal) -> Iterator[str]:
    if not rehearsal.asked:
        return
    shifts = _by_verb(rehearsal)
    asked = plural(rehearsal.asked, "question")
    if not any(shifts.values()):
        yield f"Rehearsed {asked}. {NOTHING_ANSWERS_OTHERWISE}"
        return
    counts = [f"{len(shifted):,} {verb}" for verb, shifted in shifts.items()]
    yield f"Rehearsed {asked}; answers: {human_join(counts)}."
    yield from shift_lines(rehearsal)


def shift_lines(rehearsal: Rehearsal) -> Iterator[str]:
    """Each question that is answered otherwise, with how."""
    for verb, shifted in _by_verb(rehearsal).items():
        for shift in shifted:
            yield f"{verb.capitalize()}: {_shift(shift, verb)}"


def _by_verb(rehearsal: Rehearsal) -> dict[str, tuple[Shift, ...]]:
    return {"gained": rehearsal.gained, "lost": rehearsal.lost, "changed": rehearsal.changed}


def _shift(shift: Shift, verb: str) -> str:
    if verb == "gained" and shift.after is None:
        return f"“{shift.question}” (no longer {shift.before}, which was wrong)"
    if shift.before is None or shift.after is None:
        return f"“{shift.question}” ({shift.before or shift.after})"
    if shift.before == shift.after:
        return f"“{shift.question}” ({shift.after} says something else)"
    return f"“{shift.question}” ({shift.before} became {shift.after})"
