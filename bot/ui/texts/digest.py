"""The sentences of the digest, as members read it, and of its preview."""

from datetime import timedelta
from typing import Final

from bot.domain.digest.interest import FEWEST_ASKERS, DayFigures, Favourite, Week
from bot.domain.digest.reasons import Reason, Why
from bot.ui.texts.language import marked, numbered, spoken
from bot.ui.texts.plain import day, human_join

FACT_OF_THE_DAY = marked("Fact of the day")
FURTHER = marked("Also in the briefing")
CHANGED = marked("What has changed")
CLOSED = marked("No longer open")
MOST_ASKED = marked("Most asked yesterday")
WEEK = marked("The last seven days")
REASONS = marked("Why it looks like this")
ANSWERED = marked("answered")
NOT_ANSWERED = marked("not answered")
NEW = marked("New")
CORRECTED = marked("Corrected")
WITHDRAWN = marked("Withdrawn")
NOTHING_YET = marked("There are no facts in the briefing yet; the first ones will appear here.")
QUOTES_LEFT_OUT = marked("There is more than fits here; `/fact` shows every quote.")

_WEEKDAYS: Final = (
    marked("Mon"),
    marked("Tue"),
    marked("Wed"),
    marked("Thu"),
    marked("Fri"),
    marked("Sat"),
    marked("Sun"),
)
_MONTHS: Final = (
    marked("Jan"),
    marked("Feb"),
    marked("Mar"),
    marked("Apr"),
    marked("May"),
    marked("Jun"),
    marked("Jul"),
    marked("Aug"),
    marked("Sep"),
    marked("Oct"),
    marked("Nov"),
    marked("Dec"),
)

_WHY = {
    Why.NEVER_SHOWN: marked("{subject}: shown, because it never has been before."),
    Why.WAITED_LONGEST: marked("{subject}: shown, because it has waited the longest, since {last_day}."),
    Why.MAKES_ROOM: marked(
        "{subject}{others}: later, so that topics take turns and related facts stay apart."
    ),
    Why.OTHER_TOPIC: marked("{subject}: shown beside it, from the topic that has gone unseen the longest."),
    Why.NEW: marked("{subject}: new since the last digest."),
    Why.CORRECTED: marked("{subject}: corrected since the last digest."),
    Why.WITHDRAWN: marked("{subject}: withdrawn since the last digest."),
    Why.CLOSED: marked("{subject}: answers a question that was open at the last digest."),
    Why.NOTHING_CHANGED: marked("No changes: the sheet says what it said at the last digest."),
    Why.NOTHING_TO_COMPARE: marked("No changes: there is no earlier sheet to compare with."),
    Why.ASKED_BY_MANY: marked("{subject}: shown, because {people} asked for it yesterday."),
    Why.ASKED_BY_FEW: marked(
        "{subject}: left out, because only {people} asked for it yesterday; it takes {floor}."
    ),
    Why.MORE_ASKED_OTHERS: marked("{subject}: left out, because others were asked for more often."),
    Why.LEFT_THE_SHEET: marked("{subject}: left out, because it is no longer in the sheet."),
    Why.NOBODY_ASKED: marked("No favourites: nobody got an answer yesterday."),
    Why.WEEK_HAD_QUESTIONS: marked("The week is shown, because it had {questions}."),
    Why.WEEK_WAS_SILENT: marked("The week is left out, because nobody asked anything."),
    Why.EMPTY_SHEET: marked("No fact of the day: the sheet has no facts."),
}


def late(span: timedelta) -> str:
    minutes = round(span.total_seconds() / 60)
    hours, minutes = divmod(minutes, 60)
    parts = [
        numbered(hours, "{count} hour", "{count} hours") if hours else "",
        numbered(minutes, "{count} minute", "{count} minutes") if minutes else "",
    ]
    lateness = human_join([part for part in parts if part])
    return spoken("This digest is {span} late. Sorry!").format(span=lateness)


def asked_by(favourite: Favourite) -> str:
    return numbered(favourite.askers, "asked by {count} person", "asked by {count} people")


def people(count: int) -> str:
    return numbered(count, "{count} person", "{count} people")


def week_sentence(week: Week) -> str:
    """How many questions, and how many of them were answered."""
    if not week.answered:
        return numbered(
            week.questions, "{count} question, not answered.", "{count} questions, none answered."
        )
    if week.answered == week.questions:
        return numbered(week.questions, "{count} question, answered.", "{count} questions, all answered.")
    asked = numbered(week.questions, "{count} question", "{count} questions")
    rate = f"{100 * week.answered / week.questions:.0f}"
    answered = numbered(week.answered, "{count} of them answered", "{count} of them answered")
    return f"{asked}, {answered} ({rate} %)."


def day_of_week(figures: DayFigures) -> str:
    """`Wed 9`, independent of the machine's locale."""
    return f"{spoken(_WEEKDAYS[figures.day.weekday()])} {figures.day.day}"


def short_day(figures: DayFigures) -> str:
    """`9 Apr`, independent of the machine's locale."""
    return f"{figures.day.day} {spoken(_MONTHS[figures.day.month - 1])}"


def more(count: int) -> str:
    return numbered(count, "and {count} more", "and {count} more")


def reason(item: Reason) -> str:
    return spoken(_WHY[item.why]).format(
        subject=item.subject,
        last_day=day(item.last_day) if item.last_day else "",
        others=numbered(item.number, " and {count} other", " and {count} others") if item.number else "",
        people=people(item.number),
        questions=numbered(item.number, "{count} question", "{count} questions"),
        floor=FEWEST_ASKERS,
    )
