"""Text as the matcher sees it: folded characters and words, the same for a sheet and for a question."""

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,:]\d+)*")
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
    return _WORD.findall(fold(text))


def _join_initials(match: re.Match[str]) -> str:
    joined = match.group().replace(".", "")
    return "USA" if joined.lower() == "us" else joined


def _strip_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).translate(_TYPOGRAPHIC)
    return "".join(char for char in decomposed if not unicodedata.combining(char))
