"""Slips of the fingers: what people type instead of a word, and how likely each is.

Two letters in the wrong order come first, then a letter left out, doubled or hit on the key beside its own
(Kernighan, Church and Gale, "A spelling correction program based on a noisy channel model", 1990, by kinds of
edits alone).
"""

from collections.abc import Iterator
from string import ascii_lowercase

# Where each key is: its row, and how far from the left in widths of a key.
_KEYS = {
    letter: (row, at + row / 2)
    for row, letters in enumerate(("qwertyuiop", "asdfghjkl", "zxcvbnm"))
    for at, letter in enumerate(letters)
}
_NEXT_ROW = 0.5  # of a key's width, from one above or below
_TWISTED = -0.1
_UNLIKELY = 0.2
_AT_THE_BEGINNING = 0.5


def doubt(typed: str, meant: str) -> float:
    """How much less likely this slip is than a common one, as a share of an edit."""
    if sorted(typed) == sorted(meant):
        return _TWISTED
    return (_AT_THE_BEGINNING if typed[0] != meant[0] else 0.0) + (
        0.0 if _is_common(typed, meant) else _UNLIKELY
    )


def twists(word: str) -> Iterator[str]:
    """The word with two neighbours changed, the last first: people rarely mistake the beginning."""
    for at in reversed(range(len(word) - 1)):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def slips(typed: str) -> Iterator[str]:
    """Words of which a common slip makes this one; their first letter is right if none changed places."""
    yield from twists(typed)
    for at in range(1, len(typed) + 1):
        left, right = typed[:at], typed[at:]
        yield from (left + letter + right for letter in ascii_lowercase)
        yield from (
            left + letter + right[1:] for letter in ascii_lowercase if right and _beside(letter, right[0])
        )


def _is_common(typed: str, meant: str) -> bool:
    """Whether a letter was left out, doubled, or hit on the key beside it."""
    if len(typed) != len(meant):
        return len(typed) < len(meant) or set(typed) == set(meant)
    return all(_beside(hit, aimed) for hit, aimed in zip(typed, meant, strict=True) if hit != aimed)


def _beside(one: str, other: str) -> bool:
    if one not in _KEYS or other not in _KEYS:
        return False
    (row, left), (other_row, other_left) = _KEYS[one], _KEYS[other]
    rows, keys = abs(row - other_row), abs(left - other_left)
    return keys == 1 if rows == 0 else rows == 1 and keys == _NEXT_ROW
