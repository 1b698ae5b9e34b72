"""`digest`: the digest of a day in a terminal."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from click.testing import Result

from bot.database import subscriptions
from bot.database.subscriptions import Terms
from tests.database.samples import furnished

Start = Callable[..., Result]


async def subscribe(home: Path, *channels: int) -> None:
    async with furnished(home / "bot.sqlite3") as database:
        for channel in channels:
            terms = Terms(channel, time(9), "Europe/Berlin", guild_id=7)
            await subscriptions.subscribe(database, terms, datetime(2025, 4, 8, 12, tzinfo=UTC))


def test_before_the_first_run_there_is_a_digest_already(start: Start, home: Path) -> None:
    result = start("digest", "--date", "2025-04-09")

    assert result.exit_code == 0
    assert result.stdout.startswith("The lighthouse at Hollow Point\n\nFACT OF THE DAY\n")
    assert result.stdout.endswith("Digest 2025-04-09 · No. 1\n")
    assert not (home / "bot.sqlite3").exists()


def test_it_is_the_same_twice_and_a_preview_says_why(start: Start, home: Path) -> None:
    asyncio.run(subscribe(home, 42))

    first, again = start("digest", "--date", "2025-04-09"), start("digest", "--date", "2025-04-09")
    preview = start("digest", "--date", "2025-04-09", "--preview", "--channel", "42")

    assert first.stdout == again.stdout
    assert preview.stdout.startswith(first.stdout.rstrip("\n"))
    assert "Why it looks like this\n- " in preview.stdout
    assert "The next digest is due on " in preview.stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--date", "tomorrow"), "That is not a date I can use. Write it like 2025-04-09."),
        (("--channel", "43"), "Channel 43 does not get the digest."),
        (("--channel", "0"), "0 is not in the range"),
    ],
)
def test_what_cannot_be_shown_is_told(
    start: Start, home: Path, words: tuple[str, ...], sentence: str
) -> None:
    asyncio.run(subscribe(home, 42))

    result = start("digest", *words)

    assert result.exit_code == 2
    assert sentence in result.stderr
    assert "Traceback" not in result.output
