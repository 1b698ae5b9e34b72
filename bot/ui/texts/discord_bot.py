"""The sentences that only Discord shows, except those of a single feature."""

from collections.abc import Sequence
from difflib import get_close_matches
from math import ceil

from bot.ui.texts.language import grouped, marked, numbered, spoken
from bot.ui.texts.plain import OR, human_join
from bot.ui.texts.reasons import score as scored

NOT_ADMIN = marked(
    "This command is for people who manage the server, or who have a role named in the bot's settings."
)
NOT_GLOBAL_ADMIN = marked(
    "This command affects every server I am in, so only my owners and the people named in my settings "
    "may use it."
)
NOT_HERE = marked("This command cannot be used here.")
DATABASE_BUSY = marked(
    "I cannot write to my database right now, so nothing was changed. Please try again in a few minutes."
)
COMMAND_CHANGED = marked(
    "This command has changed since Discord last loaded it. Please try again in a minute."
)


def unexpected(reference: str) -> str:
    """For an unforeseen error; the reference is also in the log."""
    sorry = spoken("Sorry, something went wrong that should not have. Reference: {reference}")
    return sorry.format(reference=reference)


def wait(seconds: float) -> str:
    return numbered(
        max(1, ceil(seconds)),
        "That was a lot at once. Please ask again in {count} second.",
        "That was a lot at once. Please ask again in {count} seconds.",
    )


COMMANDS_USED_UP = marked("the 200 new commands that Discord allows per day are used up")
COMMANDS_WAIT = marked("it asked me to wait for more than a minute")


def commands_refused(reason: str, missing: Sequence[str]) -> str:
    """Which commands are not there, and why."""
    refused = spoken("Discord did not accept my commands: {reason}.").format(reason=spoken(reason))
    absent = spoken("It does not have {commands}.").format(commands=human_join(missing)) if missing else ""
    going_on = spoken("I carry on with the ones it has, and try again every hour.")
    return " ".join(part for part in (refused, absent, going_on) if part)


CUT = marked("There is more than fits in this message.")
GOES_ON = marked("There is more; “In context” shows the whole passage.")
NOTED = marked("I have noted the question for the people who look after the fact sheet.")
NO_WORDS = marked(
    "Please ask me something about the briefing; `/topics` shows what you can ask, and `/help` how."
)
NOT_READ = marked(
    "I do not read the message you are replying to. Right-click it (on a phone, press and hold it), "
    "choose Apps, then “{command}”; or ask me in your own words."
)
WRITTEN_COMMAND = marked(
    "`/{command}` is a command: start a new message with it, and pick it from the list that opens."
)
HOW_TO_ASK = marked("`/topics` shows what you can ask, and `/help` what else there is.")
NOTHING_TO_FIND = marked("That message has no words that I could look for.")
IN_CONTEXT = marked("In context")
WHY = marked("Why this answer?")
HELPFUL = marked("Helpful")
NOT_HELPFUL = marked("Not helpful")
FOLLOW_UP = marked("Follow up")
ASK = marked("Ask a question")
NEXT_QUESTION = marked("Your next question")
NEXT_EXAMPLE = marked("for example: and where was that?")
POST_HERE = marked("Post here")
NOT_YOURS_TO_POST = marked("You cannot write in this channel, so I will not post anything here for you.")
TELL_ME = marked("Tell me if it ever does")
WILL_TELL_HERE = marked("I will reply here, once, when the briefing says it.")
WILL_TELL_YOU = marked(
    "When the briefing says it, I will tell you once, with your next `/ask` or direct message."
)
NOW_IT_SAYS = marked("The briefing says it now.")
NOW_IT_SAYS_TO_YOU = marked("You asked this before, and the briefing did not say. Now it does.")
NEXT_QUOTE = marked("Next quote")
PREVIOUS_QUOTE = marked("Previous quote")
NEXT_PAGE = marked("Next page")
PREVIOUS_PAGE = marked("Previous page")
BACK_TO_TOPICS = marked("All topics")
WHAT_IS_WRONG = marked("Thank you. What is wrong with the answer?")
REASONS = {
    "wrong": marked("It is wrong"),
    "outdated": marked("It is outdated"),
    "unclear": marked("It is unclear"),
}
THANKS = {
    "helpful": marked("Thank you, I am glad it helped."),
    "wrong": marked("Thank you. I have noted that the answer is wrong."),
    "outdated": marked("Thank you. I have noted that the answer is outdated."),
    "unclear": marked("Thank you. I have noted that the answer is unclear."),
}
FACT_GONE = marked("That fact is no longer in the sheet; please ask again.")
SOURCE_GONE = marked("That document is no longer in the sheet; `/sources` shows those that are.")
TOPIC_GONE = marked("That topic is no longer in the sheet; `/topics` shows those that are.")
QUESTION_GONE = marked("That question is no longer in the log, so I cannot tell.")
CHOOSE_TOPIC = marked("Choose a topic")
CHOOSE_FACT = marked("Choose a question")
SEE_ALSO = marked("See also")
CHOOSE_SOURCE = marked("Choose a document to see its passages")
TOPICS_TITLE = marked("What you can ask the briefing")
SEARCH_TITLE = marked("In the documents")
SOURCES_TITLE = marked("The documents behind the answers")
NO_TOPICS = marked("There are no facts in the sheet yet; `/search` searches its documents.")
NO_PASSAGES = marked("No fact quotes this document; `/search` searches it.")


def more_quotes(count: int) -> str:
    return numbered(
        count, "“In context” shows {count} more quote.", "“In context” shows {count} more quotes."
    )


def page_of(number: int, count: int) -> str:
    return spoken("page {number} of {count}").format(number=number, count=count) if count > 1 else ""


def quote_of(number: int, count: int) -> str:
    return spoken("quote {number} of {count}").format(number=number, count=count) if count > 1 else ""


def sheet_label(version: str) -> str:
    return spoken("sheet {version}").format(version=version)


LONGER = marked("The answer is too long for one message.")
SHEET_CHANGED = marked("The sheet has changed since then; this is how I would decide today.")
VERDICT_CHAT = marked("It was small talk, so I did not look anything up")
VERDICT_FOUND = marked("A fact answers the question")
VERDICT_UNSURE = marked("Several facts could be meant")
VERDICT_UNKNOWN = marked("Nothing comes close enough")
VERDICT_OPEN = marked("The briefing leaves this question open")


def goes_on_until(end: int) -> str:
    return spoken("The quote continues up to character {end} of the document.").format(end=grouped(end))


def decided(verdict: str, score: float, needed: float) -> str:
    return spoken("**{verdict}.** Score {score}.").format(verdict=verdict, score=scored(score, needed))


def best_match(fact_id: str, score: str, phrasing: str) -> str:
    best = spoken("Best match: {fact} with {score}, by “{phrasing}”")
    return best.format(fact=fact_id, score=score, phrasing=phrasing)


def matched_words(words: str) -> str:
    return spoken("Words that matched: {words}").format(words=words)


def weighed(reasons: Sequence[str]) -> str:
    return spoken("For (+) and against (−) it: {reasons}").format(reasons=", ".join(reasons))


def clashing(words: str) -> str:
    return spoken("What contradicts it: {words}").format(words=words)


def unknown_words(count: int) -> str:
    return numbered(
        count,
        "{count} word of the question never appears in the sheet.",
        "{count} words of the question never appear in the sheet.",
    )


def runner_up(fact_id: str, score: str, phrasing: str) -> str:
    second = spoken("Runner-up: {fact} with {score}, by “{phrasing}”")
    return second.format(fact=fact_id, score=score, phrasing=phrasing)


def open_beside(question_id: str, score: str) -> str:
    told = spoken("An open question comes too close: {question} with {score}")
    return told.format(question=question_id, score=score)


HELP_TITLE = marked("How to ask")
FOR_ADMINS = marked("For admins")
ALSO = marked(
    "You can also mention me or send me a direct message. I answer with the exact words of the sources, "
    "or say that the briefing does not say."
)
ALSO_DIRECTLY = marked(
    "You can also send me a direct message. I answer with the exact words of the sources, or say that the "
    "briefing does not say."
)
ON_A_MESSAGE = marked("right-click a message, then Apps")
ON_A_PERSON = marked("right-click a person, then Apps")


def about(title: str) -> str:
    return spoken("I answer questions about **{title}**.").format(title=title)


def no_such_fact(asked: str, known: Sequence[str]) -> str:
    """Does not repeat what was typed."""
    if not known:
        return spoken(NO_TOPICS)
    near = get_close_matches(asked.strip().lower()[:100], known, n=3, cutoff=0.6)
    hint = (
        spoken("Did you mean {ids}?").format(ids=human_join([f"`{name}`" for name in near], OR))
        if near
        else spoken("`/topics` lists them all.")
    )
    missing = spoken("There is no fact with that id.")
    return f"{missing} {hint}"
