"""What failed when a sheet was asked its own questions, in sentences: what came, why, and what to do."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, assert_never

from bot.domain.answering import Answer, Chat, Found, Unknown, Unsure
from bot.domain.briefing import Briefing
from bot.domain.own_words import telling
from bot.domain.probes import Swap
from bot.domain.self_test import BrokenPromise, FalseAnswer, Miss, Weak
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
    """What was expected and what came, with its score; and why."""
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
    """What the only words are that a fact is asked for with."""
    more = ", …" if len(spoken) > _LISTED else ""
    return f"asked for only with: {', '.join(spoken[:_LISTED])}{more}"


def told_of_weak(weak: Weak, briefing: Briefing) -> tuple[str, str]:
    """All that failed with an entry, and what to add."""
    told: list[str] = []
    hints: list[str] = []
    if weak.golden:
        told += _some(
            [f"“{one.question.ask}” must get it and gets {_came(one.answer)}" for one in weak.golden]
        )
        hints.append("Add those words to its ways of asking.")
    if weak.rivals:
        told += _some([told_of_miss(miss).removesuffix(".") for miss in weak.rivals])
        hints.append(_apart(weak, briefing))
    if weak.false_answers:
        told += _some([told_of_probe(one).removesuffix(".") for one in weak.false_answers])
        hints.append("If people may ask that, add a fact or an open question for it.")
    if weak.alone:
        told.append("none of its ways of asking is found by the others, for they share no words")
        hints.append("Add one that shares words with two of them.")
    return f"{'; '.join(told)}.", " ".join(hints)


def _some(told: list[str]) -> list[str]:
    left = len(told) - _NAMED
    return [*told[:_NAMED], *([f"and {left} more"] if left > 0 else [])]


def _apart(weak: Weak, briefing: Briefing) -> str:
    """What would tell it from the entries that came instead."""
    rivals = list(dict.fromkeys(miss.rival for miss in weak.rivals if miss.rival))[:_NAMED]
    others = " and ".join(f"`{rival}`" for rival in rivals)
    own = list(_own_words(weak.id, rivals, briefing))[:_SUGGESTED]
    such = f", such as {', '.join(f'“{word}”' for word in own)}" if own else ""
    verb = "does" if len(rivals) == 1 else "do"
    return f"Add ways of asking with words that {others} {verb} not have{such}."


def _own_words(name: str, rivals: Iterable[str], briefing: Briefing) -> Iterator[str]:
    """What its answer tells and neither its own ways nor a rival says."""
    if name not in briefing.facts:
        return
    said = stems(words(" ".join([*_ways(name, briefing), *(_said(rival, briefing) for rival in rivals)])))
    tells = frozenset(telling(words(briefing.facts[name].answer)))
    for word in dict.fromkeys(_WORD.findall(briefing.facts[name].answer)):
        spoken = words(word)
        if len(spoken) == 1 and spoken[0] in tells and not stems(spoken) <= said:
            yield word


def _ways(name: str, briefing: Briefing) -> tuple[str, ...]:
    entry = briefing.facts.get(name) or briefing.open_questions.get(name)
    return briefing.sheet.phrasings(entry) if entry else ()


def _said(name: str, briefing: Briefing) -> str:
    fact = briefing.facts.get(name)
    return " ".join((*_ways(name, briefing), *((fact.told,) if fact else ())))
