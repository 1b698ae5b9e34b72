"""The rows of a Markdown table: what stands in each cell, and the heads of its columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.domain.briefing import Document
from bot.domain.markdown import unmarked
from bot.domain.quoting import Span

_RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*:?-+:?[ \t]*\|?[ \t]*")
_FURTHEST = 5000  # characters
_BORDER = re.compile(r"(?<!\\)\|")
_PLURAL = re.compile(r"(?:[\w'’-]+ ){0,3}[a-z]+(?<!s)s", re.IGNORECASE)

# What no noun begins with.
_OPENS = re.compile(r"(?:what|who|when|where|how|which|why|from|until|since|in|on|at|to|is|can)\b")


@dataclass(frozen=True, slots=True)
class Row:
    """What it is about, the head of that column, and what the other cells say under which heads."""

    label: str
    kind: str
    cells: tuple[tuple[str, str], ...]  # without empty ones

    @property
    def told(self) -> str:
        """As a sentence: `Day pass – Members: £6; Guests: £11.50`."""
        if len(self.cells) == 1:
            return f"{self.label}: {self.cells[0][1]}"
        told = "; ".join(f"{head}: {cell}" if head else cell for head, cell in self.cells)
        return f"{self.label} – {told}"

    def asked(self, heading: str, label: str) -> Iterator[str]:
        """Questions for it below a heading, with its label as it stands within a sentence."""
        heads = [f"{head[:1].lower()}{head[1:]}" for head, _ in self.cells if head]
        yield self._whole_question(heading, label, heads)
        yield from (f"{head} {label}" for head in heads)

    def _whole_question(self, heading: str, label: str, heads: Sequence[str]) -> str:
        is_one_of_them = bool(self.kind) and self.kind.lower()[:4] in heading.lower()
        if label[:1] in "/!.-":
            return f"What does {label} do?"
        if label.startswith("#"):
            return f"What is {label} for?"
        if _PLURAL.fullmatch(heading) and not is_one_of_them:
            return f"What are the {heading[:1].lower()}{heading[1:]} for {label}?"
        if len(heads) == 1 and not _OPENS.match(heads[0]):
            return f"What is the {heads[0]} of {label}?"
        return f"What is there to know about {label}?"


def row_of(document: Document, span: Span) -> Row | None:
    """The row that a paragraph of a Markdown document is, if it is one."""
    line = span.of(document.text)
    if not document.markdown or not line.startswith("|") or "\n" in line:
        return None
    heads, (label, *cells) = heads_over(document.text, span.start), _cells(line)
    pairs = zip((*heads[1:], *[""] * len(cells)), cells, strict=False)
    told = tuple((head, cell) for head, cell in pairs if any(map(str.isalnum, cell)))
    if heads and label[:1].isdigit():
        label = f"{heads[0]} {label}".strip()
    return Row(label, heads[0] if heads else "", told) if label and told else None


def heads_over(text: str, row: int) -> tuple[str, ...]:
    """The cells of the line above the rule, near the beginning of the paragraph in which the row stands."""
    begin = max(text.rfind("\n\n", 0, row), text.rfind("\n\r\n", 0, row), 0)
    for head, rule in pairwise(text[begin : min(begin + _FURTHEST, row)].splitlines()):
        if "|" in rule and _RULE.fullmatch(rule):
            return _cells(head)
    return ()


def _cells(line: str) -> tuple[str, ...]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return tuple(" ".join(unmarked(cell).split()) for cell in _BORDER.split(inner))
