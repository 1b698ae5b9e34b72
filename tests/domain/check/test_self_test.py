"""What a sheet that is asked its own questions is told: which way fails, what came instead, where to work."""

from dataclasses import replace

from bot.domain.answering import Answer, Chat, Found, Gate, Unknown, Unsure
from bot.domain.briefing import Briefing
from bot.domain.check.advice import Adviser, told_of_borrowed, told_of_miss, told_of_probe, told_of_promise
from bot.domain.check.phrasings import Phrasing
from bot.domain.check.probes import Probe, Swap
from bot.domain.check.self_test import (
    BrokenPromise,
    FalseAnswer,
    Miss,
    SelfTest,
    Weak,
    alone,
    broken_promises,
    false_answers,
    leave_one_out,
)
from bot.domain.rehearsal import GoldenQuestion
from bot.matching.answer_kinds import AnswerKind
from bot.matching.results import Match
from tests.each_row import each_row

LAMP, LIT = Match("lamp-height", 80.0, "How tall is the lamp?"), Match("first-lit", 70.0, "When was it lit?")
OWN, OPEN = Phrasing("how tall", "lamp-height", ("facts", 1)), Phrasing("who", "architect", ("open", 0))
ANSWERS: dict[str, Answer] = {
    "own": Found(LAMP),
    "another": Found(LIT),
    "offered": Unsure((LIT, LAMP)),
    "others offered": Unsure((LIT, Match("built", 40.0, "When was it built?"))),
    "open": Unknown(open_question="architect", score=60.0),
    "nothing": Unknown(),
    "talk": Chat(),
}


def missed(phrasing: Phrasing, name: str, briefing: Briefing) -> tuple[tuple[Miss, ...], int]:
    return leave_one_out([phrasing], lambda _: ANSWERS[name], briefing)


@each_row(
    ("name", "misses", "offered"),
    [
        ("own", (), 0),
        ("offered", (), 1),
        ("another", (Miss(OWN, "first-lit", 70.0, is_wrong=True),), 0),
        ("others offered", (Miss(OWN, "first-lit", 70.0, is_wrong=False),), 0),
        ("open", (Miss(OWN, "architect", 60.0, is_wrong=True),), 0),
        ("nothing", (Miss(OWN, None, 0.0, is_wrong=False),), 0),
        ("talk", (Miss(OWN, None, 0.0, is_wrong=False),), 0),
    ],
)
def test_a_way_that_is_left_out_leads_home_or_is_a_miss(
    briefing: Briefing, name: str, misses: tuple[Miss, ...], offered: int
) -> None:
    assert missed(OWN, name, briefing) == (misses, offered)


@each_row(("name", "count"), [("open", 0), ("nothing", 0), ("others offered", 0), ("own", 1)])
def test_an_open_question_is_missed_only_where_a_fact_answers_it(
    briefing: Briefing, name: str, count: int
) -> None:
    assert len(missed(OPEN, name, briefing)[0]) == count


def test_a_fact_that_quotes_the_same_words_is_no_miss(briefing: Briefing) -> None:
    citations = dict(briefing.citations)
    twins = replace(briefing, citations=citations | {"first-lit": citations["lamp-height"]})

    assert missed(OWN, "another", twins) == ((), 0)


def test_misses_come_with_the_surest_wrong_answer_first(briefing: Briefing) -> None:
    answers: dict[str, Answer] = {
        "a": Unknown(),
        "b": Found(LIT),
        "c": Found(LIT._replace(confidence=90.0)),
        "d": Unsure((LIT,)),
    }
    asked = [Phrasing(text, "lamp-height", ("facts", 1)) for text in answers]

    misses, _ = leave_one_out(asked, lambda phrasing: answers[phrasing.text], briefing)

    assert [miss.phrasing.text for miss in misses] == ["c", "b", "d", "a"]


def test_a_probe_that_is_answered_by_what_does_not_speak_of_it_is_told(briefing: Briefing) -> None:
    probe = Probe("lamp-height", "How high is the flag above the sea?", Swap.NAME, ("flag",))
    harmless = Probe("lamp-height", "How high is the lighthouse?", Swap.NAME, ("lighthouse",))
    answers = {probe.text: Found(LAMP), harmless.text: Found(LIT)}

    told = false_answers([harmless, probe], answers.__getitem__, briefing)

    assert told == (FalseAnswer(probe, "lamp-height", 80.0),)
    assert told_of_probe(told[0]) == (
        "“How high is the flag above the sea?” gets `lamp-height` (80), which says nothing of “flag”."
    )
    assert false_answers([probe], lambda _: Unknown(), briefing) == ()


def test_the_surest_false_answer_comes_first_and_equals_by_their_words(briefing: Briefing) -> None:
    scores = {"d": 70.0, "c": 90.0, "b": 80.0, "a": 80.0}
    probes = [Probe("lamp-height", text, Swap.NAME, ("flag",)) for text in scores]

    told = false_answers(probes, lambda text: Found(LAMP._replace(confidence=scores[text])), briefing)

    assert [one.probe.text for one in told] == ["c", "a", "b", "d"]


def test_a_promise_that_is_kept_is_not_told_of() -> None:
    golden = [GoldenQuestion(ask="a", fact="lamp-height"), GoldenQuestion(ask="b", fact="first-lit")]

    assert broken_promises(golden, lambda _: Found(LAMP)) == (BrokenPromise(golden[1], Found(LAMP)),)


GATES = (Gate("sure", passed=False, detail="40 of 60"), Gate("whole", passed=True, detail="1.0"))


@each_row(
    ("golden", "answer", "told"),
    [
        (
            GoldenQuestion(ask="q", fact="first-lit"),
            Found(LAMP),
            (
                "“q” should get `first-lit` and gets `lamp-height` (80).",
                "It is most like “How tall is the lamp?” of `lamp-height`.",
            ),
        ),
        (
            GoldenQuestion(ask="q", open="architect"),
            Unsure((LIT, LAMP), GATES),
            (
                "“q” should get `architect` and gets a choice of `first-lit`, `lamp-height` (70).",
                "What stood in the way: sure (40 of 60).",
            ),
        ),
        (
            GoldenQuestion(ask="q", fact="first-lit"),
            Unknown(open_question="architect", score=61.0),
            (
                "“q” should get `first-lit` and gets the open question `architect` (61).",
                "Nothing in the sheet is more like it.",
            ),
        ),
        (
            GoldenQuestion(ask="q", fact="first-lit"),
            Unknown(score=3.0),
            ("“q” should get `first-lit` and gets no answer (3).", "Nothing in the sheet is more like it."),
        ),
        (
            GoldenQuestion(ask="q", fact="first-lit"),
            Chat(),
            ("“q” should get `first-lit` and gets small talk.", "Nothing in the sheet is more like it."),
        ),
        (
            GoldenQuestion(ask="q"),
            Found(LAMP),
            (
                "“q” should get no answer and gets `lamp-height` (80).",
                "It is most like “How tall is the lamp?” of `lamp-height`.",
            ),
        ),
    ],
)
def test_a_broken_promise_says_what_came_and_why(
    briefing: Briefing, golden: GoldenQuestion, answer: Answer, told: tuple[str, str]
) -> None:
    assert told_of_promise(BrokenPromise(golden, answer), briefing) == told


@each_row(
    ("miss", "told"),
    [
        (Miss(OWN, "first-lit", 70.0, is_wrong=True), "“how tall” gets `first-lit` (70)."),
        (
            Miss(OWN, "first-lit", 70.0, is_wrong=False),
            "“how tall” finds nothing; `first-lit` comes nearest (70).",
        ),
        (Miss(OWN, None, 0.0, is_wrong=False), "“how tall” finds nothing."),
    ],
)
def test_a_miss_says_what_would_come(miss: Miss, told: str) -> None:
    assert told_of_miss(miss) == told


def test_what_fails_most_and_worst_is_what_to_work_on() -> None:
    def miss(name: str, *, is_wrong: bool) -> Miss:
        return Miss(Phrasing("q", name, ("facts", 0)), None, 0.0, is_wrong=is_wrong)

    promises = (
        BrokenPromise(GoldenQuestion(ask="q", fact="golden"), Unknown()),
        BrokenPromise(GoldenQuestion(ask="q", open="open"), Unknown()),
        BrokenPromise(GoldenQuestion(ask="q"), Found(LAMP)),
    )
    false = FalseAnswer(Probe("asked", "q", Swap.NAME, ()), "given", 80.0)
    rival = miss("rival", is_wrong=True)
    test = SelfTest(
        golden=3,
        broken=promises,
        left_out=4,
        misses=(*(miss("nothing", is_wrong=False) for _ in range(2)), rival),
        probes=1,
        false_answers=(false,),
        alone=("nothing",),
    )

    assert test.to_work_on == (
        Weak("golden", golden=promises[:1]),
        Weak("open", golden=promises[1:2]),
        Weak("given", false_answers=(false,)),
        Weak("rival", rivals=(rival,)),
        Weak("nothing", alone=True),
    )
    assert test.failing == {"nothing", "rival", "asked", "given"}


def test_of_two_that_fail_alike_the_one_that_is_alone_comes_first() -> None:
    misses = [
        Miss(Phrasing("q", name, ("facts", 0)), "other", 70.0, is_wrong=True) for name in ("one", "two")
    ]

    to_work_on = SelfTest(misses=tuple(misses), alone=("two",)).to_work_on

    assert [weak.id for weak in to_work_on] == ["two", "one"]


def test_an_entry_is_alone_when_none_of_its_several_ways_is_found_by_the_others() -> None:
    asked = [Phrasing("q", name, ("facts", name)) for name in ("a", "a", "b", "b", "c")]
    missed = [Miss(phrasing, None, 0.0, is_wrong=False) for phrasing in (*asked[:3], asked[4])]

    assert alone(asked, missed) == ("a",)


def test_a_fact_and_the_open_question_that_points_to_it_may_take_each_others_ways(briefing: Briefing) -> None:
    lit = Phrasing("year it was lit", "first-lit", ("facts", 0))
    answers: dict[str, Answer] = {
        "who": Found(LIT),
        "year it was lit": ANSWERS["open"],
        "how tall": Found(LIT),
    }

    misses, _ = leave_one_out([OPEN, lit, OWN], lambda phrasing: answers[phrasing.text], briefing)

    assert [miss.phrasing for miss in misses] == [OWN]


def test_an_open_question_has_no_answer_to_take_words_from(briefing: Briefing) -> None:
    rival = Miss(Phrasing("builder", "architect", ("open_questions", 0)), "visitors", 70.0, is_wrong=True)

    message, hint = Adviser(briefing).told_of(Weak("architect", rivals=(rival, rival)))

    assert message == "“builder” gets `visitors` (70); “builder” gets `visitors` (70)."
    assert hint == "Add ways of asking with words that `visitors` does not have."


def test_an_open_question_that_came_instead_has_no_answer_either(briefing: Briefing) -> None:
    rival = Miss(Phrasing("how tall", "lamp-height", ("facts", 1)), "architect", 70.0, is_wrong=True)

    _, hint = Adviser(briefing).told_of(Weak("lamp-height", rivals=(rival,)))

    assert hint == "Add ways of asking with words that `architect` does not have, such as “stands”."


def test_of_borrowed_words_six_are_named() -> None:
    assert told_of_borrowed(("a", "b")) == "asked for only with: a, b"
    assert told_of_borrowed(tuple("abcdef")) == "asked for only with: a, b, c, d, e, f"
    assert told_of_borrowed(tuple("abcdefg")) == "asked for only with: a, b, c, d, e, f, …"


def test_an_entry_to_work_on_says_what_failed_and_what_to_add(briefing: Briefing) -> None:
    rival = Miss(Phrasing("how tall", "lamp-height", ("facts", 1)), "visitors", 70.0, is_wrong=True)
    probe = Probe("lamp-height", "Why is the lamp high?", Swap.KIND, ("Why",), AnswerKind.REASON)
    weak = Weak(
        "lamp-height",
        golden=(BrokenPromise(GoldenQuestion(ask="q", fact="lamp-height"), Found(LIT)),),
        false_answers=(FalseAnswer(probe, "lamp-height", 60.0),),
        rivals=(rival, rival, rival),
        alone=True,
    )

    message, hint = Adviser(briefing).told_of(weak)

    assert message == (
        "“q” must get it and gets `first-lit` (70); “how tall” gets `visitors` (70); “how tall” "
        "gets `visitors` (70); and 1 more; “Why is the lamp high?” gets `lamp-height` (60), which tells no "
        "reason; none of its ways of asking is found by the others, for they share no words."
    )
    assert hint == (
        "Add those words to its ways of asking. Add ways of asking with words that `visitors` does not have, "
        "such as “stands”. If people may ask that, add a fact or an open question for it. "
        "Add a way that shares words with two of the others."
    )
