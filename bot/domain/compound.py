"""Messages that ask several things: which answers they get, and in which order."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.domain.answering import Answer, Found, Unknown, Unsure, entry_of, is_settled
from bot.matching.results import Ranking

# Whether a fact shows what another one quotes.
Retells = Callable[[str, str], bool]
# A part says less than the message, so what it finds counts from this score on; below it is offered.
CLEAR = 80.0


class Decided(Protocol):
    """A question's ranking and the answer that it became."""

    @property
    def answer(self) -> Answer: ...
    @property
    def ranking(self) -> Ranking: ...


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Which part leads (None: the whole message), and the parts that are answered after it."""

    leading: int | None = None
    more: tuple[int, ...] = ()


def cautious(answer: Answer) -> Answer:
    """A part's answer, where only a clear find is given; others are merely offered."""
    return doubted(answer) if isinstance(answer, Found) and answer.score < CLEAR else answer


def doubted(answer: Answer) -> Answer:
    """An answer that may be about something else: facts are only offered, open questions not named."""
    match answer:
        case Found(best=best, gates=gates):
            return Unsure((best,), gates)
        case Unknown():
            return replace(answer, open_question=None)
        case _:
            return answer


def beside(answer: Answer, told: Collection[str | None]) -> Answer:
    """A further part's answer without offering what is told already, which may leave nothing to offer."""
    match answer:
        case Unsure(choices=choices):
            return replace(answer, choices=tuple(one for one in choices if one.id not in told))
        case Unknown(nearest=nearest):
            return replace(answer, nearest=tuple(near for near in nearest if near.id not in told))
        case _:
            return answer


def arrange(whole: Decided, parts: Sequence[Decided], retells: Retells) -> Arrangement:
    """Total. No part is dropped: one leads, and the others come after it unless what is told answers them.

    The message stays one question where nothing is settled in its parts, or where it clearly finds a fact
    that answers all of them. What it finds leads as well where its first part finds nothing by itself.
    """
    if not any(is_settled(part.answer) for part in parts) or _is_one(whole, parts, retells):
        return Arrangement()
    leads = isinstance(parts[0].answer, Found) or not isinstance(whole.answer, Found)
    told = _entries(parts[0] if leads else whole)
    more: list[int] = []
    for at, part in enumerate(parts):
        if (at == 0 and leads) or any(_tells(known, part, retells) for known in told):
            continue
        more.append(at)
        told += _entries(part)
    return Arrangement(0 if leads else None, tuple(more))


def _is_one(whole: Decided, parts: Sequence[Decided], retells: Retells) -> bool:
    """Whether what the message clearly finds leaves nothing to add to any of its parts."""
    if not isinstance(whole.answer, Found) or whole.answer.score < CLEAR:
        return False
    fact = whole.answer.best.id
    return all(_tells(fact, part, retells) for part in parts)


def _entries(part: Decided) -> list[str]:
    known = entry_of(part.answer)
    return [] if known is None else [known]


def _tells(known: str, part: Decided, retells: Retells) -> bool:
    """Whether what is told already leaves nothing to add; a part that finds its own fact keeps it."""
    if isinstance(part.answer, Found):
        return _same(known, part.answer.best.id, retells)
    return known == entry_of(part.answer) or _answers(known, part, retells)


def _answers(known: str, part: Decided, retells: Retells) -> bool:
    """It comes clearly near a part that finds nothing, and nothing else has more of its words."""
    matches = part.ranking.matches
    near = (match for match in matches if match.confidence >= CLEAR and _same(known, match.id, retells))
    return any(match.question_coverage >= matches[0].question_coverage for match in near)


def _same(known: str, other: str, retells: Retells) -> bool:
    return known == other or retells(known, other)
