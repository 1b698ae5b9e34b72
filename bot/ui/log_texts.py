"""The log as admins read it: the newest questions, and those that found no answer."""

from collections.abc import Callable
from datetime import datetime
from typing import Final, assert_never

from bot.database.query_figures import UnansweredGroup
from bot.database.query_log import LoggedQuery, Outcome
from bot.ui.texts import plural

RECENT: Final = "The newest questions"
UNANSWERED: Final = "What found no answer in the last {days}"
NOTHING: Final = "There is nothing in the log yet."
ALL_ANSWERED: Final = "Every question was answered."
BACK: Final = "Back"
MORE: Final = "More"
Clean = Callable[[str], str]
When = Callable[[datetime], str]


def asked(query: LoggedQuery, when: When, clean: Clean) -> str:
    """One question: when, what became of it, and its words."""
    return f"{when(query.asked_at)} {outcome(query)}: “{clean(query.text)}”"


def outcome(query: LoggedQuery) -> str:
    match query.outcome:
        case Outcome.ANSWERED:
            return f"answered by {query.fact_id}"
        case Outcome.UNSURE:
            return f"unsure, nearest {query.fact_id}"
        case Outcome.UNKNOWN if query.open_question_id:
            return f"open question {query.open_question_id}"
        case Outcome.UNKNOWN:
            return f"unknown, nearest {query.fact_id}" if query.fact_id else "unknown"
        case _:
            assert_never(query.outcome)


def missed(group: UnansweredGroup, when: When, clean: Clean) -> str:
    """One question that got no answer: how often, by how many, and what came nearest."""
    times = plural(group.times, "time")
    people = plural(group.askers, "person", "people")
    near = group.open_question_id or group.fact_id
    nearest = f", nearest {near}" if near else ""
    return f"“{clean(group.text)}” {times} by {people}, last {when(group.last_at)}{nearest}"
