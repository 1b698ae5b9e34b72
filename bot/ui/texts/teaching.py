"""What a curator reads about a way of asking that is taught or taken back; the same in every face."""

from collections.abc import Iterator
from typing import Final, assert_never

from bot.services.teaching import Lesson, LessonTrial, Objection, RefusedLesson, Taught, TeachReport, Withheld
from bot.ui.texts.language import marked, numbered, spoken
from bot.ui.texts.reload import shift_lines

TITLE: Final = marked("Teach a way of asking")
NOBODY_ELSE: Final = marked("No other question gets another answer.")
HOW_TO_AGREE: Final = "Add --yes to teach it anyway."
NOT_THERE: Final = marked("No such way of asking was taught.")
SHOULD_HAVE_BEEN: Final = marked("Should have been …")
CHOOSE: Final = marked("Choose what it should lead to")
ANY_OTHER: Final = marked("For any other, use `/teach`.")
VOUCH: Final = marked("It holds nothing personal: teach it")
REWORD: Final = marked("Reword it")
REWORDED: Final = marked("The way of asking, without anything personal")
NO_NAMES: Final = marked("These are a member's own words. Who asked is not kept with them.")
ANYWAY: Final = marked("Teach it anyway")
TAKE_BACK: Final = marked("Take it back")
LESSON_GONE: Final = marked("I no longer know what this was about; please teach it again.")
WAITS: Final = " (not in the sheet now)"
NONE: Final = "No ways of asking have been taught."
NOTHING_NEW: Final = "The sheet's files have everything that was taught; nothing was written."
_REFUSALS: Final = {
    Objection.NO_ENTRY: marked("There is no fact or open question “{named}”."),
    Objection.EMPTY: marked("There is nothing in these words that could be asked for."),
    Objection.TOO_LONG: marked("That is too long for a way of asking; please say it in a sentence."),
    Objection.PERSONAL: marked("It holds an address, a number or a mention; please reword it without."),
    Objection.SMALL_TALK: marked("That is small talk, which is never answered with a fact."),
    Objection.KNOWN: marked("That leads to {entry} already."),
    Objection.TAKEN: marked("The sheet's files have these very words for {entry}; please change them there."),
    Objection.FRUITLESS: marked("That would not lead to {named} even then; please put it in other words."),
}


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
    """The same in the few words of a record, in English and without the words that were taught."""
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
    came = spoken("So far it led to {entry}.") if trial.before else spoken("So far it led to nothing.")
    yield came.format(entry=trial.before)
    yield from shift_lines(trial.others) if _shifts(trial) else (spoken(NOBODY_ELSE),)


def others_suffer(trial: LessonTrial) -> str:
    count = len(trial.others.lost) + len(trial.others.changed)
    return numbered(
        count,
        "It would take the answer from {count} other question or change it",
        "It would take the answer from {count} other questions or change it",
    )


def proposed(lesson: Lesson) -> str:
    return spoken("“{way}” would lead to {entry}.").format(way=lesson.way, entry=lesson.entry_id)


def which(question: str) -> str:
    return spoken("What should “{question}” have led to?").format(question=question)


def more(count: int) -> str:
    return numbered(count, "And {count} more line.", "And {count} more lines.")


def taken_back(entry_id: str, way: str) -> str:
    told = spoken("Taken back: “{way}” is no longer a taught way to ask for {entry}.")
    return told.format(way=way, entry=entry_id)


def _shifts(trial: LessonTrial) -> bool:
    return bool(trial.others.gained or trial.others.lost or trial.others.changed)
