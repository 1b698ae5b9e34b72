"""How much of what could be tried a test tries: `THOROUGH=1`, as in .ci/run, tries twelve times as much."""

import os
from collections.abc import Sequence
from typing import TypeVar

import pytest

T = TypeVar("T")
THOROUGH = bool(os.environ.get("THOROUGH"))
SHARE = 12
# What many briefings reach is judged as a whole or not at all: a floor under a sample moves with the sample.
judges = pytest.mark.skipif(not THOROUGH, reason="judges many briefings, as .ci/run does: THOROUGH=1")


def tries(count: int, share: int = SHARE) -> int:
    """So many examples, or a twelfth of them."""
    return count if THOROUGH else -(-count // share)


def some_of(everything: Sequence[T], share: int = SHARE) -> Sequence[T]:
    """All, or every twelfth."""
    return everything if THOROUGH else everything[::share]
