"""Why a sheet failed its own questions, in sentences: what came, why, and what to do."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, assert_never

from bot.domain.answering import Answer, Chat, Found, Unknown, Unsure
from bot.domain.briefing import Briefing
from bot.domain.check.own_words import telling
from bot.domain.check.probes import Swap
from bot.domain.check.self_test import BrokenPromise, FalseAnswer, Miss, Weak
from bot.matching.analysis import words
from bot.matching.answer_kinds import AnswerKind
from bot.matching.polarity import stems

_NAMED = 2  # failures of a sort; the others are counted
_SUGGESTED = 3
_LISTED = 6
_WORD = re.compile(r"[^\W\d_]{4,}")
_ASKED_FOR: Final = {
    AnswerKind.DATE: "tells no time",
    AnswerKind.PLACE: "tells no place",
    AnswerKind.REASON: "tells no reason",
}


def told_of_promise(broken: BrokenPromise, briefing: Briefing) -> tuple[str, str]:
    """What was expected, what came with which score, and why."""
    question, answer = broken.question, broken.answer
    promised = question.fact or question.open
    expected = f"`{promised}`" if promised else "no answer"
    message = f"“{question.ask}” should get {expected} and gets {_came(answer)}."
    return message, _why(answer, briefing)


def _why(answer: Answer, briefing: Briefing) -> str:
    if isinstance(answer, Found):
        given = briefing.facts[answer.best.id]
        return f"It is most like “{answer.best.phrasing}” of `{given.id}`."
    failed = [f"{gate.name} ({gate.detail})" for gate in answer.gates if not gate.passed]
    if failed:
        return f"What stood in the way: {', '.join(failed)}."
    return "Nothing in the sheet is more like it."


def _came(answer: Answer) -> str:
    score = f" ({answer.score:.0f})"
    match answer:
        case Found(best=best):
            return f"`{best.id}`{score}"
        case Unsure(choices=choices):
            return f"a choice of {', '.join(f'`{choice.id}`' for choice in choices)}{score}"
        case Unknown(open_question=asked) if asked is not None:
            return f"the open question `{asked}`{score}"
        case Unknown():
            return f"no answer{score}"
        case Chat():
            return "small talk"
        case _:
            assert_never(answer)


def told_of_miss(miss: Miss) -> str:
    if miss.is_wrong:
        return f"“{miss.phrasing.text}” gets `{miss.rival}` ({miss.score:.0f})."
    near = f"; `{miss.rival}` comes nearest ({miss.score:.0f})" if miss.rival else ""
    return f"“{miss.phrasing.text}” finds nothing{near}."


def told_of_probe(false: FalseAnswer) -> str:
    return f"“{false.probe.text}” gets `{false.given}` ({false.score:.0f}), which {_lacking(false)}."


def _lacking(false: FalseAnswer) -> str:
    probe = false.probe
    if probe.swap is Swap.KIND and probe.kind is not None:
        return _ASKED_FOR[probe.kind]
    return f"says nothing of “{probe.put_in[0]}”"


def told_of_borrowed(spoken: Sequence[str]) -> str:
    """The only words by which a fact can be asked for."""
    more = ", …" if len(spoken) > _LISTED else ""
    return f"asked for only with: {', '.join(spoken[:_LISTED])}{more}"


@dataclass(frozen=True)
class Adviser:
    """Says what to add to the entries of a sheet."""

    briefing: Briefing

    def told_of(self, weak: Weak) -> tuple[str, str]:
        """Everything that failed with an entry, and what to add."""
        told: list[str] = []
        hints: list[str] = []
        if weak.golden:
            asked = ((one.question.ask, _came(one.answer)) for one in weak.golden)
            told += _some([f"“{question}” must get it and gets {came}" for question, came in asked])
            hints.append("Add those words to its ways of asking.")
        if weak.rivals:
            told += _some([told_of_miss(miss).removesuffix(".") for miss in weak.rivals])
            hints.append(self._apart(weak))
        if weak.false_answers:
            told += _some([told_of_probe(one).removesuffix(".") for one in weak.false_answers])
            hints.append("If people may ask that, add a fact or an open question for it.")
        if weak.alone:
            told.append("none of its ways of asking is found by the others, for they share no words")
            hints.append("Add a way that shares words with two of the others.")
        return f"{'; '.join(told)}.", " ".join(hints)

    def _apart(self, weak: Weak) -> str:
        """What would distinguish it from the entries that came instead."""
        rivals = list(dict.fromkeys(miss.rival for miss in weak.rivals if miss.rival))[:_NAMED]
        others = " and ".join(f"`{rival}`" for rival in rivals)
        own = self._own_words(weak.id, rivals)[:_SUGGESTED]
        such = f", such as {', '.join(f'“{word}”' for word in own)}" if own else ""
        verb = "does" if len(rivals) == 1 else "do"
        return f"Add ways of asking with words that {others} {verb} not have{such}."

    def _own_words(self, name: str, rivals: Iterable[str]) -> list[str]:
        """Words of the answer that neither its own ways of asking nor a rival has; rare ones first."""
        if name not in self.briefing.facts:
            return []
        known = (*self._ways(name), *(said for rival in rivals for said in self._said(rival)))
        said, answer = stems(words(" ".join(known))), self.briefing.facts[name].answer
        tells = frozenset(telling(words(answer)))
        spoken = ((word, words(word)) for word in dict.fromkeys(_WORD.findall(answer)))
        own = [word for word, one in spoken if len(one) == 1 and one[0] in tells and not stems(one) <= said]
        return sorted(own, key=lambda word: self._told[words(word)[0]])

    @cached_property
    def _told(self) -> Counter[str]:
        """How many answers contain each word."""
        return Counter(word for fact in self.briefing.sheet.facts for word in set(words(fact.answer)))

    def _ways(self, name: str) -> tuple[str, ...]:
        entry = self.briefing.entries.get(name)
        return self.briefing.sheet.phrasings(entry) if entry else ()

    def _said(self, name: str) -> Iterator[str]:
        yield from self._ways(name)
        if name in self.briefing.facts:
            yield self.briefing.facts[name].told


def _some(told: list[str]) -> list[str]:
    left = len(told) - _NAMED
    return [*told[:_NAMED], *([f"and {left} more"] if left > 0 else [])]
