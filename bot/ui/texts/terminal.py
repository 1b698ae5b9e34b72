"""The sentences that only a terminal shows: the chat, the reports, and what went wrong."""

import os
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.ui.texts.plain import plural

if TYPE_CHECKING:  # a question from a shell needs none of these
    from bot.domain.exam import Tally
    from bot.services.restoring import Restored


GREETING = "Ask me anything about it. /help shows what else there is, /quit leaves."
GOODBYE = "Goodbye."
STAYING = "Waiting until somebody fixes that and starts the bot again; nothing is tried in the meantime."
SAY_SOMETHING = "Please ask a question; /topics shows what you can ask."
HOW_TO_ASK = "The command topics shows what you can ask."
HOW_TO_ASK_HERE = "/topics shows what you can ask."  # within the chat
PICK = "Type a number to see its answer."
WHICH_FACT = "Please add the id of a fact; /topics shows them all."
WHICH_WORDS = "Please add the words to look for."
NO_ANSWER_YET = "There is no answer to look at yet; please ask something first."
CHAT_HELP = {
    "/topics": "what you can ask the briefing",
    "/fact ID": "one fact, with its quotes",
    "/sources": "the documents behind the answers",
    "/search WORDS": "passages of the documents that have these words",
    "/source": "the last answer's quotes in their passages",
    "/why": "how the last question was decided",
    "/reload": "read the sheet again and report what has changed",
    "/help": "this list",
    "/quit": "leave (so does Ctrl-D)",
}
HOW_TO_CONNECT = (
    "No Discord token is configured, so we talk here in the terminal.\n"
    "To connect: make a bot at https://discord.com/developers/applications, then start it with "
    "DISCORD_TOKEN=… set, or name a file that holds the token as discord.token_file in config.yaml.\n"
)
NOT_CONNECTED = (
    "No Discord token is configured. Set DISCORD_TOKEN, or name a file that holds the token as "
    "discord.token_file."
)
ENV_NOT_READ = "The file .env here is not read: export what it holds, or name a token file.\n"


def unexpected(reference: str) -> str:
    """For an unforeseen error; the reference is also in the log."""
    return (
        f"Sorry, something went wrong that should not have. Reference: {reference} (--debug logs the rest)."
    )


def refused_by_system(reason: str | None, name: str | bytes | None) -> str:
    """The operating system's reason and, if known, the file."""
    file = f" with {os.fsdecode(name)}" if name else ""
    return f"The operating system would not let me go on{file}: {reason or 'it gave no reason'}."


def exam_summary(result: "Tally") -> str:
    """The shares that matter and their totals; classes without questions are left out."""
    answerable = (
        f"Of {plural(result.answerable, 'answerable question')}: {result.correct:.1f} % correct, "
        f"{result.wrong:.1f} % wrong, {result.offered:.1f} % offered."
    )
    unanswerable = (
        f"Of {plural(result.unanswerable, 'unanswerable question')}: {result.declined:.1f} % declined."
    )
    told = ((result.answerable, answerable), (result.unanswerable, unanswerable))
    return "\n".join(sentence for asked, sentence in told if asked)


def more_quotes(count: int) -> str:
    return f"Show {plural(count, 'more quote')}"


def folded_quotes(count: int, fact_id: str) -> str:
    them = "it" if count == 1 else "them"
    return f"{plural(count, 'more quote')}; the command fact {fact_id} shows {them}."


def no_such_command(asked: str, known: Sequence[str]) -> str:
    near = get_close_matches(asked, known, n=1, cutoff=0.6)
    hint = f"Did you mean {near[0]}?" if near else "/help lists what there is."
    return f"There is no {asked}. {hint}"


def restored_report(done: "Restored") -> str:
    """What was restored, where the old files went, and who was forgotten again."""
    lines = [f"{done.database} holds the backup now: {plural(done.questions, 'question')}."]
    if done.aside:
        lines.append(f"What was there is kept as {done.aside.name} for as many days as questions are.")
    if done.forgotten:
        verb = "was" if done.forgotten == 1 else "were"
        people = plural(done.forgotten, "person", "people")
        lines.append(f"{people} who {verb} forgotten after the backup {verb} forgotten again.")
    return "\n".join(lines)
