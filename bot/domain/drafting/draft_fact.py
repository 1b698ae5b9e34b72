"""A drafted fact, and the parts of it that every kind of draft shares."""

import re
from dataclasses import dataclass

from bot.domain.drafting.ways_of_asking import key_words
from bot.domain.free_id import free_id
from bot.matching.analysis import words

_VERDICT = re.compile(
    r"^(?:yes|no|sure|of course|absolutely|not at all|certainly|unfortunately,? (?:yes|no|not))(?: not)?"
    r"\s*[.!,;:–—]++\s*+(?!but\b|if\b|unless\b|only\b|as long\b)",
    re.IGNORECASE,
)
STOPS = '.!?…”"'
MOST_WAYS = 5
NO_TOPIC = "general"
_NAMELESS = "fact"


@dataclass(frozen=True, slots=True)
class DraftFact:
    """A fact that a person still has to read; `remark` is what should be looked at."""

    id: str
    topic: str
    question: str
    also: tuple[str, ...]
    answer: str
    quotes: tuple[str, ...]
    remark: str = ""
    said_by: str = ""


def questions_in(text: str) -> list[str]:
    """Split a run of questions into single ones."""
    return [f"{part.strip()}?" for part in text.split("?") if len(words(part)) > 1]


def stated(text: str, *, keeps_case: bool = False) -> str:
    """An answer as a whole sentence without a leading Yes or No; code keeps its case."""
    rest = _VERDICT.sub("", text)
    text = (rest if keeps_case else rest[:1].upper() + rest[1:]) if rest else text
    return text if text[-1:] in STOPS else f"{text.rstrip(':;,')}."


def id_for(question: str, taken: set[str]) -> str:
    """An id made of the question's telling words, and of its numbers where others have these words, too.

    It is taken from then on.
    """
    telling = key_words(question, most=5)
    name = free_id(telling, (), _NAMELESS)
    if name in taken:
        name = free_id(" ".join((telling, *re.findall(r"\d+", question))), taken, _NAMELESS)
    taken.add(name)
    return name
