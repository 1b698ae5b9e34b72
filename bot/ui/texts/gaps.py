"""What curators read about gaps: what people asked in vain, and what would close it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final, assert_never

from bot.domain.briefing import Briefing
from bot.domain.sheet import Fact, OpenQuestion
from bot.services.gaps import Gap, NearMiss
from bot.sheets.proposed import LearnedWays, Proposal
from bot.ui.texts.plain import plural

When = Callable[[datetime], str]
TITLE: Final = "What people asked in vain"
NONE: Final = "There are no gaps: whatever was asked lately is answered, known to be open, or dismissed."
CHOOSE: Final = "Choose a gap to see what would close it"
ALL_GAPS: Final = "All gaps"
DISMISS: Final = "Dismiss"
DISMISSED: Final = "Dismissed. It will not be shown again."
GONE: Final = (
    "This gap is no longer there: it was closed or dismissed, or its questions are no longer in the log."
)
PASSAGES: Final = "The nearest passages:"
NOTHING_NEAR: Final = "No fact comes near it."
BACK: Final = "Back"
MORE: Final = "More"


def counted(gap: Gap, when: When) -> str:
    """How often, by how many, and when."""
    times = f"{plural(gap.times, 'time')} by {plural(gap.askers, 'person', 'people')}"
    spell = f"first {when(gap.first_at)}, last {when(gap.last_at)}" if gap.times > 1 else when(gap.last_at)
    disliked = f"; the answer was disliked {plural(gap.disliked, 'time')}" if gap.disliked else ""
    return f"{times}, {spell}{disliked}"


def nearest(near: NearMiss | None, briefing: Briefing) -> str:
    """A fact that nothing kept from answering is what somebody disliked."""
    if near is None:
        return NOTHING_NEAR
    question = briefing.facts[near.match.id].question
    if not near.failed:
        return f"It gets {near.match.id}, “{question}”, which somebody disliked: is that still right?"
    return f"Nearest: {near.match.id}, “{question}” ({'; '.join(near.failed)})"


def closing(proposal: Proposal, briefing: Briefing) -> str:
    """What the entry below is, and where it belongs."""
    match proposal:
        case LearnedWays():
            asked = briefing.entries[proposal.entry_id].question
            return f"If they mean {proposal.entry_id}, “{asked}”, ways for a file in knowledge/learned/:"
        case Fact():
            return "A new fact, if the passage is right, for a file in knowledge/:"
        case OpenQuestion():
            return "The documents do not seem to say. An open question, for a file in knowledge/:"
        case unreachable:
            assert_never(unreachable)


def left_out(shown: int, found: int) -> str:
    """What a list says below its gaps."""
    more = f" of {found:,}; --limit {found} shows all" if shown < found else ""
    return f"{plural(shown, 'gap')}{more}. --dismiss KEY puts one away for good; its key stands beside it."


def others(gap: Gap, most: int) -> Iterator[str]:
    """The other wordings, and how many are left."""
    yield from gap.questions[1 : most + 1]
    left = len(gap.questions) - most - 1
    if left > 0:
        yield f"and {plural(left, 'other wording')}"
