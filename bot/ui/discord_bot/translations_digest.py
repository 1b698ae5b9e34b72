"""The words of /digest in German, French, Spanish and Russian, in this order."""

from typing import Final

from bot.ui.discord_bot.translations import Translated

DIGEST_TRANSLATIONS: Final[dict[str, Translated]] = {
    "digest": ("überblick", "résumé", "resumen", "сводка"),
    "The daily digest of the briefing": (
        "Der tägliche Überblick über das Briefing",
        "Le résumé quotidien du dossier",
        "El resumen diario del informe",
        "Ежедневная сводка по материалу",
    ),
    "subscribe": ("abonnieren", "abonner", "suscribir", "подписать"),
    "Post the digest in a channel every day": (
        "Den Überblick jeden Tag in einem Kanal posten",
        "Publier le résumé chaque jour dans un salon",
        "Publicar el resumen cada día en un canal",
        "Публиковать сводку в канале каждый день",
    ),
    "channel": ("kanal", "salon", "canal", "канал"),
    "Where to post it; else in this channel": (
        "Wo er gepostet wird; sonst in diesem Kanal",
        "Où le publier ; sinon dans ce salon",
        "Dónde publicarlo; si no, en este canal",
        "Где публиковать; иначе в этом канале",
    ),
    "time": ("uhrzeit", "heure", "hora", "время"),
    "When, on the clocks of the time zone; else at 09:00": (
        "Wann, nach den Uhren der Zeitzone; sonst um 09:00",
        "Quand, à l’heure du fuseau ; sinon à 09:00",
        "Cuándo, según la zona horaria; si no, a las 09:00",
        "Когда, по часам пояса; иначе в 09:00",
    ),
    "timezone": ("zeitzone", "fuseau", "zona", "пояс"),
    "Whose clocks count; else those of UTC": (
        "Wessen Uhren gelten; sonst die von UTC",
        "Quel fuseau compte ; sinon UTC",
        "Qué zona cuenta; si no, UTC",
        "Чьи часы считаются; иначе UTC",
    ),
    "unsubscribe": ("abbestellen", "désabonner", "cancelar", "отписать"),
    "End the digest of a channel": (
        "Den Überblick eines Kanals beenden",
        "Mettre fin au résumé d’un salon",
        "Terminar el resumen de un canal",
        "Прекратить сводку в канале",
    ),
    "A channel that gets the digest": (
        "Ein Kanal, der den Überblick bekommt",
        "Un salon qui reçoit le résumé",
        "Un canal que recibe el resumen",
        "Канал, который получает сводку",
    ),
    "pause": ("pausieren", "suspendre", "pausar", "приостановить"),
    "Pause the digest of a channel": (
        "Den Überblick eines Kanals anhalten",
        "Suspendre le résumé d’un salon",
        "Pausar el resumen de un canal",
        "Приостановить сводку в канале",
    ),
    "resume": ("fortsetzen", "reprendre", "reanudar", "возобновить"),
    "Go on with the digest of a channel": (
        "Den Überblick eines Kanals fortsetzen",
        "Reprendre le résumé d’un salon",
        "Reanudar el resumen de un canal",
        "Возобновить сводку в канале",
    ),
    "list": ("liste", "liste", "lista", "список"),
    "The channels that get the digest": (
        "Die Kanäle, die den Überblick bekommen",
        "Les salons qui reçoivent le résumé",
        "Los canales que reciben el resumen",
        "Каналы, которые получают сводку",
    ),
    "preview": ("vorschau", "aperçu", "vista", "просмотр"),
    "See a digest before it is posted, and why it is so": (
        "Einen Überblick vorab sehen und warum er so ist",
        "Voir un résumé avant sa publication, et pourquoi il est ainsi",
        "Ver un resumen antes de publicarlo y por qué es así",
        "Увидеть сводку до публикации и почему она такая",
    ),
    "date": ("datum", "date", "fecha", "дата"),
    "The day, such as 2025-04-09; else the next one": (
        "Der Tag, etwa 2025-04-09; sonst der nächste",
        "Le jour, par exemple 2025-04-09 ; sinon le prochain",
        "El día, como 2025-04-09; si no, el siguiente",
        "День, например 2025-04-09; иначе следующий",
    ),
    "show": ("zeigen", "montrer", "mostrar", "показать"),
    "Show today's digest to you alone": (
        "Den heutigen Überblick nur dir zeigen",
        "Ne montrer le résumé du jour qu’à vous",
        "Mostrar el resumen de hoy solo a ti",
        "Показать сегодняшнюю сводку только вам",
    ),
}
