"""One test over a table: every row is tried, and those that fail are named.

For what needs nothing made anew for each row. A test of its own for each, as pytest makes them, costs more
than most rows do.
"""

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

Test = Callable[..., None]


def each_row(names: str | tuple[str, ...], rows: Iterable[Any]) -> Callable[[Test], Test]:
    """As `pytest.mark.parametrize` takes them: a single name goes with bare values."""
    wanted = (names,) if isinstance(names, str) else names
    table = [(row,) if isinstance(names, str) else row for row in rows]

    def decorate(test: Test) -> Test:
        @wraps(test)
        def every(**fixtures: Any) -> None:
            failed = [
                error
                for row in table
                if (error := _tried(test, dict(zip(wanted, row, strict=True)), fixtures))
            ]
            if failed:
                raise ExceptionGroup(f"{len(failed)} of {len(table)} rows", failed)

        told = inspect.signature(test)
        others = [each for name, each in told.parameters.items() if name not in wanted]
        vars(every)["__signature__"] = told.replace(parameters=others)
        return every

    return decorate


def _tried(test: Test, row: dict[str, Any], fixtures: dict[str, Any]) -> Exception | None:
    try:
        test(**row, **fixtures)
    except Exception as error:  # noqa: BLE001 - the other rows are to be tried as well
        error.add_note(f"in the row {row}")
        return error
    return None
