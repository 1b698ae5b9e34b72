"""Asking: /ask, the words of any message, the form *Follow up*, and a mention or a direct message."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from re import Match
from typing import Any, Final

import aiohttp
import discord
from discord import app_commands

from bot.database.query_log import Surface
from bot.services.asking import LONGEST_QUESTION, Reply
from bot.services.background import Sleep
from bot.services.following_up import is_elliptical
from bot.services.questions import QuestionService
from bot.services.snapshot import Snapshot, Snapshots
from bot.ui.discord_bot.apology import NOT_ARRIVED, sentence_for
from bot.ui.discord_bot.features.addressed import Addressed, addressed, words_of
from bot.ui.discord_bot.features.answer import command_page, reply_page, unread_page, wordless_page
from bot.ui.discord_bot.features.answer_rows import FOLLOW_UP
from bot.ui.discord_bot.features.notice import PersonalNotices, follow_with_notice
from bot.ui.discord_bot.features.typed_command import typed_command
from bot.ui.discord_bot.form import Field, Form
from bot.ui.discord_bot.gate import Gatekeeper, Seen
from bot.ui.discord_bot.interactions import (
    Command,
    Interaction,
    choices,
    completing,
    may_speak,
    request_of,
    request_of_message,
    server_of,
    speak_for,
    speak_for_server,
)
from bot.ui.discord_bot.page import Page
from bot.ui.discord_bot.permissions import installable_anywhere
from bot.ui.discord_bot.persistent_button import PersistentButton, persistent_button
from bot.ui.discord_bot.sending import in_either_form, respond
from bot.ui.texts import discord_bot as texts
from bot.ui.texts.language import spoken

LOG: Final = logging.getLogger(__name__)
FIND: Final = "Find in the briefing"
UNKNOWN_MESSAGE: Final = 10008
INVALID_FORM: Final = 50035
NO_HISTORY: Final = 160002
# The message is gone or cannot be replied to, but the answer itself may be welcome.
CANNOT_REFER: Final = frozenset({UNKNOWN_MESSAGE, INVALID_FORM, NO_HISTORY})
CUT: Final = (aiohttp.ClientError, OSError)
PAUSES: Final = (0.0, 1.0, 5.0)


def ask_command(snapshots: Snapshots, questions: QuestionService, notices: PersonalNotices) -> Command:
    @app_commands.command(name="ask", description="Ask the briefing a question")
    @app_commands.describe(question="What you want to know", private="Show the answer only to you")
    async def ask(interaction: Interaction, question: str, private: bool = False) -> None:  # noqa: FBT001, FBT002 - options are passed so
        speak_for(interaction, private=private)
        reply = await questions.ask(question, request_of(interaction, Surface.SLASH))
        await _show(interaction, reply, notices, private=private)

    @ask.autocomplete("question")
    @completing
    async def complete(_: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return choices(snapshots.current.complete(current))

    return installable_anywhere(ask)


def find_command(questions: QuestionService, notices: PersonalNotices) -> Command:
    @app_commands.context_menu(name=FIND)
    async def find(interaction: Interaction, message: discord.Message) -> None:
        written = words_of(message)
        if not written:
            await respond(interaction, Page(spoken(texts.NOTHING_TO_FIND)), private=True)
            return
        reply = await questions.ask(written, request_of(interaction, Surface.MESSAGE))
        await _show(interaction, reply, notices, private=True)

    return installable_anywhere(find)


def follow_up_buttons(
    questions: QuestionService, gatekeeper: Gatekeeper, notices: PersonalNotices
) -> tuple[PersistentButton, ...]:
    """Open a form for the next question, which goes on from the answer above it."""

    async def follow_up(interaction: Interaction, match: Match[str]) -> None:
        submit = partial(_answer_follow_up, questions, notices, match["fact"])
        example = spoken(texts.NEXT_EXAMPLE) if match["fact"] else None
        field = Field(placeholder=example, max_length=LONGEST_QUESTION)
        title = spoken(texts.FOLLOW_UP if match["fact"] else texts.ASK)
        form = Form(title, spoken(texts.NEXT_QUESTION), field, gatekeeper, submit)
        await interaction.response.send_modal(form)

    return (persistent_button(FOLLOW_UP, follow_up, gatekeeper),)


async def _answer_follow_up(
    questions: QuestionService,
    notices: PersonalNotices,
    shown: str | None,
    interaction: Interaction,
    question: str,
) -> None:
    """In public like the answer before it, or privately if this person may not write there."""
    request = request_of(interaction, Surface.FOLLOW_UP)
    private = not may_speak(interaction)
    private = private or (interaction.message is not None and interaction.message.flags.ephemeral)
    speak_for(interaction, private=private)
    reply = await questions.ask(question, request, shown)
    await _show(interaction, reply, notices, private=private)


async def _show(interaction: Interaction, reply: Reply, notices: PersonalNotices, *, private: bool) -> None:
    page = reply_page(reply, interaction.id, private=private, human=notices.human.offered)
    await respond(interaction, page, private=private)
    await follow_with_notice(interaction, notices)


@dataclass(frozen=True, slots=True)
class MessageListener:
    """Answers messages; how to ask is explained to each person once.

    `names` maps what people may write for a command to its name.
    """

    questions: QuestionService
    gatekeeper: Gatekeeper
    client: discord.Client
    sleep: Sleep
    notices: PersonalNotices
    names: Mapping[str, str]
    helped: Seen = field(default_factory=Seen)

    async def hear(self, message: discord.Message) -> None:
        asked = self._asked(message)
        if asked is None:
            return
        speak_for_server(message.guild)
        seconds = self.gatekeeper.seconds_to_wait(message.author.id)
        if seconds and not self.gatekeeper.speaks(message.author.id):
            return
        try:
            page = Page(texts.wait(seconds)) if seconds else await self._page(message, asked)
            await in_either_form(partial(reply_to, message, self.sleep), page)
            if server_of(message) is None and not seconds:
                await self._follow(message)
        except discord.Forbidden:
            LOG.info("Message %s could not be answered: not allowed in channel %s", *_ids(message))
        except NOT_ARRIVED as error:
            LOG.warning("Message %s in channel %s could not be answered: %s", *_ids(message), error)

    async def _follow(self, message: discord.Message) -> None:
        """An awaited answer is the asker's alone, so it follows in direct messages."""
        notice = await self.notices.next_of(message.author.id)
        if notice is not None:
            send = partial(message.channel.send, nonce=f"tell-{message.id}")
            await in_either_form(send, notice.page)
            await notice.told()

    def _asked(self, message: discord.Message) -> Addressed | None:
        asked = addressed(message, self.client.user.id if self.client.user else None)
        if asked is None or _is_for_others(asked, self.questions.snapshots.current):
            return None
        if not self.gatekeeper.admit_message(message.id):
            return None
        place = f"{message.author.id} in {message.channel.id}"
        return asked if asked.question or self.helped.is_new(place) else None

    def _is_under_another(self, message: discord.Message) -> bool:
        """Whether it replies to somebody other than the bot: their words are not for it."""
        replied = message.reference.resolved if message.reference else None
        return isinstance(replied, discord.Message) and replied.author != self.client.user

    async def _page(self, message: discord.Message, asked: Addressed) -> Page:
        try:
            return await self._answer(message, asked)
        except Exception as error:  # noqa: BLE001 - a person who wrote gets a sentence, whatever happened
            return Page(sentence_for(error))

    async def _answer(self, message: discord.Message, asked: Addressed) -> Page:
        typed = typed_command(asked.question, self.names, self.questions.snapshots.current.matcher.knows)
        question = typed.question if typed else asked.question
        if typed and not question and typed.name != "ask":
            return command_page(typed.name)
        if not question:
            return unread_page(FIND) if self._is_under_another(message) else wordless_page()
        reply = await self.questions.ask(question, request_of_message(message), asked.shown)
        return reply_page(reply, message.id, private=False, human=self.notices.human.offered)


def _is_for_others(asked: Addressed, snapshot: Snapshot) -> bool:
    """Whether it is small talk under an answer, such as thanks and jokes."""
    talk = asked.aside and snapshot.smalltalk.covers(asked.question)
    return talk and not is_elliptical(snapshot, asked.question)


def _ids(message: discord.Message) -> tuple[int, int]:
    return message.id, message.channel.id


async def reply_to(message: discord.Message, sleep: Sleep, **shown: Any) -> discord.Message:
    """Reply if possible; the nonce keeps a request that was cut off from posting twice."""
    for pause in PAUSES:
        try:
            return await _reply(message, **shown)
        except CUT:
            await sleep(pause)
    return await _reply(message, **shown)


async def _reply(message: discord.Message, **shown: Any) -> discord.Message:
    nonce = str(message.id)
    try:
        return await message.reply(**shown, mention_author=False, nonce=nonce)
    except discord.HTTPException as error:
        if error.code not in CANNOT_REFER:
            raise
    return await message.channel.send(**shown, nonce=nonce)
