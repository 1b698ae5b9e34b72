"""*Ask a human*: said first, on a card for the curators, and told once as a person's words."""

import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.database.awaited_answers import PublicMessage
from bot.services.human import MOST_A_DAY
from tests.discord_server.faults import Cut
from tests.discord_server.messages import Message
from tests.discord_server.permission import Permission
from tests.discord_server.places import Channel
from tests.discord_server.reply import Reply
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot, Start

QUESTION = "is there a tea room in the basement"
ASK = "Ask a human"
UNNAMED = "Send it without my name"
NAMED = "Send it with my name"
WORDS = "Not yet, says the harbour board.\nAsk again in May."
FORM = {"Your answer, as the person will read it": WORDS}
MARK = "A person wrote this; it does not come from the briefing."


@pytest.fixture
def desk(discord_server: DiscordServer) -> Channel:
    """The curators' channel."""
    return discord_server.add_channel("curators")


@pytest_asyncio.fixture
async def bot(start: Start, desk: Channel) -> AsyncIterator[Bot]:
    async with start(BOT_CURATORS__CHANNEL=str(desk.id)) as running:
        yield running


async def look(bot: Bot) -> None:
    await bot.app.client.equipment.chores.attend()


async def ask(server: DiscordServer, question: str = QUESTION, *, private: bool = False) -> Reply:
    return await server.slash("ask", {"question": question, "private": private})


async def hand_on(server: DiscordServer, answer: Reply | Message, how: str = UNNAMED) -> Reply:
    """As far as it goes: what would be refused is refused before anything is shown."""
    shared = await server.click(answer, ASK, user=server.user)
    if not shared.labels:
        return shared
    sent = await server.click(shared, how)
    return await sent.until(lambda each: "Do not send it" not in each.text)


def cards(server: DiscordServer, desk: Channel) -> list[Message]:
    return [each for each in server.messages(desk) if "Somebody has a question for you" in each.text]


async def reply_as_curator(server: DiscordServer, card: Message, words: dict[str, str] = FORM) -> Reply:
    form = await server.click(card, "Answer", user=server.admin)
    return await server.submit_modal(form, words)


def given(server: DiscordServer) -> list[Message]:
    return [each for each in server.messages(server.channel) if MARK in each.text]


async def test_what_is_shared_is_said_first_and_nothing_goes_without_a_yes(
    discord_server: DiscordServer, bot: Bot, desk: Channel
) -> None:
    answer = await ask(discord_server)
    shared = await discord_server.click(answer, ASK)
    said, before = shared.text, cards(discord_server, desk)
    dropped = await discord_server.click(shared, "Do not send it")
    kept = await bot.app.services.database.read("SELECT * FROM human_questions")

    assert shared.ephemeral
    assert "This sends your question to the curators" in said
    assert QUESTION in said
    assert "Nothing was sent." in dropped.text
    assert before == cards(discord_server, desk) == []
    assert kept == []


async def test_a_question_in_public_is_answered_there_once_as_a_persons_words(
    discord_server: DiscordServer, bot: Bot, desk: Channel
) -> None:
    answer = await ask(discord_server)
    sent = await hand_on(discord_server, answer)
    (card,) = cards(discord_server, desk)
    answered = await reply_as_curator(discord_server, card)
    await answered.until(lambda each: bool(each.followups))

    await look(bot)
    await look(bot)

    (told,) = given(discord_server)
    assert answer.message is not None
    assert "I will reply here" in sent.text
    assert QUESTION in card.text
    assert f"/{discord_server.channel.id}/{answer.message.id}" in card.text
    assert str(discord_server.user.id) not in card.text
    assert "visitors" in card.text
    assert told.reply_to is answer.message
    assert "Ask again in May" in told.text
    assert "sheet" not in told.text
    assert told.labels == []
    assert not told.mentions
    assert card.labels == ["Answered", "Make it a fact"]


async def test_who_asks_is_named_only_if_they_agree(
    discord_server: DiscordServer, bot: Bot, desk: Channel
) -> None:
    await hand_on(discord_server, await ask(discord_server), NAMED)
    (card,) = cards(discord_server, desk)
    kept = await bot.app.services.database.read("SELECT * FROM human_questions")

    assert f"Asked by <@{discord_server.user.id}>" in card.text
    assert not card.mentions
    assert discord_server.user.id not in list(kept[0])


async def test_a_private_question_is_answered_with_the_next_one(
    discord_server: DiscordServer, bot: Bot, desk: Channel
) -> None:
    sent = await hand_on(discord_server, await ask(discord_server, private=True))
    (card,) = cards(discord_server, desk)
    await reply_as_curator(discord_server, card)
    await look(bot)
    other = await discord_server.slash("ask", {"question": "how tall is the lamp"}, user=discord_server.admin)

    following = await ask(discord_server, "how tall is the lamp")
    await following.until(lambda each: bool(each.followups))
    again = await ask(discord_server, "how tall is the lamp")

    assert "with your next `/ask` or direct message" in sent.text
    assert "discord.com/channels" not in card.text
    assert following.followups[0].ephemeral
    assert MARK in following.followups[0].text
    assert other.followups == again.followups == given(discord_server) == []


async def test_a_question_in_a_form_is_the_next_one_as_well(
    discord_server: DiscordServer, bot: Bot, desk: Channel
) -> None:
    answer = await ask(discord_server, "how tall is the lamp")
    await hand_on(discord_server, await ask(discord_server, private=True))
    await reply_as_curator(discord_server, cards(discord_server, desk)[0])

    form = await discord_server.click(answer, "Follow up")
    following = await discord_server.submit_modal(form, {"Your next question": "when was it lit?"})
    await following.until(lambda each: bool(each.followups))

    assert bot.app.client.is_ready()
    assert not following.ephemeral
    assert following.followups[0].ephemeral
    assert MARK in following.followups[0].text


async def test_where_the_bot_may_not_write_any_more_it_comes_with_the_next_question(
    discord_server: DiscordServer, bot: Bot, desk: Channel
) -> None:
    await hand_on(discord_server, await ask(discord_server))
    await reply_as_curator(discord_server, cards(discord_server, desk)[0])
    discord_server.deny(discord_server.channel, Permission.SEND_MESSAGES)

    await look(bot)
    following = await ask(discord_server, "how tall is the lamp")
    await following.until(lambda each: bool(each.followups))

    assert MARK in following.followups[0].text


async def test_a_person_asks_so_often_a_day_and_each_question_once(
    discord_server: DiscordServer, bot: Bot, desk: Channel
) -> None:
    first = await ask(discord_server)
    first_shared = await discord_server.click(first, ASK)
    others = [await ask(discord_server, f"{QUESTION} no {number} zzyzx") for number in range(MOST_A_DAY)]
    sent = [await hand_on(discord_server, each) for each in (first, first, *others)]

    assert bot.app.client.is_ready()
    assert "have this question already" in sent[1].text
    assert "times in a day" in sent[-1].text
    assert [each.labels for each in (sent[1], sent[-1])] == [[], []]
    late = await discord_server.click(first_shared, UNNAMED)
    await late.until(lambda each: "have this question already" in each.text)
    assert len(cards(discord_server, desk)) == MOST_A_DAY


async def test_only_curators_answer_and_only_once(
    discord_server: DiscordServer, bot: Bot, desk: Channel
) -> None:
    await hand_on(discord_server, await ask(discord_server))
    (card,) = cards(discord_server, desk)
    refused = await discord_server.click(card, "Answer")
    forms = [await discord_server.click(card, "Answer", user=discord_server.admin) for _ in range(2)]
    first, second = [await discord_server.submit_modal(form, FORM) for form in forms]

    assert bot.app.client.is_ready()
    assert "affects every server" in refused.text
    assert "Thank you" in (await first.until(lambda each: bool(each.followups))).followups[0].text
    assert "already been answered" in second.text


async def test_one_role_is_called(discord_server: DiscordServer, start: Start, desk: Channel) -> None:
    role = discord_server.add_role(discord_server.guild, "curators")
    async with start(BOT_CURATORS__CHANNEL=str(desk.id), BOT_CURATORS__ROLE=str(role.id)):
        await hand_on(discord_server, await ask(discord_server, f"{QUESTION} @everyone"), NAMED)

    (card,) = cards(discord_server, desk)
    (posted,) = [
        each.body for each in discord_server.requests if each.path == f"/channels/{desk.id}/messages"
    ]
    assert f"<@&{role.id}>" in card.text
    assert isinstance(posted, dict)
    assert posted["allowed_mentions"]["roles"] == [role.id]
    assert posted["allowed_mentions"]["parse"] == []


async def test_without_a_channel_nothing_is_offered(discord_server: DiscordServer, start: Start) -> None:
    async with start():
        answer = await ask(discord_server)

    assert ASK not in answer.labels


async def test_forgetme_takes_the_card_away_and_mydata_tells_of_it(
    discord_server: DiscordServer, bot: Bot, desk: Channel
) -> None:
    await hand_on(discord_server, await ask(discord_server), NAMED)
    (card,) = cards(discord_server, desk)
    await reply_as_curator(discord_server, card)
    (file,) = await bot.app.services.privacy.my_data(discord_server.user.id)

    await bot.app.services.privacy.forget(discord_server.user.id)
    await look(bot)

    (told,) = json.loads(file.content)["asked_the_curators"]
    assert (told["question"], told["answer"]) == (QUESTION, WORDS)
    assert cards(discord_server, desk) == given(discord_server) == []
    assert await bot.app.services.database.read("SELECT * FROM human_questions") == []
    assert await bot.app.services.database.read("SELECT * FROM withdrawn_cards") == []


async def test_a_curator_makes_a_fact_of_it(discord_server: DiscordServer, bot: Bot, desk: Channel) -> None:
    await hand_on(discord_server, await ask(discord_server))
    (card,) = cards(discord_server, desk)
    await reply_as_curator(discord_server, card)
    await card_labels(discord_server, card)

    made = await discord_server.click(card, "Make it a fact", user=discord_server.admin)
    await made.finished()

    assert bot.app.client.is_ready()
    assert made.ephemeral
    assert "facts:" in made.text
    assert "Ask again in May" in made.text
    assert "Should have been …" in made.labels


async def test_of_an_open_question_the_card_says_so_and_the_fact_takes_its_place(
    discord_server: DiscordServer, bot: Bot, desk: Channel
) -> None:
    await hand_on(discord_server, await ask(discord_server, "who built the lighthouse"))
    (card,) = cards(discord_server, desk)
    await reply_as_curator(discord_server, card)
    await card_labels(discord_server, card)

    made = await discord_server.click(card, "Make it a fact", user=discord_server.admin)
    await made.finished()

    assert bot.app.client.is_ready()
    assert "open question:\n- `architect` Who built the lighthouse?" in card.text
    assert "in place of the open question `architect`" in made.text
    assert "- id: architect\n" in made.text


async def card_labels(server: DiscordServer, card: Message) -> None:
    await server.wait_for(lambda: "Make it a fact" in card.labels)


async def test_what_cannot_be_posted_is_not_kept(
    discord_server: DiscordServer, bot: Bot, desk: Channel
) -> None:
    discord_server.deny(desk, Permission.SEND_MESSAGES)
    answer = await ask(discord_server)
    sent = [await hand_on(discord_server, answer) for _ in range(2)]

    owner = discord_server.dm(discord_server.world.application.owner)
    (told,) = discord_server.world.history(owner)
    assert all("nothing was sent" in reply.text for reply in sent)
    assert "the channel that `curators.channel` names" in told.text
    assert await bot.app.services.database.read("SELECT * FROM human_questions") == []


async def test_a_card_whose_asker_was_forgotten_while_it_was_posted_goes_as_well(
    discord_server: DiscordServer, bot: Bot, desk: Channel
) -> None:
    await hand_on(discord_server, await ask(discord_server))
    (card,) = cards(discord_server, desk)
    help_ = bot.app.services.human
    await help_.withdraw(1)
    await bot.app.services.database.read("DELETE FROM withdrawn_cards")

    await help_.posted(1, PublicMessage(desk.id, card.id))
    await look(bot)

    assert cards(discord_server, desk) == []


async def test_what_may_have_arrived_is_not_posted_twice(
    discord_server: DiscordServer, bot: Bot, desk: Channel
) -> None:
    answer = await ask(discord_server)
    discord_server.fail("POST", f"/channels/{desk.id}/messages", Cut(accepted=True))

    sent = [await hand_on(discord_server, answer) for _ in range(2)]

    assert bot.app.client.is_ready()
    assert "nothing was sent" in sent[0].text
    assert "I will reply here" in sent[1].text
    assert len(cards(discord_server, desk)) == 1
