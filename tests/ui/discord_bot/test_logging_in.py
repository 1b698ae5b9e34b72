"""However Discord behaves, a day has fewer sessions than it allows."""

from itertools import islice

import pytest

from bot.ui.discord_bot.login import IdentifyPace, NoSessionsLeftError, require_sessions, waits
from bot.ui.discord_bot.outage import Outage

DAY = 24 * 60 * 60


@pytest.mark.parametrize("shards", [1, 16])
def test_a_gateway_that_ends_every_session_at_once_gets_fewer_than_a_thousand_a_day_and_shard(
    shards: int,
) -> None:
    pace, now, sessions = IdentifyPace(shards), 0.0, 0

    while now < DAY:
        if wait := pace.wait(now):
            now += wait
        else:
            sessions += 1
            now += 5

    assert sessions < 760 * shards


def test_the_first_sessions_do_not_wait() -> None:
    pace = IdentifyPace()

    assert [pace.wait(0.0) for _ in range(30)] == [0.0] * 30
    assert pace.wait(0.0) == 120


def test_the_last_sessions_of_a_day_are_left_alone() -> None:
    require_sessions(21, 1, 5000)

    with pytest.raises(NoSessionsLeftError) as caught:
        require_sessions(20, 1, 5000)

    assert caught.value.seconds == 5


def test_the_waits_grow_to_five_minutes_and_no_further() -> None:
    first, *_, last = islice(waits(), 20)

    assert 4 <= first <= 6
    assert 240 <= last <= 360


def test_an_outage_is_a_line_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    now = 0.0
    outage = Outage(lambda: now)

    for second in range(0, 181, 5):
        now = float(second)
        outage.lost("No answer.")
    outage.over()

    assert caplog.messages == [
        "Discord is away; trying again. No answer.",
        "Discord is away for 1 minute; trying again. No answer.",
        "Discord is away for 2 minutes; trying again. No answer.",
        "Discord is away for 3 minutes; trying again. No answer.",
        "Discord is back after 3 minutes.",
    ]


def test_nothing_is_told_of_a_connection_that_never_went_away(caplog: pytest.LogCaptureFixture) -> None:
    Outage().over()
    Outage().remind()

    assert caplog.messages == []
