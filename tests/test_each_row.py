"""A table is one test, and tells which of its rows fail."""

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
