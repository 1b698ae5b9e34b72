"""Exams with and without the encoder, through the whole bot, at several rates of boldness."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.domain.answering import Thresholds
from bot.domain.exam import Grade, GradedReply, examine
from bot.matching.meaning import Meaning
from bot.services.asking import ask
from bot.services.snapshot import Snapshot, snapshot_of
from bot.sheets.exam_file import read_exams
from bot.sheets.knowledge import load

NEAR = frozenset({"near_miss", "other_subject", "false_premise"})
TYPOS = 7
ROOT = Path("tests/fresh_briefings")
SHIPPED, EXAMS, LEARNED_ROUNDS = Path("knowledge"), Path("tests/exams"), 10


@dataclass(frozen=True, slots=True)
class Exam:
    """Questions about one sheet; `curated` leaves its learned ways of asking out."""

    group: str
    knowledge: Path
    files: tuple[Path, ...]
    typos: int | None = None
    curated: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """So many of a number of questions, with Wilson's 95 % interval, in percent."""

    part: int
    whole: int

    def __str__(self) -> str:
        if not self.whole:
            return "-"
        low, high = self.interval
        return f"{100 * self.part / self.whole:.1f} ({low:.1f}-{high:.1f})"

    @property
    def interval(self) -> tuple[float, float]:
        z, n, p = 1.96, self.whole, self.part / self.whole
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        reach = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return 100 * (middle - reach), 100 * (middle + reach)


def exams() -> Iterator[Exam]:
    """What nothing was learned on: fresh rounds, as they are and misspelt, and the last exams."""
    for folder in sorted(ROOT.iterdir()):
        fresh = tuple(sorted(folder.glob("round*.jsonl")))
        yield Exam("fresh rounds", folder / "knowledge", fresh)
        yield Exam("fresh rounds, misspelt", folder / "knowledge", fresh, TYPOS)
    rounds = sorted(EXAMS.glob("round*.jsonl"), key=lambda file: int(file.stem.removeprefix("round")))
    last = tuple(rounds[LEARNED_ROUNDS:])
    yield Exam("shipped sheet, curated ways", SHIPPED, last, curated=True)
    yield Exam("shipped sheet", SHIPPED, last)


def mark(exam: Exam, meaning: Meaning | None, boldnesses: Sequence[float]) -> dict[float, list[GradedReply]]:
    """The replies at each boldness; the sheet is indexed once."""
    briefing = load(exam.knowledge)
    snapshot = snapshot_of(briefing.without_learned() if exam.curated else briefing, meaning=meaning)
    questions = read_exams(exam.files)

    def replies(served: Snapshot) -> list[GradedReply]:
        return list(examine(served.briefing, questions, lambda text: ask(served, text).answer, exam.typos))

    return {bold: replies(replace(snapshot, thresholds=Thresholds(answer=100 - bold))) for bold in boldnesses}


def changed(before: Sequence[GradedReply], after: Sequence[GradedReply]) -> str:
    """How many answerable questions came to be answered correctly, and how many ceased to be."""
    right = [
        (one.grade is Grade.CORRECT, two.grade is Grade.CORRECT)
        for one, two in zip(before, after, strict=True)
    ]
    return f"+{right.count((False, True))} -{right.count((True, False))}"


def shares(graded: Iterable[GradedReply]) -> Mapping[str, Share]:
    """What came of the answerable, of the others, and of the hard ones among these."""
    replies = list(graded)
    can = [one.grade for one in replies if one.question.answerable]
    cannot = [one.grade for one in replies if not one.question.answerable]
    near = [one.grade for one in replies if not one.question.answerable and one.question.kind in NEAR]
    says = {
        grade: Share(can.count(grade), len(can))
        for grade in (Grade.CORRECT, Grade.WRONG, Grade.OFFERED, Grade.MISSED)
    }
    return says | {
        "declined": Share(cannot.count(Grade.DECLINED), len(cannot)),
        "near declined": Share(near.count(Grade.DECLINED), len(near)),
    }
