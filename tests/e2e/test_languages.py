"""Replies in the language of whoever reads them; the words of the sheet stay as they are."""

import json

from bot.services.digest.publisher import Overdue
from bot.ui.discord_bot.delivery.message import DigestPainter
from bot.ui.discord_bot.delivery.publisher import DigestPublisher
from tests.discord_server.acting import Where
from tests.discord_server.server import DiscordServer
from tests.e2e.daily import NINE, Daily
from tests.e2e.hours import Hours
from tests.e2e.running import Bot, Start
from tests.e2e.shown import shown
from tests.ui.test_language import catalogue

LAMP = "how tall is the lamp"
CLASHING = "is the lamp not 42 metres above the sea"
WITHOUT_WORDS = ("help", "topics", "sources", "privacy", "forgetme")
ENGLISH = {
    message
    for message in catalogue("ru")
    if isinstance(message, str) and " " in message and "{" not in message
}


async def test_a_private_answer_is_in_the_language_of_who_asked(
    discord_server: DiscordServer, bot: Bot
) -> None:
    reply = await discord_server.slash("ask", {"question": LAMP, "private": True}, locale="de")

    page = shown(reply)
    assert reply.labels == [
        "Im Zusammenhang",
        "Hier posten",
        "Warum diese Antwort?",
        "Hilfreich",
        "Nicht hilfreich",
        "Weiterfragen",
    ]
    assert page.footer.startswith("Fakt lamp-height · Faktenblatt ")
    assert page.title == "How high is the lamp above the sea?"
    assert "“Its lamp stands 42 metres above the sea”" in page.body
    assert "1. Juni 2024" in page.body.replace("\\", "")
    why = shown(await discord_server.click(reply, "Warum diese Antwort?"))
    assert "Ein Fakt beantwortet die Frage" in why.body
    assert bot.app.client.is_ready()


async def test_a_public_answer_is_in_the_language_of_the_server(
    discord_server: DiscordServer, bot: Bot
) -> None:
    guild = discord_server.add_guild("Phare", locale="fr")
    channel = discord_server.add_channel("questions", guild)
    where = Where(guild=guild, channel=channel, locale="de")

    reply = await discord_server.slash("ask", {"question": "who ate the cake"}, **where)
    answer = await discord_server.next_message(discord_server.say("who ate the cake", mention=True, **where))

    assert "**Le dossier ne le dit pas.**" in shown(reply).body
    assert "Le dossier ne le dit pas." in answer.text
    assert bot.app.client.is_ready()


async def test_what_is_posted_is_in_the_language_of_the_server_with_its_button(
    discord_server: DiscordServer, bot: Bot
) -> None:
    guild = discord_server.add_guild("Phare", locale="fr")
    where = Where(guild=guild, channel=discord_server.add_channel("questions", guild), locale="de")
    private = await discord_server.slash("ask", {"question": LAMP, "private": True}, **where)

    posting = await discord_server.click(private, "Hier posten")
    await posting.until(lambda each: bool(each.followups))

    assert bot.app.client.is_ready()
    assert posting.followups[0].labels == ["En contexte"]
    assert private.labels[0] == "Im Zusammenhang"


async def test_why_an_answer_was_not_given_is_told_in_the_language_of_who_asks(
    discord_server: DiscordServer, bot: Bot
) -> None:
    asked = await discord_server.slash("ask", {"question": CLASHING, "private": True}, locale="ru")

    why = shown(await discord_server.click(asked, "Почему такой ответ?"))

    assert bot.app.client.is_ready()
    assert "отрицание" in why.body
    assert why.body.count("not") == 1
    assert "needed" not in why.body


async def test_what_admins_read_is_in_their_language_and_so_are_refusals(
    discord_server: DiscordServer, bot: Bot
) -> None:
    refused = await discord_server.slash("status", {}, locale="ru")
    status = await discord_server.slash("status", {}, user=discord_server.admin, locale="ru")

    await status.finished()
    assert "Эта команда для тех" in refused.text
    assert "**Подборка:** The lighthouse" in status.text
    assert english_in(status.text) == set()
    assert bot.app.client.is_ready()


PAGES: tuple[tuple[str, dict[str, str]], ...] = (
    ("digest subscribe", {"time": "09:00", "timezone": "EST"}),
    ("digest list", {}),
    ("digest pause", {}),
    ("log recent", {}),
    ("log unanswered", {}),
    ("gaps", {}),
    ("stats", {}),
    ("reload", {}),
    ("rollback", {}),
    ("teach", {"question": "how far up is the light", "fact": "lamp-height"}),
    ("teach", {"question": "hello", "fact": "lamp-height"}),
    ("unteach", {"question": "how far up is the light"}),
    ("unteach", {"question": "what nobody taught"}),
    ("status", {}),
)


async def test_a_curator_rewords_a_question_in_a_form_of_their_own_language(
    discord_server: DiscordServer, bot: Bot
) -> None:
    admin = Where(user=discord_server.admin, locale="de")
    asked = await discord_server.slash("ask", {"question": "who ate the cake", "private": True}, **admin)
    why = await discord_server.click(asked, "Warum diese Antwort?")
    choice = await discord_server.click(why, "Hätte sein sollen …")
    trial = await discord_server.select(choice, "Wähle, wohin sie führen soll", "lamp-height")
    await trial.until(lambda each: "Umformulieren" in each.labels)

    form = await discord_server.click(trial, "Umformulieren")

    assert form.modal["title"] == "Eine Formulierung beibringen"
    assert bot.app.client.is_ready()


async def test_the_pages_of_admins_have_no_english_left_in_them(
    discord_server: DiscordServer, bot: Bot
) -> None:
    admin = Where(user=discord_server.admin, locale="ru")
    for question in (LAMP, "who ate the cake", "thanks", "who built it"):
        await discord_server.slash("ask", {"question": question})

    for command, options in PAGES:
        page = await discord_server.slash(command, options, **admin)
        await page.finished()
        assert english_in(page.text) == set(), command
    assert "без изменений: " in page.text
    preview = await discord_server.slash("digest preview", **admin)
    await preview.until(lambda each: bool(each.followups))
    assert preview.followups[0].text.startswith("### Почему сводка такая")
    assert bot.app.client.is_ready()


def english_in(said: str) -> set[str]:
    """The messages that are still in English."""
    return {message for message in ENGLISH if message in said}


async def test_a_digest_is_in_the_language_of_its_server_and_is_found_again_by_its_mark(
    discord_server: DiscordServer, daily: Daily, hours: Hours
) -> None:
    there = discord_server.add_channel("новости", discord_server.add_guild("Маяк", locale="ru"))

    async with daily.start(discord_server.channel, there):
        await hours.leap(NINE)

    [digest], [english] = daily.digests(there), daily.digests()
    assert "Факт дня" in digest.text
    assert "Fact of the day" in english.text


async def test_help_names_the_commands_as_discord_shows_them_to_the_reader(
    discord_server: DiscordServer, bot: Bot
) -> None:
    reply = await discord_server.slash("help", locale="es-419")

    page = shown(reply)
    assert page.title == "Cómo preguntar"
    assert "`/preguntar` · Haz una pregunta al informe" in page.body
    assert "`/resumen mostrar`" in page.body
    assert bot.app.client.is_ready()


async def test_an_unanswered_question_in_small_words_of_a_language_gets_its_sentence_in_it(
    discord_server: DiscordServer, bot: Bot
) -> None:
    reply = await discord_server.slash("ask", {"question": "Was weißt du denn so über das hier?"})
    english = await discord_server.slash("ask", {"question": "who ate the cake"})

    assert shown(reply).body == (
        "**Das steht nicht im Briefing.**\n"
        "-# `/themen` zeigt, was du fragen kannst, und `/hilfe`, was es sonst noch gibt."
    )
    assert "**The briefing does not say.**" in shown(english).body
    assert bot.app.client.is_ready()


async def test_what_was_typed_wrong_is_told_in_the_language_of_who_typed_it(
    discord_server: DiscordServer, bot: Bot
) -> None:
    admin = Where(user=discord_server.admin, locale="fr")
    several = await discord_server.slash("digest subscribe", {"timezone": "IST"}, **admin)
    unknown = await discord_server.slash("digest subscribe", {"timezone": "`Berlun`"}, **admin)
    elsewhere = await discord_server.slash("digest pause", {"channel": "7"}, **admin)

    for reply in (several, unknown, elsewhere):
        await reply.finished()
    assert "« IST » peut désigner plusieurs fuseaux horaires." in several.text.replace("\u202f", " ")
    assert " ou " in several.text
    assert "Il n’y a pas de fuseau horaire « \\`Berlun\\` »" in unknown.text.replace("\u202f", " ")
    assert "Ce salon ne reçoit pas le résumé" in elsewhere.text
    assert bot.app.client.is_ready()


async def test_a_persons_data_is_explained_in_their_language_under_the_same_keys(
    discord_server: DiscordServer, bot: Bot
) -> None:
    german = await (await discord_server.slash("mydata", {}, locale="de")).finished()
    english = await (await discord_server.slash("mydata")).finished()

    (theirs,), (ours) = german.files, english.files[0]
    explained, plain = json.loads(theirs.data), json.loads(ours.data)
    assert list(explained) == list(plain)
    assert explained["about"][0] == "Was dieser Bot über dich speichert"
    assert explained["about"][1].startswith("questions: Deine Fragen")
    assert plain["about"][0] == "What this bot keeps about you"
    assert bot.app.client.is_ready()


async def test_a_curators_card_is_in_the_language_of_its_server_and_their_form_in_their_own(
    discord_server: DiscordServer, start: Start
) -> None:
    desk = discord_server.add_channel("куратор", discord_server.add_guild("Маяк", locale="ru"))
    async with start(BOT_CURATORS__CHANNEL=str(desk.id)):
        answer = await discord_server.slash("ask", {"question": "is there a tea room in the basement"})
        shared = await discord_server.click(answer, "Ask a human")
        await discord_server.click(shared, "Send it without my name")
        await discord_server.wait_for(lambda: discord_server.messages(desk))
        (card,) = discord_server.messages(desk)
        form = await discord_server.click(
            card, "Ответить", user=discord_server.world.application.owner, locale="es-ES"
        )
        words = {"Tus palabras, tal como se leerán": "Not yet."}
        thanks = await discord_server.submit_modal(form, words)
        await thanks.until(lambda each: bool(each.followups))

    assert "Вам задали вопрос" in card.text
    assert card.labels == ["Отвечено", "Сделать фактом"]
    assert "Gracias." in thanks.followups[0].text


async def test_the_weekly_notice_is_in_the_language_of_the_curators_server(
    discord_server: DiscordServer, start: Start
) -> None:
    desk = discord_server.add_channel("conservateurs", discord_server.add_guild("Phare", locale="fr"))
    async with start(BOT_CURATORS__CHANNEL=str(desk.id)) as running:
        await running.app.client.equipment.chores.attend()
        await discord_server.wait_for(lambda: discord_server.messages(desk))

    [notice] = discord_server.messages(desk)
    assert "État de la fiche de faits" in notice.text
    assert "Rien à revoir cette semaine." in notice.text


async def test_nothing_that_a_member_is_shown_is_left_in_english(
    discord_server: DiscordServer, bot: Bot
) -> None:
    ask = {"question": LAMP, "private": True}
    answer = await discord_server.slash("ask", ask, locale="ru")
    unknown = await discord_server.slash("ask", {**ask, "question": "who ate the cake"}, locale="ru")
    replies = [
        answer,
        unknown,
        *[await discord_server.click(answer, label, locale="ru") for label in answer.labels[2:5]],
        await discord_server.click(unknown, "Сообщить, если появится", locale="ru"),
        *[await discord_server.slash(name, {}, locale="ru") for name in WITHOUT_WORDS],
        await discord_server.slash("search", {"words": "lamp", "private": True}, locale="ru"),
        await discord_server.slash("fact", {"id": "lamp", "private": True}, locale="ru"),
        await (await discord_server.slash("digest show", {}, locale="ru")).finished(),
        await (await discord_server.slash("mydata", {}, locale="ru")).finished(),
    ]

    left = {
        english for each in replies for english in ENGLISH if english in "\n".join((each.text, *each.labels))
    }
    assert left == set()
    assert all(any("а" <= letter <= "я" for letter in each.text) for each in replies)
    assert bot.app.client.is_ready()


async def test_whoever_subscribed_a_channel_hears_of_it_in_the_language_of_its_server(
    discord_server: DiscordServer, bot: Bot
) -> None:
    known = bot.app.client.wait_for("guild_channel_create")
    harbour = discord_server.add_channel("neues", discord_server.add_guild("Hafen", locale="de"))
    await known
    publisher = DigestPublisher(bot.app.client, DigestPainter(), tuple, answer_seconds=20.0)

    await publisher.tell(discord_server.user.id, Overdue(harbour.id, None))
    await publisher.tell(discord_server.user.id, Overdue(discord_server.channel.id, None))

    german, english = (message.text for message in discord_server.messages(discord_server.dm()))
    assert "hat noch keinen Überblick bekommen" in german
    assert "has had no digest yet" in english
