"""Passages: how often the documents alone hold what is asked, on briefings with all their facts removed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import process_time

from rich.console import Console
from rich.table import Table

from bot.domain.briefing import Briefing
from bot.domain.exam import ExamQuestion
from bot.domain.quoting import QuoteFinder
from bot.services.asking import ask
from bot.services.searching import FoundPassage
from bot.services.snapshot import Snapshot, snapshot_of
from bot.sheets.exam_file import read_exams
from bot.sheets.knowledge import load

# On these the cutting, the ranking and the rule for showing were chosen; the others only judge.
TUNED_ON = frozenset(("event", "handbook", "news", "product", "report"))
FIRST = 3
FOREIGN = "of other briefings"
UNANSWERABLE = ("off_topic", "chat", "other_subject", "near_miss", "false_premise")


@dataclass
class Figures:
    """How many questions of each kind were asked, and beside how many a passage was shown."""

    name: str
    asked: Counter[str] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)
    found: int = 0
    told: int = 0
    milliseconds: list[float] = field(default_factory=list)

    def share(self, kind: str) -> float:
        return self.shown[kind] / max(self.asked[kind], 1)

    @property
    def recall(self) -> float:
        """Of the answerable questions: a passage that holds a gold span is among the first three."""
        return self.found / max(self.asked["answerable"], 1)

    @property
    def right(self) -> float:
        """Of the answerable questions with a passage beside them: one of them holds a gold span."""
        return self.told / max(self.shown["answerable"], 1)

    def add(self, other: "Figures") -> None:
        self.asked += other.asked
        self.shown += other.shown
        self.found += other.found
        self.told += other.told
        self.milliseconds += other.milliseconds


@dataclass(frozen=True)
class Stage:
    """A briefing without any fact, its exam, and where the gold spans stand."""

    name: str
    snapshot: Snapshot
    questions: Sequence[ExamQuestion]

    @classmethod
    def of(cls, folder: Path) -> "Stage":
        briefing = _without_facts(load(folder / "knowledge"))
        exams = sorted(folder.glob("*.jsonl"))
        return cls(folder.name, snapshot_of(briefing), tuple(read_exams(exams)))

    def measure(self, foreign: Iterable[str]) -> Figures:
        figures, places = Figures(self.name), self._places()
        for question in self.questions:
            started = process_time()
            found = self.snapshot.passages.search(question.question, FIRST)
            figures.milliseconds.append(1000 * (process_time() - started))
            shown = ask(self.snapshot, question.question).passages
            kind = "answerable" if question.answerable else question.kind
            figures.asked[kind] += 1
            figures.shown[kind] += bool(shown)
            if question.answerable:
                figures.found += _hold(found, question.gold, places)
                figures.told += _hold(shown, question.gold, places)
        for text in foreign:
            figures.asked[FOREIGN] += 1
            figures.shown[FOREIGN] += bool(ask(self.snapshot, text).passages)
        return figures

    def _places(self) -> dict[str, list[tuple[str, int, int]]]:
        documents = {name: QuoteFinder(doc.text) for name, doc in self.snapshot.briefing.documents.items()}
        golds = {gold for question in self.questions for gold in question.gold}
        return {
            gold: [(name, s.start, s.end) for name, one in documents.items() for s in one.locate_all(gold)]
            for gold in golds
        }


def _without_facts(briefing: Briefing) -> Briefing:
    """Its documents alone: not even the vocabulary is left."""
    bare: dict[str, object] = {"facts": (), "open_questions": (), "vocabulary": (), "learned": {}}
    return Briefing(briefing.sheet.model_copy(update=bare), briefing.documents, {}, briefing.version)


def _hold(
    found: Iterable[FoundPassage], golds: Iterable[str], places: dict[str, list[tuple[str, int, int]]]
) -> bool:
    """Whether one of the passages holds one of the gold spans from its first to its last character."""
    spots = [spot for gold in golds for spot in places[gold]]
    return any(
        passage.citation.source == source and passage.citation.start <= start and end <= passage.citation.end
        for passage in found
        for source, start, end in spots
    )


def measure(folders: Iterable[Path], strangers: int = 40) -> Iterator[Figures]:
    """Each briefing with its own exam, and some questions that the others answer."""
    stages = [Stage.of(folder) for folder in folders]
    for stage in stages:
        others = [q.question for o in stages if o is not stage for q in o.questions if q.answerable]
        yield stage.measure(others[:: max(len(others) // strangers, 1)] if others else ())


def total(name: str, parts: Iterable[Figures]) -> Figures:
    whole = Figures(name)
    for part in parts:
        whole.add(part)
    return whole


def report(folders: Sequence[Path], console: Console) -> None:
    every = list(measure(folders))
    table = Table("briefing", "answerable", "among 3", "shown", "right of those", title="Without any fact")
    for kind in (*UNANSWERABLE, FOREIGN):
        table.add_column(kind.replace("_", " "), justify="right")
    table.add_column("ms (CPU)", justify="right")
    tuned = total("all it was tuned on", [one for one in every if one.name in TUNED_ON])
    judged = total("all that only judge", [one for one in every if one.name not in TUNED_ON])
    for one in (*every, tuned, judged):
        table.add_row(*_row(one))
    console.print(table)


def _row(one: Figures) -> Iterator[str]:
    yield from (one.name, str(one.asked["answerable"]), f"{one.recall:.1%}")
    yield from (f"{one.share('answerable'):.1%}", f"{one.right:.1%}")
    for kind in (*UNANSWERABLE, FOREIGN):
        yield f"{one.shown[kind]}/{one.asked[kind]}" if one.asked[kind] else "-"
    yield f"{median(one.milliseconds):.2f}" if one.milliseconds else "-"
