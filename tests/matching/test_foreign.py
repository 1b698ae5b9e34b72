"""A question put in another language is known by its small words, and an English one never is."""

from bot.matching.foreign import language_of


def test_the_small_words_of_one_language_tell_it() -> None:
    cases: list[tuple[str, str | None]] = [
        ("Was weißt du denn so?", "de"),
        ("wie ist das hier und warum", "de"),
        ("¿Qué es esto y cómo es?", "es"),
        ("qu'est-ce que c'est ?", "fr"),
        ("où est-ce que vous êtes", "fr"),
        ("quand est-ce que ça commence", "fr"),  # which English has as well
        ("Puis-je amener mon chien ?", "fr"),
        ("Kann ich meinen Hund mitbringen?", "de"),
        ("Wann trefft ihr euch?", "de"),
        ("cuando empieza el evento", "es"),
        ("Можно ли взять собаку?", "ru"),
        ("who is El Niño de la Torre", None),
        ("who is Jan van der Berg", None),
        ("Что ты можешь сказать?", "ru"),
        ("почему и когда это было", "ru"),
        ("Wo ist der Leuchtturm?", "de"),
        ("what is that", None),
        ("was it so", None),
        ("no me", None),
        ("tu es de la", None),  # French and Spanish alike
        ("car plus son", None),
        ("die war", None),
        ("on and on", None),
        ("quoi", None),
        ("", None),
    ]

    assert [
        (question, language, got)
        for question, language in cases
        if (got := language_of(question)) != language
    ] == []


def test_a_word_that_the_sheet_knows_makes_what_is_found_worth_a_look() -> None:
    question = "Wann trefft ihr euch in Wick?"

    assert language_of(question) == "de"
    assert language_of(question, {"wick"}.__contains__) is None
    assert language_of(question, {"wann"}.__contains__) == "de"
