"""The sentences of an answer, the same in every face: what is said, by whom and where."""

from collections.abc import Sequence
from difflib import get_close_matches

from bot.domain.answering import Found, Unknown, Unsure
from bot.domain.briefing import Briefing, Citation
from bot.domain.sheet import Fact, Kind, OpenQuestion, Withdrawal
from bot.matching.pleasantries import asks_how, gives_thanks
from bot.services.asking import LONGEST_QUESTION, Reply, offered
from bot.services.following_up import is_elliptical
from bot.ui.texts.language import grouped, marked, numbered, spoken
from bot.ui.texts.plain import OR, day, human_join, plural

NOT_SAID = marked("The briefing does not say.")
UNSURE = marked("I am not sure what you mean. Did you mean:")
NEAREST = marked("What comes closest:")
IT_DOES_SAY = marked("It does say:")
YOU_ALSO_ASKED = marked("You also asked:")
UNDERSTOOD_AS = marked("Understood as:")
YOU_ASKED_MORE = marked("You also asked something else.")
TOLD_ABOVE = marked("You also asked something else; what comes closest to it is listed above.")
ALSO_ASKED = "Also asked as:"
RELATED = marked("See also:")
NEARBY = marked("Not a curated answer, but related text in the documents:")
NOTHING_FOUND = marked("No passage in the documents has these words.")
CHAT = marked(
    "I enjoy a chat, but all I know is this briefing. Ask me about it, and I will answer in its own words."
)

THANKED = marked("You are welcome. Ask me anything else about the briefing.")
ASK_AWAY = marked(
    "Ask me anything about the briefing, in your own words. I answer with the exact words of its "
    "sources, or tell you that it does not say."
)
NOT_WHOLE = marked("I cannot tell what that is about; please ask in a whole sentence.")


def talked(reply: Reply) -> str:
    """The reply to small talk, or to what says too little to be a question."""
    if gives_thanks(reply.question):
        return spoken(THANKED)
    if asks_how(reply.question):
        return spoken(ASK_AWAY)
    return spoken(NOT_WHOLE if is_elliptical(reply.snapshot, reply.question) else CHAT)


def too_long() -> str:
    told = spoken("That is too long for a question; please use at most {limit} characters.")
    return told.format(limit=grouped(LONGEST_QUESTION))


def not_said(question: OpenQuestion) -> str:
    """Names the known open question, so that nobody wonders what was understood."""
    return f"{question.question} {spoken(NOT_SAID)}"


def also_asked(reply: Reply) -> str:
    """The heading of a further answer, in the sheet's words, not the person's."""
    match reply.answer:
        case Found(best=best):
            return f"{spoken(YOU_ALSO_ASKED)} {reply.snapshot.briefing.facts[best.id].question}"
        case Unknown(open_question=str()):
            return spoken(YOU_ALSO_ASKED)
        case Unsure() if not offered(reply):
            return spoken(TOLD_ABOVE)
        case _:
            return spoken(YOU_ASKED_MORE)


ATTRIBUTIONS = {
    Kind.REPORTED: ("", marked("According to {speaker}")),
    Kind.CLAIM: (marked("A claim"), marked("A claim by {speaker}")),
    Kind.PLAN: (marked("A plan"), marked("A plan, according to {speaker}")),
    Kind.OPINION: (marked("An opinion"), marked("The opinion of {speaker}")),
}


def attribution(fact: Fact) -> str:
    """How sure a reader may be; a plain report needs no word."""
    alone, with_speaker = ATTRIBUTIONS[fact.kind]
    return spoken(with_speaker).format(speaker=fact.said_by) if fact.said_by else spoken(alone)


def as_of(fact: Fact) -> str:
    return spoken("as of {day}").format(day=day(fact.as_of)) if fact.as_of else ""


def named(fact_id: str) -> str:
    return spoken("fact {id}").format(id=fact_id)


def facts(count: int) -> str:
    return numbered(count, "{count} fact", "{count} facts")


def quotes(count: int) -> str:
    return numbered(count, "{count} quote", "{count} quotes")


def provenance(fact: Fact) -> str:
    """The small print under an answer: kind and speaker, date, id."""
    parts = [attribution(fact), as_of(fact), named(fact.id)]
    return " · ".join(part for part in parts if part)


def quoted(citation: Citation) -> str:
    """In quotation marks, unless the words bring their own."""
    words = " ".join(citation.shown.split())
    return words if words.startswith(("“", '"')) or words.endswith(("”", '"')) else f"“{words}”"


def spot(citation: Citation) -> str:
    """Where a quote stands in its file, in the form that editors understand."""
    return f"{citation.file}:{citation.line}"


def place(citation: Citation) -> str:
    """Where a quote stands: title, publisher, file:line, date."""
    parts = [
        citation.title,
        citation.publisher,
        spot(citation),
        citation.published and day(citation.published),
    ]
    return " · ".join(part for part in parts if part)


def sheet_summary(briefing: Briefing) -> str:
    """How much a sheet holds."""
    sheet = briefing.sheet
    counts = [
        plural(len(sheet.facts), "fact"),
        plural(len(sheet.open_questions), "open question"),
        plural(len(sheet.sources), "source"),
    ]
    return f"{human_join(counts)}, version {briefing.version}"


def withdrawn(withdrawal: Withdrawal, briefing: Briefing) -> str:
    """What is said of a withdrawn fact: when and why, and what replaced it."""
    told = spoken("This fact was withdrawn on {day}: {reason}").format(
        day=day(withdrawal.date), reason=_sentence(withdrawal.reason)
    )
    fact = briefing.facts.get(withdrawal.replacement or "")
    if fact is None:
        return told
    instead = spoken("Instead: {question} ({fact})").format(question=fact.question, fact=named(fact.id))
    return f"{told} {instead}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def no_such_fact(asked: str, known: Sequence[str], *, lister: str) -> str:
    """`lister` is the command that lists all facts."""
    near = get_close_matches(asked.lower(), known, n=3, cutoff=0.6)
    hint = f"Did you mean {human_join(near, OR)}?" if near else f"`{lister}` lists them all."
    return f"There is no fact “{asked}”. {hint}"
