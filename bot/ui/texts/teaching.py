"""What a curator reads about ways of asking that are taught or taken back; the same in every face."""

from collections.abc import Iterator, Sequence
from typing import Final, assert_never

from bot.domain.sheet_state import TaughtWay
from bot.services.batch_teaching import BatchTaught, BatchTrial
from bot.services.teaching import Lesson, LessonTrial, Objection, RefusedLesson, Taught, TeachReport, Withheld
from bot.ui.texts.language import marked, numbered, spoken
from bot.ui.texts.reload import shift_lines

TITLE: Final = marked("Teach a way of asking")
NOBODY_ELSE: Final = marked("No other question gets a different answer.")
HOW_TO_AGREE: Final = "Add --yes to teach it anyway."
NOT_THERE: Final = marked("No such way of asking was taught.")
SHOULD_HAVE_BEEN: Final = marked("Should have been …")
CHOOSE: Final = marked("Choose what it should lead to")
ANY_OTHER: Final = marked("For any other fact, use `/teach`.")
VOUCH: Final = marked("Nothing personal in it: teach it")
REWORD: Final = marked("Reword it")
REWORDED: Final = marked("The way of asking, without anything personal")
NO_NAMES: Final = marked("These are a member's own words. Who asked is not kept with them.")
ANYWAY: Final = marked("Teach it anyway")
TAKE_BACK: Final = marked("Take it back")
LESSON_GONE: Final = marked("I no longer know what this was about; please teach it again.")
WAITS: Final = " (not in the sheet now)"
NONE: Final = "No ways of asking have been taught."
NOTHING_NEW: Final = "The sheet's files have everything that was taught; nothing was written."
TEACH_ALL: Final = marked("Teach its wordings …")
VOUCH_ALL: Final = marked("Nothing personal in them: teach them")
REWORD_ALL: Final = marked("Reword them")
REWORDED_ALL: Final = marked("One way of asking a line, nothing personal")
TAKE_ALL_BACK: Final = marked("Take them back")
CHANGED: Final = marked(
    "The gap or the sheet has changed in the meantime. Please look again at what would be taught:"
)
NOTHING_FIT: Final = marked("None of its wordings can be taught for this.")
HOW_TO_VOUCH: Final = "Add --yes to teach them; with that you say that they hold nothing personal."
HOW_TO_TAKE_BACK: Final = "unteach --last takes them back."
WHICH_TO_TAKE_BACK: Final = "Name the way of asking, or say --last."
NAME_A_FACT: Final = "This gap has no fact that it surely means; name one behind the key."
_REFUSALS: Final = {
    Objection.NO_ENTRY: marked("There is no fact or open question “{named}”."),
    Objection.EMPTY: marked("These words do not ask for anything."),
    Objection.TOO_LONG: marked("That is too long for a way of asking; please say it in a sentence."),
    Objection.PERSONAL: marked("It contains an address, a number or a mention; please reword it without."),
    Objection.SMALL_TALK: marked("That is small talk, which is never answered with a fact."),
    Objection.KNOWN: marked("That already leads to {entry}."),
    Objection.TAKEN: marked("The sheet's files have these very words for {entry}; please change them there."),
    Objection.FRUITLESS: marked("Even then, that would not lead to {named}; please put it another way."),
}


def no_entry(name: str) -> str:
    return _REFUSALS[Objection.NO_ENTRY].format(named=name)


def headline(report: TeachReport) -> str:
    """What became of a lesson."""
    match report:
        case RefusedLesson(lesson=lesson, objection=objection, entry_id=entry):
            return spoken(_REFUSALS[objection]).format(named=lesson.entry_id, entry=entry)
        case Withheld(trial=trial):
            told = spoken("{effect}, so nothing has been taught yet. Teach it anyway?")
            return told.format(effect=others_suffer(trial))
        case Taught(trial=trial):
            told = spoken("Taught: “{way}” now leads to {entry}.")
            return told.format(way=trial.lesson.way, entry=trial.lesson.entry_id)
        case _:
            assert_never(report)


def summary(report: TeachReport) -> str:
    """The result in English, for the record, without the words that were taught."""
    match report:
        case RefusedLesson(lesson=lesson, objection=objection):
            return f"refused: {objection.value}, {lesson.entry_id}"
        case Withheld(trial=trial):
            return f"held: {trial.lesson.entry_id}"
        case Taught(trial=trial, number=number):
            return f"taught: {trial.lesson.entry_id}, number {number}"
        case _:
            assert_never(report)


def details(report: TeachReport) -> tuple[str, ...]:
    return () if isinstance(report, RefusedLesson) else tuple(trial_lines(report.trial))


def trial_lines(trial: LessonTrial) -> Iterator[str]:
    """What it would do to the words themselves, then to other questions."""
    came = spoken("Until now it led to {entry}.") if trial.before else spoken("Until now it got no answer.")
    yield came.format(entry=trial.before)
    yield from tuple(shift_lines(trial.others)) or (spoken(NOBODY_ELSE),)


def others_suffer(trial: LessonTrial) -> str:
    return numbered(
        len(trial.others.harmed),
        "It would take the answer from {count} other question or change it",
        "It would take the answer from {count} other questions or change it",
    )


def proposed(lesson: Lesson) -> str:
    return spoken("“{way}” would lead to {entry}.").format(way=lesson.way, entry=lesson.entry_id)


def which(question: str) -> str:
    return spoken("What should “{question}” have led to?").format(question=question)


def more(count: int) -> str:
    return numbered(count, "And {count} more line.", "And {count} more lines.")


def batch_lines(trial: BatchTrial) -> Iterator[str]:
    """What teaching several ways would do: which ones, what is left out and why, and what else changes."""
    if trial.lessons:
        yield spoken("These would lead to {entry}:").format(entry=trial.entry_id)
        yield from (f"- {lesson.way}" for lesson in trial.lessons)
    else:
        yield spoken(NOTHING_FIT)
    yield from left_out(trial)
    yield from _changes(trial)


def batch_headline(taught: BatchTaught) -> str:
    if not taught.numbers:
        return spoken(NOTHING_FIT)
    return spoken("Taught: these now lead to {entry}.").format(entry=taught.trial.entry_id)


def batch_details(taught: BatchTaught) -> Iterator[str]:
    yield from (f"- {lesson.way}" for lesson in taught.trial.lessons)
    yield from left_out(taught.trial)
    yield from _changes(taught.trial)


def batch_summary(taught: BatchTaught) -> str:
    """In a few English words, for the record, without the words that were taught."""
    numbers = ", ".join(map(str, taught.numbers)) or "none"
    return f"taught: {taught.trial.entry_id}, numbers {numbers}"


def too_many(way: str) -> str:
    reason = spoken("No more can be taught in one step.")
    return spoken("Left out: “{way}”. {reason}").format(way=way, reason=reason)


def left_out(trial: BatchTrial) -> Iterator[str]:
    """Each with its reason; for a harmful one, the first question that it would affect."""
    told = spoken("Left out: “{way}”. {reason}")
    for refusal in trial.refused:
        yield told.format(way=refusal.lesson.way, reason=headline(refusal))
    for harmful in trial.harmful:
        question, effect = harmful.others.harmed[0].question, others_suffer(harmful)
        reason = spoken("{effect}: “{question}”.").format(effect=effect, question=question)
        yield told.format(way=harmful.lesson.way, reason=reason)


def _changes(trial: BatchTrial) -> tuple[str, ...]:
    lines = tuple(shift_lines(trial.others))
    return lines or ((spoken(NOBODY_ELSE),) if trial.lessons else ())


def all_taken_back(gone: Sequence[TaughtWay]) -> str:
    if len(gone) == 1:
        return taken_back(gone[0].entry_id, gone[0].way)
    if not gone:
        return spoken(NOT_THERE)
    return numbered(len(gone), "Taken back: {count} way of asking.", "Taken back: {count} ways of asking.")


def taken_back(entry_id: str, way: str) -> str:
    told = spoken("Taken back: “{way}” is no longer a taught way to ask for {entry}.")
    return told.format(way=way, entry=entry_id)
