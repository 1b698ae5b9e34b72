"""What curators read about a gap."""

from bot.domain.briefing import Briefing
from bot.matching.results import Match
from bot.services.gaps import NearMiss
from bot.sheets.proposed import LearnedWays
from bot.ui.texts import gaps as texts


def test_ways_of_asking_come_with_the_question_of_their_fact(briefing: Briefing) -> None:
    told = texts.closing(LearnedWays("first-lit", ("the year it was lit",)), briefing)

    assert told.startswith("If they mean first-lit, “When was the lighthouse first lit?”")


def test_where_no_fact_comes_near_that_is_told(briefing: Briefing) -> None:
    assert texts.nearest(None, briefing) == "No fact comes near it."


def test_a_disliked_answer_is_not_told_as_a_near_miss(briefing: Briefing) -> None:
    match = Match("first-lit", 90.0, "When was the lighthouse first lit?")

    assert "somebody disliked" in texts.nearest(NearMiss(match, ()), briefing)
    assert texts.nearest(NearMiss(match, ("confidence: 8",)), briefing).endswith("(confidence: 8)")
