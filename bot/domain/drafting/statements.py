"""The statements of a document: which sentences belong together, and which make a claim."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.domain.briefing import Document
from bot.domain.claiming import claims
from bot.domain.drafting.question_writing import question_of
from bot.domain.drafting.ways_of_asking import leans
from bot.domain.labels import labelled
from bot.domain.markdown import is_number, unmarked
from bot.domain.outline import BOLD_QUESTION, PICTOGRAM, REACHED, answer_start, unsigned
from bot.domain.quoting import QuoteFinder, Span
from bot.domain.sentences import sentences
from bot.domain.table import Row, row_of
from bot.matching.analysis import words

_LONGEST = 320  # characters; the next sentence begins a statement of its own
_LONGEST_LEANING = 450  # unless it means nothing without the one before
_FEWEST_WORDS, _FEWEST_TO_DO = 4, 3
_SHORTEST_QUESTION = 2  # words; `Why?` asks for what stands before
_BOILERPLATE = re.compile(
    r"(?:©|copyright\b|all rights reserved|cookies?\b.*\b(?:accept|policy|settings)|advertisement\b"
    r"|share this|follow us|subscribe to|sign up (?:for|to) (?:our|the) newsletter|click here|read more"
    r"|skip to|welcome\b.{0,60}$|thank(?:s| you)\b|see you\b|home\b.{0,20}$"
    r"|(?:this|the following) (?:faq|page|article|guide|document|section|chapter|leaflet|list|post)\b"
    r"|(?:I|we) (?:all |do |really )*hope (?:that )?(?:this|you)\b"
    r"|we (?:do |really |truly |have |'ve |’ve )*(?:appreciate|thank|hope|wish|compiled)\b"
    r"|we['’]ve compiled\b"
    r"|(?:there is |there's )?no need to (?:panic|worry)\b|do(?: not|n['’]t) (?:panic|worry)\b"
    r"|\(?(?:photo|image|picture|source|posted|published|by|last updated)(?::| by| on)? .{0,60}$"
    r"|(?:created|written|maintained|last (?:modified|edited|changed|reviewed|updated))(?: by\b|:| on\b| \d)"
    r"|\S+\.(?:png|jpe?g|gif|svg|pdf|docx?|xlsx?|pptx?|csv|zip)\b.{0,30}$"
    r"|.{0,40}\bpage is (?:maintained|owned|updated)\b|.{0,60}\bleave (?:us )?a comment\b|labels?: "
    r"|(?:as (?:of|at)|status:?) (?:\w+day,? )?\d[^,;]{3,25}$|.{0,99}\bfor immediate (?:use|release)\b"
    r"|(?-i:(?!Open|Closed|No\b|Only\b)[A-Z][\w’'-]+(?: (?:of|the|and|for|[A-Z][\w’'-]+))*"
    r",(?: (?:of|the|and|for|[A-Z][\w’'-]+)){2,}\.?$)"
    r"|we are (?:delighted|happy|pleased|proud) to (?:announce|present|introduce)\b(?! that\b).{0,60}$"
    r"|(?:please |come )?join us\b|you will find (?:everything|all)\b"
    r"|valid (?:from|until|since)\b|replaces the\b|happy \w+!$"
    r"|dear \w|we (?:all )?look forward\b"
    r"|please (?:read|keep) (?:this|these|it)\b"
    r"|(?:with (?:kind|best|warm) |kind |best )(?:regards|wishes)|(?:yours|sincerely)\b.{0,20}$"
    r"|(?:with|in) this letter\b|.{0,60}\bwe (?:all )?hope (?:that )?you\b|we (?:warmly )?welcome\b.*!$"
    r"|[A-Z][\w .’'-]{2,40} and (?:the|your) (?:whole |entire )?(?:team|board|committee|staff)\.?$"
    r"|(?-i:(?:Dr\.? )?[A-Z][\w’'-]+ [A-Z][\w’'-]+, (?:[A-Z][\w’'-]+ ?){1,4}\.?$|(?:[A-Z]{3,} ){2,})"
    r"|last \w+ed (?:with )?by\b|you (?:would|will|['’]d) be (?:amazed|surprised)\b"
    r"|.*\s·\s|.*\s\|\s.*\s\|\s|.*_{5})",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"(?:(?:see|check|read|visit|note(?!:)|look|click|find out|learn more)\b.{0,60}$"
    r"|(?:to|for) (?:read |learn |find out |see |know )?more\b"
    r"|(?:more|further|other|all) .{3,60}\bcan be (?:found|read|seen) (?:in|on|at|under|here)\b)",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"[A-Z][\w’'-]*(?: [\w’'-]+){0,3}: \S")  # `Code name: Gauze`
_GOES_ON = re.compile(
    r"(?:And|But|Or|So|Yet|Why not|How so|Really|Right|Ready)\b"
)  # asked in passing, and seldom answered by what comes next
_ONE_THING = re.compile(r"[A-Z][a-z]{3,}s(?<!ss)\?")  # `Bonfires?`
_TROUBLE = re.compile(
    r"\b(?:troubl|problem|error|fail|wrong|issue|fault|mistake|does not work|doesn['’]t work)", re.IGNORECASE
)
_BOLD_LEAD = re.compile(r"(?:[-*+] )?\*\*(?P<said>[A-Z][^*\n]{8,90})[.:]\*\*\s+(?=\S)")
_STEP = re.compile(
    r"(?:(?:[-*+]|\d{1,3}[.)])\s+)?`(?P<name>[^`\n]{2,40})` (?!(?:is|was|has|does)\b)[a-z]{2,}(?<!s)s "
)
_CONTACT = re.compile(
    r"(?:contact(?: us)?|address|how to reach us|getting in touch|get in touch)", re.IGNORECASE
)
_RUN_IN = re.compile(
    r"(?!(?:Yes|No)\b)(?:[A-Z][a-z’'-]{2,}|(?:Where|What|When|How|Who|Why) [\w’' -]{2,40}|The [a-z]+"
    r"|[A-Z][a-z]+ and [a-z]+)\."
)
# After a number alone: `3. Subs & Money.`
_HEAD = re.compile(r"[A-Z][\w’'&/-]*(?: [\w’'&/-]+){0,4}\.")
_FEWEST_BELOW = 2
_SHORT = 140  # characters of an address with its hours
_ADDRESS = re.compile(r"@|\d{3}")
# A block of code, and an entry of a list of contents.
_NO_TEXT = re.compile(r"\s*(?:(?:```|~~~)[\s\S]*|(?:(?:[-*+]|\d+[.)])\s*)?\[[^\]]*\]\(#[^)]*\)\s*)")
_GREETED = re.compile(r"(?:dear\b[^\n.?]{0,60}|(?:hello|hi)\b[^\n.?]{0,60}[,:!])\n\s*", re.IGNORECASE)
_LINE = re.compile(r"\S.*")
_SEVERAL_SENTENCES = re.compile(r"[a-z]{3}[.!?] [A-Z]")
_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")


@dataclass(frozen=True, slots=True)
class Statement:
    """Sentences that belong together, as a reader sees them and as the document has them."""

    texts: tuple[str, ...]
    quote: str
    asked: str = ""  # the question right before it
    row: Row | None = None  # of a table, where it is one
    quotes: tuple[str, ...] = ()  # of a list, one an entry
    about: str = ""  # what the paragraph opens with in place of a heading: `Cost. The price is …`

    @property
    def text(self) -> str:
        return " ".join(self.texts)


def statements_of(
    document: Document, paragraph: Span, finder: QuoteFinder, heading: str = ""
) -> Iterator[Statement]:
    """The statements of a paragraph; dependent sentences and answers stay with what precedes them.

    Below a heading about trouble, a bold sentence at the start is what may go wrong.
    """
    if _is_furniture(document, paragraph):
        yield from _addresses(document, paragraph, finder)
        return
    row = row_of(document, paragraph)
    if row:
        yield Statement((row.told,), _quote(document, paragraph, finder), row=row)
        return
    whole = _as_one(document, paragraph, heading)
    if whole:
        asked, span = whole
        yield Statement((_plain(document, span),), _quote(document, span, finder), asked)
        return
    start = paragraph.start + answer_start(paragraph.of(document.text))
    if greeting := _GREETED.match(document.text, start, paragraph.end):
        start = greeting.end()
    text = document.text[start : paragraph.end]
    parts = (part for sentence in sentences(text) for part in _parted(text, sentence))
    spans = [Span(start + low, start + high, 0) for low, high in parts]
    about, told = _opening(document, spans)
    groups = _groups(document, told, answers="?" in heading)
    yield from (replace(_statement(document, group, finder), about=about) for group in groups)


def _is_furniture(document: Document, paragraph: Span) -> bool:
    """Code and lists of contents in Markdown; in plain text the head and the signature of a letter."""
    text = paragraph.of(document.text)
    if document.markdown:
        return bool(_NO_TEXT.fullmatch(text))
    lines = tuple(found.span() for found in _LINE.finditer(document.text, paragraph.start, paragraph.end))
    if any(_SEVERAL_SENTENCES.search(document.text, *line) for line in lines):
        return False
    return not any(claims(document.text, start, end, markdown=False) for start, end in lines)


def _addresses(document: Document, paragraph: Span, finder: QuoteFinder) -> Iterator[Statement]:
    """How somebody can be reached stands in the head of a letter, too."""
    text = "" if document.markdown else document.text
    for found in _LINE.finditer(text, paragraph.start, paragraph.end):
        if REACHED.search(found[0]) and not _is_noise(found[0]):
            span = Span(*found.span(), 0)
            yield Statement((_plain(document, span),), _quote(document, span, finder), "How can I reach you?")


def _as_one(document: Document, paragraph: Span, heading: str) -> tuple[str, Span] | None:
    """A paragraph that is one answer whatever its sentences: its question, and the rest of its text.

    These are troubles, what a command or a step does, and how somebody can be reached.
    """
    text = paragraph.of(document.text)
    if len(text) <= _SHORT and _CONTACT.fullmatch(heading) and _ADDRESS.search(text):
        return "How can I reach you?", paragraph
    if not document.markdown:
        return None
    if step := _STEP.match(text):
        return f"What does {step['name']} do?", paragraph
    trouble = _BOLD_LEAD.match(text) if _TROUBLE.search(heading) else None
    if trouble:
        return f"What if {_lowered(trouble['said'])}?", Span(
            paragraph.start + trouble.end(), paragraph.end, 0
        )
    return None


def _lowered(text: str) -> str:
    """Without the capital of a sentence's beginning, where it has no other reason."""
    return f"{text[:1].lower()}{text[1:]}" if text[1:2].islower() or text[1:2] == " " else text


def _opening(document: Document, spans: Sequence[Span]) -> tuple[str, Sequence[Span]]:
    """A run-in heading of a paragraph (`3. Money. …`), without the stop, and the remaining sentences."""
    numbered = is_number(spans[0].of(document.text)) if spans else False
    told = spans[numbered:]
    if len(told) < _FEWEST_BELOW:
        return "", told
    first = _plain(document, told[0])
    titles = numbered and not document.markdown and _HEAD.fullmatch(first) and not question_of(first)
    if titles or _RUN_IN.fullmatch(first):
        return first.rstrip("."), told[1:]
    label = labelled(first) if numbered and not document.markdown else None
    return label.label if label else "", told


def _groups(document: Document, parts: Iterable[Span], *, answers: bool) -> list[list[Span]]:
    """Sentences that belong together; `answers` says that the first group answers the heading."""
    groups: list[list[Span]] = []
    for one in parts:
        plain = _plain(document, one)
        said = [_plain(document, each) for each in groups[-1]] if groups else []
        if groups[1:] and len(said) == 1 and _is_aside(said[0]) and _answers_aside(plain):
            groups[-2:] = [[*groups[-2], *groups[-1], one]]
        elif said and _joins(said, plain, answers=answers and len(groups) == 1):
            groups[-1].append(one)
        elif any(char.isalpha() for char in plain):
            groups.append([one])
    return groups


def is_claim(text: str) -> bool:
    """Whether a sentence tells something that people may ask for."""
    enough = not _is_fragment(text) or _LABELLED.match(f"{text[:1].upper()}{text[1:]}")
    return bool(enough) and not text.endswith(("?", ":")) and not _is_noise(text)


def _is_fragment(text: str) -> bool:
    """Whether it is too short to tell anything: `Usually yes`, but not `Play goes clockwise`."""
    long = len(words(text))
    if long >= _FEWEST_WORDS:
        return False
    asked = None if leans(text) else question_of(text)
    return asked is None or (asked.startswith("Should I") and long < _FEWEST_TO_DO)


def _joins(group: Sequence[str], text: str, *, answers: bool) -> bool:
    """Whether a sentence belongs to the ones before it."""
    longest = _LONGEST_LEANING if leans(text) else _LONGEST
    if sum(map(len, group)) + len(text) > longest or text.endswith("?") or _is_noise(text):
        return False
    return leans(text) or _is_fragment(text) or _awaits(group, answers=answers)


def _is_aside(text: str) -> bool:
    """Whether it asks in passing (`Why?`), about what stands before."""
    return text.endswith("?") and not _is_question(text)


def _answers_aside(text: str) -> bool:
    """Whether it tells nothing without such a question, as `Nobody knows.` does."""
    return not (text.endswith("?") or _is_noise(text)) and (leans(text) or _is_fragment(text))


def _awaits(group: Sequence[str], *, answers: bool) -> bool:
    """Whether a question still lacks its answer: `Yes.` alone tells too little."""
    is_asked = _is_question(group[0])
    return (is_asked or answers) and all(map(_is_fragment, group[is_asked:]))


def _statement(document: Document, group: Sequence[Span], finder: QuoteFinder) -> Statement:
    first = _plain(document, group[0])
    asked = first if len(group) > 1 and _is_question(first) else ""
    if asked and " " not in asked:
        asked = f"What about {_lowered(asked)}"
    told = group[1:] if asked else group
    whole = Span(told[0].start, told[-1].end, 0)
    return Statement(tuple(_plain(document, one) for one in told), _quote(document, whole, finder), asked)


def _quote(document: Document, span: Span, finder: QuoteFinder) -> str:
    """Without Markdown marks, if it can be located like that."""
    quote = _plain(document, span)
    return quote if finder.locate(quote) else span.of(document.text)


def _parted(text: str, sentence: Span) -> Iterator[tuple[int, int]]:
    """A bold or italic question and what follows it on the line, apart."""
    found = BOLD_QUESTION.match(text, sentence.start, sentence.end)
    if found:
        yield sentence.start, found.end(1)
    yield found.end() if found else sentence.start, sentence.end


def _is_question(text: str) -> bool:
    enough = len(words(text)) >= _SHORTEST_QUESTION or _ONE_THING.fullmatch(text)
    return text.endswith("?") and bool(enough) and not _GOES_ON.match(text)


def _is_noise(text: str) -> bool:
    """What every page says, and what only points elsewhere."""
    return bool(_BOILERPLATE.match(text) or _POINTER.match(text))


def _plain(document: Document, span: Span) -> str:
    text = span.of(document.text)
    bare = unmarked(_PICTURE.sub("", text)) if document.markdown else unsigned(text)
    return PICTOGRAM.sub("", " ".join(bare.split()))
