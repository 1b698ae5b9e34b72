"""What YAML accepts but is seldom meant: texts cut short by a sign, files that nobody reads."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from bot.domain.check.linting import Rule
from bot.errors import Problem
from bot.sheets.documents import shown
from bot.sheets.golden import GOLDEN_FILES
from bot.sheets.knowledge import GOLDEN, SUFFIXES
from bot.sheets.wordings import echo
from bot.sheets.written_sheet import WrittenSheet
from bot.sheets.yaml_nodes import ListNode, MapNode, Node, Scalar, node_at, text_at

# What goes on with a sentence, and what a sentence cannot end with.
_GOING_ON = re.compile(
    r"(?:and|or|but|nor|so|than|then|too|please|because|though|right|if)\b"
    r"|(?:to|for|of|in|on|at|with|by) (?!(?:what|which|who|whom|whose|how|where|when)\b)",
    re.IGNORECASE,
)
_UNENDED = re.compile(
    r"(?:if|although|because|since(?! when\b)|unless|while|whenever|as soon as|once|after(?! wh|\s+how\b))\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"which\b", re.IGNORECASE)
_ASKING = re.compile(
    r"\W*(?:who|whom|whose|what|when|where|why|which|how|is|are|was|were|do|does|did|can|could|may|will|would|has|"
    r"have|had|must|should)\b",
    re.IGNORECASE,
)
_CURLY = re.compile(r"[“„«][^“”„«»]+[”“»]|[‘‚][^‘’‚]+[’‘]")
_THOUSANDS = re.compile(r"\d{3}\b")
_QUOTE_WAYS = "If that is one way of asking, put quotes around the whole of it; if it is two, around each."
Doubt = tuple[Rule, Problem]


def doubts(written: WrittenSheet) -> Iterator[Doubt]:
    """In the order of the entries."""
    for node in written.nodes:
        yield from _cut(node)
    for fact in written.facts:
        yield from _in_curly_quotes(fact.node)
    for node in written.nodes:
        ways = node_at(node, ("also",))
        if isinstance(ways, ListNode) and ways.inline and ways is not node:
            yield from _split(ways)


def _cut(node: Node) -> Iterator[Doubt]:
    match node:
        case Scalar() if node.cut:
            message = f"The text {echo(node.text)} ends here: YAML takes {echo(node.cut)} for a remark."
            hint = "Put quotes around the whole text; if it is a remark, write a space after its #."
            yield Rule.WHOLE, node.place.problem(message, hint)
        case Scalar() if node.joined:
            message = f"This text goes on in the next line: the hyphen of {echo(node.joined)} stands deeper."
            yield Rule.WHOLE, node.place.problem(message, "Begin every entry of the list in the same column.")
        case ListNode():
            for entry in node.entries:
                yield from _cut(entry)
        case MapNode():
            for entry in node.entries.values():
                yield from _cut(entry)


def _in_curly_quotes(fact: Node) -> Iterator[Doubt]:
    """YAML only treats straight quotes as its own; curly ones may be part of the words."""
    ways = node_at(fact, ("also",))
    spoken = text_at(fact, ("said_by",)) is not None
    asked = (node_at(fact, ("question",)), *(ways.entries if isinstance(ways, ListNode) else ()))
    for node in (*asked, *(() if spoken else (node_at(fact, ("answer",)),))):
        if isinstance(node, Scalar) and node.bare and _CURLY.fullmatch(node.text):
            message = f"The curly quotation marks around {echo(node.text[1:-1])} are part of the text."
            yield Rule.WHOLE, node.place.problem(message, 'Delete them, or write straight ones (").')


def _split(ways: ListNode) -> Iterator[Doubt]:
    """In brackets a comma ends an entry, even one inside a question."""
    texts = [entry if isinstance(entry, Scalar) and entry.bare else None for entry in ways.entries]
    for before, after in pairwise(texts):
        if before is None or after is None:
            continue
        number = before.text[-1:].isdigit() and _THOUSANDS.match(after.text)
        relative = _RELATIVE.match(after.text) and not _ASKING.match(before.text)
        if number or relative or _GOING_ON.match(after.text) or _UNENDED.match(before.text):
            message = f"A comma parts {echo(before.text)} from {echo(after.text)}."
            yield Rule.WHOLE, after.place.problem(message, _QUOTE_WAYS)


def ignored_files(path: Path) -> Iterator[Doubt]:
    """Files whose names suggest that they belong to the sheet, though they are not read."""
    if not path.is_dir():
        return
    golden = next((name for name in GOLDEN_FILES if (path / name).exists()), None)
    for file in sorted(path.iterdir()):
        if not file.name.startswith(".") and file.suffix.lower() in SUFFIXES:
            for message, hint in _why_not_read(file, golden):
                yield Rule.READ, Problem(shown(file), 1, 1, message, hint)


def _why_not_read(file: Path, golden: str | None) -> Iterator[tuple[str, str]]:
    """`golden` is the file whose golden questions are read."""
    if file.suffix not in SUFFIXES:
        yield "This file is not read: its ending has capitals.", f"Call it {file.stem}{file.suffix.lower()}."
    elif file.stem == GOLDEN and golden not in {None, file.name}:
        message = f"This file is not read, for there is {golden} as well."
        yield message, "Move its questions there, or delete it."
    elif file.stem != GOLDEN and file.stem.lower() == GOLDEN:
        yield "Golden questions are read from golden.yaml.", "Rename it."
