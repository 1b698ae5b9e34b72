"""Probes: a sheet's own questions with one thing changed, so that they ask for something else."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from itertools import chain, zip_longest
from typing import Final, NamedTuple, TypeVar

from bot.domain.briefing import Briefing
from bot.domain.check.things_asked_about import Place, Thing, asks_twice, names, numbers
from bot.domain.sheet import Fact
from bot.matching import english
from bot.matching.analysis import words
from bot.matching.answer_kinds import AnswerKind, asked_kind, news, told
from bot.matching.interrogatives import QUESTION_WORDS
from bot.matching.polarity import stems

T = TypeVar("T")
# A question for a yes is answered by the fact as it is, whatever it takes for granted.
_ASKING = re.compile(rf"\W*(?:{'|'.join(QUESTION_WORDS)})\b", re.IGNORECASE)
_OPENING = re.compile(r"(?:When|Where|Why)(?= )")
_OPENINGS = {
    "When": AnswerKind.DATE,
    "Where": AnswerKind.PLACE,
    "Why": AnswerKind.REASON,
}
_TRIED = 12  # things of a sort, until one is found that the fact does not speak of


class Swap(StrEnum):
    """What is changed in a question."""

    NAME = "another name"
    NUMBER = "another number"
    OPPOSITE = "the opposite"
    KIND = "another kind of answer"


_FINDERS: Final = {Swap.NAME: names, Swap.NUMBER: numbers}


@dataclass(frozen=True, slots=True)
class Probe:
    """Nearly a fact's own question; only a fact that mentions what was put in may answer it.

    `put_in` holds the ways to say it or, for another kind of answer, the kind.
    """

    fact: str
    text: str
    swap: Swap
    put_in: tuple[str, ...]
    kind: AnswerKind | None = None


def probes(briefing: Briefing, most: int) -> tuple[Probe, ...]:
    """A limited number: every fact's first probe before any second one, and always the same ones."""
    maker = _Maker(briefing)
    lists = [tuple(maker.of(fact, at)) for at, fact in enumerate(briefing.sheet.facts)]
    rounds = chain.from_iterable(zip_longest(*lists))
    return tuple([probe for probe in rounds if probe is not None][:most])


def is_falsely_answered(probe: Probe, fact: str, briefing: Briefing) -> bool:
    """Whether the fact that was given does not mention what the probe asks for."""
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
    """Knows everything in a sheet that could be put into its questions."""

    briefing: Briefing

    def of(self, fact: Fact, turn: int) -> Iterator[Probe]:
        """The probes of one fact; `turn` varies what is put in from fact to fact."""
        question = fact.question
        if not _ASKING.match(question):
            return
        said = stems(words(_said_by(self.briefing, fact.id)))
        yield from self._swapped(fact, Swap.NAME, self._rotated(self._names, turn), said)
        yield from self._swapped(fact, Swap.NUMBER, self._rotated(self._numbers, turn), said)
        if not asks_twice(question):  # one half turned round asks for what the other half tells
            yield from _reversed(fact, said)
            yield from self._other_kind(fact, turn)

    def _swapped(
        self, fact: Fact, swap: Swap, pool: Sequence[Thing], said: frozenset[str]
    ) -> Iterator[Probe]:
        """Swap the last thing of a kind: what comes last is most what the question is about."""
        found = tuple(_FINDERS[swap](fact.question))
        for other in pool if found else ():
            ways, (start, end) = self._ways(other.text), found[-1].span
            is_said = stems(words(other.text)) & said or any(stems(words(way)) <= said for way in ways)
            if not is_said and other.stands_like(found[-1]):
                text = f"{fact.question[:start]}{other.text}{fact.question[end:]}"
                yield Probe(fact.id, text, swap, ways)
                return

    def _other_kind(self, fact: Fact, turn: int) -> Iterator[Probe]:
        """Change the question word to a kind that the fact neither tells nor is asked for."""
        opening = _OPENING.match(fact.question)
        asked = {asked_kind(way) for way in self.briefing.sheet.phrasings(fact)}
        text = _told_by(self.briefing, fact.id)
        others = tuple(asked_otherwise(fact.question)) if opening else ()
        for word in self._rotated(others, turn) if opening else ():
            kind, other = _OPENINGS[word], f"{word}{fact.question[opening.end() :]}" if opening else ""
            if kind not in asked and asked_kind(other) is kind and not told(kind, text):
                yield Probe(fact.id, other, Swap.KIND, (word,), kind)
                return

    def _ways(self, text: str) -> tuple[str, ...]:
        groups = self._groups.get(text.lower(), ())
        return (text, *groups)

    @staticmethod
    def _rotated(pool: Sequence[T], turn: int) -> Sequence[T]:
        return [pool[(turn + further) % len(pool)] for further in range(min(_TRIED, len(pool)))]

    @cached_property
    def _groups(self) -> Mapping[str, tuple[str, ...]]:
        return {member.lower(): group for group in self.briefing.sheet.vocabulary for member in group}

    @cached_property
    def _names(self) -> tuple[Thing, ...]:
        return _pool(names, self._asked)

    @cached_property
    def _numbers(self) -> tuple[Thing, ...]:
        return _pool(numbers, self._asked)

    @property
    def _asked(self) -> Iterator[str]:
        return (way for fact in self.briefing.sheet.facts for way in fact.phrasings)


def _pool(found: Callable[[str], Iterator[Thing]], texts: Iterable[str]) -> tuple[Thing, ...]:
    """Each thing once, with all the places where it stands."""
    places: dict[str, set[Place]] = {}
    for thing in (thing for text in texts for thing in found(text)):
        places.setdefault(thing.text, set()).update(thing.places)
    return tuple(Thing(text, (0, 0), frozenset(places[text])) for text in sorted(places))


def _reversed(fact: Fact, said: frozenset[str]) -> Iterator[Probe]:
    """The first opposite of the question that the fact does not tell."""
    for text, ways in turned(fact.question):
        if not any(stems((way,)) & said for way in ways):
            yield Probe(fact.id, text, Swap.OPPOSITE, ways)
            return


class _Turning(NamedTuple):
    """Where a question can be turned, what stands instead, and the words of a text that speaks of that."""

    pattern: re.Pattern[str]
    instead: str
    words: tuple[str, ...]


def turned(question: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The question's opposites, each with the words that would tell of it."""
    for turning in _turnings():
        found = turning.pattern.search(question)
        if found:
            text = f"{question[: found.start()]}{found.expand(turning.instead)}{_spaced(found[0])}"
            text += question[found.end() :]
            yield text[:1].upper() + text[1:], turning.words


def asked_otherwise(question: str) -> Iterator[str]:
    """The other question words that the question could begin with."""
    return (word for pattern, word in _others() if pattern.search(question))


@cache
def _others() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), word) for pattern, word in english.asked_otherwise())


def _spaced(replaced: str) -> str:
    return " " if replaced.endswith(" ") else ""


@cache
def _turnings() -> tuple[_Turning, ...]:
    return tuple(
        _Turning(re.compile(pattern, re.IGNORECASE), instead, tuple(words.split()))
        for pattern, instead, words in english.turned_questions()
    )
