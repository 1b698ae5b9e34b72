"""Turning pages and choosing topics, facts and documents."""

from re import Match

from bot.services.snapshot import Snapshots
from bot.ui.discord_bot import custom_ids
from bot.ui.discord_bot.answer_page import fact_page, under_fact
from bot.ui.discord_bot.context_page import source_context
from bot.ui.discord_bot.gatekeeper import Gatekeeper
from bot.ui.discord_bot.page import Page, button
from bot.ui.discord_bot.pressing import Pressable, chosen, pressable
from bot.ui.discord_bot.showing import turn
from bot.ui.discord_bot.sources_page import sources_page
from bot.ui.discord_bot.topics_page import topic_page, topics_page
from bot.ui.discord_bot.types import Interaction
from bot.ui.texts import discord_bot as texts


def browsing_buttons(snapshots: Snapshots, gatekeeper: Gatekeeper) -> tuple[Pressable, ...]:
    async def topics(interaction: Interaction, match: Match[str]) -> None:
        await turn(interaction, topics_page(snapshots.current.briefing, int(match["number"])))

    async def topic(interaction: Interaction, match: Match[str]) -> None:
        page = topic_page(snapshots.current.briefing, match["topic"], int(match["number"]))
        await turn(interaction, page or Page(texts.TOPIC_GONE))

    async def pick_topic(interaction: Interaction, _: Match[str]) -> None:
        page = topic_page(snapshots.current.briefing, chosen(interaction), 0)
        await turn(interaction, page or Page(texts.TOPIC_GONE))

    async def pick_fact(interaction: Interaction, _: Match[str]) -> None:
        await turn(interaction, _fact(snapshots, chosen(interaction), interaction.id))

    async def sources(interaction: Interaction, match: Match[str]) -> None:
        await turn(interaction, sources_page(snapshots.current.briefing, int(match["number"])))

    async def passage(interaction: Interaction, match: Match[str]) -> None:
        await turn(interaction, _passage(snapshots, match["source"], int(match["number"])))

    async def pick_source(interaction: Interaction, _: Match[str]) -> None:
        await turn(interaction, _passage(snapshots, chosen(interaction), 0))

    presses = {
        custom_ids.TOPICS: topics,
        custom_ids.TOPIC: topic,
        custom_ids.PICK_TOPIC: pick_topic,
        custom_ids.PICK_FACT: pick_fact,
        custom_ids.SOURCES: sources,
        custom_ids.PASSAGE: passage,
        custom_ids.PICK_SOURCE: pick_source,
    }
    return tuple(pressable(pattern, press, gatekeeper) for pattern, press in presses.items())


def _fact(snapshots: Snapshots, fact_id: str, request: int) -> Page:
    briefing = snapshots.current.briefing
    fact = briefing.facts.get(fact_id)
    if fact is None:
        return Page(texts.FACT_GONE)
    back = button(texts.BACK_TO_TOPICS, custom_ids.topics(0))
    return fact_page(fact, briefing, ((*under_fact(fact.id, request, private=True), back),))


def _passage(snapshots: Snapshots, source: str, number: int) -> Page:
    briefing = snapshots.current.briefing
    if source not in briefing.sheet.sources:
        return Page(texts.SOURCE_GONE)
    return source_context(briefing, source, number) or Page(texts.NO_PASSAGES)
