"""Probes: a sheet's own questions with one thing changed that turns what they ask for into something else."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import chain, zip_longest

from bot.domain.briefing import Briefing
from bot.domain.sheet import Fact
from bot.matching import english
from bot.matching.analysis import words
from bot.matching.answer_kinds import AnswerKind, asked_kind, news, told
from bot.matching.polarity import stems

# A question for a yes is answered by the fact as it is, whatever it takes for granted.
_ASKING = re.compile(r"\W*(?:who|whom|whose|what|when|where|why|which|how)\b", re.IGNORECASE)
_INSIDE = re.compile(r"(?<=[\w,;’'] )[A-Z][\w.-]+\w(?: (?:[A-Z][\w.-]*\w|\d+))*(?!['’])\b")
_NUMBER = re.compile(r"(?<![\w.-])\d+(?:[.,:]\d+)*(?![\w-])")
_WORD = re.compile(r"(?<!\bhow )[a-z]{3,}", re.IGNORECASE)  # no particle, and no measure: how long
_OPENING = re.compile(r"(When|Where|Why)(?= (?:is|was|are|were|does|do|did|will|has|have|had|can|could)\b)")
_OPENINGS = {
    "When": AnswerKind.DATE,
    "Where": AnswerKind.PLACE,
    "Why": AnswerKind.REASON,
}
_ENDINGS = ("", "s", "d", "ed")
_DOUBLING = re.compile(r"^[^aeiou]*[aeiou][bdgmnprt]$")  # ban, banned
_TRIED = 12  # things of a sort, until one is found that the fact does not speak of


class Swap(StrEnum):
    """What is changed in a question."""

    NAME = "another name"
    NUMBER = "another number"
    OPPOSITE = "the opposite"
    KIND = "another kind of answer"


@dataclass(frozen=True, slots=True)
class Probe:
    """A question that is nearly a fact's own; only a fact that speaks of what was put in may answer it.

    `put_in` holds the ways to say it; for another kind of answer, the kind.
    """

    fact: str
    text: str
    swap: Swap
    put_in: tuple[str, ...]
    kind: AnswerKind | None = None


def probes(briefing: Briefing, most: int) -> tuple[Probe, ...]:
    """At most so many, every fact's first before any other's second; the same ones every time."""
    maker = _Maker(briefing)
    lists = [tuple(maker.of(fact, at)) for at, fact in enumerate(briefing.sheet.facts)]
    rounds = chain.from_iterable(zip_longest(*lists))
    return tuple([probe for probe in rounds if probe is not None][:most])


def is_falsely_answered(probe: Probe, fact: str, briefing: Briefing) -> bool:
    """Whether a fact that is given does not speak of what the probe asks for."""
    if probe.kind is not None:
        text = _told_by(briefing, fact)
        return not news(probe.kind, told(probe.kind, text), probe.text)
    said = stems(words(_said_by(briefing, fact)))
    return not any(stems(words(way)) <= said for way in probe.put_in)


def _told_by(briefing: Briefing, name: str) -> str:
    fact = briefing.facts[name]
    return " ".join((fact.answer, *(quote.text for quote in fact.quotes)))


def _said_by(briefing: Briefing, name: str) -> str:
    return "\n".join((_told_by(briefing, name), *briefing.sheet.phrasings(briefing.facts[name])))


@dataclass(frozen=True)
class _Maker:
    """Knows what a whole sheet has to put into its questions."""

    briefing: Briefing

    def of(self, fact: Fact, turn: int) -> Iterator[Probe]:
        """The probes of one fact; `turn` makes that facts are given different things."""
        question = fact.question
        if not _ASKING.match(question):
            return
        said = stems(words(_said_by(self.briefing, fact.id)))
        yield from self._swapped(fact, Swap.NAME, _INSIDE, self._rotated(self._names, turn), said)
        yield from self._swapped(fact, Swap.NUMBER, _NUMBER, self._rotated(self._numbers, turn), said)
        yield from _reversed(fact, said)
        yield from self._other_kind(fact, turn)

    def _swapped(
        self, fact: Fact, swap: Swap, pattern: re.Pattern[str], pool: Sequence[str], said: frozenset[str]
    ) -> Iterator[Probe]:
        """The last thing of a sort in the question: what comes last is most what it is about."""
        found = [match for match in pattern.finditer(fact.question) if match.group() not in english.aliases()]
        for other in pool if found else ():
            ways = self._ways(other)
            if swap is Swap.NUMBER and len(other) != len(found[-1].group()):
                continue
            if not (stems(words(other)) & said or any(stems(words(way)) <= said for way in ways)):
                start, end = found[-1].span()
                text = f"{fact.question[:start]}{other}{fact.question[end:]}"
                yield Probe(fact.id, text, swap, ways)
                return

    def _other_kind(self, fact: Fact, turn: int) -> Iterator[Probe]:
        opening = _OPENING.match(fact.question)
        own = asked_kind(fact.question)
        text = _told_by(self.briefing, fact.id)
        for word in self._rotated(tuple(_OPENINGS), turn) if opening else ():
            kind, other = _OPENINGS[word], f"{word}{fact.question[opening.end() :]}" if opening else ""
            if kind is not own and asked_kind(other) is kind and not told(kind, text):
                yield Probe(fact.id, other, Swap.KIND, (word,), kind)
                return

    def _ways(self, text: str) -> tuple[str, ...]:
        groups = self._groups.get(text.lower(), ())
        return (text, *groups)

    @staticmethod
    def _rotated(pool: Sequence[str], turn: int) -> Sequence[str]:
        at = turn % len(pool) if pool else 0
        return (*pool[at:], *pool[:at])[:_TRIED]

    @cached_property
    def _groups(self) -> Mapping[str, tuple[str, ...]]:
        return {member.lower(): group for group in self.briefing.sheet.vocabulary for member in group}

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """Those that its questions ask about; where there is but one, also those of its answers."""
        asked = self._found(_INSIDE, (fact.question for fact in self.briefing.sheet.facts))
        return asked if len(asked) > 1 else self._found(_INSIDE, self._answers)

    @cached_property
    def _numbers(self) -> tuple[str, ...]:
        asked = self._found(_NUMBER, (fact.question for fact in self.briefing.sheet.facts))
        return asked if len(asked) > 1 else self._found(_NUMBER, self._answers)

    @property
    def _answers(self) -> Iterator[str]:
        return (fact.answer for fact in self.briefing.sheet.facts)

    @staticmethod
    def _found(pattern: re.Pattern[str], texts: Iterator[str]) -> tuple[str, ...]:
        found = {match.group() for text in texts for match in pattern.finditer(text)}
        return tuple(sorted(name for name in found if pattern is _NUMBER or sum(map(str.isalpha, name)) > 2))  # noqa: PLR2004 - U.S.


def _reversed(fact: Fact, said: frozenset[str]) -> Iterator[Probe]:
    """The first word of the question that has an opposite which the fact does not tell."""
    for match in _WORD.finditer(fact.question):
        for other, ways in _opposites(match.group().lower()):
            if not any(stems((way,)) & said for way in ways):
                text = f"{fact.question[: match.start()]}{other}{fact.question[match.end() :]}"
                yield Probe(fact.id, text, Swap.OPPOSITE, ways)
                return


def _opposites(word: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The shortest of the other side in the same form, as far as endings tell, and all words of that side."""
    for one, other in english.opposites():
        for here, there in ((one, other), (other, one)):
            for ending in _ENDINGS:
                if word.endswith(ending) and word.removesuffix(ending) in here:
                    ways = tuple(sorted(there, key=lambda way: (len(way), way)))
                    yield _inflected(ways[0], ending), ways


def _inflected(word: str, ending: str) -> str:
    if ending in {"d", "ed"}:
        doubled = word[-1] if _DOUBLING.search(word) else ""
        return f"{word}d" if word.endswith("e") else f"{word}{doubled}ed"
    return f"{word}{ending}"
