"""What curators read about a gap."""

from bot.domain.answering import Thresholds, decide
from bot.domain.briefing import Briefing
from bot.matching.results import Conflict, ConflictKind, Match, Ranking
from bot.services.gaps import Gap, NearMiss
from bot.sheets.sheet_text import LearnedWays
from bot.ui.texts import gaps as texts
from bot.ui.texts.language import speaking
from tests.database.samples import NOON


def test_ways_of_asking_come_with_the_question_of_their_fact(briefing: Briefing) -> None:
    told = texts.closing(LearnedWays("first-lit", ("the year it was lit",)), briefing)

    assert told.startswith("If they mean first-lit, “When was the lighthouse first lit?”")


def test_where_no_fact_comes_near_that_is_told(briefing: Briefing) -> None:
    assert texts.nearest(None, briefing) == "No fact comes close."


def test_what_was_chosen_is_told_while_the_sheet_has_it(briefing: Briefing) -> None:
    gap = Gap("key", ("q",), 3, 3, 0, NOON, NOON, taken=(("gone", 5), ("lamp-height", 2), ("visitors", 1)))

    assert texts.chosen(gap, briefing) == ("Chosen 2 times from what was offered: lamp-height",)


def test_a_disliked_answer_is_not_told_as_a_near_miss(briefing: Briefing) -> None:
    match = Match("first-lit", 90.0, "When was the lighthouse first lit?")

    assert "somebody disliked" in texts.nearest(NearMiss(match, ()), briefing)


def test_what_stood_in_the_way_is_told_by_its_figures_and_words(briefing: Briefing) -> None:
    conflicts = (Conflict(ConflictKind.NAME, "paris"), Conflict(ConflictKind.NUMBER, "7"))
    match = Match("first-lit", 8.0, "When was the lighthouse first lit?", conflicts=conflicts)
    asked = Match("architect", 40.0, "Who built the lighthouse?")
    answer = decide(Ranking((asked, match)), briefing.open_questions, Thresholds())
    failed = tuple(gate for gate in answer.gates if not gate.passed)
    near = NearMiss(match, failed)

    assert texts.nearest(near, briefing).endswith(f" ({'; '.join(map(str, failed))})")
    assert len(failed) == 3
    with speaking("de"):
        assert texts.nearest(near, briefing).endswith(
            "(Sicherheit: 8, nötig 70; Widerspruch: Name: paris, Zahl: 7; offene Frage: architect mit 40)"
        )
