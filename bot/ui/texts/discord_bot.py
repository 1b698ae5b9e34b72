"""Every sentence that only Discord shows."""

from collections.abc import Sequence
from difflib import get_close_matches
from math import ceil

from bot.ui.texts.health import duration
from bot.ui.texts.plain import human_join, plural
from bot.ui.texts.reasons import score as scored

NOT_ADMIN = "This command is for people who manage the server or have a role that the bot's settings name."
NOT_GLOBAL_ADMIN = (
    "This command concerns every server I serve, so it is for my owners and for those whom my settings name."
)
NOT_HERE = "This command cannot be used here."
DATABASE_BUSY = (
    "My database cannot be written right now, so nothing was changed. Please try again in a few minutes."
)
COMMAND_CHANGED = "This command has changed since Discord last loaded it. Please try again in a minute."


def unexpected(reference: str) -> str:
    """What nobody foresaw; the reference is also in the log."""
    return f"Sorry, something went wrong that should not have. Reference: {reference}"


def wait(seconds: float) -> str:
    return f"That was a lot at once. Please ask again in {plural(max(1, ceil(seconds)), 'second')}."


# What the program says at its start and end, on standard error.
READY = "ready"
LOGIN_REFUSED = (
    "Discord refused the token. Copy it again from https://discord.com/developers/applications "
    "and set DISCORD_TOKEN, or the file that discord.token_file names."
)
WRONG_INTENTS = "Discord refused the connection because of an intent that this application may not use."
WRONG_CONNECTION = "Discord refused the connection for good (code {code})."
UNREACHABLE = "Discord cannot be reached at {api_url}: {reason}"
CLOSED = "Discord closed it"
LOST = "The connection to Discord ended for good: {reason}"
NO_DIGEST = "no digest subscribed"


def no_sessions_left(minutes: str) -> str:
    return f"Discord will not let this bot connect again for {minutes}: it was started too often today."


def away(seconds: float, reason: str) -> str:
    """While it lasts; the first time it has only just begun."""
    lasting = f" for {duration(seconds)}" if seconds >= 1 else ""
    return f"Discord is away{lasting}; trying again. {reason}".rstrip()


def back(seconds: float) -> str:
    return f"Discord is back after {duration(seconds)}."


def started(version: str) -> str:
    return f"Briefing bot {version}"


def serving(title: str, summary: str) -> str:
    return f"Serving “{title}”: {summary}"


def database_open(path: str, version: int) -> str:
    return f"Database {path}, version {version}"


def commands_told(count: int, *, changed: bool) -> str:
    return f"{plural(count, 'command')} {'synced' if changed else 'unchanged'}"


COMMANDS_USED_UP = "the 200 new commands that Discord allows a day are used up"
COMMANDS_WAIT = "it asked to wait for more than a minute"


def commands_refused(reason: str, missing: Sequence[str]) -> str:
    """Which commands are not there, and why."""
    absent = f"It does not have {human_join(missing)}. " if missing else ""
    return (
        f"Discord did not take my commands: {reason}. {absent}"
        "I work with those it has, and tell it again every hour."
    )


def next_digest(when: str | None) -> str:
    return f"Next digest: {when}" if when else NO_DIGEST.capitalize()


# Answers.
CUT = "There is more than fits into this message."
GOES_ON = "There is more; “In context” shows it in its place."
NOTED = "I have noted the question for the people who look after the fact sheet."
EMPTY_MENTION = (
    "Please ask me something about the briefing; `/topics` shows what you can ask, and `/help` how."
)
HOW_TO_ASK = "`/topics` shows what you can ask, and `/help` what else there is."
NOTHING_TO_FIND = "There are no words in that message that I could look for."
IN_CONTEXT = "In context"
WHY = "Why this answer?"
HELPFUL = "Helpful"
NOT_HELPFUL = "Not helpful"
ASK_ON = "Ask on"
NEXT_QUESTION = "Your next question"
NEXT_EXAMPLE = "such as: and where was that?"
POST_HERE = "Post here"
TELL_ME = "Tell me if it ever does"
WILL_TELL_HERE = "I will reply here once, when the briefing says it."
WILL_TELL_YOU = "I will tell you once, after a question of yours, when the briefing says it."
NOW_IT_SAYS = "The briefing says it now."
NOW_IT_SAYS_TO_YOU = "You asked this before, and the briefing did not say. Now it does."
NEXT_QUOTE = "Next quote"
PREVIOUS_QUOTE = "Previous quote"
NEXT_PAGE = "Next page"
PREVIOUS_PAGE = "Previous page"
BACK_TO_TOPICS = "All topics"
WHAT_IS_WRONG = "Thank you. What is wrong with the answer?"
REASONS = {"wrong": "It is wrong", "outdated": "It is outdated", "unclear": "It is unclear"}
THANKS = {
    "helpful": "Thank you, I am glad it helped.",
    "wrong": "Thank you. I have noted that the answer is wrong.",
    "outdated": "Thank you. I have noted that the answer is outdated.",
    "unclear": "Thank you. I have noted that the answer is unclear.",
}
FACT_GONE = "That fact is no longer in the sheet; please ask again."
SOURCE_GONE = "That document is no longer in the sheet; `/sources` shows those that are."
TOPIC_GONE = "That topic is no longer in the sheet; `/topics` shows those that are."
QUESTION_GONE = "That question is no longer in the log, so I cannot tell."
CHOOSE_TOPIC = "Choose a topic"
CHOOSE_FACT = "Choose a question"
SEE_ALSO = "See also"
CHOOSE_SOURCE = "Choose a document to see its passages"
TOPICS_TITLE = "What you can ask the briefing"
SEARCH_TITLE = "In the documents"
SOURCES_TITLE = "The documents behind the answers"
NO_TOPICS = "There are no facts in the sheet yet; `/search` looks through its documents."
NO_PASSAGES = "No fact quotes this document."


def more_quotes(count: int) -> str:
    return f"“{IN_CONTEXT}” shows {plural(count, 'more quote')}."


def page_of(number: int, count: int) -> str:
    return f"page {number} of {count}" if count > 1 else ""


def quote_of(number: int, count: int) -> str:
    return f"quote {number} of {count}" if count > 1 else ""


def fact_label(fact_id: str) -> str:
    return f"fact {fact_id}"


def sheet_label(version: str) -> str:
    return f"sheet {version}"


LONGER = "The answer is too long for one message."
SHEET_CHANGED = "The sheet has changed since then; this is how I would decide today."
VERDICT_CHAT = "It was small talk, so I looked nothing up"
VERDICT_FOUND = "A fact answers the question"
VERDICT_UNSURE = "Several facts could be meant"
VERDICT_UNKNOWN = "Nothing comes close enough"
VERDICT_OPEN = "The briefing leaves this question open"


def goes_on_until(end: int) -> str:
    return f"The quote continues up to character {end:,} of the document."


def decided(verdict: str, score: float, needed: float) -> str:
    return f"**{verdict}.** Score {scored(score, needed)}."


def best_match(fact_id: str, score: str, phrasing: str) -> str:
    return f"Best match: {fact_id} with {score}, by “{phrasing}”"


def matched_words(words: str) -> str:
    return f"Words that matched: {words}"


def weighed(reasons: Sequence[str]) -> str:
    return f"For (+) and against (−) it: {', '.join(reasons)}"


def clashing(words: str) -> str:
    return f"What contradicts it: {words}"


def unknown_words(count: int) -> str:
    return (
        f"{plural(count, 'word')} of the question never {'appears' if count == 1 else 'appear'} in the sheet."
    )


def runner_up(fact_id: str, score: str, phrasing: str) -> str:
    return f"Runner-up: {fact_id} with {score}, by “{phrasing}”"


def gate(name: str, detail: str, *, passed: bool) -> str:
    return f"{'✓' if passed else '✗'} {name}: {detail}"


HELP_TITLE = "How to ask"
ALSO = (
    "You can also mention me or send me a direct message. I answer with the exact words of the sources, "
    "or say that the briefing does not say."
)
ON_A_MESSAGE = "right-click a message, then Apps"
ON_A_PERSON = "right-click a person, then Apps"


def about(title: str) -> str:
    return f"I answer questions about **{title}**."


def no_such_fact(asked: str, known: Sequence[str]) -> str:
    """Without what was typed: nobody's words are shown as if they were ours."""
    near = get_close_matches(asked.strip().lower()[:100], known, n=3, cutoff=0.6)
    hint = (
        f"Did you mean {human_join([f'`{name}`' for name in near], 'or')}?"
        if near
        else "`/topics` lists them all."
    )
    return f"There is no fact with that id. {hint}"
