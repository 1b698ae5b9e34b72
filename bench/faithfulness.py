"""Answers beside their quotes: how many good ones are doubted, and how many spoiled ones are not."""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from bot.domain.briefing import Briefing
from bot.domain.check.faithfulness import Witness
from bot.domain.sheet import Fact
from bot.matching import english
from bot.matching.calendar_words import DAYS, MONTHS
from bot.sheets.knowledge import load

SHEETS = (Path("knowledge"), *sorted(Path("tests/briefings").glob("*/knowledge")))
_NUMBER = re.compile(r"(?<![\w.,:])\d+(?:[.,:]\d+)*(?!\w)")
_DAY = re.compile(rf"\b(?:{'|'.join(DAYS)})")
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+\b")
_VERB = re.compile(r"\b(?:is|are|was|were|can|must|may|will|has|have|had|should)\b(?! not)")
_NOT = re.compile(r"\b(?:not|no|never) |n[’']t\b")
_MUST = re.compile(r"\bmust\b(?! not)")
_WORD = re.compile(r"\b[a-z]{4,}\b")
Spoil = Callable[[re.Match[str]], Sequence[str]]


@dataclass
class Figures:
    """Facts, those that are doubted as they stand, and by kind how often one was spoiled and noticed."""

    facts: int = 0
    doubted: list[str] = field(default_factory=list)
    spoiled: Counter[str] = field(default_factory=Counter)
    noticed: Counter[str] = field(default_factory=Counter)

    def share(self, kind: str) -> float:
        return self.noticed[kind] / max(self.spoiled[kind], 1)


def measure(briefings: Iterable[Briefing], seed: int = 7) -> Figures:
    """Every answer as it stands; then with one number, day, month, name or word changed, or a not."""
    figures, rng = Figures(), random.Random(seed)
    for briefing in briefings:
        witness, kinds = Witness(briefing), _kinds(briefing)
        for fact in briefing.sheet.facts:
            figures.facts += 1
            if doubts := [doubt.message for doubt in witness.against(fact)]:
                figures.doubted += doubts
                continue
            for kind, answer in _spoiled(fact, kinds, rng):
                figures.spoiled[kind] += 1
                spoiled = fact.model_copy(update={"answer": answer})
                figures.noticed[kind] += any(True for _ in witness.against(spoiled))
    return figures


def _kinds(briefing: Briefing) -> Mapping[str, tuple[re.Pattern[str], Spoil]]:
    """What is looked for in an answer, and what it may become."""
    answers = [fact.answer for fact in briefing.sheet.facts]
    seen = sorted({number for answer in answers for number in _NUMBER.findall(answer)})
    names = sorted({name for answer in answers for name in _NAME.findall(answer)} - {*DAYS, *MONTHS})
    opposites = dict(_opposites())
    return {
        "a number": (_NUMBER, lambda found: [one for one in seen if _is_like(one, found[0])]),
        "two digits": (_NUMBER, lambda found: [_turned(found[0])]),
        "a weekday": (_DAY, lambda _: DAYS),
        "a month": (_MONTH, lambda _: MONTHS),
        "a name": (_NAME, lambda found: names if found[0] in names else ()),
        "a not put in": (_VERB, lambda found: [f"{found[0]} not"]),
        "a not left out": (_NOT, lambda _: [""]),
        "must to may": (_MUST, lambda _: ["may", "need not"]),
        "an opposite": (_WORD, lambda found: opposites.get(found[0], ())),
    }


def _spoiled(
    fact: Fact, kinds: Mapping[str, tuple[re.Pattern[str], Spoil]], rng: random.Random
) -> Iterator[tuple[str, str]]:
    answer = fact.answer
    for kind, (sought, spoil) in kinds.items():
        places = [
            (found, [one for one in spoil(found) if one != found[0] and (not one or one not in answer)])
            for found in sought.finditer(answer)
        ]
        if usable := [(found, others) for found, others in places if others]:
            found, others = rng.choice(usable)
            yield kind, f"{answer[: found.start()]}{rng.choice(others)}{answer[found.end() :]}"


def _is_like(number: str, other: str) -> bool:
    return (":" in number) == (":" in other) and abs(len(number) - len(other)) <= 1


def _turned(number: str) -> str:
    return re.sub(r"(\d)(\D?)(\d)$", r"\3\2\1", number)


def _opposites() -> Iterator[tuple[str, tuple[str, ...]]]:
    for one, other in english.opposites():
        yield from ((word, tuple(other)) for word in one)
        yield from ((word, tuple(one)) for word in other)


@click.command("faithful")
@click.argument("sheets", nargs=-1, type=click.Path(path_type=Path, exists=True))
def faithful_command(sheets: tuple[Path, ...]) -> None:
    """How many answers are doubted beside their quotes, as they stand and with one thing changed."""
    figures = measure(map(load, sheets or SHEETS))
    for message in figures.doubted:
        click.echo(message)
    click.echo(f"{len(figures.doubted)} doubts about {figures.facts:,} facts.")
    for kind, spoiled in figures.spoiled.items():
        click.echo(
            f"{kind}: {figures.noticed[kind]} of {spoiled} noticed ({100 * figures.share(kind):.1f} %)"
        )
