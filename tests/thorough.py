"""How much of what could be tried a test tries: `THOROUGH=1`, as in .ci/run, tries eight times as much."""

import os
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
THOROUGH = bool(os.environ.get("THOROUGH"))
SHARE = 8


def tries(count: int, share: int = SHARE) -> int:
    """So many examples, or an eighth of them."""
    return count if THOROUGH else -(-count // share)


def some_of(everything: Sequence[T], share: int = SHARE) -> Sequence[T]:
    """All, or every eighth."""
    return everything if THOROUGH else everything[::share]
