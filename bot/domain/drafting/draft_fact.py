"""A drafted fact, and the parts of it that every kind of draft shares."""

import re
from dataclasses import dataclass
from itertools import chain, count
from unicodedata import normalize

from bot.domain.drafting.ways_of_asking import key_words
from bot.matching.analysis import words

_VERDICT = re.compile(
    r"^(?:yes|no|sure|of course|absolutely|not at all|certainly|unfortunately,? (?:yes|no|not))(?: not)?"
    r"\s*[.!,;:–—]++\s*+(?!but\b|if\b|unless\b|only\b|as long\b)",
    re.IGNORECASE,
)
STOPS = '.!?…”"'
MOST_WAYS = 5
NO_TOPIC = "general"


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


def free_id(question: str, taken: set[str]) -> str:
    """An id made of the question's telling words, which is taken from then on."""
    stem = _stem(question)
    numbered = "-".join((stem, *re.findall(r"\d+", question)))
    others = (f"{stem}-{number}" for number in count(2))
    names = chain((stem, numbered), others)
    name = next(name for name in names if name not in taken)
    taken.add(name)
    return name


def _stem(question: str) -> str:
    parts = [
        re.sub(r"[^a-z0-9]", "", normalize("NFKD", word).lower())
        for word in key_words(question, most=5).split()
    ]
    return "-".join(part for part in parts if part)[:50].strip("-") or "fact"
