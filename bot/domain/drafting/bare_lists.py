"""Lists whose entries say nothing one by one (`Torch with batteries`), and what their heading asks."""

import re
from collections.abc import Iterator, Sequence

from bot.domain.briefing import Document
from bot.domain.drafting.question_writing import question_of
from bot.domain.labels import labelled
from bot.domain.markdown import unmarked
from bot.domain.outline import Section
from bot.domain.quoting import Span

_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,2}[.)])[ \t]+")
_STEP = re.compile(r"[ \t]*\d{1,2}[.)][ \t]+")
_FEWEST, _MOST, _LONGEST = 3, 20, 90
_TOLD = re.compile(
    r"\b(?:is|are|was|were|can|may|must|will|should|has|have|do|does|you|we|I|please)\b|^\W*[`#@!/\d]|: "
)
_HOW_TO = re.compile(r"How to (?P<told>[a-z].+)")
_BANNED = re.compile(r"(?i:(?:what is )?not (?:allowed|permitted)|forbidden|prohibited)")
_ALLOWED = re.compile(r"(?i:(?:what is )?(?:allowed|permitted))")
_ASKING = re.compile(r"(?P<asking>What|Where|When|Whom|Which [a-z]+) to (?P<told>[a-z].+)")
_SEVERAL = re.compile(r"(?:[\w’'-]+ ){0,3}[a-z]+s(?<!ss)", re.IGNORECASE)
_QUESTIONS = (
    (_HOW_TO, "How do I {told}?"),
    (_ASKING, "{asking} should I {told}?"),
    (_BANNED, "What is not allowed?"),
    (_ALLOWED, "What is allowed?"),
)


def told_lists(document: Document, section: Section) -> Iterator[tuple[Span, ...]]:
    """The runs of entries below a heading that are no statements, or the steps to what it names."""
    belongs = _is_step if _HOW_TO.fullmatch(section.heading) else _is_bare
    run: list[Span] = []
    for span in (*section.paragraphs, None):
        if span is not None and belongs(document, span):
            run.append(span)
            continue
        if _FEWEST <= len(run) <= _MOST:
            yield tuple(run)
        run = []


def asked_of(heading: str) -> str | None:
    """What the heading of a list asks, where it tells."""
    if "?" in heading:
        return heading
    for form, question in _QUESTIONS:
        if found := form.fullmatch(heading):
            return question.format_map(found.groupdict())
    return f"What are the {heading[:1].lower()}{heading[1:]}?" if _SEVERAL.fullmatch(heading) else None


def told_together(entries: Sequence[str]) -> str:
    """As sentences, or as one."""
    if all(entry[-1:] in ".!?" for entry in entries):
        return " ".join(entries)
    return f"{'; '.join(entry.rstrip('.;,') for entry in entries)}."


def entry_of(document: Document, span: Span) -> str:
    """The words of an entry."""
    text = _ITEM.sub("", span.of(document.text), count=1)
    return " ".join((unmarked(text) if document.markdown else text).split())


def _is_step(document: Document, span: Span) -> bool:
    return bool(_STEP.match(span.of(document.text)))


def _is_bare(document: Document, span: Span) -> bool:
    if not _ITEM.match(span.of(document.text)):
        return False
    text = entry_of(document, span)
    is_short = len(text) <= _LONGEST and text[-1:] not in ".!?:"
    return is_short and not (_TOLD.search(text) or labelled(text) or question_of(text))
