"""What members and curators read about questions handed to the curators."""

from typing import Final

from bot.database.human_questions import Declined
from bot.services.human import MOST_A_DAY
from bot.ui.texts.language import marked, spoken

ASK_A_HUMAN: Final = marked("Ask a human")
TITLE: Final = marked("Ask the curators")
SHARES: Final = marked(
    "This sends your question to the curators, the people who look after this briefing, in their channel:"
)
ALSO_SHARED: Final = marked("They also see where it was asked, and which facts come close.")
ALSO_SHARED_IN_PRIVATE: Final = marked(
    "They also see which facts come close, but no link, because it was not asked in public."
)
NAME: Final = marked("Your name goes with it only if you say so.")
WHERE_HERE: Final = marked("If one of them answers, I will reply here.")
WHERE_TO_YOU: Final = marked(
    "If one of them answers, you will get it with your next `/ask` or direct message; I keep no other "
    "way to reach you."
)
UNNAMED: Final = marked("Send it without my name")
NAMED: Final = marked("Send it with my name")
DROP: Final = marked("Do not send it")
DROPPED: Final = marked("Nothing was sent.")
SENT_HERE: Final = marked("Your question is with the curators. If one of them answers, I will reply here.")
SENT_TO_YOU: Final = marked(
    "Your question is with the curators. If one of them answers, you will get it with your next `/ask` or "
    "direct message."
)
NOT_SENT: Final = marked(
    "I cannot reach the curators right now, so nothing was sent. Please try again later."
)
NO_LONGER: Final = marked("The curators no longer take questions here.")
_DECLINED: Final = {
    Declined.GONE: marked("I no longer know that question, so nothing was sent."),
    Declined.ASKED: marked("The curators have this question already."),
    Declined.TOO_MANY: marked(
        "You have asked the curators {count} times in a day. Please ask again tomorrow."
    ),
}

CARD: Final = marked("Somebody has a question for you")
NOBODY_NAMED: Final = marked("Who asked is not shared.")
LINK: Final = marked("Where it was asked")
NEAREST: Final = marked("The nearest facts:")
KNOWN_OPEN: Final = marked("The sheet knows it as an open question:")
NOTHING_NEAR: Final = marked("No fact comes close.")
ANSWER: Final = marked("Answer")
ANSWERED: Final = marked("Answered")
TITLE_OF_FORM: Final = marked("Answer as yourself")
NO_WORDS: Final = marked("There are no words in it, so nothing was sent.")
YOUR_WORDS: Final = marked("Your answer, as the person will read it")
KEPT_HERE: Final = marked(
    "Thank you. I will post it where the question was asked, marked as a person's words."
)
KEPT_FOR_THEM: Final = marked(
    "Thank you. They will get it with their next question, marked as a person's words."
)
TOO_LATE: Final = marked("This question has already been answered, or is gone.")
MAKE_A_FACT: Final = marked("Make it a fact")
TO_PASTE: Final = marked("Paste this into the sheet, with a quote from a document that supports the answer:")
TO_PASTE_INSTEAD: Final = marked(
    "Paste this into the sheet in place of the open question {id}, with a quote from a document that "
    "supports the answer:"
)
HAS_IT: Final = marked("The sheet seems to have this already; these ways of asking would lead to it:")

FROM_A_PERSON: Final = marked("A curator answers")
PERSONS_WORDS: Final = marked("A person wrote this; it does not come from the briefing.")
YOU_ASKED: Final = marked("You asked the curators:")
ASKED: Final = marked("The curators were asked:")

KEPT: Final = marked("That you asked the curators, where it was asked, and what one of them answered")


def declined(why: Declined) -> str:
    return spoken(_DECLINED[why]).format(count=MOST_A_DAY)


def to_paste(entry_id: str, *, is_open: bool) -> str:
    return spoken(TO_PASTE_INSTEAD).format(id=f"`{entry_id}`") if is_open else spoken(TO_PASTE)


def asked_by(mention: str) -> str:
    return spoken("Asked by {mention}.").format(mention=mention)
