"""An id for a fact or a source, made of words that somebody wrote."""

import re
from collections.abc import Container
from itertools import chain, count
from unicodedata import combining, normalize

_LONGEST = 50  # characters; a number may follow
_APOSTROPHES = str.maketrans("", "", "'’")
_BETWEEN = re.compile(r"[^a-z0-9]+")


def free_id(words: str, taken: Container[str], otherwise: str) -> str:
    """An id made of these words, or else of `otherwise`; with a number where that is taken."""
    told = "".join(letter for letter in normalize("NFKD", words).casefold() if not combining(letter))
    name = _BETWEEN.sub("-", told.translate(_APOSTROPHES)).strip("-")[:_LONGEST].strip("-") or otherwise
    names = chain((name,), (f"{name}-{number}" for number in count(2)))
    return next(each for each in names if each not in taken)
