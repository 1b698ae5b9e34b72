"""What each gate and each field is worth: exams with one of them switched off at a time."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

from rich.console import Console
from rich.table import Table

from bot.domain.briefing import Briefing
from bot.domain.exam import ExamQuestion, Grade, examine
from bot.matching import matches
from bot.matching.chatter import ChatterFilter
from bot.matching.matcher import Matcher
from bot.matching.query import QueryParser
from bot.matching.results import Record
from bot.matching.spelling import Speller
from bot.services.asking import ask
from bot.services.snapshot import Snapshot, records, snapshot_of
from bot.sheets.exam_file import read_exams
from bot.sheets.knowledge import load


@dataclass(frozen=True, slots=True)
class Variant:
    """A way to answer with something switched off: how its snapshot is made, and what is patched."""

    name: str
    snapshot: Callable[[], Snapshot]
    patched: Callable[[], AbstractContextManager[object]] = nullcontext


def variants(knowledge: Path) -> Iterator[Variant]:
    briefing = load(knowledge)
    whole = snapshot_of(briefing)
    plain = list(records(briefing))
    first = [Record(r.id, r.phrasings[:1], r.text) for r in plain]
    facts = [record for record in plain if record.id in briefing.facts]

    def indexed(
        chosen: Sequence[Record], vocabulary: Sequence[Sequence[str]] = briefing.sheet.vocabulary
    ) -> Snapshot:
        return replace(whole, matcher=Matcher(chosen, vocabulary))

    yield Variant("everything on", lambda: whole)
    bold = replace(whole.thresholds, answer=0.0)
    yield Variant("without the learned decision", lambda: replace(whole, thresholds=bold))
    yield Variant("without conflicts", lambda: whole, _no_conflicts)
    yield Variant("with neither", lambda: replace(whole, thresholds=bold), _no_conflicts)
    yield Variant("without open questions", lambda: indexed(facts))
    yield Variant("without other phrasings", lambda: indexed(first))
    yield Variant("without answers and quotes", lambda: indexed([replace(r, text="") for r in plain]))
    yield Variant("without the vocabulary", lambda: indexed(plain, ()))
    # A matcher remembers the words it has read, so what changes their reading needs a new one.
    yield Variant(
        "without typo correction", lambda: indexed(plain), lambda: patch.object(Speller, "correct", _nothing)
    )
    yield Variant(
        "without word families and synonyms",
        lambda: indexed(plain),
        lambda: patch.object(QueryParser, "_relatives", _none),
    )
    yield Variant(
        "without asking again",
        lambda: whole,
        lambda: patch.object(ChatterFilter, "strip", lambda _, text: text),
    )
    yield Variant(
        "without same quotes",
        lambda: snapshot_of(replace(briefing)),
        lambda: patch.object(Briefing, "same_quote", {}),
    )


def measure(knowledge: Path, exams: Sequence[Path], console: Console) -> None:
    """Print the share of right, wrong and declined answers of every variant, over all exams together."""
    questions = read_exams(exams)
    table = Table(title=f"{len(questions)} questions of {len(exams)} exams, in %")
    for column in ("variant", "correct", "wrong", "offered", "missed", "declined"):
        table.add_column(column, justify="left" if column == "variant" else "right")
    for variant in variants(knowledge):
        with variant.patched():
            table.add_row(variant.name, *_shares(variant.snapshot(), questions))
    console.print(table)


def _shares(served: Snapshot, questions: Sequence[ExamQuestion]) -> list[str]:
    graded = examine(served.briefing, questions, lambda text: ask(served, text).answer)
    outcomes = [reply.grade for reply in graded]
    answerable = sum(question.answerable for question in questions)
    of = {Grade.DECLINED: len(questions) - answerable}
    columns = (Grade.CORRECT, Grade.WRONG, Grade.OFFERED, Grade.MISSED, Grade.DECLINED)
    return [f"{100 * outcomes.count(each) / max(of.get(each, answerable), 1):.1f}" for each in columns]


def _no_conflicts() -> AbstractContextManager[object]:
    return patch.object(matches, "conflicts", _none)


def _nothing(*_: object) -> None:
    return None


def _none(*_: object, **__: object) -> tuple[()]:
    return ()
