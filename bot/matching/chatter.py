"""Chatter: the small talk that people wrap around a question, told from the question itself."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.matching import english
from bot.matching.analysis import spoken, words
from bot.matching.interrogatives import asking_pattern, asking_words, begins_asking
from bot.matching.query import LONGEST, QueryTerm

# A clause ends at a stop, a comma, a bracket, a dash between spaces, a line's end, a smiley or a greeting.
_BOUNDARY = re.compile(
    r"(?:(?<!\b[^\W\d])\.|[!?…;:,()\[\]])+(?=\s|$|[^\w\s])|\s[-–—]+\s|[\n\r]+|<3"
    r"|(?<=\s)[:;=][-']?[()DdPp3/\\|]+(?=\s|$)|[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]+"
    r"|\b(?:lol|lmao|rofl|haha+|hehe+|btw|thx|thanks|thank\s+you|sorry|hi+|hey+|hello)\b",
    re.IGNORECASE,
)
# `I play on my phone, can I join?`: people tell their case, and ask what that means for them.
_OWN_CASE = re.compile(r"\W*(?:(?:so|and|but)\s+)?(?:i|im|ive|we|my|our)\b", re.IGNORECASE)
_ASKING_FOR_SELF = re.compile(
    r"\W*(?:can|could|may|do|am|are|should|will|would|is)\s+(?:i|we|my|our)\b", re.IGNORECASE
)
# Words of people about themselves; words that point back to what was said.
_SELF_WORDS = frozenset((
    "i", "im", "ive", "id", "ill", "my", "me", "mine", "myself", "we", "our", "us", "ours", "your", "ur",
))  # fmt: skip
POINTING_WORDS = frozenset(("he", "him", "his", "she", "her", "hers", "it", "its", "that", "those", "these"))
_BEFORE_NOUNS = frozenset(("that", "those", "these", "his", "her", "its"))


@dataclass(frozen=True, slots=True)
class _Clause:
    """A piece of a message: what it is about, and what it does there."""

    text: str
    telling: int
    asks: bool
    names: bool
    points: bool
    of_its_writer: bool
    is_case: bool

    @property
    def is_kept(self) -> bool:
        return self.asks or (self.names and not self.of_its_writer)


class ChatterFilter:
    """Leaves out the clauses of a message that ask nothing and name nothing that the collection knows.

    `parse` gives the terms of a clause, `is_name` tells which of them are names of the collection.
    """

    def __init__(
        self, parse: Callable[[str], Sequence[QueryTerm]], is_name: Callable[[int | None], bool]
    ) -> None:
        self._parse = parse
        self._is_name = is_name

    def strip(self, text: str) -> str:
        """The text without its chatter; as it is when nothing asks, or what asks leans on the rest."""
        text = text[:LONGEST]
        said = [self._clause(piece, asked=asked) for piece, asked in _pieces(text)]
        asking = [clause for clause in said if clause.asks and clause.telling]
        kept = [clause for clause in said if clause.is_kept]
        dropped = [clause for clause in said if not clause.is_kept]
        if not asking or not dropped or _leans(asking, dropped) or _is_of_case(asking, dropped):
            return text
        return ", ".join(clause.text for clause in kept)

    def _clause(self, text: str, *, asked: bool) -> _Clause:
        terms, said = self._parse(text), spoken(text)
        telling = [term for term in terms if term.is_telling]
        return _Clause(
            text=text,
            telling=len(telling),
            asks=asked or asks(text, terms),
            names=any(self._is_name(term.own) for term in telling),
            points=_points(said),
            of_its_writer=not _SELF_WORDS.isdisjoint(said),
            is_case=bool(_OWN_CASE.match(text)) and any(term.own is not None for term in telling),
        )


def clauses(text: str) -> list[str]:
    """The pieces of a message that hold a word, without what stands between them."""
    return [piece for piece, _ in _pieces(text)]


def asks(text: str, terms: Sequence[QueryTerm]) -> bool:
    """Whether a clause asks: it begins as a question does, or with a question word before its matter."""
    return begins_asking(text) or _asks(terms)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The clauses of a text, and whether each ends with a question mark."""
    start = 0
    for boundary in (*_BOUNDARY.finditer(text), None):
        end, stop = boundary.span() if boundary else (len(text), len(text))
        *talk, last = (part.strip() for part in _parts(text[start:end]))
        yield from ((part, False) for part in talk if words(part))
        if words(last):
            yield last, "?" in text[end:stop]
        start = stop


def _points(said: Sequence[str]) -> bool:
    """Whether a clause points back; in `that station` the word only goes before its own."""
    alone = (
        word not in _BEFORE_NOUNS or following in english.function_words()
        for word, following in pairwise([*said, "it"])
        if word in POINTING_WORDS
    )
    return any(alone)


def _parts(piece: str) -> tuple[str, ...]:
    """`my son wants to know how far it is`: what people say of themselves, and what they ask after it."""
    asking = asking_pattern().search(piece)
    if asking is None or _SELF_WORDS.isdisjoint(spoken(piece[: asking.start()])):
        return (piece,)
    return piece[: asking.start()], piece[asking.start() :]


def _leans(asking: Sequence[_Clause], dropped: Sequence[_Clause]) -> bool:
    """Whether a question without a name leans on what would go: `what is it`, `when did it launch`.

    It does when two of three are so: it says next to nothing, it points at something, the rest has a name.
    """
    if any(clause.names for clause in asking):
        return False
    thin = all(clause.telling <= 1 for clause in asking)
    pointing = any(clause.points for clause in asking)
    around = any(clause.names for clause in dropped)
    return thin + pointing + around > 1


def _is_of_case(asking: Sequence[_Clause], dropped: Sequence[_Clause]) -> bool:
    """Whether a question about oneself hangs on the case that would go."""
    about_self = any(_ASKING_FOR_SELF.match(clause.text) for clause in asking)
    return about_self and any(clause.is_case for clause in dropped)


def _asks(terms: Sequence[QueryTerm]) -> bool:
    """Whether a question word comes before anything that the clause is about; later ones only add to it."""
    for term in terms:
        if not asking_words().isdisjoint(spoken(term.text)):
            return True
        if term.is_telling:
            return False
    return False
