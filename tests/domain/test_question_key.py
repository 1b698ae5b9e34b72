"""Spellings of one question are one question."""

from bot.domain.question_key import distinct, question_key
from tests.each_row import each_row


@each_row("text", ["?", "", "  ", "!!!", "\N{LATIN SMALL LETTER SHARP S}", "İstanbul?", "?Why", "a\nb"])
def test_every_text_has_a_spelling_that_stays(text: str) -> None:
    spelling = question_key(text)

    assert question_key(spelling) == spelling
    assert bool(spelling) == bool(text)


def test_a_question_is_kept_once_by_its_first_spelling() -> None:
    kept = distinct(["Why?", "  ", "how tall", "why", "", "HOW  tall!", "?"])

    assert kept == ("Why?", "how tall", "?")
