"""/topics and /fact: the questions of the sheet, topic by topic, and one fact by its id."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from re import Match
from typing import Final

from discord import app_commands

from bot.domain.briefing import Briefing
from bot.domain.sheet import Fact
from bot.services.asking import entry_named
from bot.services.questions import QuestionService
from bot.services.snapshot import Snapshot, Snapshots
from bot.ui.discord_bot.features.answer_rows import SEE_ALSO, under_fact
from bot.ui.discord_bot.features.entry_page import fact_page, gone_page, lead_number, open_page
from bot.ui.discord_bot.gate import Gatekeeper
from bot.ui.discord_bot.interactions import Command, Interaction, choices, chosen, completing, speak_for
from bot.ui.discord_bot.markdown import shortened
from bot.ui.discord_bot.page import Menu, Page, Row, button, footed, option, portion, titled, turning
from bot.ui.discord_bot.permissions import installable_anywhere
from bot.ui.discord_bot.persistent_button import NUMBER, PersistentButton, persistent_button
from bot.ui.discord_bot.sending import respond, turn
from bot.ui.texts import answers
from bot.ui.texts import discord_bot as texts
from bot.ui.texts.language import spoken

TOPICS: Final = rf"topics:{NUMBER}"
TOPIC: Final = rf"topic:(?P<topic>[0-9a-f]+):{NUMBER}"
PICK_TOPIC: Final = r"pick-topic"
PICK_FACT: Final = r"pick-fact"
TOPICS_PAGE: Final = 15  # lines; a menu holds 25, but nobody reads so many
LINE: Final = 200
LABELS: Final = (texts.PREVIOUS_PAGE, texts.NEXT_PAGE)


def topics_id(number: int) -> str:
    return f"topics:{number}"


def topic_id(key: str, number: int) -> str:
    return f"topic:{key}:{number}"


def topic_key(name: str) -> str:
    """Topics have no ids and may be long; a hash of the name survives reloads."""
    return sha256(name.encode()).hexdigest()[:12]


def fact_command(snapshots: Snapshots, questions: QuestionService) -> Command:
    @app_commands.command(name="fact", description="Show one fact with its quotes")
    @app_commands.describe(id="The id of the fact", private="Show the answer only to you")
    async def fact(interaction: Interaction, id: str, private: bool = False) -> None:  # noqa: A002, FBT001, FBT002 - options are named and passed so
        await _show_fact(interaction, snapshots.current, questions, id, private=private)

    @fact.autocomplete("id")
    @completing
    async def complete(_: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return choices(snapshots.current.complete(current))

    return installable_anywhere(fact)


async def _show_fact(
    interaction: Interaction, snapshot: Snapshot, questions: QuestionService, typed: str, *, private: bool
) -> None:
    briefing, name = snapshot.briefing, entry_named(snapshot, typed)
    if name not in briefing.entries and name not in briefing.withdrawn:
        await respond(interaction, Page(texts.no_such_fact(typed, tuple(briefing.entries))), private=True)
        return
    speak_for(interaction, private=private)
    if name in briefing.withdrawn:
        page = gone_page(name, briefing, interaction.id)
    elif name in briefing.open_questions:
        page = open_page(briefing.open_questions[name], briefing)
    else:
        found = briefing.facts[name]
        questions.see(name, interaction.user.id, interaction.channel_id)
        rows = (under_fact(name, interaction.id, lead_number(found, briefing), private=private),)
        page = fact_page(found, briefing, rows)
    await respond(interaction, page, private=private)


def topics_command(snapshots: Snapshots) -> Command:
    @app_commands.command(name="topics", description="Browse what you can ask the briefing")
    async def topics(interaction: Interaction) -> None:
        await respond(interaction, topics_page(snapshots.current.briefing, 0), private=True)

    return installable_anywhere(topics)


def topics_page(briefing: Briefing, number: int) -> Page:
    topics = list(briefing.topics.items())
    if not topics:
        return Page(spoken(texts.NO_TOPICS))
    shown, at, pages = portion(topics, number, TOPICS_PAGE)
    lines = [f"- **{shortened(topic, LINE)}** · {answers.facts(len(facts))}" for topic, facts in shown]
    options = tuple(option(topic, topic_key(topic), answers.facts(len(facts))) for topic, facts in shown)
    menu = Menu(PICK_TOPIC, spoken(texts.CHOOSE_TOPIC), options)
    return Page(
        "\n".join(lines),
        title=spoken(texts.TOPICS_TITLE),
        footer=footed(texts.page_of(at + 1, pages), texts.sheet_label(briefing.version)),
        rows=(menu, *turning(at, pages, topics_id, LABELS)),
    )


def topic_page(briefing: Briefing, key: str, number: int) -> Page | None:
    """The questions of a topic; None when there is no such topic any more."""
    name = next((topic for topic in briefing.topics if topic_key(topic) == key), None)
    if name is None:
        return None
    shown, at, pages = portion(briefing.topics[name], number, TOPICS_PAGE)
    back: Row = (button(spoken(texts.BACK_TO_TOPICS), topics_id(0)),)
    return Page(
        "\n".join(f"- {shortened(fact.question, LINE)}" for fact in shown),
        title=titled(name),
        footer=footed(texts.page_of(at + 1, pages), texts.sheet_label(briefing.version)),
        rows=(_menu(shown), *turning(at, pages, lambda n: topic_id(key, n), LABELS), back),
    )


def _menu(facts: Sequence[Fact]) -> Menu:
    options = tuple(option(fact.question, fact.id, fact.id) for fact in facts)
    return Menu(PICK_FACT, spoken(texts.CHOOSE_FACT), options)


@dataclass(frozen=True, slots=True)
class _Presses:
    """What the buttons and menus of these pages do."""

    snapshots: Snapshots
    questions: QuestionService

    async def topics(self, interaction: Interaction, match: Match[str]) -> None:
        await turn(interaction, topics_page(self._briefing, int(match["number"])))

    async def topic(self, interaction: Interaction, match: Match[str]) -> None:
        await self._turn_to_topic(interaction, match["topic"], int(match["number"]))

    async def pick_topic(self, interaction: Interaction, _: Match[str]) -> None:
        await self._turn_to_topic(interaction, chosen(interaction), 0)

    async def pick_fact(self, interaction: Interaction, _: Match[str]) -> None:
        await turn(interaction, self._picked_fact(interaction))

    async def see_also(self, interaction: Interaction, _: Match[str]) -> None:
        await respond(interaction, self._picked_fact(interaction), private=True)

    @property
    def _briefing(self) -> Briefing:
        return self.snapshots.current.briefing

    async def _turn_to_topic(self, interaction: Interaction, key: str, number: int) -> None:
        page = topic_page(self._briefing, key, number)
        await turn(interaction, page or Page(spoken(texts.TOPIC_GONE)))

    def _picked_fact(self, interaction: Interaction) -> Page:
        fact_id = chosen(interaction)
        self.questions.see(fact_id, interaction.user.id, interaction.channel_id)
        return _fact(self._briefing, fact_id, interaction.id)


def topic_buttons(
    snapshots: Snapshots, questions: QuestionService, gatekeeper: Gatekeeper
) -> tuple[PersistentButton, ...]:
    presses = _Presses(snapshots, questions)
    by_pattern = {
        TOPICS: presses.topics,
        TOPIC: presses.topic,
        PICK_TOPIC: presses.pick_topic,
        PICK_FACT: presses.pick_fact,
        SEE_ALSO: presses.see_also,
    }
    return tuple(persistent_button(pattern, press, gatekeeper) for pattern, press in by_pattern.items())


def _fact(briefing: Briefing, fact_id: str, request: int) -> Page:
    fact = briefing.facts.get(fact_id)
    if fact is None:
        return gone_page(fact_id, briefing, request)
    back = button(spoken(texts.BACK_TO_TOPICS), topics_id(0))
    under = under_fact(fact.id, request, lead_number(fact, briefing), private=True)
    return fact_page(fact, briefing, ((*under, back),))
