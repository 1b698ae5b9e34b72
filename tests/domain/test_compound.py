"""Compound messages: every question is answered or offered, and no answer is given twice."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answering import Answer, Found, Unknown, Unsure, entry_of, is_settled
from bot.domain.compound import CLEAR, Arrangement, arrange, beside, cautious, doubted
from bot.matching.results import Match, Ranking
from tests.each_row import each_row


def retells(fact: str, other: str) -> bool:
    return (fact, other) == ("lit", "lamp")


FACTS = ("lit", "lamp", "tower", "keeper")
OPEN = ("age", "cost")


@dataclass(frozen=True)
class Part:
    answer: Answer
    ranking: Ranking


def match(name: str, score: float = 95.0, coverage: float = 1.0) -> Match:
    return Match(name, score, "p", question_coverage=coverage)


def found(name: str, score: float = 95.0) -> Part:
    return Part(Found(match(name, score)), Ranking((match(name, score),)))


def unsure(name: str, score: float = 60.0) -> Part:
    return Part(Unsure((match(name, score),)), Ranking((match(name, score),)))


def unknown(asked: str | None = None, *near: Match) -> Part:
    return Part(Unknown(asked), Ranking(near))


@each_row(
    ("whole", "parts", "leading", "more"),
    [
        (found("tower"), (found("tower"), found("keeper")), 0, (1,)),
        (found("keeper"), (found("tower"), found("keeper")), 0, (1,)),
        (unknown(), (found("tower"), found("keeper"), found("lit")), 0, (1, 2)),
        (found("lit"), (found("tower"), found("tower")), 0, ()),  # twice the same
        (unsure("tower"), (found("lit"), found("lamp")), 0, ()),  # its quotes show those of the other
        (unsure("tower"), (found("lamp"), found("lit")), 0, (1,)),  # but not the other way round
        (found("lit"), (found("lamp"), found("lit")), None, ()),  # the whole message finds what shows both
        (found("lit", CLEAR), (found("lamp"), found("lit")), None, ()),
        (found("lit", 70), (found("lamp"), found("lit")), 0, (1,)),  # but not clearly
        (found("tower"), (found("tower"), unsure("keeper")), 0, (1,)),
        (found("tower"), (found("tower"), unknown("age")), 0, (1,)),
        (found("tower"), (unknown("age"), found("tower")), None, (0,)),  # what was found stays the answer
        (unknown("age"), (unknown("age"), found("tower")), 0, (1,)),
        (unknown("age"), (unknown("age"), unknown("age")), 0, ()),
        (unsure("tower"), (unsure("tower"), unknown()), None, ()),  # nothing is settled: all stays as it was
        (
            found("tower"),
            (found("tower"), unknown(None, match("tower"))),
            None,
            (),
        ),  # it answers that as well
        (found("tower"), (found("tower"), unknown(None, match("tower", CLEAR))), None, ()),
        (found("tower"), (found("tower"), unknown(None, match("lit"), match("tower", 70))), 0, (1,)),
        (found("tower"), (found("tower"), unknown(None, match("lit"), match("tower", 90, 0.5))), 0, (1,)),
    ],
)
def test_answers_are_arranged(
    whole: Part, parts: tuple[Part, ...], leading: int | None, more: object
) -> None:
    assert arrange(whole, parts, retells) == Arrangement(leading, more)  # type: ignore[arg-type]


def test_what_a_part_finds_less_than_clearly_is_offered() -> None:
    clear, doubtful = Found(match("lit", CLEAR)), Found(match("lit", CLEAR - 1))

    assert cautious(clear) is clear
    assert cautious(doubtful) == Unsure((doubtful.best,))
    assert cautious(Unknown()) == Unknown()


def test_what_may_be_about_something_else_is_settled_no_more() -> None:
    assert doubted(Found(match("lit"))) == Unsure((match("lit"),))
    assert doubted(Unknown("age", (match("lit"),), score=90)) == Unknown(None, (match("lit"),), score=90)
    assert doubted(Unsure((match("lit"),))) == Unsure((match("lit"),))


def test_what_is_told_already_is_not_offered_again() -> None:
    assert beside(Unsure((match("lit"), match("tower"))), ["lit"]) == Unsure((match("tower"),))
    assert beside(Unsure((match("lit"),)), ["lit"]) == Unsure(())
    assert beside(Unknown(None, (match("lit"),)), ["lit"]) == Unknown(None, ())
    assert beside(Found(match("lit")), ["lit"]) == Found(match("lit"))


SCORES = st.floats(0, 100)
MATCHES = st.builds(match, st.sampled_from(FACTS + OPEN), SCORES, st.floats(0, 1))
ANSWERS = st.one_of(
    st.builds(lambda name, score: Found(match(name, score)), st.sampled_from(FACTS), SCORES),
    st.builds(lambda name: Unsure((match(name),)), st.sampled_from(FACTS)),
    st.builds(Unknown, st.none() | st.sampled_from(OPEN)),
)
PARTS = st.builds(Part, ANSWERS, st.lists(MATCHES, max_size=3).map(lambda found: Ranking(tuple(found))))


@given(PARTS, st.lists(PARTS, min_size=2, max_size=4))
def test_no_answer_is_given_twice_and_no_found_fact_is_lost(whole: Part, parts: list[Part]) -> None:
    plan = arrange(whole, parts, retells)

    leading = whole if plan.leading is None else parts[plan.leading]
    told = [entry_of(part.answer) for part in (leading, *(parts[at] for at in plan.more))]
    settled = [one for one in told if one is not None]
    assert len(settled) == len(set(settled))
    assert not any(retells(one, later) for at, one in enumerate(settled) for later in settled[at:])
    assert list(plan.more) == sorted(set(plan.more))
    if any(is_settled(part.answer) for part in parts):
        quoted = set(settled) | {"lamp" for one in settled if retells(one, "lamp")}
        assert {part.answer.best.id for part in parts if isinstance(part.answer, Found)} <= quoted


@given(PARTS, st.lists(PARTS, min_size=2, max_size=4))
def test_what_was_found_gives_way_only_to_what_the_first_question_finds(
    whole: Part, parts: list[Part]
) -> None:
    plan = arrange(whole, parts, retells)

    if isinstance(whole.answer, Found) and plan.leading is not None:
        assert isinstance(parts[0].answer, Found)
