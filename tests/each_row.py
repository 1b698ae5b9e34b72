"""One test over a table: every row is tried, and those that fail are named.

For rows that need nothing made anew: what a test is given is the same for all of them. A test of its own for
each, as pytest makes them, costs more than most rows do.
"""

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import pytest

Test = Callable[..., Any]
# What pytest itself fails with, such as an error that was not raised, is none of Python's exceptions.
FAILURES = (Exception, pytest.fail.Exception)


def each_row(names: str | tuple[str, ...], rows: Iterable[Any]) -> Callable[[Test], Test]:
    """As `pytest.mark.parametrize` takes them: a single name goes with bare values."""
    wanted = (names,) if isinstance(names, str) else names
    rows = [(row,) if isinstance(names, str) else row for row in rows]
    table = [dict(zip(wanted, row, strict=True)) for row in rows]

    def decorate(test: Test) -> Test:
        @wraps(test)
        def every(**fixtures: Any) -> None:
            _tell(table, [_tried(test, fixtures | row) for row in table])

        @wraps(test)
        async def every_in_turn(**fixtures: Any) -> None:
            _tell(table, [await _awaited(test, fixtures | row) for row in table])

        told = inspect.signature(test)
        others = [each for name, each in told.parameters.items() if name not in wanted]
        whole = every_in_turn if inspect.iscoroutinefunction(test) else every
        vars(whole)["__signature__"] = told.replace(parameters=others)
        return whole

    return decorate


def _tried(test: Test, values: dict[str, Any]) -> BaseException | None:
    try:
        test(**values)
    except FAILURES as error:  # the other rows are to be tried as well
        return error
    return None


async def _awaited(test: Test, values: dict[str, Any]) -> BaseException | None:
    try:
        await test(**values)
    except FAILURES as error:
        return error
    return None


def _tell(table: list[dict[str, Any]], outcomes: list[BaseException | None]) -> None:
    failed = [(row, error) for row, error in zip(table, outcomes, strict=True) if error]
    for row, error in failed:
        error.add_note(f"in the row {row}")
    if failed:
        raise BaseExceptionGroup(f"{len(failed)} of {len(table)} rows", [error for _, error in failed])
