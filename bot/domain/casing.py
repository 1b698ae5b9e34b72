"""Which words a document always writes with a capital, and which only at the start of a sentence."""

import re
from dataclasses import dataclass

from bot.domain.briefing import Document
from bot.domain.markdown import unmarked
from bot.matching import english

_SMALL = re.compile(r"(?<![\w@#/.:-])[a-z][\w’'-]*(?![\w@/]|[.:]\w)")  # no part of an address
_CODE = re.compile(r"^ *(```|~~~).*?^ *\1|(`+)[^`\n]+\2", re.MULTILINE | re.DOTALL)  # commands are no prose
_INNER = re.compile(r"(?<=[a-z0-9,;] )[A-Z][\w’'-]*")
_OF_SEVERAL = re.compile(
    r"(?:are|were|have|should|must|may|pay|stay|need|cost|of|for|who|with|and an?"
    r"|and (?!his\b|its\b)[a-z]+s)\b"
)
_PREFIXES = ("in", "non", "over", "pre", "re", "un")
_LONG = 6  # letters of a word that may have one of them
_LONGER = 7  # letters of a verb's form, which names seldom look like: `Cancelling is free`
_ARTICLES = frozenset(("a", "an", "the", "our", "your"))


@dataclass(frozen=True, slots=True)
class Casing:
    """The words that a document writes in lower case, and those with a capital within a sentence."""

    small: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def is_name(self, first: str, following: str, *, several: bool) -> bool:
        """Whether a sentence's first word would have its capital anywhere; not so `Bonfires are …`."""
        first = first.rstrip(",")
        word = first.lower()
        if first.capitalize() == first and word in _ARTICLES:
            return False
        if first[1:] != first[1:].lower() or following[:1].isupper():
            return True
        if word in self.small or first in self.names:
            return word not in self.small
        if word.endswith("s") and (_OF_SEVERAL.match(following) or (several and not following)):
            return False
        return not _is_known(word)

    def lowered(self, text: str, *, several: bool = False) -> str:
        """Without the capital that a word only has at the start of a sentence."""
        first, _, others = text.partition(" ")
        return text if self.is_name(first, others, several=several) else text[:1].lower() + text[1:]


PLAIN = Casing()


def _is_known(word: str) -> bool:
    """Also true of `first-time` and `inactive`, of which a part is known."""
    known = english.common_words() | english.function_words()
    whole, hyphen, _ = word.partition("-")
    if (len(word) > _LONGER and word.endswith(("ing", "ed"))) or (hyphen and whole in _PREFIXES):
        return True
    forms = {whole, *(whole.removeprefix(prefix) for prefix in _PREFIXES if len(whole) > _LONG)}
    return any(form in known or form.removesuffix("s") in known for form in forms)


def casing_of(document: Document) -> Casing:
    """Learned from the document; a word that only headings capitalise is no name."""
    text = unmarked(_CODE.sub(" ", document.text)) if document.markdown else document.text
    return Casing(frozenset(_SMALL.findall(text)), frozenset(_INNER.findall(text)))
