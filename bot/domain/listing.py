"""Lists whose entries say nothing one by one (`Torch with batteries`), and what their heading asks."""

import re
from collections.abc import Iterator, Sequence

from bot.domain.briefing import Document
from bot.domain.labels import labelled
from bot.domain.markdown import unmarked
from bot.domain.outline import Section
from bot.domain.question_writing import question_of
from bot.domain.quoting import Span

_ITEM = re.compile(r"[ \t]*[-*+•][ \t]+")
_FEWEST, _MOST, _LONGEST = 3, 20, 90
_TOLD = re.compile(
    r"\b(?:is|are|was|were|can|may|must|will|should|has|have|do|does|you|we|I|please)\b|^\W*[`#@!/\d]|: "
)
_ASKING = re.compile(r"(?P<asking>What|Where|When|How|Whom|Which [a-z]+) to (?P<told>[a-z].+)")
_BANNED = re.compile(r"(?:not allowed|forbidden|prohibited|not permitted|what is not allowed)", re.IGNORECASE)
_ALLOWED = re.compile(r"(?:allowed|permitted|what is allowed)", re.IGNORECASE)
_SEVERAL = re.compile(r"(?:[\w’'-]+ ){0,3}[a-z]+s(?<!ss)", re.IGNORECASE)


def bare_lists(document: Document, section: Section) -> Iterator[tuple[Span, ...]]:
    """The runs of entries below a heading that are no statements of their own."""
    run: list[Span] = []
    for span in (*section.paragraphs, None):
        if span is not None and _is_bare(document, span):
            run.append(span)
            continue
        if _FEWEST <= len(run) <= _MOST:
            yield tuple(run)
        run = []


def asked_of(heading: str) -> str | None:
    """What the heading of a list asks, where it tells."""
    if "?" in heading:
        return heading
    if found := _ASKING.fullmatch(heading):
        return f"{found['asking']} should I {found['told']}?"
    if _BANNED.fullmatch(heading):
        return "What is not allowed?"
    if _ALLOWED.fullmatch(heading):
        return "What is allowed?"
    if _SEVERAL.fullmatch(heading):
        return f"What are the {heading[:1].lower()}{heading[1:]}?"
    return None


def told_together(entries: Sequence[str]) -> str:
    return f"{'; '.join(entry.rstrip('.;,') for entry in entries)}."


def entry_of(document: Document, span: Span) -> str:
    """The words of an entry."""
    text = _ITEM.sub("", span.of(document.text), count=1)
    return " ".join((unmarked(text) if document.markdown else text).split())


def _is_bare(document: Document, span: Span) -> bool:
    if not _ITEM.match(span.of(document.text)):
        return False
    text = entry_of(document, span)
    is_short = len(text) <= _LONGEST and text[-1:] not in ".!?:"
    return is_short and not (_TOLD.search(text) or labelled(text) or question_of(text))
