"""Questions that the program asks itself at the start, so that no person is the first to ask."""

from itertools import islice
from typing import Final

from bot.matching.answer_kinds import asked_kind
from bot.matching.foreign import language_of
from bot.services.asking import ask
from bot.services.digest.zones import zones_like
from bot.services.snapshot import Snapshot

# What is known of English is read when a question first needs it, and the event loop would wait for that.
# These need it: slips, a denial, an opposite, small talk by its words and by its spelling, mere key words.
_QUESTIONS: Final = (
    "Hello! Why isn't the lanuch vehicel opn, and who bult it?",
    "how quick did they get there",
    "weather vienna tmrw",
    "what is the code when it fails",
    "office email",
    "wo ist das",
)


def ask_first(snapshot: Snapshot) -> None:
    """Nobody is told the answers; only the first snapshot of a program has to be asked."""
    own = (fact.question for fact in islice(snapshot.briefing.sheet.facts, 1))
    for question in (*_QUESTIONS, *own):
        ask(snapshot, question)
        asked_kind(question)  # which is looked at only where a fact comes near
        language_of(question)  # which is looked at only where none does
    zones_like("berlin")  # for the time zones, hundreds of the system's files are opened
