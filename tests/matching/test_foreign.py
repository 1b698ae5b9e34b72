"""A question made of small words of one other language is known as such, and an English one never is."""

import pytest

from bot.matching.foreign import language_of


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Was weißt du denn so?", "de"),
        ("wie ist das hier und warum", "de"),
        ("¿Qué es esto y cómo es?", "es"),
        ("qu'est-ce que c'est ?", "fr"),
        ("où est-ce que vous êtes", None),  # a verb that is not among the small words
        ("Что ты можешь сказать?", "ru"),
        ("почему и когда это было", "ru"),
        ("Wo ist der Leuchtturm?", None),
        ("what is that", None),
        ("was it so", None),
        ("no me", None),
        ("on and on", None),
        ("quoi", None),
        ("", None),
    ],
)
def test_only_small_words_of_one_language_tell_it(question: str, language: str | None) -> None:
    assert language_of(question) == language
