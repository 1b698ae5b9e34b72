"""Unknown words corrected to the collection's own: near spellings, words run together, and word families.

Candidates come from an index of character trigrams, so that the cost does not grow with the vocabulary;
the distance is Damerau's (optimal string alignment), one edit, or two in words of eight letters and more.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from bot.matching import english
from bot.matching.analysis import bare
from bot.matching.numbers import NUMBER_WORDS
from bot.matching.polarity import PARTICLES, reverses
from bot.matching.slips import doubt, slips, twists

# No English word has the same letter three times in a row.
_RUN = re.compile(r"(.)\1{2,}")
# Of three letters only slips in these are put right: others may as well be a name (`Amy`, not `any`).
_FREQUENT = frozenset((
    "all", "and", "are", "but", "can", "could", "did", "does", "for", "from", "get", "had", "has",
    "have", "her", "his", "how", "many", "much", "now", "our", "say", "she", "that", "the", "their",
    "there", "they", "this", "was", "were", "what", "when", "where", "which", "who", "why", "will",
    "with", "would", "you", "your",
))  # fmt: skip
_SHORTEST_HALF = 2
_SHORTEST = 4
_MIDDLING = 5
_LONG = 8
_REMEMBERED = 10_000
_SHORTLIST = 24
# A family shares its beginning: at least five letters, and about two thirds of the longer word.
_FAMILY_SHORTEST = 5
_FAMILY_PREFIX = 5
_FAMILY_SHARE = 0.65
_FAMILY_LIMIT = 12


@dataclass(frozen=True, slots=True)
class Correction:
    """The words meant, and how far that may be trusted (0 to 1)."""

    words: tuple[str, ...]
    trust: float


class Speller:
    """Knows the spellings of a collection, and the small words of English.

    `commonness` says how often a word occurs there: of two words equally near, the commoner is meant.
    """

    def __init__(self, known: Iterable[str], commonness: Callable[[str], int] = lambda _: 0) -> None:
        self._known = frozenset(known) | _small_words()
        self._commonness = commonness
        # By hash: what people type is not kept, only what it was read as.
        self._memo: dict[int, Correction | None] = {}

    def prepare(self) -> None:
        """Take the words apart now, and those of English, so that nobody has to wait for it later."""
        self.take_apart()
        _everyday().take_apart()

    def take_apart(self) -> None:
        """Make the index that near words are looked up in."""
        self._pieces  # noqa: B018 - made by being looked at

    def knows(self, word: str) -> bool:
        return word in self._known

    def _is_own(self, word: str) -> bool:
        """Whether it is a word of the collection, and none of the small ones."""
        return self.knows(word) and word not in _small_words()

    def is_english(self, word: str) -> bool:
        return word in english.common_words() or word in _small_words()

    def correct(self, word: str) -> Correction | None:
        """What an unknown word most likely means here; None when nothing comes near."""
        word = bare(word)
        if not word.isalpha():
            return None
        if len(word) < _SHORTEST:
            return self._short(word)
        key = hash(word)
        if key not in self._memo:
            if len(self._memo) >= _REMEMBERED:
                self._memo.clear()
            self._memo[key] = (
                self._drawn_out(word) or self._split(word) or self.nearest(word) or self._english(word)
            )
        return self._memo[key]

    def family(self, word: str) -> list[str]:
        """Words of the collection that begin as this one does: `photographer` finds `photograph`."""
        if len(word) < _FAMILY_SHORTEST or not word.isalpha():
            return []
        stem = word[: max(_FAMILY_PREFIX, round(len(word) * _FAMILY_SHARE))]
        first = bisect_left(self._words, stem)
        relatives = []
        for candidate in islice(self._words, first, first + _FAMILY_LIMIT):
            if not candidate.startswith(stem):
                break
            if len(stem) >= len(candidate) * _FAMILY_SHARE and candidate != word:
                relatives.append(candidate)
        return relatives

    def _drawn_out(self, word: str) -> Correction | None:
        """`sooooo` is `so`, and `goood` is `good`."""
        for run in (r"\1\1", r"\1"):
            meant = _RUN.sub(run, word)
            if meant != word and (self.knows(meant) or self.is_english(meant)):
                return Correction((meant,), 0.95)
        return None

    def _split(self, word: str) -> Correction | None:
        """`busstation` is `bus station`, when both halves are words of the collection; a slip is likelier."""
        if any(map(self._is_own, twists(word))):
            return None
        halves = ((word[:cut], word[cut:]) for cut in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1))
        return next((Correction(both, 0.8) for both in halves if self._is_compound(*both)), None)

    def _is_compound(self, left: str, right: str) -> bool:
        """Halves of two letters are the collection's own (`wi-fi`), or a particle behind a verb."""
        if not self._is_own(left) or not self.knows(right):
            return False
        if min(len(left), len(right)) > _SHORTEST_HALF or self._is_own(right):
            return True
        return right in PARTICLES and len(left) >= _SHORTEST

    def _short(self, word: str) -> Correction | None:
        """`thr` is `the`, and `hwo` is `how`."""
        if len(word) < _SHORTEST - 1 or self.is_english(word):
            return None
        meant = list(filter(self._is_own, twists(word)))
        meant += (one for one in slips(word) if one in _FREQUENT)
        best = min(((doubt(word, one), -self._commonness(one), one) for one in meant), default=None)
        return Correction((best[2],), 0.95) if best else None

    def nearest(self, word: str) -> Correction | None:
        """The known word that is fewest edits away; None for words of English."""
        if self.is_english(word):
            return None
        limit = 2 if len(word) >= _LONG else 1
        best: tuple[float, int, str] | None = None
        for candidate in self._candidates(word, limit):
            distance = OSA.distance(word, candidate, score_cutoff=limit)
            if distance <= limit and not reverses(word, candidate):
                key = (distance + doubt(word, candidate), -self._commonness(candidate), candidate)
                best = key if best is None or key < best else best
        if best is None or (best[0] > 1 and len(word) < _MIDDLING):
            return None
        return Correction((best[2],), 0.95 if best[0] <= 1 else 0.8)

    def _english(self, word: str) -> Correction | None:
        """`caling` is `calling`, though the collection only has `call`."""
        return _everyday().nearest(word) if len(word) > _MIDDLING else None

    def _candidates(self, word: str, limit: int) -> Iterable[str]:
        """Words with two letters the other way round, and those that share most trigrams.

        Of a short word a twist leaves hardly a trigram.
        """
        return [*(meant for meant in twists(word) if meant in self._known), *self._alike(word, limit)]

    def _alike(self, word: str, limit: int) -> Iterable[str]:
        found, counts = np.unique(self._pieces.holders(_trigrams(word)), return_counts=True)
        order = np.argsort(-counts, kind="stable")[: _SHORTLIST * limit]
        return [self._words[found[at]] for at in order]

    @cached_property
    def _words(self) -> list[str]:
        return sorted(word for word in self._known if len(word) >= _SHORTEST - 1 and word.isalpha())

    @cached_property
    def _pieces(self) -> "_Pieces":
        return _Pieces.of(tuple(self._words))


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Which words hold which trigrams: the words of all pieces one behind the other, as numbers."""

    keys: NDArray[np.int64]
    starts: NDArray[np.int64]
    words: NDArray[np.int32]

    @classmethod
    @lru_cache(maxsize=3)  # the sheet's and its documents', until a word is changed, and those of English
    def of(cls, vocabulary: tuple[str, ...]) -> "_Pieces":
        lengths = np.array([len(word) + 2 for word in vocabulary])
        letters = np.frombuffer("".join(f"^{word}$" for word in vocabulary).encode("utf-32-le"), "<u4")
        stops = lengths.cumsum()
        inside = np.flatnonzero(~np.isin(np.arange(len(letters)), (stops - 2, stops - 1)))
        nothing = np.zeros(len(vocabulary), np.uint32)
        numbers = np.arange(len(vocabulary), dtype=np.int32)
        keys = np.concatenate((
            _key(letters[inside], letters[inside + 1], letters[inside + 2]),
            _key(letters[stops - lengths], letters[stops - lengths + 1], nothing),
            _key(letters[stops - 2], letters[stops - 1], nothing),
        ))  # fmt: skip
        words = np.concatenate((numbers.repeat(lengths - 2), numbers, numbers))
        order = np.lexsort((words, keys))
        keys, words = keys[order], words[order]
        first = np.append(True, (keys[1:] != keys[:-1]) | (words[1:] != words[:-1]))
        keys, words = keys[first], words[first]
        starts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
        return cls(keys[starts], np.append(starts, len(keys)), words)

    def holders(self, grams: Iterable[str]) -> NDArray[np.int32]:
        """The numbers of the words that hold them, once for each."""
        letters = np.array([[ord(letter) for letter in gram.ljust(3, "\0")] for gram in grams], np.uint32)
        wanted = _key(*letters.T)
        at = self.keys.searchsorted(wanted).clip(max=len(self.keys) - 1)
        lists = [self.words[self.starts[one] : self.starts[one + 1]] for one in at[self.keys[at] == wanted]]
        return np.concatenate([self.words[:0], *lists])


def _key(
    first: NDArray[np.uint32], second: NDArray[np.uint32], third: NDArray[np.uint32]
) -> NDArray[np.int64]:
    """Three letters as one number, of 21 bits each; of two the third is nothing."""
    return (first.astype(np.int64) << 42) | (second.astype(np.int64) << 21) | third.astype(np.int64)


@cache
def _everyday() -> Speller:
    return Speller(english.common_words())


@cache
def _small_words() -> frozenset[str]:
    """Small words of English and of chat; single letters may be anything."""
    lists = (
        english.function_words(),
        english.filler_words(),
        english.negations(),
        english.aliases(),
        NUMBER_WORDS,
    )
    return frozenset(word for words in lists for word in words if len(word) > 1)


def _trigrams(word: str) -> set[str]:
    padded = f"^{word}$"
    return {padded[at : at + 3] for at in range(len(padded) - 2)} | {padded[:2], padded[-2:]}
