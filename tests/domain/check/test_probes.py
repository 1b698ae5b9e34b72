"""Probes are a sheet's own questions with one thing changed; what answers must speak of that."""

import pytest

from bot.domain.briefing import Briefing
from bot.domain.check.probes import Swap, is_falsely_answered, probes
from bot.domain.sheet import FactSheet


def briefing_of(*facts: tuple[str, str, str]) -> Briefing:
    sheet = {
        "title": "x",
        "sources": {"paper": {"file": "a.txt", "title": "A"}},
        "vocabulary": [["Ada Brandt", "the keeper"]],
        "facts": [
            {
                "id": name,
                "topic": "t",
                "question": question,
                "answer": answer,
                "quotes": [{"source": "paper", "text": answer}],
            }
            for name, question, answer in facts
        ],
    }
    return Briefing(FactSheet.model_validate(sheet), {}, {}, "v")


MILL = ("mill", "When does the mill of Tom Reeve open?", "The mill opens at 9.30.")
TOWER = ("tower", "Where does the mill of Ada Brandt open?", "It stands in Harbour Street, behind gate 12.")
GATE = ("gate", "Which key fits gate 12?", "The brass one.")
DOOR = ("door", "Which key fits gate 30?", "The iron one.")


def test_names_numbers_opposites_and_kinds_are_swapped() -> None:
    made = probes(briefing_of(MILL, TOWER, GATE, DOOR), 100)

    assert {(probe.fact, probe.swap, probe.text) for probe in made} >= {
        ("mill", Swap.NAME, "When does the mill of Ada Brandt open?"),
        ("tower", Swap.NAME, "Where does the mill of Tom Reeve open?"),
        ("gate", Swap.NUMBER, "Which key fits gate 30?"),
        ("door", Swap.NUMBER, "Which key fits gate 12?"),
        ("mill", Swap.OPPOSITE, "When does the mill of Tom Reeve close?"),
        ("tower", Swap.KIND, "When does the mill of Ada Brandt open?"),
    }


def test_each_fact_is_given_the_name_that_comes_after_its_own() -> None:
    names = ("Ada Brandt", "Eva Lind", "Tom Reeve")
    facts = [
        (f"mill-{at}", f"When does the mill of {name} open?", "At nine.") for at, name in enumerate(names)
    ]

    made = probes(briefing_of(*facts), 100)

    assert [probe.text for probe in made if probe.swap is Swap.NAME] == [
        "When does the mill of Eva Lind open?",
        "When does the mill of Tom Reeve open?",
        "When does the mill of Ada Brandt open?",
    ]


def test_every_fact_has_its_first_probe_before_any_has_its_second() -> None:
    made = probes(briefing_of(MILL, TOWER, GATE, DOOR), 4)

    assert sorted(probe.fact for probe in made) == ["door", "gate", "mill", "tower"]


@pytest.mark.parametrize(
    "others",
    [
        (MILL, ("tower", "Where does the mill of Ada Reeve open?", "In Harbour Street.")),
        (("mill", "When does the mill of Tom Reeve open?", "The keeper opens it at nine."), TOWER),
    ],
    ids=["in part", "in other words"],
)
def test_no_name_is_put_in_that_the_fact_says(others: tuple[tuple[str, str, str], ...]) -> None:
    made = probes(briefing_of(*others), 100)

    assert not [probe for probe in made if (probe.fact, probe.swap) == ("mill", Swap.NAME)]


def test_a_question_for_a_yes_makes_no_probe() -> None:
    assert (
        probes(briefing_of(("mill", "Does the mill of Tom Reeve open?", "It does."), TOWER), 100)[0].fact
        == "tower"
    )


def test_a_fact_that_speaks_of_what_was_put_in_answers_rightly() -> None:
    keeper = ("keeper", "When does the keeper open?", "The keeper opens at ten.")
    briefing = briefing_of(MILL, TOWER, GATE, DOOR, keeper)
    made = {(probe.fact, probe.swap): probe for probe in probes(briefing, 100)}

    assert is_falsely_answered(made["mill", Swap.NAME], "mill", briefing)
    assert not is_falsely_answered(made["mill", Swap.NAME], "keeper", briefing)
    assert not is_falsely_answered(made["gate", Swap.NUMBER], "door", briefing)
    assert is_falsely_answered(made["tower", Swap.KIND], "tower", briefing)
    assert not is_falsely_answered(made["tower", Swap.KIND], "mill", briefing)


def test_a_double_question_is_not_turned_by_half() -> None:
    double = ("tower", "When does the work start and when will the path be open?", "It starts in May.")

    made = probes(briefing_of(MILL, double), 100)

    assert [probe.text for probe in made if probe.fact == "tower"] == []


def test_no_kind_is_asked_for_that_a_way_of_the_fact_asks_for() -> None:
    built = ("tower", "When was the tower built?", "It was built in 1900.")
    briefing = briefing_of(built)
    asked = briefing.sheet.facts[0].model_copy(update={"also": ("why was it put up", "where is it")})
    sheet = briefing.sheet.model_copy(update={"facts": (asked,)})

    assert [probe.text for probe in probes(briefing, 100)] == ["Where was the tower built?"]
    assert probes(Briefing(sheet, {}, {}, "v"), 100) == ()
