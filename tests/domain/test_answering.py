"""Right or silent: decide gives exactly one answer to every ranking, and every gate can keep it silent."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.answering import Answer, Found, Thresholds, Unknown, Unsure, decide
from bot.matching.results import Conflict, ConflictKind, Match, Ranking
from tests.each_row import each_row

WORDS = ("when", "was", "the", "lamp", "lit")
SURE = Match("lit", 97.0, "when was the lamp lit", matched=WORDS)
BEHIND = Match("height", 50.0, "how high is the lamp")
FAR = Match("cost", 3.0, "what does it cost")
OPEN = Match("architect", 95.0, "who built it")
IDS = ("lit", "height", "cost", "keeper", "architect", "age")
OPEN_QUESTIONS = frozenset({"architect", "age"})
DEFAULTS = Thresholds()

CONFLICTS = st.lists(st.sampled_from([Conflict(kind, "x") for kind in ConflictKind]), max_size=2).map(tuple)
SHARE = st.floats(0, 1)
MATCHES = st.builds(
    Match,
    id=st.sampled_from(IDS),
    confidence=st.floats(0, 100),
    phrasing=st.just("p"),
    conflicts=CONFLICTS,
    question_coverage=SHARE,
)


def ranked(matches: list[Match], *, open_first: bool) -> Ranking:
    """As the matcher ranks: facts by confidence, and open questions before all of them or behind."""
    facts = sorted((m for m in matches if m.id not in OPEN_QUESTIONS), key=lambda match: -match.confidence)
    others = [match for match in matches if match.id in OPEN_QUESTIONS]
    return Ranking((*others, *facts) if open_first else (*facts, *others), words=WORDS)


RANKINGS = st.builds(
    ranked, st.lists(MATCHES, max_size=5, unique_by=lambda match: match.id), open_first=st.booleans()
)
THRESHOLDS = st.builds(
    Thresholds,
    answer=st.floats(0, 100),
    offer=st.floats(0, 100),
    beside=st.floats(0, 100),
    recognise=st.floats(0, 100),
    surely=st.floats(0, 100),
    content=SHARE,
    choices=st.integers(1, 5),
)


def asked(*matches: Match, open_questions: frozenset[str] = OPEN_QUESTIONS) -> Answer:
    return decide(Ranking(matches, words=WORDS), open_questions, DEFAULTS)


def failed(answer: Answer) -> list[str]:
    return [gate.name for gate in answer.gates if not gate.passed]


def test_a_clear_match_is_the_answer() -> None:
    answer = asked(SURE, BEHIND, FAR)

    assert isinstance(answer, Found)
    assert answer.best == SURE
    assert answer.score == SURE.confidence
    assert failed(answer) == []


def test_nothing_to_go_by_is_unknown() -> None:
    answer = asked()

    assert answer == Unknown(gates=answer.gates)
    assert answer.score == 0.0
    assert failed(answer) == ["words"]


@each_row(
    ("weak", "gate"),
    [
        (SURE._replace(confidence=DEFAULTS.answer - 0.1), "confidence"),
        *((SURE._replace(conflicts=(Conflict(kind, "x"),)), "conflict") for kind in ConflictKind),
    ],
)
def test_every_gate_alone_keeps_it_silent(weak: Match, gate: str) -> None:
    answer = asked(weak, BEHIND)

    assert isinstance(answer, Unsure)
    assert failed(answer) == [gate]
    assert answer.choices[0] == weak


def test_a_conflict_is_told_in_words_and_so_is_that_there_is_none() -> None:
    lacking = SURE._replace(conflicts=(Conflict(ConflictKind.NAME, "a"), Conflict(ConflictKind.NUMBER, "2")))

    told = [next(gate for gate in asked(best).gates if gate.name == "conflict") for best in (lacking, SURE)]

    assert [gate.detail for gate in told] == [", ".join(map(str, lacking.conflicts)), "none"]


def test_what_is_just_sure_enough_is_given() -> None:
    assert isinstance(asked(SURE._replace(confidence=DEFAULTS.answer)), Found)


def test_an_open_question_that_lacks_a_name_must_be_surely_meant() -> None:
    lacking = OPEN._replace(conflicts=(Conflict(ConflictKind.NAME, "baikonur"),))

    sure, unsure = (asked(lacking._replace(confidence=DEFAULTS.surely + step), FAR) for step in (1, -1))

    assert isinstance(sure, Unknown)
    assert sure.open_question == OPEN.id
    assert isinstance(unsure, Unknown)
    assert unsure.open_question is None


def test_an_open_question_that_comes_first_only_by_its_words_does_not_silence_a_fact() -> None:
    weak = OPEN._replace(confidence=DEFAULTS.recognise - 1)

    answer = asked(weak, SURE)

    assert isinstance(answer, Found)
    assert answer.best == SURE


def test_an_open_question_behind_the_facts_is_not_recognised() -> None:
    answer = asked(SURE._replace(confidence=DEFAULTS.offer - 1), OPEN)

    assert isinstance(answer, Unknown)
    assert answer.open_question is None


def test_an_open_question_alone_needs_no_gates() -> None:
    answer = asked(OPEN)

    assert answer == Unknown(OPEN.id, score=OPEN.confidence)


def test_a_known_open_question_gets_its_own_answer_and_what_comes_near() -> None:
    answer = asked(OPEN, SURE, BEHIND)

    assert isinstance(answer, Unknown)
    assert answer.open_question == "architect"
    assert answer.nearest == (SURE, BEHIND)
    assert answer.score == OPEN.confidence


@pytest.mark.parametrize(
    "weak",
    [
        OPEN._replace(confidence=DEFAULTS.recognise - 1),
        OPEN._replace(question_coverage=DEFAULTS.content - 0.1),
        OPEN._replace(question_coverage=0.0),
    ],
)
def test_an_open_question_is_recognised_only_when_it_is_surely_enough_asked(weak: Match) -> None:
    answer = asked(weak, FAR)

    assert isinstance(answer, Unknown)
    assert answer.open_question is None


def test_an_open_question_is_never_offered_as_a_choice() -> None:
    unsure, weak = SURE._replace(confidence=DEFAULTS.answer - 1), OPEN._replace(confidence=30.0)

    for answer in (asked(weak, unsure, BEHIND), asked(unsure, BEHIND, weak)):
        assert isinstance(answer, Unsure)
        assert [choice.id for choice in answer.choices] == ["lit", "height"]


def test_what_is_too_weak_to_offer_is_unknown() -> None:
    answer = asked(SURE._replace(confidence=DEFAULTS.offer - 0.1), FAR)

    assert isinstance(answer, Unknown)
    assert answer.open_question is None
    assert [match.id for match in answer.nearest] == ["lit", "cost"]


def test_no_more_choices_are_offered_than_allowed() -> None:
    many = [BEHIND._replace(id=name) for name in ("lit", "height", "cost", "keeper")]

    answer = asked(*many)

    assert isinstance(answer, Unsure)
    assert [choice.id for choice in answer.choices] == ["lit", "height", "cost"]


def test_what_is_far_off_is_not_offered_beside_what_may_be_meant() -> None:
    unsure = SURE._replace(confidence=40.0)
    far = FAR._replace(confidence=DEFAULTS.beside - 0.1)

    for answer in (asked(unsure, far), asked(unsure, BEHIND, far)):
        assert isinstance(answer, Unsure)
        assert far not in answer.choices
    alone = asked(far)
    assert isinstance(alone, Unknown)
    assert alone.nearest == (far,)


@given(RANKINGS, THRESHOLDS)
@settings(max_examples=150)
def test_every_ranking_becomes_exactly_one_answer(ranking: Ranking, thresholds: Thresholds) -> None:
    answer = decide(ranking, OPEN_QUESTIONS, thresholds)
    facts = tuple(match for match in ranking.matches if match.id not in OPEN_QUESTIONS)
    beside = (match for match in facts[1:] if match.confidence >= thresholds.beside)
    offered = (*facts[:1], *beside)[: thresholds.choices]

    assert bool(answer.gates) == (bool(facts) or not ranking.matches)
    assert 0 <= answer.score <= 100
    match answer:
        case Found(best):
            assert best == facts[0]
            assert best.confidence >= thresholds.answer
            assert not best.conflicts
            assert not failed(answer)
        case Unsure(choices):
            assert choices == offered
            assert choices[0].confidence >= thresholds.offer
            assert failed(answer)
        case Unknown(open_question, nearest):
            assert open_question is None or open_question == ranking.matches[0].id in OPEN_QUESTIONS
            assert nearest == offered


@given(RANKINGS, THRESHOLDS, st.sampled_from(["answer", "offer"]), st.floats(0, 100))
@settings(max_examples=150)
def test_a_raised_threshold_never_makes_the_bot_say_more(
    ranking: Ranking, thresholds: Thresholds, name: str, by: float
) -> None:
    raised = replace(thresholds, **{name: getattr(thresholds, name) + by})

    before, after = (decide(ranking, OPEN_QUESTIONS, chosen) for chosen in (thresholds, raised))

    said = {Found: 2, Unsure: 1, Unknown: 0}
    assert said[type(after)] <= said[type(before)]
    if isinstance(before, Unknown):
        assert isinstance(after, Unknown)
        assert (after.open_question, after.score) == (before.open_question, before.score)


@given(RANKINGS, THRESHOLDS, st.sampled_from(["recognise", "surely", "content"]), st.floats(0, 100))
@settings(max_examples=150)
def test_a_raised_threshold_never_recognises_more(
    ranking: Ranking, thresholds: Thresholds, name: str, by: float
) -> None:
    raised = replace(thresholds, **{name: getattr(thresholds, name) + by})

    before, after = (decide(ranking, OPEN_QUESTIONS, chosen) for chosen in (thresholds, raised))

    if isinstance(after, Unknown) and after.open_question:
        assert before == after
    if not isinstance(before, Unknown) or before.open_question is None:
        assert after == before


@given(RANKINGS, THRESHOLDS)
@settings(max_examples=100)
def test_a_better_score_never_silences_an_answer(ranking: Ranking, thresholds: Thresholds) -> None:
    answer = decide(ranking, OPEN_QUESTIONS, thresholds)

    if isinstance(answer, Found):
        better = answer.best._replace(confidence=min(answer.best.confidence + 5, 100.0))
        raised = tuple(better if match == answer.best else match for match in ranking.matches)
        assert isinstance(decide(replace(ranking, matches=raised), OPEN_QUESTIONS, thresholds), Found)
