"""Where a text says the opposite of another: by a word, by a negation, or by must and may."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from bot.domain.check.counterparts import Clause, clauses, counterparts
from bot.matching.analysis import words
from bot.matching.polarity import is_denied, stems, turns

_MUST = re.compile(
    r"\b(must|ha(?:s|ve|d) to|needs? to|required?|requires|compulsory|mandatory|obligatory|shall|should)\b"
)
_MAY = re.compile(
    r"\b(may|(?<!who )(?<!that )can|could|optional(?:ly)?|voluntar(?:y|ily)|free to|welcome to|need not)\b"
)
_BUT = re.compile(
    r"\b(?:except|apart from|other than)\b", re.IGNORECASE
)  # what is left out is denied as well
# A bound, and what lies beyond it.
_ENDS = (
    frozenset(("before", "until", "till", "by", "less", "fewer")),
    frozenset(("after", "later", "more")),
)
_CLOSING = frozenset(("close", "closes", "closing", "shuts"))
_UNTIL = re.compile(
    r"\bopen (?:\S+ ){0,4}?(?:until|till)\b|\d (?:[ap]m )?(?:to|–|-) \d|\d[ap]?m?[–-]\d", re.IGNORECASE
)
Reversal = tuple[str, str]


def reversals(text: str, source: str) -> Iterator[Reversal]:
    """What a text says, such as `“opens”`, and the opposite that its source says."""
    said, told = clauses(text), clauses(source)
    denied = _Denied(_denied_in(said), _denied_in(told))
    excepts = bool(_BUT.search(f"{text} {source}"))
    if bool(_BUT.search(text)) == bool(_BUT.search(source)):
        yield from _turned(text, source, denied)
    for clause, alike in counterparts(said, told):
        if any(other.is_relative != clause.is_relative for other in alike):
            continue
        denials = () if excepts else _contradicted(clause, alike, denied)
        yield from tuple(denials) or _modal(clause, alike)


class _Denied(NamedTuple):
    """The stems that a text negates, and those that its source negates."""

    said: frozenset[str]
    told: frozenset[str]


def _denied_in(all_of: Sequence[Clause]) -> frozenset[str]:
    return frozenset[str]().union(*(clause.denied for clause in all_of))


def _turned(text: str, source: str, denied: _Denied) -> Iterator[Reversal]:
    """Opposites; `closed` is not the opposite of `not open`, nor `closes at six` of `open until six`."""
    spoken, told = words(text), words(source)
    held = stems(told)
    believed = denied.said | (_bounds() if bool(denied.said) != bool(denied.told) else frozenset())
    for turn in turns(spoken):
        opposite = turn.opposite - denied.told
        if turn.turns(held & (opposite | turn.same)) and turn.stem not in believed:
            said = _spelled(turn.stem, spoken)
            other = next((word for word in told if stems([word]) & opposite), "")
            if not (said in _CLOSING and other == "open" and _UNTIL.search(source)):
                yield f"“{said}”", f"say “{other}”" if other else "say the opposite"


@cache
def _bounds() -> frozenset[str]:
    return stems([word for end in _ENDS for word in end])


def _contradicted(clause: Clause, alike: Sequence[Clause], denied: _Denied) -> Iterator[Reversal]:
    """All of a clause is negated here and not there, or the other way round."""
    if any(other.denies == clause.denies or not _deny_the_same(clause, other) for other in alike):
        return
    here, there = stems(clause.words), frozenset[str]().union(*(stems(other.words) for other in alike))
    if clause.denies:
        is_told = any(is_denied(each.words, here) or _has_opposite(each, clause.denied) for each in alike)
        if not is_told and not clause.denied & denied.told:
            yield f"“{clause.text}”", "do not deny it"
        return
    there_denied = _denied_in(alike)
    is_said = is_denied(clause.words, there) or _has_opposite(clause, there_denied)
    if not is_said and not there_denied & denied.said:
        yield f"“{clause.text}”", "deny it"


def _deny_the_same(clause: Clause, other: Clause) -> bool:
    """Whether their denials can be held against each other: `not without` is `with`, `not after` `until`."""
    here, there = frozenset(clause.words), frozenset(other.words)
    is_bound = any(here & one and there & end for one, end in (_ENDS, _ENDS[::-1]))
    return not is_bound and "without" not in here ^ there


def _has_opposite(clause: Clause, denied: frozenset[str]) -> bool:
    """Whether one word says what the other text negates: `closed`, `not open`."""
    return any(turn.opposite & denied for turn in turns(clause.words))


def _modal(clause: Clause, alike: Sequence[Clause]) -> Iterator[Reversal]:
    """`must` against a source's `may`, or the reverse; `only who may` counts as `must`."""
    if any("only" in each.words for each in (clause, *alike)):
        return
    for mine, other in ((_MUST, _MAY), (_MAY, _MUST)):
        said = mine.search(clause.text)
        told = [found for each in alike if (found := other.search(each.text)) and not mine.search(each.text)]
        if said and not other.search(clause.text) and len(told) == len(alike):
            yield f"“{said[0]}”", f"say “{told[0][0]}”"


def _spelled(stem: str, spoken: list[str]) -> str:
    """The word that a stem comes from."""
    return next((word for word in spoken if stem in stems([word])), stem)
