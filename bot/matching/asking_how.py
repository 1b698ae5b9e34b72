"""Asking how: the small talk that wants to know what the bot is good for."""

import re

from bot.matching.analysis import plain, words

_HELP = frozenset(("help", "commands"))
_HOW = re.compile(
    r"(?:what (?:can|do) (?:you|u) (?:do|know|answer)"
    r"|what can (?:i|we|one) ask"
    r"|how (?:do|does|can|should) (?:you|u|this|it|i|we|one) (?:work|use (?:you|u|this|it)|ask))"
)


def asks_how(talk: str) -> bool:
    """Whether a message that is known to be small talk asks for help, or what the bot can do."""
    spoken = words(plain(talk))
    return not _HELP.isdisjoint(spoken) or _HOW.search(" ".join(spoken)) is not None
