"""Names and numbers change places only with what stands in the same place elsewhere."""

from bot.domain.check.things_asked_about import names, numbers
from tests.each_row import each_row


@each_row(
    ("question", "found"),
    [
        ("When was Corporal Finch built?", ["Corporal Finch"]),
        ("When will Tanner's Bridge be closed?", []),
        ("Why is the line closed on 11 September?", []),
        ("When and how do I RSVP?", []),
        ("What is the Calm Water variant?", ["Calm Water"]),
    ],
)
def test_names_are_whole(question: str, found: list[str]) -> None:
    assert [thing.text for thing in names(question)] == found


@each_row(
    ("one", "other", "alike"),
    [
        ("When was Corporal Finch built?", "When was Gladys built?", True),
        ("What is the Calm Water variant?", "When is the Night Crossing variant played?", True),
        ("What is there at Skeld?", "How do I get off at Coldharrow Halt?", True),
        ("What happened in Heron House?", "How old is Mill House?", True),
        ("How heavy is Lady Annis?", "How high is Morsby Top?", False),
        ("Why does Councillor Lindqvist want it?", "When will the Greenway open?", False),
    ],
)
def test_names_stand_alike_by_what_is_around_them(one: str, other: str, alike: bool) -> None:  # noqa: FBT001
    (here,), (there,) = names(one), names(other)

    assert here.stands_like(there) is alike


@each_row(
    ("one", "other", "alike"),
    [
        ("Who came in 2024?", "What burnt in 1997?", True),
        ("What is new in 2.3.0?", "When was 2.2.1 released?", True),
        ("Which key fits gate 12?", "Where is gate 3?", True),
        ("When does season 7 begin?", "Who may carry 23 bags?", False),
    ],
)
def test_numbers_stand_alike_by_what_they_count(one: str, other: str, alike: bool) -> None:  # noqa: FBT001
    (here,), (there,) = numbers(one), numbers(other)

    assert here.stands_like(there) is alike


@each_row(
    ("question", "name", "places"),
    [
        ("What is there at Skeld?", "Skeld", {("where", "at"), ("between", "what", "there", "at", "")}),
        (
            "How old is Mill House?",
            "Mill House",
            {("between", "how", "old", "is", ""), ("ends with", "House")},
        ),
        ("Is Skeld open?", "Skeld", {("followed by", "open")}),
        ("Is Abc the best?", "Abc", set()),
        (
            "Is Tanner's Bridge near Skeld?",
            "Skeld",
            {("where", "near"), ("between", "is", "bridge", "near", "")},
        ),
    ],
)
def test_the_places_of_a_name_are_what_stands_around_it(
    question: str, name: str, places: set[tuple[str, ...]]
) -> None:
    (found,) = names(question)

    assert (found.text, set(found.places)) == (name, places)


@each_row("question", ["Where is gate 4 Skeld?", "Is Ab open?", "Is May Day far?"])
def test_what_only_looks_like_a_name_is_none(question: str) -> None:
    assert list(names(question)) == []


@each_row(
    ("question", "place"),
    [
        ("Which key fits gate 12?", ("after", "gate")),
        ("Who may carry 23 bags?", ("after", "carry")),
        ("Who paid for 23 bags?", ("before", "bags")),
        ("Is 2.3.0 new?", ("shape", "9.9.9")),
        ("Who came in 2024?", ("year",)),
        ("Is 12?", ("after", "is")),
    ],
)
def test_the_place_of_a_number_is_what_it_counts(question: str, place: tuple[str, ...]) -> None:
    (found,) = numbers(question)

    assert set(found.places) == {place}
