"""A table is one test, and tells which of its rows fail."""

import asyncio
import inspect

import pytest

from tests.each_row import each_row


def test_every_row_is_tried_and_those_that_fail_are_named() -> None:
    tried = []

    @each_row(("number", "double"), [(1, 2), (2, 5), (3, 6), (4, 9)])
    def doubled(number: int, double: int, factor: int) -> None:
        tried.append(number)
        assert factor * number == double

    assert list(inspect.signature(doubled).parameters) == ["factor"]
    with pytest.raises(ExceptionGroup, match="2 of 4 rows") as caught:
        doubled(factor=2)
    assert tried == [1, 2, 3, 4]
    assert [note for error in caught.value.exceptions for note in error.__notes__] == [
        "in the row {'number': 2, 'double': 5}",
        "in the row {'number': 4, 'double': 9}",
    ]


@each_row("letter", "abc")
def test_a_single_name_goes_with_bare_values(letter: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert letter in "abc"
    assert tmp_path_factory


@each_row(("number", "root"), [(4, 2), (9, 3)])
async def test_what_takes_turns_is_tried_row_after_row(number: int, root: int) -> None:
    await asyncio.sleep(0)
    assert root**2 == number


async def test_a_row_that_fails_in_its_turn_is_named() -> None:
    @each_row("number", [1, 2])
    async def even(number: int) -> None:
        await asyncio.sleep(0)
        assert number % 2 == 0

    with pytest.raises(ExceptionGroup, match="1 of 2 rows") as caught:
        await even()
    assert caught.value.exceptions[0].__notes__ == ["in the row {'number': 1}"]


def test_an_error_that_is_missed_is_named_like_another() -> None:
    @each_row("text", ["x", "1", "y"])
    def no_number(text: str) -> None:
        with pytest.raises(ValueError, match="invalid literal"):
            int(text)

    with pytest.raises(BaseExceptionGroup, match="1 of 3 rows") as caught:
        no_number()
    assert caught.value.exceptions[0].__notes__ == ["in the row {'text': '1'}"]
