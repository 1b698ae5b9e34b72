"""What people are told about their data: what is kept, for how long, who sees it and how to delete it."""

from collections.abc import Callable, Iterator
from typing import Final

from bot.services.privacy import Holding, Subject
from bot.ui.texts import human
from bot.ui.texts.plain import plural

TITLE: Final = "What this bot keeps about you"
INTRODUCTION: Final = (
    "Questions are kept so that the curators see what people could not find. Nothing is sold, shared or "
    "used to train anything, and messages that are not addressed to the bot are never read."
)
HOW: Final = "/mydata gives you everything about you as a file; /forgetme deletes it at once."
WHO: Final = "The admins of the server you asked in, and the people who run the bot, can read the questions."
MY_DATA: Final = "Here is everything that is kept about you."
SENT: Final = "I have sent you a direct message with everything that is kept about you."
NOT_SENT: Final = "You do not accept direct messages from me, so here it is. Only you can see this."
UNREADABLE: Final = "Your data cannot be read right now. Please try again in a few minutes."
FORGET: Final = "Forget me"
KEEP: Final = "Keep my data"
KEPT: Final = "Nothing was deleted."
CONFIRM: Final = (
    "This permanently deletes every question you asked and every verdict you gave. What you did as an admin "
    "stays on record without your name. Shall I forget you?"
)
FORGOTTEN: Final = "You are forgotten: nothing about you is left in the database."
FORGETTING: Final = (
    "You are forgotten as far as possible: the database cannot be written right now, and the rest goes as "
    "soon as it can."
)

_WHAT: Final = {
    Subject.QUESTIONS: (
        "Your questions: their words (e-mail addresses, numbers and mentions are taken out), when and where "
        "you asked, and what the answer was"
    ),
    Subject.FEEDBACK: "Your verdicts on answers",
    Subject.ADMIN_ACTIONS: "What you did with admin commands",
    Subject.SUBSCRIPTIONS: "The channels that you subscribed to the digest",
    Subject.TAUGHT_WAYS: "The ways of asking that you taught as a curator",
    Subject.HUMAN: human.KEPT,
    Subject.AWAITED: "That you want to be told once the briefing answers a question, and where it was asked",
}

_LASTING: Final = {
    Subject.SUBSCRIPTIONS: "as long as the subscription lasts",
    Subject.TAUGHT_WAYS: "until they are taken back",
}


def holding(kept: Holding) -> str:
    """What is kept, under which name, and for how long."""
    name = "under a keyed hash instead of your name" if kept.hashed else "with your id"
    span = _LASTING.get(kept.subject) if kept.days is None else f"for {plural(kept.days, 'day')}"
    return f"{_WHAT[kept.subject]}: {name}, {span}."


def privacy_lines(
    holdings: tuple[Holding, ...], contact: str | None, policy_url: str | None, clean: Callable[[str], str]
) -> Iterator[str]:
    yield INTRODUCTION
    for kept in holdings:
        yield f"• {holding(kept)}"
    yield WHO
    yield HOW
    if contact:
        yield f"Questions about your data: {clean(contact)}"
    if policy_url:
        yield f"The privacy policy: <{policy_url}>"
