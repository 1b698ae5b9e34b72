"""The owner hears of a trouble once, as soon as anybody can be told, and again a day later."""

from datetime import UTC, datetime, timedelta

from bot.services.health.alarms import AGAIN, Alarms

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


class Owner:
    """Listens at a time of our choice."""

    def __init__(self) -> None:
        self.now = NOON
        self.heard: list[str] = []

    async def hear(self, words: str) -> bool:
        self.heard.append(words)
        return True


async def test_what_was_noticed_before_anybody_could_be_told_is_told_then() -> None:
    owner = Owner()
    alarms = Alarms(lambda: owner.now)

    await alarms.raise_for("disk", "The disk is full.")
    alarms.send = owner.hear
    await alarms.raise_for("disk", "The disk is full.")

    assert owner.heard == ["The disk is full."]


async def test_what_lasts_is_told_again_after_a_day_and_no_sooner() -> None:
    owner = Owner()
    alarms = Alarms(lambda: owner.now)
    alarms.send = owner.hear

    for after in (timedelta(), AGAIN - timedelta(seconds=1), AGAIN):
        owner.now = NOON + after
        await alarms.raise_for("disk", f"Full for {after}.")

    assert owner.heard == ["Full for 0:00:00.", "Full for 1 day, 0:00:00."]


async def test_what_was_over_and_returns_is_news() -> None:
    owner = Owner()
    alarms = Alarms(lambda: owner.now)
    alarms.send = owner.hear

    await alarms.raise_for("disk", "Full.")
    alarms.over("disk")
    await alarms.raise_for("disk", "Full again.")

    assert owner.heard == ["Full.", "Full again."]
