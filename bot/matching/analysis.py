"""Text as the matcher sees it: folded characters, words and stems, the same for sheet and question."""

import re
import unicodedata
from collections.abc import Callable

import Stemmer

from bot.matching.numbers import join_numbers, number

# Letters, with apostrophes inside; numbers, with their decimals and ordinal endings.
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:st|nd|rd|th)\b|\d+(?:[.,:]\d+)*")
_CHAT = re.compile(r"\b(?:b4|4ever|gr8|l8r|m8|2day|2nite|2moro)\b")
_CHAT_WORDS = {
    "b4": "before", "4ever": "forever", "gr8": "great", "l8r": "later", "m8": "mate",
    "2day": "today", "2nite": "tonight", "2moro": "tomorrow",
}  # fmt: skip
_DIGIT = re.compile(r"\d")
# `10k` is ten thousand; `5m` may be five metres, but not of money.
_SHORT_SCALES = {"k": "thousand", "m": "million", "b": "billion"}
_SHORT_SCALE = re.compile(r"(\d)(k)\b|([$£€¥]\s?\d[\d.,]*)\s?([kmb])\b")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_COUNTRY = re.compile(r"\bUS\b")
_CAPITAL_INSIDE = re.compile(r"(?<=[\w,;:’')] )[A-ZÀ-ÖØ-Þ][\w’']*")
_SHOUTED = 0.5
_BRITISH = (("isation", "ization"), ("ised", "ized"), ("ises", "izes"), ("ising", "izing"), ("ise", "ize"))
_BRITISH_SHORTEST = 7
_TYPOGRAPHIC = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "＇": "'", "\u00ad": None})


def fold(text: str) -> str:
    """Compatibility forms, accents and case folded away; `U.S.` and the upper-case `US` become `usa`.

    Idempotent, and total on any text.
    """
    if not text.isascii() or "`" in text:
        text = unicodedata.normalize("NFC", text).translate(_TYPOGRAPHIC)
    if "." in text:
        text = _INITIALS.sub(_join_initials, text)
    if "US" in text:
        text = _COUNTRY.sub("USA", text)
    return text.lower() if text.isascii() else _strip_marks(_strip_marks(text).casefold())


def words(text: str) -> list[str]:
    """The words and numbers of a text, folded, in order; a number of several words is one."""
    folded = fold(text)
    if _DIGIT.search(folded):
        folded = _CHAT.sub(lambda match: _CHAT_WORDS[match.group()], folded)
        folded = _SHORT_SCALE.sub(_spell_scale, folded)
    return join_numbers(_WORD.findall(folded))


def numbers(text: str) -> frozenset[str]:
    """Every number of a text once, as digits."""
    return frozenset(found for word in words(text) if (found := number(word)) is not None)


def bare(word: str) -> str:
    """A word without what an apostrophe joins to it: `what's` is `what`."""
    return word.split("'", 1)[0]


def capitalised(text: str) -> frozenset[str]:
    """The words that a text writes with a capital inside a sentence, folded; none where most are."""
    found = [word for match in _CAPITAL_INSIDE.findall(text) for word in words(match)]
    return frozenset() if len(found) > _SHOUTED * len(words(text)) else frozenset(found)


def stemmer() -> Callable[[str], str]:
    """What reduces a word to its stem (Snowball), British -ise and American -ize to the same one."""
    stem: Callable[[str], str] = Stemmer.Stemmer("english").stemWord
    return lambda word: stem(_american(word))


def _spell_scale(match: re.Match[str]) -> str:
    figure, scale = match[1] or match[3], match[2] or match[4]
    return f"{figure} {_SHORT_SCALES[scale]}"


def _join_initials(match: re.Match[str]) -> str:
    joined = match.group().replace(".", "")
    return "USA" if joined.lower() == "us" else joined


def _strip_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).translate(_TYPOGRAPHIC)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _american(word: str) -> str:
    if len(word) < _BRITISH_SHORTEST:
        return word
    for british, american in _BRITISH:
        if word.endswith(british):
            return word[: -len(british)] + american
    return word
