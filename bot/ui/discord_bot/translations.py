"""The names and descriptions of the commands in German, French, Spanish and Russian, in this order."""

from typing import Final

Translated = tuple[str, str, str, str]

TRANSLATIONS: Final[dict[str, Translated]] = {
    "ask": ("fragen", "demander", "preguntar", "спросить"),
    "Ask the briefing a question": (
        "Stelle dem Briefing eine Frage",
        "Poser une question au briefing",
        "Haz una pregunta al informe",
        "Задать вопрос по материалу",
    ),
    "question": ("frage", "question", "pregunta", "вопрос"),
    "What you want to know": (
        "Was du wissen möchtest",
        "Ce que vous voulez savoir",
        "Lo que quieres saber",
        "Что вы хотите узнать",
    ),
    "private": ("privat", "privé", "privado", "лично"),
    "Show the answer to you alone": (
        "Die Antwort nur dir zeigen",
        "Montrer la réponse à vous seul",
        "Mostrar la respuesta solo a ti",
        "Показать ответ только вам",
    ),
}
