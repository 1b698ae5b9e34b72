"""The names and descriptions of the commands in German, French, Spanish and Russian, in this order."""

from typing import Final

Translated = tuple[str, str, str, str]

TRANSLATIONS: Final[dict[str, Translated]] = {
    "ask": ("fragen", "demander", "preguntar", "спросить"),
    "Ask the briefing a question": (
        "Stelle dem Briefing eine Frage",
        "Poser une question au dossier",
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
        "Ne montrer la réponse qu’à vous",
        "Mostrar la respuesta solo a ti",
        "Показать ответ только вам",
    ),
    "fact": ("fakt", "fait", "dato", "факт"),
    "Show one fact with its quotes": (
        "Einen Fakt mit seinen Zitaten zeigen",
        "Montrer un fait avec ses citations",
        "Mostrar un dato con sus citas",
        "Показать факт с цитатами",
    ),
    "id": ("id", "id", "id", "id"),
    "The id of the fact": (
        "Die Kennung des Fakts",
        "L’identifiant du fait",
        "El identificador del dato",
        "Идентификатор факта",
    ),
    "topics": ("themen", "sujets", "temas", "темы"),
    "Look through what the briefing can be asked": (
        "Durchsehen, was man das Briefing fragen kann",
        "Parcourir ce que l’on peut demander au dossier",
        "Ver qué se le puede preguntar al informe",
        "Посмотреть, о чём можно спросить",
    ),
    "sources": ("quellen", "sources", "fuentes", "источники"),
    "See the documents behind the answers": (
        "Die Dokumente hinter den Antworten ansehen",
        "Voir les documents derrière les réponses",
        "Ver los documentos detrás de las respuestas",
        "Посмотреть документы, на которых основаны ответы",
    ),
    "help": ("hilfe", "aide", "ayuda", "помощь"),
    "How to ask, and what else there is": (
        "Wie man fragt und was es sonst noch gibt",
        "Comment demander, et ce qu’il y a d’autre",
        "Cómo preguntar y qué más hay",
        "Как спрашивать и что ещё есть",
    ),
    "Find in the briefing": (
        "Im Briefing nachsehen",
        "Chercher dans le dossier",
        "Buscar en el informe",
        "Найти в материале",
    ),
    "privacy": ("datenschutz", "confidentialité", "privacidad", "приватность"),
    "What is kept about you, and how to delete it": (
        "Was über dich gespeichert ist und wie du es löschst",
        "Ce qui est conservé sur vous, et comment l’effacer",
        "Qué se guarda sobre ti y cómo borrarlo",
        "Что о вас хранится и как это удалить",
    ),
    "mydata": ("meinedaten", "mesdonnées", "misdatos", "моиданные"),
    "Everything that is kept about you, as a file": (
        "Alles, was über dich gespeichert ist, als Datei",
        "Tout ce qui est conservé sur vous, en fichier",
        "Todo lo que se guarda sobre ti, en un archivo",
        "Всё, что о вас хранится, файлом",
    ),
    "by_message": ("als_nachricht", "par_message", "por_mensaje", "сообщением"),
    "Send it to you as a direct message": (
        "Als Direktnachricht an dich schicken",
        "Vous l’envoyer en message privé",
        "Enviártelo como mensaje directo",
        "Прислать вам личным сообщением",
    ),
    "forgetme": ("vergissmich", "oubliezmoi", "olvídame", "забудьменя"),
    "Delete everything that is kept about you": (
        "Alles löschen, was über dich gespeichert ist",
        "Effacer tout ce qui est conservé sur vous",
        "Borrar todo lo que se guarda sobre ti",
        "Удалить всё, что о вас хранится",
    ),
    "reload": ("neuladen", "recharger", "recargar", "перезагрузить"),
    "Read the fact sheet again and say what has changed": (
        "Das Faktenblatt neu lesen und sagen, was sich geändert hat",
        "Relire la fiche de faits et dire ce qui a changé",
        "Volver a leer la hoja de datos y decir qué cambió",
        "Перечитать таблицу фактов и сообщить об изменениях",
    ),
    "status": ("status", "statut", "estado", "статус"),
    "How the bot is doing": (
        "Wie es dem Bot geht",
        "Comment va le bot",
        "Cómo está el bot",
        "Как дела у бота",
    ),
    "log": ("protokoll", "journal", "registro", "журнал"),
    "See what people asked": (
        "Sehen, was gefragt wurde",
        "Voir ce qui a été demandé",
        "Ver qué se ha preguntado",
        "Посмотреть, о чём спрашивали",
    ),
    "recent": ("neueste", "récentes", "recientes", "последние"),
    "The newest questions and what became of them": (
        "Die neuesten Fragen und was aus ihnen wurde",
        "Les dernières questions et ce qu’elles sont devenues",
        "Las últimas preguntas y qué fue de ellas",
        "Последние вопросы и что с ними стало",
    ),
    "unanswered": ("unbeantwortet", "sansréponse", "sinrespuesta", "безответа"),
    "What people asked and the briefing did not answer": (
        "Was gefragt wurde und das Briefing nicht beantwortet hat",
        "Ce qui a été demandé sans que le dossier y réponde",
        "Lo que se preguntó y el informe no respondió",
        "О чём спрашивали, а в материале ответа нет",
    ),
}
