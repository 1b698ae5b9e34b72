"""How English asks: question words, auxiliaries before their subject, and tags that ask for a yes."""

import re
from functools import cache

from bot.matching import english

QUESTION_WORDS = ("who", "whom", "whose", "what", "when", "where", "why", "which", "how")
_AUXILIARY = "(?:is|was|are|were|do|does|did|has|have|had|will|would|can|could|should)"
_CONTRACTED = (
    "(?:is|was|are|were|do|does|did|has|have|had|will|would|ca|could|should|wo)n['’]?t"  # isn't, dont
)
_BEGINNING = re.compile(
    rf"\W*(?:(?:so|and|but|or|ok|okay|well|then|also)\W+)*{_AUXILIARY}(?:n['’]?t)?\b", re.IGNORECASE
)
# `Was it …`, `did they …`: a statement to be confirmed or put right.
_VERIFYING = re.compile(rf"\W*(?:so\s+|and\s+|but\s+)?{_AUXILIARY}\b", re.IGNORECASE)
# `…, didn't they?` and `… or nah` ask for agreement; their negation denies nothing.
_TAG = re.compile(
    rf"(?<![\s,;.-])[\s,;.-]+(?:{_CONTRACTED}\s+(?:it|they|he|she|there|that|we|you)"
    rf"|{_AUXILIARY}\s+(?:it|they|he|she|we|you)\s+not"
    r"|or\s+(?:not|nah|no)|no|nah|right|correct|true|yes|innit)\s*[?!.]*\s*$",
    re.IGNORECASE,
)
# `Does the text bear that out?`, `Is it so?` after a statement ask for no more than a yes either.
_CONFIRM = re.compile(
    r"[.!?;,:…-]\s*(?:and\s+|so\s+)?(?:(?:is|was)\s+(?:that|this|it)(?:\s+(?:really|actually))?"
    r"\s+(?:right|true|so|correct|accurate|the\s+case)|(?:does|can|could|would)\s+(?:the|this|your)"
    r"\s+(?:text|article|briefing|document|source|paper|report|piece|page)"
    r"\s+(?:say\s+so|agree|(?:confirm|support|bear|back)\s+(?:that|this|it)(?:\s+(?:out|up))?))\s*[?!.]*\s*$",
    re.IGNORECASE,
)


@cache
def asking_words() -> frozenset[str]:
    """Words that open a question, in all their spellings but single letters."""
    spelled = (word for word, meaning in english.aliases().items() if meaning in QUESTION_WORDS)
    return frozenset((*QUESTION_WORDS, *(word for word in spelled if len(word) > 1)))


@cache
def asking_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(asking_words()))})\b", re.IGNORECASE)


def begins_asking(clause: str) -> bool:
    """Whether an auxiliary opens it: `is it`, `ok so can you`."""
    return bool(_BEGINNING.match(clause))


def opens_question(clause: str) -> bool:
    """Whether a clause begins as a question does, or has a question word anywhere."""
    return begins_asking(clause) or bool(asking_pattern().search(clause))


def expects_yes(word: str) -> bool:
    """`Isn't it …`, `don't you …` expect a yes and deny nothing."""
    return bool(re.fullmatch(_CONTRACTED, word))


def without_confirmation(text: str) -> str:
    """The statement alone, where a text asks whether that is so."""
    return _CONFIRM.sub("", text)


def without_tag(text: str) -> str:
    return _TAG.sub("", text)


def asks_for_yes(text: str) -> bool:
    """Whether it begins as a question for a yes does; one that only ends so is told by what is left out."""
    return bool(_VERIFYING.match(text))
