"""Deliberate typing mistakes, the same for the same seed, so that robustness can be measured twice."""

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import count
from string import ascii_lowercase

LONG_WORD = re.compile(r"[^\W\d_]{5,}")
EVERY = 5


class Dice:
    """A repeatable random stream, the same on every machine and Python version."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._throws = count()

    def throw(self, sides: int) -> int:
        """A number from 0 up to, but not including, `sides`."""
        digest = blake2b(f"{self._seed}:{next(self._throws)}".encode(), digest_size=8).digest()
        return int.from_bytes(digest) % sides


def misspell(texts: Sequence[str], seed: int) -> tuple[str, ...]:
    """The texts with one edit in every fifth word of five letters or more, counted through all of them."""
    dice = Dice(seed)
    turns = count(dice.throw(EVERY))
    return tuple(LONG_WORD.sub(lambda word: _turn(word[0], next(turns), dice), text) for text in texts)


def _turn(word: str, turn: int, dice: Dice) -> str:
    return word if turn % EVERY else edit(word, dice)


def edit(word: str, dice: Dice) -> str:
    """The word with one random edit: two neighbours swapped, a letter dropped, inserted or replaced."""
    edits = tuple(_edits(word, dice))
    return edits[dice.throw(len(edits))]


def _edits(word: str, dice: Dice) -> Iterator[str]:
    """One candidate of each sort that really changes the word."""
    swappable = [at for at in range(len(word) - 1) if word[at] != word[at + 1]]
    if swappable:
        at = swappable[dice.throw(len(swappable))]
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    at = dice.throw(len(word))
    yield word[:at] + word[at + 1 :]
    at = dice.throw(len(word) + 1)
    yield word[:at] + _letter(dice) + word[at:]
    at = dice.throw(len(word))
    yield word[:at] + _letter(dice, other_than=word[at].lower()) + word[at + 1 :]


def _letter(dice: Dice, other_than: str = "") -> str:
    letters = [letter for letter in ascii_lowercase if letter != other_than]
    return letters[dice.throw(len(letters))]
