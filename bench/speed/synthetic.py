"""Made-up facts of any number: word-like words in Zipf's proportions among English function words."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bench.typos import with_typos
from bot.matching.results import Record

# fmt: off
FUNCTION_WORDS = (
    "the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "was", "on", "are", "as",
    "with", "be", "this", "at", "by", "from", "what", "when", "where", "who", "how", "why",
    "which", "does", "did", "do", "can", "will", "has", "have", "had", "not", "or", "an", "its",
    "their", "they", "he", "she", "you", "we", "there", "than", "then", "into", "about",
    "after",
)
ONSETS = (
    "b", "bl", "br", "c", "ch", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m",
    "n", "p", "pl", "pr", "qu", "r", "s", "sh", "st", "t", "tr", "v", "w", "z",
)
VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ee", "io", "ou")
CODAS = ("", "", "", "l", "m", "n", "nd", "r", "rk", "s", "st", "t", "x")
# fmt: on
VOCABULARY = 50_000
TOPIC_WORDS = 8
FUNCTION_SHARE = 0.45


@dataclass(frozen=True, slots=True)
class Put:
    """A question and the id of the record it was made from."""

    text: str
    right: str


def facts(number: int, seed: int = 1) -> list[Record]:
    """Three phrasings of 6 to 12 words and an answer of 20 to 30 a fact, about words of its own."""
    dice = np.random.default_rng(seed)
    words = np.array(_words(VOCABULARY, seed), dtype=object)
    shares = 1 / np.arange(1, VOCABULARY + 1)
    heights = np.cumsum(shares / shares.sum())
    return [_fact(at, dice, words, heights) for at in range(number)]


def questions(records: list[Record], number: int, seed: int = 2) -> Iterator[Put]:
    """Phrasings with one to three words dropped, two swapped, and typos."""
    dice = random.Random(seed)
    for _ in range(number):
        record = dice.choice(records)
        words = dice.choice(record.phrasings).split()
        for _ in range(min(dice.randint(1, 3), len(words) - 3)):
            words.pop(dice.randrange(len(words)))
        at = dice.randrange(max(1, len(words) - 1))
        words[at : at + 2] = reversed(words[at : at + 2])
        yield Put(with_typos(" ".join(words)), record.id)


def _fact(at: int, dice: np.random.Generator, words: np.ndarray, heights: np.ndarray) -> Record:
    topic = words[np.searchsorted(heights, dice.random(TOPIC_WORDS))]
    around = words[np.searchsorted(heights, dice.random(10))]
    phrasings = tuple(_text(dice, topic, int(dice.integers(6, 13))) for _ in range(3))
    answer = _text(dice, np.concatenate((topic, around)), int(dice.integers(20, 31)))
    return Record(f"fact-{at:06}", phrasings, answer)


def _text(dice: np.random.Generator, content: np.ndarray, length: int) -> str:
    small = (dice.random(length) * len(FUNCTION_WORDS)).astype(int).tolist()
    told = content[(dice.random(length) * len(content)).astype(int)].tolist()
    function = (dice.random(length) < FUNCTION_SHARE).tolist()
    return " ".join(FUNCTION_WORDS[small[i]] if function[i] else told[i] for i in range(length))


def _words(number: int, seed: int) -> list[str]:
    dice = random.Random(seed)
    made: dict[str, None] = {}
    while len(made) < number:
        syllables = dice.choice((1, 2, 2, 3, 3, 4)) if len(made) > 500 else dice.choice((1, 2))
        made.setdefault("".join(_syllable(dice) for _ in range(syllables)))
    return list(made)


def _syllable(dice: random.Random) -> str:
    return dice.choice(ONSETS) + dice.choice(VOWELS) + dice.choice(CODAS)
