"""Which kind of small talk a message is: thanks, or a question about how to ask."""

import re

from bot.matching.analysis import plain, words

_THANKS = frozenset((
    "thank", "thanks", "thankyou", "thx", "thnx", "thanx", "tnx", "tks", "tysm", "tyvm", "ty", "cheers",
    "merci", "danke", "gracias", "grazie", "arigato", "spasibo", "obrigado", "kudos",
))  # fmt: skip
# With these it is no thanks: `no thanks`, `thanks for nothing`, `thank god`.
_NONE = frozenset(("no", "not", "nothing", "nope", "nah", "god", "goodness", "heavens"))
_HELP = frozenset(("help", "commands"))
_HOW = re.compile(
    r"(?:what (?:can|do) (?:you|u) (?:do|know|answer)"
    r"|what can (?:i|we|one) ask"
    r"|how (?:do|does|can|should) (?:you|u|this|it|i|we|one) (?:work|use (?:you|u|this|it)|ask))"
)


def gives_thanks(talk: str) -> bool:
    spoken = set(words(plain(talk)))
    return not spoken.isdisjoint(_THANKS) and spoken.isdisjoint(_NONE)


def asks_how(talk: str) -> bool:
    """Whether small talk asks for help, or what the bot can do."""
    spoken = words(plain(talk))
    return not _HELP.isdisjoint(spoken) or _HOW.search(" ".join(spoken)) is not None
