"""What curators read about gaps: what people asked in vain, and what would close it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final, assert_never

from bot.domain.answering import Gate
from bot.domain.briefing import Briefing
from bot.domain.sheet import Fact, OpenQuestion
from bot.matching.results import Match
from bot.services.gaps import Gap, NearMiss
from bot.sheets.sheet_text import LearnedWays, Proposal
from bot.ui.texts.admin import by_people, times
from bot.ui.texts.language import marked, numbered, spoken
from bot.ui.texts.plain import headed, plural
from bot.ui.texts.reasons import CONFLICT_NAMES

When = Callable[[datetime], str]
TITLE: Final = marked("What people asked in vain")
NONE: Final = marked(
    "There are no gaps: whatever was asked lately is answered, known to be open, or dismissed."
)
CHOOSE: Final = marked("Choose a gap to see what would close it")
ALL_GAPS: Final = marked("All gaps")
DISMISS: Final = marked("Dismiss")
DISMISSED: Final = marked("Dismissed. It will not be shown again.")
GONE: Final = marked(
    "This gap is no longer there: it was closed or dismissed, or its questions are no longer in the log."
)
PASSAGES: Final = marked("The nearest passages:")
NOTHING_NEAR: Final = marked("No fact comes close.")
CONFLICT: Final = marked("conflict")
_FAILED: Final = {
    "confidence": marked("confidence: {0}, needed {1}"),
    "open question": marked("open question: {0} at {1}"),
}
BACK: Final = marked("Back")
MORE: Final = marked("More")


def counted(gap: Gap, when: When) -> str:
    """How often, by how many, and when."""
    spell = when(gap.last_at)
    if gap.times > 1:
        spell = spoken("first {first}, last {last}").format(first=when(gap.first_at), last=when(gap.last_at))
    told = f"{times(gap.times)} {by_people(gap.askers)}, {spell}"
    if not gap.disliked:
        return told
    return told + numbered(
        gap.disliked, "; the answer was disliked {count} time", "; the answer was disliked {count} times"
    )


def nearest(near: NearMiss | None, briefing: Briefing) -> str:
    """A fact that nothing kept from answering is one that somebody disliked."""
    if near is None:
        return spoken(NOTHING_NEAR)
    fact, question = near.match.id, briefing.facts[near.match.id].question
    if not near.failed:
        told = spoken("It gets {fact}, “{question}”, which somebody disliked: is that still right?")
        return told.format(fact=fact, question=question)
    told = spoken("Nearest: {fact}, “{question}” ({why})")
    why = "; ".join(_failed(gate, near.match) for gate in near.failed)
    return told.format(fact=fact, question=question, why=why)


def chosen(gap: Gap, briefing: Briefing) -> tuple[str, ...]:
    """What most of the people chose who were offered something: one line or none."""
    for fact, count in gap.taken:
        if fact in briefing.facts:
            told = numbered(
                count,
                "Chosen {count} time from what was offered",
                "Chosen {count} times from what was offered",
            )
            return (headed(told, fact),)
    return ()


def _failed(gate: Gate, match: Match) -> str:
    """What kept it from answering; a conflict with its words."""
    if gate.name in _FAILED:
        return spoken(_FAILED[gate.name]).format(*gate.figures)
    conflicts = (headed(spoken(CONFLICT_NAMES[each.kind]), each.text) for each in match.conflicts)
    return headed(spoken(CONFLICT), ", ".join(conflicts))


def closing(proposal: Proposal, briefing: Briefing) -> str:
    """What the entry below is, and where it belongs."""
    match proposal:
        case LearnedWays():
            told = spoken(
                "If they mean {entry}, “{question}”, these ways of asking belong in a file in "
                "knowledge/learned/:"
            )
            asked = briefing.entries[proposal.entry_id].question
            return told.format(entry=proposal.entry_id, question=asked)
        case Fact():
            return spoken("A new fact, if the passage is right, for a file in knowledge/:")
        case OpenQuestion():
            return spoken("The documents do not seem to say. An open question, for a file in knowledge/:")
        case unreachable:
            assert_never(unreachable)


def left_out(shown: int, found: int) -> str:
    """The line below a list of gaps."""
    more = f" of {found:,}; --limit {found} shows all" if shown < found else ""
    head = f"{plural(shown, 'gap')}{more}. --dismiss KEY puts one away for good; its key stands beside it."
    return f"{head}\nteach-gap KEY [FACT] teaches all its wordings at once."


def others(gap: Gap, most: int) -> Iterator[str]:
    """The other wordings, and how many are left."""
    yield from gap.questions[1 : most + 1]
    left = len(gap.questions) - most - 1
    if left > 0:
        yield numbered(left, "and {count} other wording", "and {count} other wordings")
