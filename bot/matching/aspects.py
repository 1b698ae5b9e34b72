"""Aspects: what of a subject a question is about, its price, its date, whether it is allowed.

Who asks what a shower costs and who asks when it is open ask about the same thing, but no one fact answers
both.
"""

import re
from enum import StrEnum

from bot.matching.answer_kinds import AnswerKind, asked_kind

_PRICE = re.compile(r"\b(?:costs?|prices?|pays?|paid|expensive|fees?|free|charge[sd]? for)\b", re.IGNORECASE)
_PERMISSION = re.compile(
    r"\b(?:allow(?:ed|s)?|permit\w*|forbid\w*|bann?ed|ban|bring(?:ing)?|policy|rules?|ok to"
    r"|may (?:i|we)|can (?:i|we) (?:bring|take|have|use|make))\b",
    re.IGNORECASE,
)


class Permission(StrEnum):
    """The one thing people ask for that no kind of answer stands for."""

    PERMISSION = "whether it is allowed"


Aspect = AnswerKind | Permission


def aspect(question: str) -> Aspect | None:
    """What a question is about, or None when it does not say."""
    if _PRICE.search(question):
        return AnswerKind.MONEY
    if _PERMISSION.search(question):
        return Permission.PERMISSION
    return asked_kind(question)
