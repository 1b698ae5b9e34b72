"""Thanks: the small talk that wants no help in return."""

from bot.matching.analysis import plain, words

_THANKS = frozenset((
    "thank", "thanks", "thankyou", "thx", "thnx", "thanx", "tnx", "tks", "tysm", "tyvm", "ty", "cheers",
    "merci", "danke", "gracias", "grazie", "arigato", "spasibo", "obrigado", "kudos",
))  # fmt: skip
# With these it is no thanks: `no thanks`, `thanks for nothing`, `thank god`.
_NONE = frozenset(("no", "not", "nothing", "nope", "nah", "god", "goodness", "heavens"))


def gives_thanks(talk: str) -> bool:
    """Whether a message that is known to be small talk thanks."""
    spoken = set(words(plain(talk)))
    return not spoken.isdisjoint(_THANKS) and spoken.isdisjoint(_NONE)
