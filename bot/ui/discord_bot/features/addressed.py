"""Whether a message is meant for the bot, and which of its words are the question."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import discord

from bot.services.asking import LONGEST_QUESTION
from bot.services.following_up import picked
from bot.ui.discord_bot.features.answer_rows import CONTEXT
from bot.ui.discord_bot.interactions import server_of

_MENTION: Final = re.compile(r"<@([!&]?)(\d+)>")
_SPOKEN: Final = frozenset({discord.MessageType.default, discord.MessageType.reply})
_UNDER_ANSWERS: Final = re.compile(rf"{CONTEXT}|why:.+|ask-on|choose:\d+:(?P<offered>.+)")
_CALLED: Final = re.compile(r"\A(?:\s*@(?:everyone|here)\b[,:]?)+\s*")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])[\"”’»)\]]*\s+|\n+")


@dataclass(frozen=True, slots=True)
class Addressed:
    """A question for the bot (empty when it was merely called), and the fact it goes on from, if any.

    An `aside` replies to the bot without naming it, so small talk in it may be meant for others.
    """

    question: str
    shown: str | None = None
    aside: bool = False


def addressed(message: discord.Message, own_id: int | None) -> Addressed | None:
    """What was asked by mention, direct message or reply to an answer; None when it was not for the bot."""
    if message.author.bot or message.type not in _SPOKEN or own_id is None:
        return None
    called = {int(number) for kind, number in _MENTION.findall(message.content) if kind != "&"}
    ids = _answer_ids(message, own_id)
    shown = next((match["fact"] for match in ids if match["fact"]), None)
    question = asking_part(_MENTION.sub("", message.content).strip())
    chosen = picked(question, [match["offered"] for match in ids if match["offered"]])
    if server_of(message) is None or own_id in called:
        return Addressed(chosen or question, shown)
    if ids and question and not called and any(user.id == own_id for user in message.mentions):
        return Addressed(chosen or question, shown, aside=chosen is None)
    return Addressed("") if _calls_its_role(message, own_id) else None


def _answer_ids(message: discord.Message, own_id: int) -> list[re.Match[str]]:
    """The buttons of the answer that was replied to; replies to a digest are not for the bot."""
    replied = message.reference.resolved if message.reference else None
    if not isinstance(replied, discord.Message) or replied.author.id != own_id:
        return []
    matches = (_UNDER_ANSWERS.fullmatch(custom_id) for custom_id in _custom_ids(replied.components))
    return [match for match in matches if match]


def _custom_ids(components: Any) -> Iterator[str]:
    for component in components:
        if custom_id := getattr(component, "custom_id", None):
            yield custom_id
        yield from _custom_ids(getattr(component, "children", ()))


def _calls_its_role(message: discord.Message, own_id: int) -> bool:
    """Such a mention reaches the bot without the words of the message."""
    tags = (role.tags for role in message.role_mentions)
    return any(tag is not None and tag.bot_id == own_id for tag in tags)


def words_of(message: discord.Message) -> str:
    """The text of a message with embeds, polls and forwarded messages; of a long one the part that asks."""
    return asking_part("\n".join(piece for piece in _pieces(message) if piece and piece.strip()))


def asking_part(text: str) -> str:
    """The sentences with a question mark, as many as fit one question; without any, the whole text.

    A leading @everyone or @here is left out.
    """
    text = _CALLED.sub("", text)
    if len(text) <= LONGEST_QUESTION:
        return text
    part = ""
    for sentence in _SENTENCE_END.split(text):
        longer = f"{part} {sentence.strip()}".strip()
        if sentence.rstrip().endswith("?") and len(longer) <= LONGEST_QUESTION:
            part = longer
    return part or text


def _pieces(message: discord.Message) -> Iterator[str | None]:
    yield message.content
    yield from _of_cards(message.embeds)
    yield from _of_boxes(message.components)
    if message.poll is not None:
        yield message.poll.question
    for forwarded in message.message_snapshots:
        yield forwarded.content
        yield from _of_cards(forwarded.embeds)
        yield from _of_boxes(forwarded.components)


def _of_boxes(components: Sequence[discord.Component]) -> Iterator[str]:
    for each in components:
        if isinstance(each, discord.TextDisplay):
            yield each.content
        elif isinstance(each, discord.Container | discord.SectionComponent):
            yield from _of_boxes(each.children)


def _of_cards(cards: list[discord.Embed]) -> Iterator[str | None]:
    for card in cards:
        yield card.title
        yield card.description
        for field in card.fields:
            yield field.name
            yield field.value
