"""Small talk: a message that asks nothing of a briefing, and whatever the briefing holds gets no fact.

It is small talk when all of it is: words and phrases that people chat with, small words, a sum, emoji;
nothing is left that tells of a subject. What the sheet itself calls by just these words comes first.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, cached_property, lru_cache
from itertools import chain, product

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from bot.matching import english
from bot.matching.analysis import bare, fold, plain, words
from bot.matching.numbers import number

_Phrase = tuple[frozenset[str], ...]
_MOST_WORDS = 40
_REMEMBERED = 1 << 12  # words, at most
# Between the words of a phrase these say nothing.
_PASSED_OVER = frozenset((
    "a", "an", "the", "so", "very", "really", "just", "too", "such", "even", "still", "also", "am",
    "is", "are", "was", "were", "be", "been", "do", "does", "did", "not",
))  # fmt: skip
# Small words that say what is done: between others they ask for something.
_DOING = frozenset((
    "came", "come", "comes", "coming", "gave", "get", "gets", "getting", "give", "given", "gives", "go",
    "goes", "going", "gone", "got", "happen", "happened", "happens", "keep", "keeps", "kept", "made",
    "make", "makes", "making", "occur", "occurred", "occurs", "put", "said", "say", "saying", "says",
    "seem", "seemed", "seems", "take", "takes", "talk", "talked", "talking", "talks", "tell", "tells",
    "told", "took", "tried", "tries", "try", "use", "used", "uses", "using", "went",
))  # fmt: skip
# Beside a phrase these ask for something, unless they are in one (`that's what she said`, `how are you`).
_ASKING = frozenset((
    "he", "she", "they", "him", "her", "them", "his", "hers", "their", "theirs", "who", "whom", "whose",
    "what", "when", "where", "why", "which", "how", "can", "could", "will", "would", "should", "shall",
    "may", "might", "must",
))  # fmt: skip
_EMOTICON = re.compile(
    r"¯\\_\(ツ\)_/¯|(?<!\w)(?:[:;=8xX][-'^o]?[()\[\]DdPpOo03sS/\\|*]+|[()]+[-']?[:;=]|<3+|\^_*\^|[oOtT]_+[oOtT]|-_+-)(?!\w)"
)
_EMOJI = re.compile(r"<a?:\w+:\d+>|[\u2190-\u21ff\u2300-\u2bff\U0001f000-\U0001faff]")
_LAUGHTER = re.compile(
    r"(?:[aeiou]?(?:h[aeiou]+|[jk][aei]+|x[ae]){2,}h?|l+[ou]+l+(?:[ouz]*l*)*z*|lma+o+|ro+fl+|[ah]{3,}|[mhu]{3,}|z{2,}|g+r{2,})"
)
_RUN = re.compile(r"(.)\1+")
_LONG_RUN = re.compile(r"(.)\1{2,}")
_SHORTEST_MISSPELT = 4
_SUM = re.compile(
    r"\d\s*(?:[+*×÷^=%]|[x/-]\s+)\s*\d|\d\s+[-/]\s*\d|\dx\d|\d\s*(?:=|%)|^\W*\d{1,3}\s*-\s*\d{1,3}\W*$"
)
_SUM_WORDS = frozenset((
    "plus", "minus", "times", "divided", "multiplied", "squared", "cubed", "percent", "root", "half",
))  # fmt: skip
_BESIDE_NUMBERS = _SUM_WORDS | {
    "square", "x", "equals", "equal", "calculate", "compute", "solve", "power", "sum",
}  # fmt: skip
_LONGEST_BARE_NUMBER = 2


class SmallTalk:
    """Tells small talk from questions about one briefing.

    `own` are the sheet's ways of asking and vocabulary; `knows` tells whether it has a word.
    """

    def __init__(self, own: Iterable[str], knows: Callable[[str], bool]) -> None:
        self._own = own
        self._knows = knows

    def prepare(self) -> None:
        """Read the sheet's own ways now, so that nobody has to wait for it later."""
        self._keys  # noqa: B018 - made by being looked at

    def bits(self) -> Iterator[Iterable[object]]:
        """Heaps of most of the small values it is made of, as far as they exist."""
        yield vars(self).get("_keys", ())

    def covers(self, message: str) -> bool:
        """Whether a message is nothing but talk, and the sheet has no such way of asking."""
        text = _EMOTICON.sub(" ", plain(message))
        spoken = words(text)
        if not spoken:
            return bool(_EMOJI.search(message) or _EMOTICON.search(message))
        if len(spoken) > _MOST_WORDS or any(map(_is_no_talk, spoken)):
            return False
        return self._is_talk(text, spoken) and not self.is_own(message)

    def is_own(self, message: str) -> bool:
        """Whether a message is, apart from case and punctuation, a way of asking or a word of the sheet."""
        return _key(plain(message)) in self._keys

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(map(_key, self._own))

    def _is_talk(self, text: str, spoken: Sequence[str]) -> bool:
        has_sum = _is_sum(text, spoken)
        meant = []
        for word in spoken:
            digits = number(word) if has_sum or word not in _vocabulary() else None
            if digits is not None and not (
                has_sum or (len(spoken) == 1 and len(digits) <= _LONGEST_BARE_NUMBER)
            ):
                return False
            read = "0" if digits is not None else self._read(word)
            if read is None:
                return False
            meant.append(read)
        return is_covered(meant, has_sum=has_sum)

    def _read(self, word: str) -> str | None:
        """The word of talk that is meant, if any."""
        word = _plain_word(word)
        if word in _vocabulary() or word in _BESIDE_NUMBERS:
            return word
        if _LAUGHTER.fullmatch(word):
            return "haha"
        if word in english.common_words():
            return None
        return None if self._knows(word) else _drawn_out(word) or _respelt(word)


@lru_cache(_REMEMBERED)
def _is_no_talk(word: str) -> bool:
    """Whether it is a common word that no talk has, whatever it stands beside."""
    read = _plain_word(word)
    talk = read in _vocabulary() or read in _BESIDE_NUMBERS or _LAUGHTER.fullmatch(read)
    return read in english.common_words() and not talk and number(word) is None


def is_covered(spoken: Sequence[str], *, has_sum: bool = False) -> bool:
    """Whether words and phrases of talk, with small words between them, account for every word."""
    told = [word for word in spoken if word not in _PASSED_OVER]
    rest = [word for word in told if word not in english.chat_words()]
    if len(rest) <= 1 and all(word in _alone() for word in rest):
        return True
    single = _small_words() | english.chat_words() | (_BESIDE_NUMBERS | {"0"} if has_sum else {"0"})
    return single.issuperset(told) or _has_cover(told, single - _ASKING)


def _has_cover(told: Sequence[str], single: AbstractSet[str]) -> bool:
    reached = {0}
    for at in range(len(told)):
        if at in reached:
            if told[at] in single:
                reached.add(at + 1)
            reached.update(
                at + len(phrase) for phrase in _phrases().get(told[at], ()) if _fits(phrase, told, at)
            )
    return len(told) in reached


def is_empty_word(text: str) -> bool:
    """Whether a text is a single word without content: `now`, `where`, `please`."""
    spoken = words(text)
    return len(spoken) == 1 and _plain_word(spoken[0]) in _small_words() | _DOING | {"please", "pls", "plz"}


def _fits(phrase: _Phrase, told: Sequence[str], at: int) -> bool:
    part = told[at : at + len(phrase)]
    return len(part) == len(phrase) and all(word in place for word, place in zip(part, phrase, strict=True))


def _key(text: str) -> str:
    return " ".join(fold(text).split()).strip(" ?!.,;:…'\"")


def _plain_word(word: str) -> str:
    """`don't` counts as `not`, `what's` as `what`, `u` as `you`."""
    if word.endswith("n't") or (word.endswith("nt") and word in english.negations()):
        return "not"
    return bare(english.aliases().get(word, word) if word not in english.chat_words() else word)


def _is_sum(text: str, spoken: Sequence[str]) -> bool:
    has_sign = _SUM.search(text) is not None or not _SUM_WORDS.isdisjoint(spoken)
    return has_sign and any(number(word) is not None for word in spoken)


@cache
def _small_words() -> frozenset[str]:
    return (english.function_words() | english.negations()) - _DOING


@cache
def _alone() -> frozenset[str]:
    """Words that are talk when alone, and may be a subject in other messages."""
    return _DOING.union(*(phrase[0] for phrase in _expanded() if len(phrase) == 1))


@cache
def _phrases() -> Mapping[str, Sequence[_Phrase]]:
    """The phrases of several words, by what they may begin with."""
    phrases: dict[str, list[_Phrase]] = {}
    for phrase in _expanded():
        for word in phrase[0] if len(phrase) > 1 else ():
            phrases.setdefault(word, []).append(phrase)
    return phrases


@cache
def _expanded() -> Sequence[_Phrase]:
    """Every phrase without words that are skipped, as a set of words for each place."""
    ways = (product(*map(_ways, places)) for places in english.chat_phrases())
    return [tuple(chain.from_iterable(parts)) for parts in chain.from_iterable(ways)]


def _ways(place: Sequence[str]) -> list[_Phrase]:
    """What may fill a place of a phrase: one of several words, a run of words, or nothing."""
    told = {tuple(word for word in way.split("_") if word not in _PASSED_OVER) for way in place}
    single = frozenset(way[0] for way in told if len(way) == 1)
    several = [tuple(frozenset((word,)) for word in way) for way in sorted(told) if len(way) != 1]
    return [(single,), *several] if single else several


@cache
def _vocabulary() -> frozenset[str]:
    ways = (way for phrase in english.chat_phrases() for place in phrase for way in place)
    said = (word for way in ways for word in way.split("_"))
    return frozenset().union(_PASSED_OVER, _DOING, _small_words(), english.chat_words(), said)


@cache
def _squeezed() -> Mapping[str, str]:
    """The words of talk with no letter twice in a row; of small words the longer ones (`iss` is not `is`)."""
    small = {word for word in _small_words() if len(word) >= _SHORTEST_MISSPELT}
    return {_RUN.sub(r"\1", word): word for word in sorted(english.chat_words() | _alone() | small)}


def _drawn_out(word: str) -> str | None:
    """`sooo` is `so`, and `helllo` is `hello`."""
    runs = (_LONG_RUN.sub(run, word) for run in (r"\1\1", r"\1"))
    meant = next((short for short in runs if short != word and short in _vocabulary()), None)
    squeezed = _RUN.sub(r"\1", word)
    return meant or (_squeezed().get(squeezed) if squeezed != word else None)


@cache
def _spellings() -> Mapping[int, Sequence[str]]:
    """The words of talk by their length."""
    by_length: dict[int, list[str]] = {}
    for word in _vocabulary():
        by_length.setdefault(len(word), []).append(word)
    return {length: sorted(words) for length, words in by_length.items() if length >= _SHORTEST_MISSPELT}


def _respelt(word: str) -> str | None:
    """One letter added, dropped or replaced, or two swapped."""
    if len(word) < _SHORTEST_MISSPELT:
        return None
    near = (_spellings().get(len(word) + more, ()) for more in (-1, 0, 1))
    found = (extractOne(word, spellings, scorer=OSA.distance, score_cutoff=1) for spellings in near)
    return min((meant for meant, *_ in filter(None, found)), default=None)
