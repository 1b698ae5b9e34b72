"""The rows of a Markdown table: what stands in each cell, and the heads of its columns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.domain.briefing import Document
from bot.domain.casing import Casing
from bot.domain.labels import is_money, is_person, is_time
from bot.domain.markdown import unmarked
from bot.domain.quoting import Span

_RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*:?-+:?[ \t]*\|?[ \t]*")
_LINE = re.compile(".*")
_FURTHEST = 5000  # characters
_BORDER = re.compile(r"(?<!\\)\|")
_PLURAL = re.compile(r"(?:[\w'’-]+ ){0,3}[a-z]+(?<!s)s", re.IGNORECASE)

_DAY_HEAD = re.compile(r"(?:date|day|when|time)s?", re.IGNORECASE)
_CLOSED = re.compile(r"(?:closed|no|none|holidays?)\b", re.IGNORECASE)
_PRICE = re.compile(r"(?:price|cost|fee|charge|rate|amount)s?")
_PRICES = re.compile(r"\b(?:prices|costs|fees|charges|rates|fares|dues|tickets)$", re.IGNORECASE)
_PERSON = re.compile(
    r"(?:adult|child|children|senior|student|pensioner|concession|under|over|(?:non-)?member|guest)s?\b"
    r"(?! ticket)",
    re.IGNORECASE,
)
_QUALITY = re.compile(r"size|colou?r|class|age|length|weight|level|category", re.IGNORECASE)
_HOUR = re.compile(r"(?:time|start|starts|begins?|when|hours?)")
_SEVERAL = re.compile(r"(?:[a-z]{2,}s(?<!ss)(?<!us)(?<!is)|children|people|men|women)$")
_OCCASION = re.compile(
    r"(?:what|event|occasion|activity|subject|topic|title|meeting|programme|appointment)s?|", re.IGNORECASE
)
_DONE = re.compile(
    r"built|founded|opened|closed|made|bought|founded|started|launched|released|closing|joined"
)
_VALUE = re.compile(r"value|amount|setting|number", re.IGNORECASE)  # of what the first column's head says
_COUNT = re.compile(r"(?:(?:up to|about|at most) )?\d[\d.,]*")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE_CELL = re.compile(rf"(?:\w+day,? )?(?:\d{{1,2}}(?:st|nd|rd|th)?\.? {_MONTH}\b|{_MONTH} \d)")
_STRETCH = re.compile(r"term|season|semester|quarter|session|week|month", re.IGNORECASE)  # `the autumn term`
_ASIDE = re.compile(r" ?\([^)]*\)")
# A common noun without an article, and the heads of columns that name offices.
_BARE = re.compile(r"(?!(?:the|an?|every|each|all|no)\b)[a-z][a-z’'-]*(?: [a-z’'-]+){0,3}(?<!s)")
_OFFICE = re.compile(r"office|role|post|function|position|job|task", re.IGNORECASE)
_CODE = re.compile(r"\d[\d.,]*(?: |$)|[A-Z]{1,2}-?\d{1,3}$")  # says nothing without the head of its column
_LONGEST_HEAD = 3  # words
_IS_CODE = re.compile(r"\|\s*(`+)[^`|]+\1\s*\|")  # the first cell of a row
_COMMAND = re.compile(r"command", re.IGNORECASE)
# What no noun begins with.
_OPENS = re.compile(r"(?:what|who|when|where|how|which|why|from|until|since|in|on|at|to|is|can)\b")


@dataclass(frozen=True, slots=True)
class Row:
    """What it is about, the head of that column, and what the other cells say under which heads."""

    label: str
    kind: str
    cells: tuple[tuple[str, str], ...]  # without empty ones
    is_code: bool  # its label, as in `git add FILE`

    @property
    def told(self) -> str:
        """As a sentence: `Day pass – Members: £6; Guests: £11.50`."""
        if len(self.cells) == 1:
            return f"{self.label}: {self.cells[0][1]}"
        told = "; ".join(f"{head}: {cell}" if head else cell for head, cell in self.cells)
        return f"{self.label} – {told}"

    def within_a_sentence(self, casing: Casing) -> str:
        """Its label as written in mid-sentence."""
        if self.is_code:
            return self.label
        if self.kind and self.label.startswith(f"{self.kind} "):
            return f"{self.label[:1].lower()}{self.label[1:]}"
        label = casing.lowered(self.label)
        return f"{label} {self.kind.lower()}" if _STRETCH.fullmatch(self.kind) and label.isalpha() else label

    def asked(self, heading: str, label: str) -> Iterator[str]:
        """Questions for the row below a heading; `label` is its label in mid-sentence."""
        yield from self._whole_questions(heading, label)
        yield from (f"{head[:1].lower()}{head[1:]} {label}" for head, _ in self.cells if head)

    def _whole_questions(self, heading: str, label: str) -> Iterator[str]:
        if label[:1] in "/!.-" or (self.is_code and _COMMAND.match(self.kind)):
            yield f"What does {label} do?"
        elif label.startswith("#"):
            yield f"What is {label} for?"
        else:
            is_one_of_them = bool(self.kind) and self.kind.lower()[:4] in heading.lower()
            if _PLURAL.fullmatch(heading) and not is_one_of_them and not label[:1].isdigit():
                yield f"What are the {heading[:1].lower()}{heading[1:]} for {self._named(heading, label)}?"
            if _DAY_HEAD.fullmatch(self.kind):
                yield from self._on_a_day()
                return
            if _OFFICE.fullmatch(self.kind) and self.cells[0][0].lower() == "name":
                yield f"Who is the {label}?"
            person = f"How much is it for {self._named('fares', label)}" if _PERSON.match(label) else ""
            label = f"the {label}" if _BARE.fullmatch(label) and not self.is_code else label
            heads = ((self.kind if _VALUE.fullmatch(head) else head, cell) for head, cell in self.cells)
            asked = list(filter(None, (_column_question(head, cell, label) for head, cell in heads)))
            asked.sort(key=lambda question: question.startswith("What"))
            if person:
                asked = [question.replace(f"How much is {label}", person) for question in asked]
            yield from asked or (f"What is there to know about {label}?",)

    def _named(self, heading: str, label: str) -> str:
        """The label with an article: fees are for `a studio`, rules for `the gym`."""
        if self.is_code or _QUALITY.fullmatch(self.kind) or not _BARE.fullmatch(_ASIDE.sub("", label)):
            return label
        article = ("an" if label[0] in "aeiou" else "a") if _PRICES.search(heading) else "the"
        return f"{article} {label}"

    def _on_a_day(self) -> Iterator[str]:
        """Asks what happens then, and when it does."""
        head, event = self.cells[0]
        at = "at" if ":" in self.label else "on"
        if _OCCASION.fullmatch(head) and not _CLOSED.match(event) and "," not in event:
            told = _ASIDE.sub("", f"{event[:1].lower()}{event[1:]}" if event[1:2].islower() else event)
            yield f"When {'are' if _SEVERAL.search(told) else 'is'} the {told.removeprefix('the ')}?"
        elif _OCCASION.fullmatch(head) or _OPENS.match(head.lower()):
            yield f"What is {at} {self.label}?"
        else:
            are = "are" if _SEVERAL.search(head) else "is"
            yield f"What {are} the {head[:1].lower()}{head[1:]} {at} {self.label}?"
        yield f"What is {at} {self.label}?"


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a row: its head as it stands within a sentence, and the cell."""

    head: str
    cell: str

    @property
    def question(self) -> str | None:
        """Asks who, how much, when, how many, or what; `{}` stands for the row."""
        if not self.head or _OPENS.match(self.head) or len(self.head.split()) > _LONGEST_HEAD:
            return None
        if _DONE.fullmatch(self.head):
            return f"When was {{}} {self.head}?" if _YEAR.search(self.cell) else None
        return (
            self._of_kind()
            or f"What {'are' if _SEVERAL.search(self.head) else 'is'} the {self.head} of {{}}?"
        )

    @property
    def _priced(self) -> str:
        """The head says what is paid, or who pays it."""
        if not _PRICES.search(f"{self.head.removesuffix('s')}s"):
            return f"How much is {{}} for {self.head}?"
        return f"How much {'are' if _SEVERAL.search(self.head) else 'is'} the {self.head} for {{}}?"

    def _of_kind(self) -> str | None:
        if is_person(self.head) and self.cell[:1].isupper():
            return f"Who is the {self.head} of {{}}?"
        if self.head.startswith("per "):
            return f"How much is {{}} {self.head}?"
        if _PRICE.fullmatch(self.head):
            return "How much is {}?"
        if is_money(self.cell):
            return self._priced
        is_day = _DAY_HEAD.fullmatch(self.head) is not None
        if is_day or (is_time(self.cell) and _HOUR.fullmatch(self.head)) or _DATE_CELL.match(self.cell):
            asked = is_day or _HOUR.fullmatch(self.head) is not None
            return "When is {}?" if asked else f"When is the {self.head} of {{}}?"
        is_counted = _SEVERAL.search(self.head) and _COUNT.fullmatch(self.cell)
        return f"How many {self.head} does {{}} have?" if is_counted else None


def _column_question(head: str, cell: str, label: str) -> str | None:
    """The question that a column answers."""
    bare = _ASIDE.sub("", head)
    column = _Column(f"{bare[:1].lower()}{bare[1:]}" if bare[1:2].islower() else bare, cell)
    return column.question.format(label) if column.question else None


def row_of(document: Document, span: Span) -> Row | None:
    """The table row that a Markdown paragraph is, if any."""
    line = span.of(document.text)
    if not document.markdown or not line.startswith("|") or "\n" in line:
        return None
    heads, (label, *cells) = heads_over(document.text, span.start), _cells(line)
    pairs = zip((*heads[1:], *[""] * len(cells)), cells, strict=False)
    told = tuple((head, cell) for head, cell in pairs if any(map(str.isalnum, cell)))
    if heads and _CODE.match(label) and not _DAY_HEAD.fullmatch(heads[0]):
        label = f"{heads[0]} {label}".strip()
    is_code = _IS_CODE.match(line) is not None
    return Row(label, heads[0] if heads else "", told, is_code) if label and told else None


def heads_over(text: str, row: int) -> tuple[str, ...]:
    """The table's header cells, found near the beginning of the paragraph that contains the row."""
    line = _LINE.match(text, text.rfind("\n", 0, row) + 1)
    if not (line and "|" in line[0]):
        return ()
    begin = max(text.rfind("\n\n", 0, row), text.rfind("\n\r\n", 0, row), 0)
    for head, rule in pairwise(text[begin : min(begin + _FURTHEST, row)].splitlines()):
        if "|" in rule and _RULE.fullmatch(rule):
            return _cells(head)
    return ()


def _cells(line: str) -> tuple[str, ...]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return tuple(" ".join(unmarked(cell).split()) for cell in _BORDER.split(inner))
