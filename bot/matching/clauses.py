"""Clauses: the pieces of a message, and which of them ask."""

import re
from collections.abc import Iterator, Sequence

from bot.matching.analysis import spoken, words
from bot.matching.interrogatives import asking_pattern, asking_words, begins_asking
from bot.matching.query import QueryTerm

# A clause ends at a stop, a comma, a bracket, a dash between spaces, a line's end, a smiley or a greeting.
_BOUNDARY = re.compile(
    r"(?:(?<!\b[^\W\d])\.|[!?…;:,()\[\]])+(?=\s|$|[^\w\s])|\s[-–—]+\s|[\n\r]+|<3"
    r"|(?<=\s)[:;=][-']?[()DdPp3/\\|]+(?=\s|$)|[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]+"
    r"|\b(?:lol|lmao|rofl|haha+|hehe+|btw|thx|thanks|thank\s+you|sorry|hi+|hey+|hello)\b",
    re.IGNORECASE,
)
# `What I can't find out is how far it is`.
_LEAD_IN = re.compile(
    r"\W*what\s+(?:i|we)\b.*?\b(?:is|was)\s+(?=(?:who|what|when|where|why|which|how)\b)", re.IGNORECASE
)
# Words of people about themselves.
SELF_WORDS = frozenset((
    "i", "im", "ive", "id", "ill", "my", "me", "mine", "myself", "we", "our", "us", "ours", "your", "ur",
))  # fmt: skip


def clauses(text: str) -> list[str]:
    """The pieces of a message that contain a word, without what separates them."""
    return [piece for piece, _ in pieces(text)]


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The clauses of a text, and whether each ends with a question mark."""
    start = 0
    for boundary in (*_BOUNDARY.finditer(text), None):
        end, stop = boundary.span() if boundary else (len(text), len(text))
        *talk, last = (part.strip() for part in _parts(text[start:end]))
        yield from ((part, False) for part in talk if words(part))
        if words(last):
            yield last, "?" in text[end:stop]
        start = stop


def _parts(piece: str) -> tuple[str, ...]:
    """Split `my son wants to know how far it is` into what people say about themselves and what they ask."""
    piece = _LEAD_IN.sub("", piece)
    asking = asking_pattern().search(piece)
    if asking is None or SELF_WORDS.isdisjoint(spoken(piece[: asking.start()])):
        return (piece,)
    return piece[: asking.start()], piece[asking.start() :]


def asks(text: str, terms: Sequence[QueryTerm]) -> bool:
    """Whether a clause asks: it begins like a question, or has a question word before its subject."""
    return begins_asking(text) or _asks(terms)


def _asks(terms: Sequence[QueryTerm]) -> bool:
    """Whether a question word comes before any telling word; later ones only add to it."""
    for term in terms:
        if not asking_words().isdisjoint(spoken(term.text)):
            return True
        if term.is_telling:
            return False
    return False
