"""Text as the matcher sees it: folded characters and words, the same for a sheet and for a question."""

import re
import unicodedata

# Letters, with apostrophes inside; numbers, with their decimals and ordinal endings.
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:st|nd|rd|th)\b|\d+(?:[.,:]\d+)*")
_CHAT = re.compile(r"\b(?:b4|4ever|gr8|l8r|m8|2day|2nite|2moro)\b")
_CHAT_WORDS = {
    "b4": "before", "4ever": "forever", "gr8": "great", "l8r": "later", "m8": "mate",
    "2day": "today", "2nite": "tonight", "2moro": "tomorrow",
}  # fmt: skip
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_COUNTRY = re.compile(r"\bUS\b")
_TYPOGRAPHIC = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "＇": "'", "\u00ad": None})


def fold(text: str) -> str:
    """Compatibility forms, accents and case folded away; `U.S.` and the upper-case `US` become `usa`.

    Idempotent, and total on any text.
    """
    text = _COUNTRY.sub("USA", _INITIALS.sub(_join_initials, text.translate(_TYPOGRAPHIC)))
    if text.isascii():
        return text.lower()
    return _strip_marks(_strip_marks(text).casefold())


def words(text: str) -> list[str]:
    """The words and numbers of a text, folded, in order."""
    return _WORD.findall(_CHAT.sub(lambda match: _CHAT_WORDS[match.group()], fold(text)))


def _join_initials(match: re.Match[str]) -> str:
    joined = match.group().replace(".", "")
    return "USA" if joined.lower() == "us" else joined


def _strip_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).translate(_TYPOGRAPHIC)
    return "".join(char for char in decomposed if not unicodedata.combining(char))
