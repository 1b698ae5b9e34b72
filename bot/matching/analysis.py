"""Text as the matcher sees it: folded characters, words and stems, the same for sheet and question."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import pairwise

import Stemmer

from bot.matching.numbers import join_numbers, number

# Letters, with apostrophes inside; numbers, with their decimals and ordinal endings.
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:st|nd|rd|th)\b|\d+(?:[.,:]\d+)*")
# Words whose sign is part of their name: -f, --flag, /command, !command, #channel, @Role, .NET, C++ and C#.
_SIGNED = re.compile(r"(?<![\w/.@#!-])(?:--?|[/!#@.])[^\W\d_][\w-]*|(?<![\w-])[A-Za-z](?:\+\+|#)(?![\w+#])")
_SIGNS = "-/!#@."
# Every text with such a word has this, and it is looked for in a fraction of the time.
_SIGN = re.compile(r"[-/!#@.+](?:[^\W\d_]|\+|(?<=#))")
_CHAT = re.compile(r"\b(?:b4|4ever|gr8|l8r|m8|2day|2nite|2moro)\b")
_CHAT_WORDS = {
    "b4": "before", "4ever": "forever", "gr8": "great", "l8r": "later", "m8": "mate",
    "2day": "today", "2nite": "tonight", "2moro": "tomorrow",
}  # fmt: skip
_LETTER = 1
_DIGIT = re.compile(r"\d")
# `10k` is ten thousand; `5m` may be five metres, but not of money.
_SHORT_SCALES = {"k": "thousand", "m": "million", "b": "billion"}
_SHORT_SCALE = re.compile(r"(\d)(k)\b|([$£€¥]\s?\d[\d.,]*)\s?([kmb])\b")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_COUNTRY_NAME = "US"
_COUNTRY = re.compile(rf"\b{_COUNTRY_NAME}\b")
_CAPITAL_INSIDE = re.compile(r"(?<=[\w,;:’')] )[A-ZÀ-ÖØ-Þ][\w’']*")
_SHOUTED = 0.5
_BRITISH = (("isation", "ization"), ("ised", "ized"), ("ises", "izes"), ("ising", "izing"), ("ise", "ize"))
_BRITISH_SHORTEST = 7
# Nobody sees these: soft hyphens, joiners, marks of direction, variants of an emoji.
_INVISIBLE: dict[int, str | None] = dict.fromkeys((
    0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10), 0xFEFF,
))  # fmt: skip
_TYPOGRAPHIC = _INVISIBLE | {ord(quote): "'" for quote in "’‘ʼ`´＇"}
# What a person sees as an emoji, a name or a time: https://discord.com/developers/docs/reference#message-formatting
_MARKUP = re.compile(r"<a?:\w+:\d+>|<t:-?\d+(?::\w)?>|<(?:@[!&]?|#)\d+>|<id:\w+>|</([^<>:]+):\d+>")
# Further in, it may be what a question is about: `who may use @everyone`.
_CALL = re.compile(r"\s*(?:@(?:everyone|here)\b[\s,:;!.-]*)+(?=\S)", re.IGNORECASE)
_LINK = re.compile(r"https?://[^\s<>()]+", re.IGNORECASE)
# Scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese.
_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+)"
)


def fold(text: str) -> str:
    """Compatibility forms, accents and case folded away; `U.S.` and the upper-case `US` become `usa`.

    Idempotent, and total on any text.
    """
    if not text.isascii() or "`" in text:
        text = unicodedata.normalize("NFC", text).translate(_TYPOGRAPHIC)
    if "." in text:
        text = _INITIALS.sub(_join_initials, text)
    if _COUNTRY_NAME in text:
        text = _COUNTRY.sub("USA", text)
    return text.lower() if text.isascii() else _strip_marks(_strip_marks(text).casefold())


def words(text: str) -> list[str]:
    """The words and numbers of a text, folded, in order; a signed word precedes the words in it."""
    if text.isalpha() and text.isascii() and text != _COUNTRY_NAME:
        return [text.lower()]
    if not (_SIGN.search(text) and _SIGNED.search(text)):
        return _plain_words(text)
    found, end = list[str](), 0
    for signed in _SIGNED.finditer(text):
        found += _plain_words(text[end : signed.start()])
        found.append(_signed(signed.group()))
        name = signed.group().lstrip(_SIGNS)
        found += _plain_words(name) if _LETTER < len(name) < len(signed.group()) else []
        end = signed.end()
    return found + _plain_words(text[end:])


def is_signed(word: str) -> bool:
    """Whether a sign belongs to a word's name."""
    return not word[0].isalnum() or word[-1] in "+#"


def _plain_words(text: str) -> list[str]:
    """A number of several words is one."""
    folded = fold(text)
    if _DIGIT.search(folded):
        folded = _CHAT.sub(lambda match: _CHAT_WORDS[match.group()], folded)
        folded = _SHORT_SCALE.sub(_spell_scale, folded)
    found = _WORD.findall(folded)
    if not folded.isascii():
        found = [part for word in found for part in _parts(word)]
    return join_numbers(found)


def plain(message: str) -> str:
    """A message as mere text: composed, without invisible characters, links and Discord's markup."""
    if not message.isascii():
        message = unicodedata.normalize("NFC", message).translate(_INVISIBLE)
    if "<" in message:
        message = _MARKUP.sub(lambda match: f"/{match[1]}" if match[1] else " ", message)
    if "://" in message:
        message = _LINK.sub(" ", message).strip()
    call = _CALL.match(message) if "@" in message else None
    return message[call.end() :] if call else message


def has_words(message: str) -> bool:
    """Whether anything is said apart from signs, links and Discord's markup."""
    return bool(words(plain(message)))


def numbers(text: str) -> frozenset[str]:
    """Every number of a text, once, as digits."""
    return numbers_among(words(text))


def numbers_among(words: Iterable[str]) -> frozenset[str]:
    """Every number among some words, once, as digits."""
    return frozenset(found for word in words if (found := number(word)) is not None)


def _signed(word: str) -> str:
    """Case matters when there is only one letter: -f is not -F."""
    return word if word[0] in _SIGNS and len(word.lstrip(_SIGNS)) == _LETTER else fold(word)


def bare(word: str) -> str:
    """A word without what an apostrophe appends: `what's` is `what`."""
    return word.split("'", 1)[0]


def spoken(text: str) -> list[str]:
    """The words of a text, contractions (`what's`, `I'm`) reduced to their first."""
    return [bare(word) for word in words(text)]


def capitalised(text: str) -> frozenset[str]:
    """Words with a capital inside a sentence, folded; none where most words have one."""
    found = [word for match in _CAPITAL_INSIDE.findall(text) for word in words(match)]
    return frozenset() if not found or len(found) > _SHOUTED * len(words(text)) else frozenset(found)


def stemmer() -> Callable[[str], str]:
    """Reduces words to stems (Snowball), British -ise and American -ize to the same one."""
    stem: Callable[[str], str] = Stemmer.Stemmer("english").stemWord
    return lambda word: stem(_american(word))


def _parts(word: str) -> list[str]:
    """A word; of a script without spaces, every two neighbouring characters."""
    if _UNSPACED.search(word) is None:
        return [word]
    runs = [run for part in _UNSPACED.split(word) if (run := part.strip("'"))]
    return [part for run in runs for part in (_bigrams(run) if _UNSPACED.match(run) else [run])]


def _bigrams(run: str) -> list[str]:
    return [first + second for first, second in pairwise(run)] or [run]


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
