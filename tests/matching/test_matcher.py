"""The matcher: the same ranking whatever the order of its records, and every match explained."""

import random
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.answering import Found, Thresholds, decide
from bot.matching.analysis import words
from bot.matching.evidence import SIGNALS
from bot.matching.matcher import Matcher
from bot.matching.results import Match, Ranking, Record
from tests.each_row import each_row
from tests.shipped_sheet import shipped_records
from tests.thorough import some_of

VOCABULARY = (("lighthouse", "beacon tower"), ("keeper", "warden", "guard"), ("sea", "ocean", "the deep"))
RECORDS = (
    Record("lit", ("when was the lighthouse lit", "first night of the lamp"), "It was lit on 4 May 1871."),
    Record(
        "height", ("how high is the lamp above the sea", "height of the lamp"), "It stands 42 metres high."
    ),
    Record("brandt", ("who was the first keeper", "what did Ada Brandt say"), "Keeper Ada Brandt said so."),
    Record("visit", ("when does the tower open to visitors", "can I visit the tower"), "It opens in 2031."),
    Record("cost", ("what does a ticket cost", "is the ticket free")),
    Record("closed", ("why is the tower not open on Sundays",), "The keeper rests on Sundays."),
    Record("text", ("what harm was done",), "A storm broke nine windows of the harbour office in winter."),
)
SPOKEN = words(
    "when was the lighthouse lit how high lamp above sea who keeper first Ada Brandt tower open visitors "
    "1871 2031 1872 not never ticket cost free storm harbour windows beacon warden ocean zeppelin Jupiter "
    "lihgthouse kepper pls why is it Sundays what photo"
)
QUESTIONS = st.lists(st.sampled_from(SPOKEN), max_size=9).map(" ".join)


@cache
def matcher() -> Matcher:
    return Matcher(RECORDS, VOCABULARY)


def shuffled(seed: int) -> Matcher:
    dice = random.Random(seed)
    records = [
        Record(one.id, tuple(dice.sample(one.phrasings, len(one.phrasings))), one.text)
        for one in dice.sample(RECORDS, len(RECORDS))
    ]
    return Matcher(records, dice.sample(VOCABULARY, len(VOCABULARY)))


@cache
def shuffles() -> tuple[Matcher, ...]:
    return tuple(shuffled(seed) for seed in range(5))


def told(ranking: Ranking) -> Ranking:
    """All but which of several phrasings stands for its record when they are equally like the question."""
    return replace(ranking, matches=tuple(match._replace(phrasing="") for match in ranking.matches))


@given(QUESTIONS, st.integers(0, 4))
@settings(max_examples=120, deadline=None)
def test_the_order_of_records_phrasings_and_vocabulary_never_matters(question: str, seed: int) -> None:
    first, second = matcher().rank(question, limit=7), shuffles()[seed].rank(question, limit=7)

    assert told(first) == told(second)


@given(QUESTIONS)
@settings(max_examples=60, deadline=None)
def test_the_same_question_twice_gives_the_same_bytes(question: str) -> None:
    again = Matcher(RECORDS, VOCABULARY)

    assert repr(matcher().rank(question)) == repr(matcher().rank(question)) == repr(again.rank(question))


@given(st.one_of(QUESTIONS, st.text(max_size=50)))
@settings(max_examples=80, deadline=None)
def test_every_match_has_its_figures_and_the_best_its_words(question: str) -> None:
    ranking = matcher().rank(question, limit=7)

    for best in ranking.matches[:1]:
        assert sorted(best.matched + best.missed) == sorted(ranking.words)
        assert set(ranking.unknown) <= set(best.missed)
    for match in ranking.matches:
        assert match.phrasing in record_of(match.id).phrasings
        assert 0 <= match.confidence <= 100
        assert 0 <= match.question_coverage <= 1


@given(QUESTIONS)
@settings(max_examples=60, deadline=None)
def test_the_best_that_answers_has_its_reasons_the_strongest_first(question: str) -> None:
    best = next((m for m in matcher().rank(question, limit=7).matches if record_of(m.id).answers), None)

    if best:
        added = [abs(one) for _, one in best.reasons]
        assert best.reasons
        assert {name for name, _ in best.reasons} <= set(SIGNALS)
        assert added == sorted(added, reverse=True)


def record_of(name: str) -> Record:
    return next(one for one in RECORDS if one.id == name)


@given(QUESTIONS)
@settings(max_examples=80, deadline=None)
def test_the_likeliest_answer_comes_first_and_nothing_twice(question: str) -> None:
    matches = matcher().rank(question, limit=7).matches
    confidences = [match.confidence for match in matches if record_of(match.id).answers]

    assert confidences == sorted(confidences, reverse=True)
    assert len({match.id for match in matches}) == len(matches)
    assert all(match.matched for match in matches[:1])


def test_what_has_no_answer_comes_first_only_when_it_is_more_like_the_question() -> None:
    first, behind = matcher().rank("what does a ticket cost"), matcher().rank("is the tower free to visit")

    assert first.matches[0].id == "cost"
    assert behind.matches[0].id == "visit"


@given(QUESTIONS, st.integers(1, 7))
@settings(max_examples=50, deadline=None)
def test_a_lower_limit_only_cuts_the_end_off(question: str, limit: int) -> None:
    everything = matcher().rank(question, limit=7).matches

    assert matcher().rank(question, limit=limit).matches == everything[:limit]


@pytest.mark.parametrize("record", RECORDS[:6], ids=lambda record: record.id)
def test_every_phrasing_ranks_its_record_first_with_nothing_missed(record: Record) -> None:
    for phrasing in record.phrasings:
        best = matcher().rank(phrasing).matches[0]

        assert (best.id, best.phrasing, best.missed) == (record.id, phrasing, ())
        assert best.question_coverage == 1.0
        assert best.confidence > 80


def test_a_record_is_found_by_its_text_alone() -> None:
    assert matcher().rank("which harbour windows did the storm break").matches[0].id == "text"


def test_a_synonym_of_the_sheet_is_as_good_as_the_word() -> None:
    plain, synonym = (
        matcher().rank("when was the lighthouse lit"),
        matcher().rank("when was the beacon tower lit"),
    )

    assert plain.matches[0].id == synonym.matches[0].id == "lit"
    assert plain.matches[0].confidence == synonym.matches[0].confidence


def test_of_equal_records_the_first_id_comes_first() -> None:
    for text in ("", "It is the same lamp."):
        equals = [Record(name, ("the very same lamp",), text) for name in ("b", "c", "a")]

        assert [match.id for match in Matcher(equals).rank("the very same lamp").matches] == ["a", "b", "c"]


def test_a_record_may_have_no_way_of_asking() -> None:
    lone = Matcher([*RECORDS, Record("lone", (), "Gulls nest under the eaves.")])

    assert lone.rank("where do gulls nest").matches[0].id == "lone"
    assert lone.rank("where do gulls nest").matches[0].confidence <= 100


# Words that share a stem, or that one of them loses when it is folded or corrected.
FORMS = ("deal", "deals", "us", "use", "US", "used", "lit", "light", "lights", "does", "do", "one", "ones")
FORMED = (
    Record("a", ("what is the deal with us", "does it deal with light"), "It deals with it."),
    Record("b", ("which deals does he use", "who deals the cards"), "He used two deals."),
    Record("c", ("when do they light the ones up", "what did the US do"), "The US lights one."),
    Record("d", ("which one is lit", "what do you use"), "The lit ones."),
)


@cache
def formed(seed: int) -> Matcher:
    dice = random.Random(seed)
    return Matcher(
        Record(one.id, tuple(dice.sample(one.phrasings, len(one.phrasings))), one.text)
        for one in dice.sample(FORMED, len(FORMED))
    )


@given(
    st.lists(st.sampled_from((*FORMS, "what", "with", "who", "they", "he")), max_size=6).map(" ".join),
    st.integers(1, 6),
)
@settings(max_examples=150, deadline=None)
def test_it_never_matters_which_form_of_a_word_is_met_first(question: str, seed: int) -> None:
    assert told(formed(0).rank(question)) == told(formed(seed).rank(question))


def test_the_closest_phrasing_is_one_that_asks_for_the_same_kind() -> None:
    asked = Matcher(
        [Record("lamp", ("where was the lamp lit first", "date of the lamp"), "In May, in Kiel.")]
    )

    when, where = (asked.rank(f"{word} was the lamp lit first").matches[0] for word in ("when", "where"))

    assert when.phrasing == "date of the lamp"
    assert where.phrasing == "where was the lamp lit first"


def test_what_answers_alike_is_no_rival() -> None:
    def lead(twins: frozenset[str]) -> float:
        pair = (
            Record("a", ("when was the lamp lit",), "It was lit on 4 May.", twins),
            Record("b", ("on which day was the lamp lit",), "The lamp was lit on 4 May.", frozenset("a")),
        )
        return float(dict(Matcher(pair).evidence("when was the lamp lit"))["a"][SIGNALS.index("lead")])

    assert lead(frozenset("b")) > lead(frozenset())


@each_row("records", [(), (Record("a", ()),), (Record("a", ("?!",), "…"),)])
def test_a_collection_without_words_matches_nothing(records: tuple[Record, ...]) -> None:
    ranking = Matcher(records).rank("who is it")

    assert ranking.matches == ()
    assert ranking.words == ("who", "is", "it")


def test_a_question_without_words_matches_nothing() -> None:
    assert matcher().rank("?!") == Ranking(matches=())


def found(ranking: Ranking) -> Match | None:
    silent = frozenset(record.id for record in shipped_records() if not record.answers)
    answer = decide(ranking, silent, Thresholds())
    return answer.best if isinstance(answer, Found) else None


UNRELATED = Record("unrelated", ("rhubarb pudding vanilla", "custard"), "Bake rhubarb with vanilla custard.")


@cache
def with_unrelated() -> Matcher:
    return Matcher((*RECORDS, UNRELATED), VOCABULARY)


@given(QUESTIONS)
@settings(max_examples=80, deadline=None)
def test_an_unrelated_fact_never_turns_an_answer_into_another(question: str) -> None:
    before, after = found(matcher().rank(question)), found(with_unrelated().rank(question))

    if before and after:
        assert before.id == after.id


@cache
def shipped_with_unrelated() -> tuple[Matcher, Matcher]:
    records = some_of(shipped_records(), 8)
    return Matcher(records), Matcher((*records, UNRELATED))


@pytest.mark.parametrize("seed", some_of(range(3)))
def test_an_unrelated_fact_never_changes_what_a_whole_sheet_answers(seed: int) -> None:
    before, after = shipped_with_unrelated()
    phrasings = [phrasing for record in shipped_records() for phrasing in record.phrasings]

    asked = random.Random(seed).sample(phrasings, 60)
    answers = [(found(before.rank(question)), found(after.rank(question))) for question in asked]
    both = [(was.id, is_now.id) for was, is_now in answers if was and is_now]

    assert len(both) > 10
    assert all(was == is_now for was, is_now in both)


@each_row(
    ("asked", "found"),
    [
        ("灯塔什么时候点亮的", "lit"),
        ("灯塔有多高？", "height"),
        ("灯台はいつ点灯しましたか", "japanese"),
        ("ประภาคารสูงเท่าไร", "thai"),
    ],
)
def test_scripts_without_spaces_are_matched_by_two_characters(asked: str, found: str) -> None:
    matcher = Matcher(
        (
            Record("lit", ("这座灯塔是什么时候第一次点亮的？",), "1871年5月4日首次点亮。"),
            Record("height", ("灯塔有多少米高？", "灯塔多高"), "灯塔高42米。"),
            Record("japanese", ("灯台が初めて点灯したのはいつですか",), "1871年に点灯しました。"),
            Record("thai", ("ประภาคารสูงกี่เมตร",), "ประภาคารสูง 42 เมตร"),
            Record("english", ("how high is the tower",), "42 metres"),
        )
    )

    best = matcher.rank(asked).matches[0]

    assert best.id == found
    assert best.confidence > 30


def test_a_way_of_asking_can_be_asked_as_if_its_record_did_not_have_it() -> None:
    opening = Record("opening", ("When does the museum open?", "opening hours"), "It opens at nine.")
    parking = Record("parking", ("Where can I park?", "is there a car park"), "Cars stand behind the museum.")
    matcher = Matcher([opening, parking])
    for record in (opening, parking):
        for phrasing in record.phrasings:
            others = tuple(text for text in record.phrasings if text != phrasing)
            rest = [replace(record, phrasings=others), *({opening, parking} - {record})]

            unseen, removed = matcher.rank_unseen(phrasing, record.id), Matcher(rest).rank(phrasing)

            assert [match.id for match in unseen.matches[:1]] == [match.id for match in removed.matches[:1]]
            assert unseen.unknown == removed.unknown
            assert phrasing not in [match.phrasing for match in unseen.matches]
    assert matcher.rank("opening hours") == matcher.rank("opening hours")


def test_what_was_seen_of_a_record_goes_over_to_the_next_matcher_unless_it_says_something_else() -> None:
    lamp = Record("lamp", ("when was the lamp lit",), "The lamp was lit in 1871.")
    tower = Record("tower", ("who built the tower",), "A company built it for Wick.")
    first = Matcher([lamp, tower])
    for question in ("when was the lamp lit", "who built the tower"):
        first.rank(question)
    built = replace(tower, text="Ada Gull built it for Wick.")

    second = Matcher([lamp, built], before=first)

    (seen,) = second.portraits
    assert seen.record == lamp
    assert seen.asked is next(one for one in first.portraits if one.record == lamp).asked
    for question in ("when was the lamp lit", "who built the tower", "who built it for Wick"):
        assert second.rank(question) == Matcher([lamp, built]).rank(question)
