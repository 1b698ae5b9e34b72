"""Every complaint has words, also one that nobody foresaw."""

import pytest
from pydantic import BaseModel, Field, ValidationError

from bot.sheets.wordings import Complaint, closest, wording


class Tower(BaseModel):
    floors: int = Field(gt=2)


def test_an_unforeseen_error_is_told_as_pydantic_puts_it() -> None:
    with pytest.raises(ValidationError) as raised:
        Tower(floors=1)

    (detail,) = raised.value.errors()
    message, hint = wording(Complaint(detail, "`floors`"))

    assert message == "`floors` cannot be used: Input should be greater than 2."
    assert hint


def test_a_slip_of_the_finger_is_understood_and_another_word_is_not() -> None:
    assert closest("qestion", ["question", "quotes"]) == "question"
    assert closest("note", ["question", "quotes"]) is None
    assert closest("x", []) is None
