"""Lists whose entries say nothing alone (`Torch with batteries`); what stands above them asks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from bot.domain.briefing import Document
from bot.domain.claiming import takes_leave
from bot.domain.drafting.question_writing import question_of, turned
from bot.domain.labels import labelled
from bot.domain.markdown import unmarked
from bot.domain.outline import ENTRY_SIGN, Section, unsigned
from bot.domain.quoting import Span
from bot.domain.sentences import sentences

_STEP = re.compile(r"[ \t]*\d{1,2}[.)][ \t]+")
_FEWEST, _FEWEST_LED, _MOST, _LONGEST = 3, 2, 20, 90
_LONGEST_ANSWER = 600  # characters of all entries below a question
_TOLD = re.compile(
    r"\b(?:is|are|was|were|can|may|must|will|should|has|have|do|does|you|we|I|please)\b|^\W*[`#@!/\d]|: "
)
_ASIDE = re.compile(r" \([^()]*\)")  # `Trousers (the centre can lend some)` tells nothing either
_HOW_TO = re.compile(r"How to (?P<told>[a-z].+)")
_BANNED = re.compile(r"(?i:(?:what is )?not (?:allowed|permitted)|forbidden|prohibited)")
_ALLOWED = re.compile(r"(?i:(?:what is )?(?:allowed|permitted))")
_ASKING = re.compile(r"(?P<asking>What|Where|When|Whom|Which [a-z]+) to (?P<told>[a-z](?!.* and ).+)")
_SEVERAL = re.compile(r"(?:[\w’'-]+ ){0,3}[a-z]+s(?<!ss)", re.IGNORECASE)
_QUESTIONS = (
    (_HOW_TO, "How do I {told}?"),
    (_ASKING, "{asking} should I {told}?"),
    (_BANNED, "What is not allowed?"),
    (_ALLOWED, "What is allowed?"),
)
_UNDONE = re.compile(r" (?:include|cover|contain|offer|provide|sell|serve|need|get|receive)s?$")
_LEADS = tuple(
    (re.compile(form), question)
    for form, question in (
        (
            r"(?:.* )?(?P<told>(?:[Tt]he|[Oo]ur|[Yy]our) [^,;:]{2,40}) are(?: as follows)?:",
            "What are {told}?",
        ),
        (r"(?:Please |Also )*(?P<told>[Bb]ring|[Pp]ack|[Ww]ear)\b.{0,40}:", "What should I {told}?"),
        (r"You (?:will )?(?:also |only )?need\b(?! to).{0,40}:", "What do I need?"),
        (
            r"You (?:also )?(?:need|have) to (?P<told>bring|have|know|do|show|pay|give|send)\b.{0,40}:",
            "What do I have to {told}?",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class ToldList:
    """Entries told together, the question for them, and the sentence that introduces them."""

    entries: tuple[Span, ...]
    question: str
    lead: Span | None = None


def lists_of(document: Document, section: Section) -> Iterator[ToldList]:
    """The lists of a section that are told together."""
    if section.is_question and (whole := _answering(document, section)):
        yield ToldList(whole, section.heading)
        section = replace(section, paragraphs=section.paragraphs[len(whole) :])
    asked = asked_of(section.heading)
    for lead, run in told_lists(document, section):
        led = None if lead is None else _leading(document, lead)
        if asked and len(run) >= _FEWEST:
            yield ToldList(run, asked)
        elif led:
            yield ToldList(run, asked_by(" ".join(led.of(document.text).split())), led)
        elif section.names_topic:
            yield ToldList(run, form_of(f"{section.heading}:") or f"What about {_small(section.heading)}?")


def told_lists(document: Document, section: Section) -> Iterator[tuple[Span | None, tuple[Span, ...]]]:
    """Runs of bare entries, or of steps to what the heading names, each with the paragraph above it."""
    belongs = next((kind for form, kind in _KINDS if form.fullmatch(section.heading)), _is_bare)
    run: list[Span] = []
    above: Span | None = None
    for span in (*section.paragraphs, None):
        if span is not None and belongs(document, span):
            run.append(span)
            continue
        led = above is not None and above.of(document.text).endswith(":")
        if (_FEWEST_LED if led else _FEWEST) <= len(run) <= _MOST:
            yield above, tuple(run)
        run, above = [], span


def asked_of(heading: str) -> str | None:
    """The question that a list's heading asks, if any."""
    if "?" in heading:
        return heading
    for form, question in _QUESTIONS:
        if found := form.fullmatch(heading):
            return question.format_map(found.groupdict())
    return f"What are the {_small(heading)}?" if _SEVERAL.fullmatch(heading) else None


def asked_by(lead: str) -> str:
    """The question that the sentence introducing a list asks."""
    bare = lead.rstrip(":")
    whole = f"{bare} the following" if _UNDONE.search(bare) else bare
    return form_of(lead) or question_of(whole) or f"What about {_small(bare)}?"


def form_of(lead: str) -> str:
    """The question of a sentence that does nothing but introduce a list."""
    for form, question in _LEADS:
        if found := form.fullmatch(lead):
            told = {key: f"{value[:1].lower()}{value[1:]}" for key, value in found.groupdict().items()}
            return turned(question.format_map(told))
    return ""


def told_together(entries: Sequence[str]) -> str:
    """Entries that are sentences in a row, others joined into one sentence."""
    if all(entry[-1:] in ".!?" for entry in entries):
        return " ".join(entries)
    return f"{'; '.join(entry.rstrip('.;,!') for entry in entries)}."


def entry_of(document: Document, span: Span) -> str:
    """The words of an entry."""
    text = unsigned(span.of(document.text))
    return " ".join((unmarked(text) if document.markdown else text).split())


def tells_by_itself(document: Document, entry: Span) -> bool:
    """Whether an entry of such a list also deserves a question of its own: `Pocket money: £20`."""
    label = labelled(entry_of(document, entry))
    return label is not None and not label.question().startswith("What ")


def _small(heading: str) -> str:
    """A heading in lower case, for use within a question."""
    return heading.lower() if heading.isupper() else f"{heading[:1].lower()}{heading[1:]}"


def _answering(document: Document, section: Section) -> tuple[Span, ...]:
    """The list right below a question, if it answers it as a whole."""
    signs = (ENTRY_SIGN.match(span.of(document.text)) for span in section.paragraphs)
    entries = section.paragraphs[: sum(1 for _ in takewhile(bool, signs))]
    whole = sum(span.end - span.start for span in entries)
    is_one = len(entries) >= _FEWEST_LED and whole <= _LONGEST_ANSWER
    asked = (question_of(entry_of(document, span)) is not None for span in entries)
    return entries if is_one and 2 * sum(asked) < len(entries) else ()  # else each is an answer of its own


def _leading(document: Document, paragraph: Span) -> Span | None:
    """The sentence before a list, if it ends in a colon."""
    text = paragraph.of(document.text)
    if not text.endswith(":"):
        return None
    *_, last = sentences(text)
    return Span(paragraph.start + last.start, paragraph.start + last.end, 0)


def _is_step(document: Document, span: Span) -> bool:
    return bool(_STEP.match(span.of(document.text)))


def _is_short(document: Document, span: Span) -> bool:
    """For headings like `What to bring`, below which any short entry belongs to the list."""
    text = entry_of(document, span)
    is_bare = text[-1:] not in ".!?:" or (text.endswith(".") and not question_of(text.split(". ")[0]))
    return is_bare and len(text) <= _LONGEST and ENTRY_SIGN.match(span.of(document.text)) is not None


def _is_bare(document: Document, span: Span) -> bool:
    """A short list entry that says nothing alone; in plain text also a line in columns or below a lead."""
    text = entry_of(document, span)
    is_short = len(text) <= _LONGEST and text[-1:] not in ".!?:"
    if not ENTRY_SIGN.match(span.of(document.text)):
        return is_short and not (document.markdown or takes_leave(span.of(document.text)))
    bare = _ASIDE.sub("", text)
    return is_short and not (_TOLD.search(bare) or labelled(bare) or question_of(bare))


_KINDS = ((_HOW_TO, _is_step), *((form, _is_short) for form in (_ASKING, _BANNED, _ALLOWED)))
