"""Ten thousand lines of nonsense, or two: each gets one honest reply, none a traceback."""

import json
import random
from collections.abc import Callable

import pytest
from click.testing import Result

from tests.thorough import some_of, tries

pytestmark = pytest.mark.slow

Start = Callable[..., Result]

LINES = tries(2_500, 10)  # four times over
SCRAPS = [
    "lighthouse",
    "when",
    "lit",
    "not",
    "1871",
    "\u202e",
    "\x00",
    "\x1b[31m",
    "é",
    "\u0301",
    "🚀",
    "名前",
    "عربي",
]


def scramble(dice: random.Random) -> bytes:
    """Random bytes, random words, or a word over and over."""
    match dice.randrange(3):
        case 0:
            line = dice.randbytes(dice.randrange(60))
        case 1:
            line = " ".join(dice.choices(SCRAPS, k=dice.randrange(8))).encode()
        case _:
            line = (dice.choice(SCRAPS) * dice.randrange(30)).encode()
    return line.replace(b"\n", b"").rstrip(b"\r")


@pytest.mark.parametrize("seed", some_of(range(4), 4))
def test_thousands_of_lines_of_nonsense_are_answered_honestly(start: Start, seed: int) -> None:
    dice = random.Random(seed)
    lines = [scramble(dice) for _ in range(LINES)]

    result = start(
        "ask", "--json", "--batch", "-", given=b"\n".join([*lines, b"When was the lighthouse first lit?"])
    )

    replies = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert result.stderr == ""
    assert len(replies) == LINES + 1
    assert {reply["status"] for reply in replies} <= {"answered", "unsure", "unknown"}
    assert all(0 <= reply["score"] <= 100 for reply in replies)
    assert replies[-1]["fact_id"] == "first-lit"
