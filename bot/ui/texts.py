"""Every sentence a person can read: grammatical, kind and short; the same in every face."""

import os
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.domain.briefing import Briefing, Citation
from bot.domain.sheet import Fact, Kind, OpenQuestion

if TYPE_CHECKING:  # a question from a shell needs none of these
    from bot.domain.coverage import Coverage
    from bot.domain.exam import Tally
    from bot.services.checking import Counts, Report

NOT_SAID = "The briefing does not say."
UNSURE = "I am not sure what you mean. Did you mean:"
NEAREST = "What comes nearest:"
IT_DOES_SAY = "It does say:"
ALSO_ASKED = "Also asked as:"
RELATED = "See also:"
GREETING = "Ask me anything about it. /help shows what else there is, /quit leaves."
GOODBYE = "Goodbye."
SAY_SOMETHING = "Please ask a question; /topics shows what the briefing can be asked."
PICK = "Type a number to see its answer."
WHICH_FACT = "Please add the id of a fact, for example as /topics shows it."
NO_ANSWER_YET = "There is no answer to look at yet: please ask something first."
CHAT_HELP = {
    "/topics": "what the briefing can be asked",
    "/fact ID": "one fact, with its quotes",
    "/sources": "the documents behind the answers",
    "/source": "the last answer's quotes in their passages",
    "/why": "how the last question was decided",
    "/reload": "read the sheet again, and say what has changed",
    "/help": "this list",
    "/quit": "leave (so does Ctrl-D)",
}
HOW_TO_CONNECT = (
    "No Discord token is configured, so we talk here in the terminal.\n"
    "To connect: make a bot at https://discord.com/developers/applications, then start it with "
    "DISCORD_TOKEN=… set, or name a file that holds the token as discord.token_file in config.yaml.\n"
)
TOO_LONG = "That is too long for a question: please ask in at most {limit:,} characters."


def plural(count: int, noun: str, nouns: str | None = None) -> str:
    """`1 fact`, `2 facts`, `0 entries`."""
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"


def human_join(parts: Sequence[str], word: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(parts) < 2:  # noqa: PLR2004 - a pair needs the word, less does not
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def day(value: date) -> str:
    return f"{value.day} {value:%B} {value.year}"


def not_said(question: OpenQuestion) -> str:
    """The known open question by its own words, so that nobody wonders what was understood."""
    return f"{question.question} {NOT_SAID}"


ATTRIBUTIONS = {
    Kind.REPORTED: ("", "According to {speaker}"),
    Kind.CLAIM: ("A claim", "A claim by {speaker}"),
    Kind.PLAN: ("A plan", "A plan, according to {speaker}"),
    Kind.OPINION: ("An opinion", "An opinion of {speaker}"),
}


def attribution(fact: Fact) -> str:
    """How sure a reader may be; a plain report needs no word."""
    alone, with_speaker = ATTRIBUTIONS[fact.kind]
    return with_speaker.format(speaker=fact.said_by) if fact.said_by else alone


def provenance(fact: Fact) -> str:
    """The small print under an answer: kind and speaker, date, id."""
    parts = [attribution(fact), fact.as_of and f"as of {day(fact.as_of)}", f"fact {fact.id}"]
    return " · ".join(part for part in parts if part)


def quoted(citation: Citation) -> str:
    """The words between quotation marks, unless they bring their own at one end or both."""
    words = " ".join(citation.text.split())
    return words if words.startswith(("“", '"')) or words.endswith(("”", '"')) else f"“{words}”"


def spot(citation: Citation) -> str:
    """Where a quote stands in its file, as editors understand it."""
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


def unexpected(reference: str) -> str:
    """What nobody foresaw; the reference is also in the log."""
    return (
        f"Something went wrong that should not have, sorry. Reference: {reference} (--debug logs the rest)."
    )


def refused_by_system(reason: str | None, name: str | bytes | None) -> str:
    """What the operating system says, and of which file if it tells."""
    file = f" with {os.fsdecode(name)}" if name else ""
    return f"The system does not let me go on{file}: {reason or 'it gives no reason'}."


def exam_summary(result: "Tally") -> str:
    """The figures that count, and of how many questions; nothing of a class that was not asked."""
    answerable = (
        f"Of {plural(result.answerable, 'answerable question')}: {result.correct:.1f} % correct, "
        f"{result.wrong:.1f} % wrong, {result.offered:.1f} % offered."
    )
    unanswerable = (
        f"Of {plural(result.unanswerable, 'unanswerable question')}: {result.declined:.1f} % declined."
    )
    told = ((result.answerable, answerable), (result.unanswerable, unanswerable))
    return "\n".join(sentence for asked, sentence in told if asked)


def sheet_summary(briefing: Briefing) -> str:
    """How much a sheet holds."""
    sheet = briefing.sheet
    counts = [
        plural(len(sheet.facts), "fact"),
        plural(len(sheet.open_questions), "open question"),
        plural(len(sheet.sources), "source"),
    ]
    return f"{human_join(counts)}, version {briefing.version}"


def no_such_fact(asked: str, known: Sequence[str], *, lister: str) -> str:
    """`lister` is the command that lists them all where the person is."""
    near = get_close_matches(asked, known, n=3, cutoff=0.6)
    hint = f"Did you mean {human_join(near, 'or')}?" if near else f"`{lister}` lists them all."
    return f"There is no fact “{asked}”. {hint}"


def no_such_command(asked: str, known: Sequence[str]) -> str:
    near = get_close_matches(asked, known, n=1, cutoff=0.6)
    hint = f"Did you mean {near[0]}?" if near else "/help lists what there is."
    return f"There is no {asked}. {hint}"


def check_counts(counts: "Counts") -> str:
    """What a checked sheet holds."""
    held = [
        plural(counts.facts, "fact"),
        plural(counts.phrasings, "phrasing"),
        plural(counts.quotes, "quote"),
        plural(counts.open_questions, "open question"),
        plural(counts.vocabulary_groups, "group of words", "groups of words"),
        plural(counts.golden_questions, "golden question"),
    ]
    stored = [plural(counts.files, "file"), plural(counts.topics, "topic"), plural(counts.sources, "source")]
    return f"{human_join(held)}; {human_join(stored)}."


def coverage_summary(covered: "Coverage") -> str:
    total, left = len(covered.sentences), len(covered.uncovered)
    if not left:
        return f"Quotes touch every sentence of {covered.source} ({total:,})."
    verb = "is" if left == 1 else "are"
    return f"Of {plural(total, 'sentence')} of {covered.source}, {left:,} {verb} not quoted:"


def check_verdict(report: "Report") -> str:
    if report.problems:
        return f"The sheet is broken and will not be served: {plural(len(report.problems), 'problem')}."
    if report.findings:
        weak = plural(len(report.findings), "weakness", "weaknesses")
        return f"The sheet can be served, version {report.version}; it has {weak}."
    return f"The sheet is in order, version {report.version}."
