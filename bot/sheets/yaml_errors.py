"""What is wrong with a YAML file, in the words of its author."""

import re
from typing import Final, NamedTuple

import yaml

from bot.errors import Problem

# What YAML 1.1 allows in a file; anything else makes the parser give up without a useful place.
_FORBIDDEN = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Slips: `question:Who`, `-id: …`, a dash for a hyphen, `'It's here'`, `"Salt" is open`.
_NO_SPACE = re.compile(r"(?P<before>[a-z_]+:|-)(?P<after>[^\s:/-]\S{0,10})")
_DASH = re.compile("[‐-―−]")
_HYPHENS: Final = "-‐‑‒–—―−"
_A_DASH: Final = ("A dash stands here in place of a hyphen.", "Begin the entry with “- ”.")
_ENDS: Final = (
    (
        re.compile(r"[:\-,\[] '(?:[^']|'')*'$"),
        "The apostrophe before this ends the text.",
        "Put double quotes around the whole text.",
    ),
    (
        re.compile(r'[:\-] "(?:[^"\\]|\\.)*"$'),
        "The text ends with its quotation mark, before this.",
        "Put single quotes around the whole text.",
    ),
)
_STRETCH: Final = 100_000

# The reader counts for itself; a parser may give up before it.
TOO_DEEP: Final = ("Lists and blocks are nested too deeply here.", "A sheet needs six levels.")
# With so many problems it is another kind of file, or they all come from one slip.
MOST_PROBLEMS: Final = 1_000
TOO_MANY: Final = (
    f"The file has more than {MOST_PROBLEMS:,} problems up to here; the rest was not looked at.",
    "Mend the first of them, and check again.",
)


class _Wording(NamedTuple):
    sign: str
    message: str
    hint: str
    at_start: bool = False  # the place where the unfinished thing began says more than where it failed


_WORDINGS = (
    _Wording("nesting depth", *TOO_DEEP),
    _Wording(
        "tab character",
        "A tab stands here.",
        "Indent with spaces only.",
    ),
    _Wording(
        "mapping values are not allowed",
        "A colon stands where none can stand.",
        "Put a text that holds a colon into quotes, or check the indentation.",
    ),
    _Wording(
        "unexpected end of stream",
        "A quotation mark is opened here and never closed.",
        "Close it, or write the whole text without quotes.",
        at_start=True,
    ),
    _Wording(
        "unexpected document separator",
        "A quotation mark is opened here and never closed.",
        "Close it, or write the whole text without quotes.",
        at_start=True,
    ),
    _Wording(
        "',' or ']'",
        "This list is not closed, or a comma is missing in it.",
        "Close it with ] and put quotes around entries that hold commas, colons or quotation marks.",
        at_start=True,
    ),
    _Wording(
        "',' or '}'",
        "This block in braces is not closed, or a comma is missing in it.",
        "Close it with } and put quotes around values that hold commas, colons or quotation marks.",
        at_start=True,
    ),
    _Wording(
        "'-' indicator",
        "A line of this list does not begin with a hyphen.",
        "Begin every entry with “- ” in the same column, and check the indentation.",
    ),
    _Wording(
        "escape",
        "A backslash in double quotes stands before a character it cannot stand before.",
        "Use single quotes, or write the backslash twice.",
    ),
    _Wording(
        "could not find expected ':'",
        "A key without its colon stands here.",
        "Write it as “key: value”, or indent it as part of the text above.",
        at_start=True,
    ),
    _Wording(
        "node content",
        "Something is missing here.",
        "Look for a bracket, a brace or a comma too many.",
    ),
    _Wording(
        "expected key",
        "This line does not fit into the block above it.",
        "Check its indentation, and the quotation marks of the line before.",
    ),
    _Wording(
        "expected <block end>",
        "This line does not fit into the block above it.",
        "Check its indentation, and the quotation marks of the line before.",
    ),
    _Wording(
        "incompatible yaml",
        "This file asks for a version of YAML that is not supported.",
        "Delete the %YAML line.",
    ),
)
_OTHER = _Wording(
    "", "This is not valid YAML.", "Check quotation marks, brackets and indentation near this place."
)


def syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """The parser's complaint with its place, in our words."""
    said = str(getattr(error, "problem", "") or "").lower()
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if "cannot start any token" in said and mark is not None:
        return _odd_start(text, file, mark.line, mark.column)
    begun = getattr(error, "context_mark", None)
    if "alphabetic or numeric character" in said and begun is not None:  # the name of an alias or an anchor
        return _odd_start(text, file, begun.line, begun.column)
    wording = next((wording for wording in _WORDINGS if wording.sign in said), _OTHER)
    if wording.at_start:
        mark = getattr(error, "context_mark", None) or mark
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    return _slip(text, file, line, column) or Problem(file, line, column, wording.message, wording.hint)


def _slip(text: str, file: str, line: int, column: int) -> Problem | None:
    """A beginner's slip here or in the line above, if it explains the error better than the parser."""
    lines = ["", *text.splitlines()]
    if line >= len(lines):
        return None
    before, after = lines[line][: column - 1].rstrip(), lines[line][column - 1 :]
    if ends := next((told for form, *told in _ENDS if form.search(before)), None):
        return Problem(file, line, column, *ends)
    for number in (line - 1, line):
        begun = lines[number].lstrip()
        opened = _opening_slip(begun) if begun[:1] in _HYPHENS else None
        if begun and opened:
            return Problem(file, number, len(lines[number]) - len(begun) + 1, *opened)
    opened = _opening_slip(after)
    return Problem(file, line, column, *opened) if opened else None


def _opening_slip(written: str) -> tuple[str, str] | None:
    """What a line begins with instead of a key, or a hyphen and a space."""
    if found := _NO_SPACE.match(written):
        sign = "hyphen" if found["before"] == "-" else "colon"
        return f"The {sign} has no space behind it.", f"Write “{found['before']} {found['after']}…”."
    return _A_DASH if _DASH.match(written) else None


def _odd_start(text: str, file: str, line: int, column: int) -> Problem:
    lines = text.splitlines()
    rest = lines[line][column:] if line < len(lines) else ""
    if rest.startswith("\t"):
        return Problem(file, line + 1, column + 1, "A tab stands here.", "Indent with spaces only.")
    message = f"A text cannot begin with {rest[:1] or 'this character'}." if rest else _OTHER.message
    return Problem(file, line + 1, column + 1, message, "Put quotes around the whole text.")


def forbidden_character(text: str, file: str) -> Problem | None:
    """The first character that YAML does not allow in a file."""
    # In stretches: searching a large file at once would stall the other threads.
    stretches = (_FORBIDDEN.search(text, at, at + _STRETCH) for at in range(0, len(text), _STRETCH))
    found = next(filter(None, stretches), None)
    if found is None:
        return None
    line = text.count("\n", 0, found.start()) + 1
    column = found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1
    message = f"An invisible control character (U+{ord(found[0]):04X}) stands here."
    return Problem(file, line, column, message, "Delete it.")
