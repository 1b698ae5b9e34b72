"""What a curator reads about a reload or a rehearsal; the same lines in every face."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, assert_never

from bot.domain.rehearsal import GoldenQuestion, Promises, Rehearsal, Shift
from bot.domain.revision import Difference, Part, Revision
from bot.services.reload import Rejected, Reloaded, ReloadEffect, ReloadReport
from bot.services.trial import Trial
from bot.ui.texts.admin import RELOADED
from bot.ui.texts.language import grouped, marked, numbered, spoken
from bot.ui.texts.plain import headed, human_join, plural

TITLE: Final = marked("Reload")
APPLY: Final = marked("Apply")
CANCEL: Final = marked("Cancel")
HOW_TO_CONSENT: Final = "/reload --yes applies it."
CANCELLED: Final = marked("Cancelled: the sheet stays as it is.")
FULL_REPORT: Final = marked("The full report is in the file.")
NOTHING_ANSWERS_OTHERWISE: Final = marked("Every rehearsed question gets the same answer as before.")
_WITHDRAWN: Final = marked("Facts withdrawn")
_FACTS: Final = (marked("Facts added"), marked("Facts changed"), marked("Facts removed"))
_OPEN: Final = (
    marked("Open questions added"),
    marked("Open questions changed"),
    marked("Open questions removed"),
)
_PARTS: Final = {
    Part.TITLE: marked("title"),
    Part.MARKUP: marked("markup"),
    Part.SOURCES: marked("sources"),
    Part.VOCABULARY: marked("vocabulary"),
    Part.DOCUMENTS: marked("documents"),
    Part.WITHDRAWN: marked("withdrawn facts"),
}


def headline(report: ReloadReport) -> str:
    """What became of the reload."""
    match report:
        case Rejected(version=version, problems=problems):
            told = spoken("The sheet has {problems} and was not loaded; version {version} keeps answering.")
            found = numbered(len(problems), "{count} problem", "{count} problems")
            return told.format(problems=found, version=version)
        case Reloaded(trial=trial, effect=effect):
            return _effect(trial.revision, effect)
        case _:
            assert_never(report)


def summary(report: ReloadReport) -> str:
    """The result in a few English words, for the record."""
    match report:
        case Rejected(problems=problems):
            return f"refused: {plural(len(problems), 'problem')}"
        case Reloaded(trial=trial, effect=effect):
            facts = trial.revision.facts
            return RELOADED.format(
                effect=effect.value,
                before=trial.revision.before,
                after=trial.revision.after,
                added=len(facts.added),
                changed=len(facts.changed),
                removed=len(facts.removed),
            )
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
    told = spoken("This would remove {gone} {of_facts}").format(
        gone=grouped(len(revision.gone)),
        of_facts=numbered(revision.facts_before, "of {count} fact", "of {count} facts"),
    )
    if not revision.missed:
        return told
    missed = spoken(", {missed} of the {answered} that answered somebody in the last 30 days")
    return told + missed.format(
        missed=grouped(len(revision.missed)), answered=grouped(len(revision.answered))
    )


def _effect(revision: Revision, effect: ReloadEffect) -> str:
    match effect:
        case ReloadEffect.UNCHANGED:
            told = spoken("Nothing has changed: version {version} answers as before.")
            return told.format(version=revision.after)
        case ReloadEffect.APPLIED:
            told = spoken("The new sheet is in use: version {before} became {after}.")
            return told.format(before=revision.before, after=revision.after)
        case ReloadEffect.HELD:
            told = spoken("{effect}, so nothing has changed yet. Apply it anyway?")
            return told.format(effect=too_short(revision))
        case _:
            assert_never(effect)


def trial_lines(trial: Trial) -> Iterator[str]:
    revision = trial.revision
    yield from _difference(_FACTS, replace(revision.facts, removed=revision.gone))
    withdrawn = [name for name in revision.facts.removed if name in revision.withdrawn]
    yield from _listed(_WITHDRAWN, withdrawn)
    yield from _difference(_OPEN, revision.open_questions)
    if revision.parts:
        parts = human_join([spoken(_PARTS[part]) for part in revision.parts])
        yield spoken("Also changed: {parts}").format(parts=parts)
    if trial.weaknesses:
        yield numbered(
            trial.weaknesses,
            "New and changed entries have {count} weakness; the command check names those of the whole "
            "sheet.",
            "New and changed entries have {count} weaknesses; the command check names those of the whole "
            "sheet.",
        )
    yield from _promises(trial.promises)
    yield from _rehearsal(trial.rehearsal)


def _difference(named: tuple[str, str, str], difference: Difference) -> Iterator[str]:
    every = (difference.added, difference.changed, difference.removed)
    for what, names in zip(named, every, strict=True):
        yield from _listed(what, names)


def _listed(what: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield headed(f"{spoken(what)} ({grouped(len(names))})", ", ".join(names))


def _promises(promises: Promises) -> Iterator[str]:
    if promises.made:
        made = numbered(promises.made, "Of {count} golden question", "Of {count} golden questions")
        kept = numbered(promises.kept, "{count} led where it should", "{count} led where they should")
        yield f"{made}, {kept}."
    for question in promises.broken:
        so_far = spoken(", and did until now") if question in promises.lost else ""
        yield _broken(question).format(
            question=question.ask, entry=question.fact or question.open, so_far=so_far
        )


def _broken(question: GoldenQuestion) -> str:
    if question.fact is not None:
        return spoken("Golden: “{question}” should lead to {entry}{so_far}.")
    if question.open is not None:
        return spoken("Golden: “{question}” should lead to the open question {entry}{so_far}.")
    return spoken("Golden: “{question}” should not be answered{so_far}.")


def _rehearsal(rehearsal: Rehearsal) -> Iterator[str]:
    if not rehearsal.asked:
        return
    asked = numbered(rehearsal.asked, "Rehearsed {count} question", "Rehearsed {count} questions")
    if not (rehearsal.gained or rehearsal.lost or rehearsal.changed):
        yield f"{asked}. {spoken(NOTHING_ANSWERS_OTHERWISE)}"
        return
    counts = [
        spoken("{count} gained").format(count=grouped(len(rehearsal.gained))),
        spoken("{count} lost").format(count=grouped(len(rehearsal.lost))),
        spoken("{count} changed").format(count=grouped(len(rehearsal.changed))),
    ]
    yield spoken("{asked}; answers: {counts}.").format(asked=asked, counts=human_join(counts))
    yield from shift_lines(rehearsal)


def shift_lines(rehearsal: Rehearsal) -> Iterator[str]:
    """Each question with a different answer, and how it differs."""
    yield from (spoken("Gained: {shift}").format(shift=_gained(shift)) for shift in rehearsal.gained)
    yield from (spoken("Lost: {shift}").format(shift=_shift(shift)) for shift in rehearsal.lost)
    yield from (spoken("Changed: {shift}").format(shift=_shift(shift)) for shift in rehearsal.changed)


def _gained(shift: Shift) -> str:
    if shift.after is not None:
        return _shift(shift)
    told = spoken("“{question}” (no longer {before}, which was wrong)")
    return told.format(question=shift.question, before=shift.before)


def _shift(shift: Shift) -> str:
    if shift.before is None or shift.after is None:
        told = spoken("“{question}” ({after})")
    elif shift.before == shift.after:
        told = spoken("“{question}” ({after} says something else)")
    else:
        told = spoken("“{question}” ({before} became {after})")
    return told.format(question=shift.question, before=shift.before, after=shift.after or shift.before)
