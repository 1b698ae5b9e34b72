"""How often a person may ask."""

from hypothesis import given
from hypothesis import strategies as st

from bot.ui.discord_bot.cooldown import WINDOW_SECONDS, Cooldown


def test_a_person_may_ask_so_often_in_a_minute_and_then_waits_for_the_rest_of_it() -> None:
    cooldown = Cooldown(2)

    waits = [cooldown.wait(1, now) for now in (0.0, 10.0, 20.0, 59.0, 60.0, 61.0, 70.0)]

    assert waits == [0, 0, 40, 1, 0, 9, 0]


def test_one_person_does_not_hold_up_another() -> None:
    cooldown = Cooldown(1)
    cooldown.wait(1, 0.0)

    assert cooldown.wait(2, 0.0) == 0
    assert cooldown.wait(1, 0.0) == WINDOW_SECONDS


def test_without_a_limit_nobody_waits() -> None:
    cooldown = Cooldown(0)

    assert [cooldown.wait(1, 0.0) for _ in range(1000)] == [0] * 1000


def test_memory_holds_the_latest_people_only() -> None:
    cooldown = Cooldown(1, most_people=3)

    for person in range(100):
        cooldown.wait(person, 0.0)

    assert len(cooldown._asked) == 3
    assert cooldown.wait(99, 0.0) == WINDOW_SECONDS
    assert cooldown.wait(0, 0.0) == 0


@given(st.integers(1, 5), st.lists(st.floats(0, 30), max_size=60))
def test_nobody_gets_more_than_the_limit_in_any_minute(limit: int, gaps: list[float]) -> None:
    cooldown, now, admitted = Cooldown(limit), 0.0, []
    for gap in gaps:
        now += gap
        if not cooldown.wait(1, now):
            admitted.append(now)

    for at in admitted:
        assert sum(at <= other < at + WINDOW_SECONDS for other in admitted) <= limit
