"""A sheet learns from a week's questions what they rightly ask for, and nothing else."""

from datetime import UTC, datetime
from pathlib import Path

from bench.learning import Rehearsed, learn, thinned
from bot.domain.briefing import Briefing
from bot.domain.exam import ExamQuestion
from bot.domain.sheet_state import TaughtWay

NOW = datetime(2025, 4, 9, tzinfo=UTC)
GOLDEN = "golden:\n  - {ask: when was it first lit, fact: first-lit}\n"
LAMP = ExamQuestion(
    q="elevation of what shines up there",
    answerable=True,
    gold=("Its lamp stands 42 metres above the sea",),
    set="all",
)
FERRY = ExamQuestion(q="when does the ferry leave", answerable=False, set="all")


async def test_what_was_asked_in_vain_is_answered_after_a_week(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "golden.yaml").write_text(GOLDEN, encoding="utf-8")
    tried = Rehearsed(golden=tmp_path / "golden.yaml")

    first, second = [mark async for mark in learn(briefing, [[LAMP, FERRY]], [LAMP, FERRY], tried)]

    assert (first.fresh.correct, second.fresh.correct) == (0.0, 100.0)
    assert (second.done.gaps, second.done.proposed + second.done.named, second.done.opened) == (2, 1, 1)
    assert second.fresh.declined == 100.0


def test_a_thinned_sheet_has_few_ways_of_asking_and_all_its_facts(briefing: Briefing) -> None:
    learned = briefing.with_taught(TaughtWay("first-lit", f"way number {n}", None, NOW) for n in range(9))

    young = thinned(learned)

    assert young.facts.keys() == briefing.facts.keys()
    assert young.sheet.learned == {}
    assert all(len(fact.also) <= 5 for fact in young.sheet.facts)
