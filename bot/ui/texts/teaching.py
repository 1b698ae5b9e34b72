"""What a curator reads about a way of asking that is taught or taken back; the same in every face."""

from collections.abc import Iterator
from typing import Final, assert_never

from bot.services.teaching import Lesson, LessonTrial, Objection, RefusedLesson, Taught, TeachReport, Withheld
from bot.ui.texts.plain import plural
from bot.ui.texts.reload import shift_lines

TITLE: Final = "Teach a way of asking"
NOBODY_ELSE: Final = "No other question gets another answer."
HOW_TO_AGREE: Final = "Add --yes to teach it anyway."
NOT_THERE: Final = "No such way of asking was taught."
SHOULD_HAVE_BEEN: Final = "Should have been …"
CHOOSE: Final = "Choose what it should lead to"
ANY_OTHER: Final = "For any other, use `/teach`."
VOUCH: Final = "It holds nothing personal: teach it"
REWORD: Final = "Reword it"
REWORDED: Final = "The way of asking, without anything personal"
NO_NAMES: Final = "These are a member's own words. Who asked is not kept with them."
ANYWAY: Final = "Teach it anyway"
TAKE_BACK: Final = "Take it back"
LESSON_GONE: Final = "I no longer know what this was about; please teach it again."
WAITS: Final = " (not in the sheet now)"
NONE: Final = "No ways of asking have been taught."
NOTHING_NEW: Final = "The sheet's files have everything that was taught; nothing was written."
_REFUSALS: Final = {
    Objection.NO_ENTRY: "There is no fact or open question “{named}”.",
    Objection.EMPTY: "There is nothing in these words that could be asked for.",
    Objection.TOO_LONG: "That is too long for a way of asking; please say it in a sentence.",
    Objection.PERSONAL: "It holds an address, a number or a mention; please reword it without.",
    Objection.SMALL_TALK: "That is small talk, which is never answered with a fact.",
    Objection.KNOWN: "That leads to {entry} already.",
    Objection.TAKEN: "The sheet's files have these very words for {entry}; please change them there.",
    Objection.FRUITLESS: "That would not lead to {named} even then; please put it in other words.",
}


def headline(report: TeachReport) -> str:
    """What became of a lesson."""
    match report:
        case RefusedLesson(lesson=lesson, objection=objection, entry_id=entry):
            return _REFUSALS[objection].format(named=lesson.entry_id, entry=entry)
        case Withheld(trial=trial):
            return f"{others_suffer(trial)}, so nothing has been taught yet. Teach it anyway?"
        case Taught(trial=trial):
            return f"Taught: “{trial.lesson.way}” now leads to {trial.lesson.entry_id}."
        case _:
            assert_never(report)


def summary(report: TeachReport) -> str:
    """The same in the few words of a record, without the words that were taught."""
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
    """What it does to the words themselves, then to others."""
    came = f"led to {trial.before}" if trial.before else "led to nothing"
    yield f"So far it {came}."
    yield from shift_lines(trial.others) if _shifts(trial) else (NOBODY_ELSE,)


def others_suffer(trial: LessonTrial) -> str:
    count = len(trial.others.lost) + len(trial.others.changed)
    noun = plural(count, "other question")
    return f"It would take the answer from {noun} or change it"


def proposed(lesson: Lesson) -> str:
    return f"“{lesson.way}” would lead to {lesson.entry_id}."


def which(question: str) -> str:
    return f"What should “{question}” have led to?"


def more(count: int) -> str:
    return f"And {plural(count, 'more line')}."


def taken_back(entry_id: str, way: str) -> str:
    return f"Taken back: “{way}” is no longer a taught way to ask for {entry_id}."


def _shifts(trial: LessonTrial) -> bool:
    return bool(trial.others.gained or trial.others.lost or trial.others.changed)
