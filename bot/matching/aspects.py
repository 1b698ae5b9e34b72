"""Aspects: what of a subject a question is about, its price, its date, whether it is allowed.

Who asks what a shower costs and who asks when it is open ask about the same thing, but no one fact answers
both: where many ask for either, a group of questions comes apart.
"""

import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from bot.matching.answer_kinds import AnswerKind, asked_kind

# So many questions of a group, and this share of it, must ask for either side.
_FEWEST, _SHARE = 5, 0.2
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


def by_aspect(
    questions: Sequence[str], labels: NDArray[np.int64], likeness: NDArray[np.float64]
) -> NDArray[np.int64]:
    """The groups, taken apart where enough questions ask for one thing and enough for others.

    Those that do not say go to the side that they are more like.
    """
    aspects = [aspect(question) for question in questions]
    waiting = [np.flatnonzero(labels == label) for label in range(int(labels.max()) + 1)]
    whole: list[NDArray[np.int64]] = []
    while waiting:
        members = waiting.pop()
        wanted = _splitting([aspects[at] for at in members])
        if wanted is None:
            whole.append(members)
            continue
        one = np.array([at for at in members if aspects[at] == wanted])
        other = np.array([at for at in members if aspects[at] not in {wanted, None}])
        nearer = likeness[np.ix_(members, one)].mean(axis=1) > likeness[np.ix_(members, other)].mean(axis=1)
        first = np.isin(members, one) | (nearer & ~np.isin(members, other))
        waiting += [members[first], members[~first]]
    apart = np.zeros_like(labels)
    for label, members in enumerate(whole):
        apart[members] = label
    return apart


def _splitting(aspects: Sequence[Aspect | None]) -> Aspect | None:
    """The commonest aspect that leaves enough questions on both sides."""
    said = Counter(each for each in aspects if each is not None)
    needed = max(_FEWEST, _SHARE * len(aspects))
    fitting = (each for each, times in said.most_common() if needed <= times <= said.total() - needed)
    return next(fitting, None)
