"""The words of a message: what was written, and what stands in its cards, its poll or a forwarded message."""

import re
from collections.abc import Iterator, Sequence

import discord

from bot.services.asking import LONGEST_QUESTION

_CALLED = re.compile(r"\A(?:\s*@(?:everyone|here)\b[,:]?)+\s*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’»)\]]*\s+|\n+")


def words_of(message: discord.Message) -> str:
    """All of them, a piece a line; of a message too long for a question only the part that asks."""
    return asking_part("\n".join(piece for piece in _pieces(message) if piece and piece.strip()))


def asking_part(text: str) -> str:
    """The sentences with a question mark, as many as make one question; without any, all of the text.

    Whoever is called at its beginning is no part of it.
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
