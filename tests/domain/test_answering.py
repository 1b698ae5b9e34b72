"""Right or silent: decide gives exactly one answer to every ranking, and every gate can keep it silent."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.answering import Answer, Found, Thresholds, Unknown, Unsure, decide
from bot.matching.results import Conflict, ConflictKind, Match, Ranking

WORDS = ("when", "was", "the", "lamp", "lit")
SURE = Match("lit", 97.0, "when was the lamp lit", matched=WORDS, rank_score=9.0)
BEHIND = Match("height", 60.0, "how high is the lamp", rank_score=5.0)
FAR = Match("cost", 3.0, "what does it cost", rank_score=0.5)
OPEN = Match("architect", 95.0, "who built it", rank_score=9.5)
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
    rank_score=st.floats(0, 20),
    question_coverage=SHARE,
    phrasing_coverage=SHARE,
)
RANKINGS = st.builds(
    Ranking,
    matches=st.lists(MATCHES, max_size=5, unique_by=lambda match: match.id).map(
        lambda matches: tuple(sorted(matches, key=lambda match: -match.rank_score))
    ),
    words=st.lists(st.sampled_from(WORDS), max_size=6).map(tuple),
    telling=st.integers(0, 3),
)
THRESHOLDS = st.builds(
    lambda offer, answer, sure, content, choices: Thresholds(
        offer=offer,
        answer=max(offer, answer),
        sure=max(offer, answer, sure),
        content=content,
        choices=choices,
    ),
    *(st.floats(0, 100) for _ in range(3)),
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


@pytest.mark.parametrize(
    ("weak", "gate"),
    [
        (replace(SURE, confidence=DEFAULTS.answer - 0.1), "score"),
        (replace(SURE, question_coverage=DEFAULTS.content - 0.01), "content"),
        (replace(SURE, rank_score=BEHIND.rank_score), "margin"),
        (replace(SURE, conflicts=(Conflict(ConflictKind.NUMBER, "1976"),)), "clash"),
        (replace(SURE, conflicts=(Conflict(ConflictKind.NEGATION, "not"),)), "clash"),
    ],
)
def test_every_gate_alone_keeps_it_silent(weak: Match, gate: str) -> None:
    answer = asked(weak, BEHIND)

    assert isinstance(answer, Unsure)
    assert gate in failed(answer)
    assert answer.choices[0] == weak


def test_an_open_question_that_lacks_a_name_must_be_surely_meant() -> None:
    lacking = replace(OPEN, conflicts=(Conflict(ConflictKind.NAME, "baikonur"),))

    sure, unsure = (asked(replace(lacking, confidence=DEFAULTS.sure + step), FAR) for step in (1, -1))

    assert isinstance(sure, Unknown)
    assert sure.open_question == OPEN.id
    assert isinstance(unsure, Unknown)
    assert unsure.open_question is None


def test_a_fact_need_not_be_ahead_of_its_kin() -> None:
    ranking = Ranking((SURE, replace(BEHIND, rank_score=SURE.rank_score)), words=WORDS)
    same_quote = {SURE.id: frozenset({BEHIND.id})}

    alone, among_kin = (decide(ranking, OPEN_QUESTIONS, DEFAULTS, known) for known in ({}, same_quote))

    assert failed(alone) == ["margin"]
    assert isinstance(among_kin, Found)


def test_kin_of_another_fact_must_still_be_left_behind() -> None:
    ranking = Ranking((SURE, replace(BEHIND, rank_score=SURE.rank_score)), words=WORDS)

    answer = decide(ranking, OPEN_QUESTIONS, DEFAULTS, {BEHIND.id: frozenset({FAR.id})})

    assert failed(answer) == ["margin"]


def test_one_or_two_words_are_a_question_only_when_they_are_most_of_a_phrasing() -> None:
    part, most = replace(SURE, phrasing_coverage=0.5), replace(SURE, phrasing_coverage=0.51)

    for words in (("lamp",), ("lamp", "lit")):
        silent = decide(Ranking((part, FAR), words=words), OPEN_QUESTIONS, DEFAULTS)
        assert isinstance(silent, Unsure)
        assert failed(silent) == ["whole"]
        assert isinstance(decide(Ranking((most, FAR), words=words), OPEN_QUESTIONS, DEFAULTS), Found)
    assert isinstance(asked(part, FAR), Found)


@pytest.mark.parametrize("kind", [ConflictKind.NAME, ConflictKind.KIND])
def test_a_missing_name_or_another_kind_of_answer_needs_a_clearer_lead(kind: ConflictKind) -> None:
    doubtful = replace(SURE, confidence=DEFAULTS.sure, conflicts=(Conflict(kind, "jupiter"),))
    near = replace(BEHIND, id="age", rank_score=doubtful.rank_score - 0.1)

    assert isinstance(asked(replace(doubtful, conflicts=()), near), Found)
    assert isinstance(asked(doubtful, near), Unsure)
    assert isinstance(asked(replace(doubtful, confidence=99.95), FAR), Found)


def test_the_weaker_the_score_the_clearer_the_lead_must_be() -> None:
    middling = replace(SURE, confidence=(DEFAULTS.answer + DEFAULTS.sure) / 2)
    close = replace(BEHIND, id="age", rank_score=middling.rank_score - 0.1)

    assert isinstance(asked(SURE, close), Found)
    assert isinstance(asked(middling, close), Unsure)
    assert isinstance(asked(middling, FAR), Found)


def test_an_open_question_close_behind_raises_doubt() -> None:
    middling = replace(SURE, confidence=DEFAULTS.sure - 15)
    second = replace(BEHIND, rank_score=middling.rank_score - 0.2)

    assert isinstance(asked(middling, second, open_questions=frozenset()), Found)
    assert isinstance(asked(middling, second, open_questions=frozenset({second.id})), Unsure)


def test_two_that_could_as_well_stand_the_other_way_round_are_both_offered() -> None:
    twin = replace(SURE, id="keeper")

    answer = asked(SURE, twin, BEHIND)

    assert isinstance(answer, Unsure)
    assert [choice.id for choice in answer.choices] == ["lit", "keeper", "height"]


def test_a_known_open_question_gets_its_own_answer_and_what_comes_near() -> None:
    answer = asked(OPEN, SURE, BEHIND)

    assert isinstance(answer, Unknown)
    assert answer.open_question == "architect"
    assert answer.nearest == (SURE, BEHIND)
    assert answer.score == OPEN.confidence


@pytest.mark.parametrize(
    "weak",
    [replace(OPEN, confidence=DEFAULTS.answer - 1), replace(OPEN, question_coverage=DEFAULTS.content - 0.1)],
)
def test_an_open_question_is_only_recognised_when_a_fact_would_be(weak: Match) -> None:
    answer = asked(weak, BEHIND)

    assert isinstance(answer, Unknown)
    assert answer.open_question is None


def test_an_open_question_is_never_offered_as_a_choice() -> None:
    answer = asked(replace(SURE, rank_score=OPEN.rank_score), replace(OPEN, id="age"), BEHIND)

    assert isinstance(answer, Unsure)
    assert [choice.id for choice in answer.choices] == ["lit", "height"]


def test_what_is_too_weak_to_offer_is_unknown() -> None:
    answer = asked(replace(SURE, confidence=DEFAULTS.offer - 0.1), FAR)

    assert isinstance(answer, Unknown)
    assert answer.open_question is None
    assert [match.id for match in answer.nearest] == ["lit", "cost"]


def test_only_what_is_worth_it_stands_beside_the_first_choice() -> None:
    answer = asked(replace(SURE, confidence=DEFAULTS.offer), BEHIND, FAR)

    assert isinstance(answer, Unsure)
    assert [choice.id for choice in answer.choices] == ["lit", "height"]


@given(RANKINGS, THRESHOLDS)
@settings(max_examples=150)
def test_every_ranking_becomes_exactly_one_answer(ranking: Ranking, thresholds: Thresholds) -> None:
    answer = decide(ranking, OPEN_QUESTIONS, thresholds)

    assert answer.gates
    assert 0 <= answer.score <= 100
    match answer:
        case Found(best):
            assert best == ranking.matches[0]
            assert best.id not in OPEN_QUESTIONS
            assert not failed(answer)
        case Unsure(choices):
            assert 1 <= len(choices) <= thresholds.choices
            assert failed(answer)
            assert {choice.id for choice in choices}.isdisjoint(OPEN_QUESTIONS)
            assert set(choices) <= set(ranking.matches)
        case Unknown(open_question, nearest):
            assert open_question is None or open_question == ranking.matches[0].id in OPEN_QUESTIONS
            assert {match.id for match in nearest}.isdisjoint(OPEN_QUESTIONS)
            assert len(nearest) <= thresholds.choices


@given(RANKINGS, THRESHOLDS, st.sampled_from(["answer", "sure", "offer", "content"]), st.floats(0, 100))
@settings(max_examples=150)
def test_a_raised_threshold_never_makes_the_bot_say_more(
    ranking: Ranking, thresholds: Thresholds, name: str, by: float
) -> None:
    was = getattr(thresholds, name)
    raised = replace(thresholds, **{name: min(was + by / (100 if name == "content" else 1), 1e9)})

    before, after = (decide(ranking, OPEN_QUESTIONS, chosen) for chosen in (thresholds, raised))

    said = {Found: 2, Unsure: 1, Unknown: 0}
    assert said[type(after)] <= said[type(before)]
    if isinstance(before, Unknown) and before.open_question is None:
        assert after.score == before.score
        assert isinstance(after, Unknown)
        assert after.open_question is None


@given(RANKINGS, THRESHOLDS)
@settings(max_examples=100)
def test_a_better_score_never_silences_an_answer(ranking: Ranking, thresholds: Thresholds) -> None:
    answer = decide(ranking, OPEN_QUESTIONS, thresholds)

    if isinstance(answer, Found):
        better = replace(answer.best, confidence=min(answer.best.confidence + 5, 100.0))
        again = decide(replace(ranking, matches=(better, *ranking.matches[1:])), OPEN_QUESTIONS, thresholds)
        assert isinstance(again, Found)


@pytest.mark.parametrize("share", [0.4, 0.6])
@pytest.mark.parametrize("match", [SURE, OPEN])
def test_small_words_alone_must_say_most_of_a_way_of_asking(match: Match, share: float) -> None:
    ranking = Ranking((replace(match, phrasing_coverage=share),), words=WORDS, telling=0)

    answer = decide(ranking, OPEN_QUESTIONS, DEFAULTS)

    settled = isinstance(answer, Found) or (isinstance(answer, Unknown) and answer.open_question is not None)
    assert settled is (share > 0.5)
