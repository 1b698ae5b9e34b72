"""The whole digest of a day: what is in it, what is not, and why."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.briefing import Briefing
from bot.domain.digest.changes import entries
from bot.domain.digest.digest import EarlierDigests, Edition, compose
from bot.domain.digest.interest import Asked, DayFigures, Week
from bot.domain.digest.label import DigestLabel
from bot.domain.digest.reasons import Why
from bot.domain.digest.rotation import Showing
from bot.domain.sheet import FactSheet

DAY = date(2025, 4, 9)
EDITION = Edition(DigestLabel(DAY, 2))
SILENCE = Week(tuple(DayFigures(DAY - timedelta(days=n), 0, 0) for n in range(7, 0, -1)))


def _past(briefing: Briefing, *shown: str) -> EarlierDigests:
    showings = tuple(Showing(DAY - timedelta(days=len(shown) - n), (fact,)) for n, fact in enumerate(shown))
    return EarlierDigests(showings, entries=entries(briefing.sheet))


def test_the_same_day_and_data_give_the_same_digest(briefing: Briefing) -> None:
    past, asked = _past(briefing, "first-lit"), (Asked("visitors", 3),)

    digests = [compose(EDITION, briefing, past, asked, SILENCE) for _ in range(2)]

    assert digests[0] == digests[1]


def test_the_fact_of_the_day_comes_with_its_citations_and_facts_of_other_topics(briefing: Briefing) -> None:
    digest = compose(EDITION, briefing, _past(briefing, "first-lit"), (), SILENCE)

    assert digest.fact is not None
    assert digest.fact.fact.topic != "history"
    assert digest.fact.citations == briefing.citations[digest.fact.fact.id]
    assert len({briefing.facts[fact].topic for fact in digest.facts}) == len(digest.facts) == 3


def test_a_day_with_news_has_fewer_further_facts_than_a_silent_one(briefing: Briefing) -> None:
    more_topics = tuple(
        fact.model_copy(update={"topic": fact.id, "related": ()}) for fact in briefing.sheet.facts
    )
    sheet = briefing.sheet.model_copy(update={"facts": more_topics})
    varied = replace(briefing, sheet=sheet)

    silent = compose(EDITION, varied, EarlierDigests(), (), SILENCE)
    busy = compose(EDITION, varied, EarlierDigests(), (Asked("visitors", 3),), SILENCE)

    assert len(silent.further) == 3
    assert len(busy.further) == 2


def test_only_what_three_people_asked_is_shown_and_the_rest_is_explained(briefing: Briefing) -> None:
    asked = (Asked("visitors", 3), Asked("lamp-height", 5), Asked("first-lit", 2), Asked("gone", 9))

    digest = compose(EDITION, briefing, EarlierDigests(), asked, SILENCE)

    assert [(item.fact.id, item.askers) for item in digest.favourites] == [
        ("lamp-height", 5),
        ("visitors", 3),
    ]
    reasons = {reason.subject: reason.why for reason in digest.reasons if reason.number}
    assert reasons["first-lit"] is Why.ASKED_BY_FEW
    assert reasons["gone"] is Why.LEFT_THE_SHEET
    assert reasons["visitors"] is Why.ASKED_BY_MANY


def test_no_more_than_three_favourites_are_shown(briefing: Briefing) -> None:
    asked = tuple(Asked(fact, 4) for fact in briefing.facts)

    digest = compose(EDITION, briefing, EarlierDigests(), asked, SILENCE)

    assert [item.fact.id for item in digest.favourites] == sorted(briefing.facts)[:3]
    assert [r.subject for r in digest.reasons if r.why is Why.MORE_ASKED_OTHERS] == [
        sorted(briefing.facts)[3]
    ]


def test_the_first_digest_calls_nothing_new(briefing: Briefing) -> None:
    digest = compose(EDITION, briefing, EarlierDigests(), (), SILENCE)

    assert not digest.changes
    assert Why.NOTHING_TO_COMPARE in {reason.why for reason in digest.reasons}


def test_changes_since_the_last_digest_are_in_it(briefing: Briefing) -> None:
    shorter = briefing.sheet.model_copy(update={"facts": briefing.sheet.facts[1:]})

    digest = compose(EDITION, briefing, EarlierDigests(entries=entries(shorter)), (), SILENCE)

    assert [fact.id for fact in digest.changes.new] == ["first-lit"]
    assert [reason.subject for reason in digest.reasons if reason.why is Why.NEW] == ["first-lit"]


def test_an_empty_sheet_still_makes_a_digest(briefing: Briefing) -> None:
    sheet = FactSheet(title="Soon", sources=briefing.sheet.sources)
    empty = Briefing(sheet, briefing.documents, {}, "0")

    digest = compose(EDITION, empty, EarlierDigests(), (Asked("visitors", 4),), SILENCE)

    assert digest.fact is None
    assert not digest.facts
    assert not digest.favourites
    assert Why.EMPTY_SHEET in {reason.why for reason in digest.reasons}


def test_number_and_lateness_leave_the_content_as_it_is(briefing: Briefing) -> None:
    punctual = compose(EDITION, briefing, EarlierDigests(), (), SILENCE)

    late = compose(Edition(DigestLabel(DAY, 9), timedelta(hours=2)), briefing, EarlierDigests(), (), SILENCE)

    assert late != punctual
    assert replace(late.numbered(punctual.label.number), late=punctual.late) == punctual
    assert punctual.numbered(9).label == late.label


def test_another_fact_is_another_content(briefing: Briefing) -> None:
    one = compose(EDITION, briefing, _past(briefing), (), SILENCE)

    other = compose(EDITION, briefing, _past(briefing, "first-lit"), (), SILENCE)

    assert one.facts != other.facts


def test_a_week_counts_only_when_anything_was_asked(briefing: Briefing) -> None:
    week = Week((DayFigures(DAY, 4, 3), DayFigures(DAY, 6, 6)))

    digest = compose(EDITION, briefing, EarlierDigests(), (), week)

    assert (digest.week.questions, digest.week.answered) == (10, 9)
    assert digest.week
    assert not SILENCE


def test_who_makes_room_is_counted_and_the_first_one_named(briefing: Briefing) -> None:
    digest = compose(EDITION, briefing, _past(briefing, "first-lit"), (), SILENCE)

    rooms = [(reason.subject, reason.number) for reason in digest.reasons if reason.why is Why.MAKES_ROOM]

    assert digest.facts[0] == "visitors"
    assert rooms == [("lamp-height", 1)]
