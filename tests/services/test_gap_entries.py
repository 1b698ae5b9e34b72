"""The entries of all gaps of a long log, pasted as they are: they load, are not weak, and answer."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from bot.database.missed_questions import MissedQuestion
from bot.domain.answering import entry_of
from bot.domain.check.linting import lint_entries
from bot.services.asking import ask
from bot.services.gaps import gaps_of, report_on
from bot.services.snapshot import snapshot_of
from bot.sheets.knowledge import read
from bot.sheets.sheet_text import LearnedWays, proposal_text
from tests.database.samples import NOON
from tests.thorough import THOROUGH, some_of

pytestmark = pytest.mark.slow  # forty sheets
TESTS = Path(__file__).parents[1]


def thinned(folder: Path) -> Path:
    """The festival's sheet without every other fact and without its open questions."""
    shutil.copytree(TESTS / "briefings" / "festival" / "seeds", folder / "seeds")
    (folder / "knowledge" / "learned").mkdir(parents=True)
    for file in (TESTS / "briefings" / "festival" / "knowledge").glob("*.yaml"):
        sheet = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - it makes text alone
        sheet.pop("open_questions", None)
        sheet["facts"] = [{**fact, "related": []} for fact in sheet.get("facts", [])[::2]]
        (folder / "knowledge" / file.name).write_text(yaml.safe_dump(sheet, allow_unicode=True), "utf-8")
    return folder / "knowledge"


def asked() -> Iterator[MissedQuestion]:
    log = yaml.load((TESTS / "gaps" / "festival.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - it makes text alone
    groups = some_of(list(log.values()), 2)
    for number, question in enumerate(question for group in groups for question in group):
        at = NOON + timedelta(minutes=number)
        yield MissedQuestion(str(number), question, at, f"user-{number % 97}", disliked=False)


def test_every_entry_passes_as_it_is_and_most_questions_get_it(tmp_path: Path) -> None:
    knowledge = thinned(tmp_path)
    snapshot = snapshot_of(read(knowledge))
    gaps = gaps_of(snapshot, tuple(asked()))
    settled: list[bool] = []
    for gap in some_of(gaps[:20], 6):
        proposal = report_on(snapshot, gap).proposal
        ways = isinstance(proposal, LearnedWays)
        name = proposal.entry_id if isinstance(proposal, LearnedWays) else proposal.id
        pasted = knowledge / ("learned/gap.yaml" if ways else "gap.yaml")
        pasted.write_text(proposal_text(proposal), "utf-8")

        after = snapshot_of(read(knowledge, before=snapshot.reading), before=snapshot)

        assert lint_entries(after.briefing, after.matcher, date(2025, 1, 1), {name}) == ()
        settled += [entry_of(ask(after, question).answer) == name for question in gap.questions]
        pasted.unlink()
    assert len(gaps) >= (30 if THOROUGH else 15)
    assert sum(settled) >= 0.8 * len(settled)
