"""Browsing: the topics of the briefing, and the questions of one topic."""

from typing import Final

from bot.domain.briefing import Briefing
from bot.domain.sheet import Fact
from bot.ui.discord_bot import custom_ids
from bot.ui.discord_bot.context_page import turning
from bot.ui.discord_bot.fitting import shortened
from bot.ui.discord_bot.page import Menu, Page, Row, button, footed, option, titled
from bot.ui.texts import discord_bot as texts
from bot.ui.texts.plain import plural

PAGE: Final = 15  # lines; a menu holds 25, but nobody reads so many
LINE: Final = 200
LABELS: Final = (texts.PREVIOUS_PAGE, texts.NEXT_PAGE)


def topics_page(briefing: Briefing, number: int) -> Page:
    topics = list(briefing.topics.items())
    if not topics:
        return Page(texts.NO_TOPICS)
    pages = -(-len(topics) // PAGE)
    at = min(number, pages - 1)
    shown = topics[at * PAGE : (at + 1) * PAGE]
    lines = [f"- **{shortened(topic, LINE)}** · {plural(len(facts), 'fact')}" for topic, facts in shown]
    options = tuple(
        option(topic, custom_ids.topic_key(topic), plural(len(facts), "fact")) for topic, facts in shown
    )
    menu = Menu(custom_ids.PICK_TOPIC, texts.CHOOSE_TOPIC, options)
    return Page(
        "\n".join(lines),
        title=texts.TOPICS_TITLE,
        footer=footed(texts.page_of(at + 1, pages), texts.sheet_label(briefing.version)),
        rows=(menu, *turning(at, pages, custom_ids.topics, LABELS)),
    )


def topic_page(briefing: Briefing, key: str, number: int) -> Page | None:
    """The questions of a topic; None when there is no such topic any more."""
    name = next((topic for topic in briefing.topics if custom_ids.topic_key(topic) == key), None)
    if name is None:
        return None
    facts = briefing.topics[name]
    pages = -(-len(facts) // PAGE)
    at = min(number, pages - 1)
    shown = facts[at * PAGE : (at + 1) * PAGE]
    back: Row = (button(texts.BACK_TO_TOPICS, custom_ids.topics(0)),)
    return Page(
        "\n".join(f"- {shortened(fact.question, LINE)}" for fact in shown),
        title=titled(name),
        footer=footed(texts.page_of(at + 1, pages), texts.sheet_label(briefing.version)),
        rows=(_menu(shown), *turning(at, pages, lambda n: custom_ids.topic(key, n), LABELS), back),
    )


def _menu(facts: tuple[Fact, ...]) -> Menu:
    options = tuple(option(fact.question, fact.id, fact.id) for fact in facts)
    return Menu(custom_ids.PICK_FACT, texts.CHOOSE_FACT, options)
