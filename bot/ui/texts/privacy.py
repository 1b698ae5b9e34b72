"""What people are told about their data: what is kept, for how long, who sees it and how to delete it."""

from collections.abc import Callable, Iterator
from typing import Final

from bot.services.privacy.privacy import Holding, Subject
from bot.ui.texts import human
from bot.ui.texts.language import marked, numbered, spoken

TITLE: Final = marked("What this bot keeps about you")
INTRODUCTION: Final = marked(
    "Questions are kept so that the curators see what people could not find. Nothing is sold, shared or "
    "used to train anything, and messages that are not addressed to the bot are never read."
)
HOW: Final = marked("/mydata gives you everything about you as a file; /forgetme deletes it at once.")
WHO: Final = marked(
    "The admins of the server you asked in, and the people who run the bot, can read the questions."
)
MY_DATA: Final = marked("Here is everything that is kept about you.")
SENT: Final = marked("I have sent you a direct message with everything that is kept about you.")
NOT_SENT: Final = marked("You do not accept direct messages from me, so here it is. Only you can see this.")
FORGET: Final = marked("Forget me")
KEEP: Final = marked("Keep my data")
KEPT: Final = marked("Nothing was deleted.")
CONFIRM: Final = marked(
    "This permanently deletes every question you asked and every verdict you gave. What you did as an admin "
    "stays on record without your name. Shall I forget you?"
)
FORGOTTEN: Final = marked("You are forgotten: nothing about you is left in the database.")
FORGETTING: Final = marked(
    "You are forgotten as far as possible: the database cannot be written to right now, and the rest "
    "will go as soon as it can."
)

_WHAT: Final = {
    Subject.QUESTIONS: marked(
        "Your questions: their words (e-mail addresses, numbers and mentions are removed), when and "
        "where you asked, and what the answer was"
    ),
    Subject.FEEDBACK: marked("Your verdicts on answers"),
    Subject.ADMIN_ACTIONS: marked("What you did with admin commands"),
    Subject.SUBSCRIPTIONS: marked("The channels that you subscribed to the digest"),
    Subject.TAUGHT_WAYS: marked("The ways of asking that you taught as a curator"),
    Subject.HUMAN: human.KEPT,
    Subject.AWAITED: marked(
        "That you want to be told once the briefing answers a question, and where it was asked"
    ),
}

_LASTING: Final = {
    Subject.SUBSCRIPTIONS: marked("as long as the subscription lasts"),
    Subject.TAUGHT_WAYS: marked("until they are taken back"),
}


def holding(kept: Holding) -> str:
    """What is kept, under which name, and for how long."""
    name = spoken("under a keyed hash instead of your name") if kept.hashed else spoken("with your id")
    said = spoken("{what}: {name}, {span}.")
    return said.format(what=spoken(_WHAT[kept.subject]), name=name, span=_span(kept))


def file_lines(holdings: tuple[Holding, ...]) -> list[str]:
    """The head of somebody's own file, whose keys are the same in every language."""
    return [spoken(TITLE), *(f"{kept.subject}: {holding(kept)}" for kept in holdings)]


def _span(kept: Holding) -> str:
    if kept.days is None:
        return spoken(_LASTING[kept.subject])
    return numbered(kept.days, "for {count} day", "for {count} days")


def privacy_lines(
    holdings: tuple[Holding, ...], contact: str | None, policy_url: str | None, clean: Callable[[str], str]
) -> Iterator[str]:
    yield spoken(INTRODUCTION)
    for kept in holdings:
        yield f"• {holding(kept)}"
    yield spoken(WHO)
    yield spoken(HOW)
    if contact:
        yield spoken("Questions about your data: {contact}").format(contact=clean(contact))
    if policy_url:
        yield spoken("The privacy policy: <{url}>").format(url=policy_url)
