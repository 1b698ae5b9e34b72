"""Markdown's marks: where they stand, a text without them, and lines that claim nothing."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator

_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
# What opens a line: signs of a quotation, of a heading, of an entry of a list.
_OPENING = r"^[ \t]*(?:>[ \t]?)*(?:\#{1,6}[ \t]+|(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?"
_MARK = re.compile(
    rf"""
      (?P<opening>{_OPENING})
    | (?<!`)(?P<fence>`{{1,3}})(?!`)(?P<code>[^\n]{{1,500}}?)(?P=fence)(?!`)
    | \\(?P<escaped>[!-/:-@\[-`{{-~])
    | (?P<link>!?\[)(?P<words>[^\[\]\n]*)(?P<address>\]\([^()\n]*\)|\]\[[^\[\]\n]*\])
    | <(?P<auto>https?://[^\s<>]+|[^\s<>@]+@[^\s<>]+)>
    | (?P<tag></?[a-zA-Z][^<>\n]*>|<!--.{{0,1000}}?-->)
    | (?P<emphasis>(?<!\*)\*+(?=[^\s*])|(?<=[^\s*])\*+(?!\*)|~~|(?<!\w)_{{1,3}}(?=\S)|(?<=\S)_{{1,3}}(?!\w))
    """,
    re.VERBOSE | re.MULTILINE,
)
_ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*\r?$", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
# Headings in both manners, rules, rows of dashes with the row above them, pictures, references, comments.
_SILENT = re.compile(
    r"""
      ^[ \t]*\#{1,6}[ \t][^\n]*$
    | ^(?![ \t]*[-=]+[ \t]*\r?$)[^\n|]+\n[ \t]*(?:=+|-{2,})[ \t]*\r?$
    | ^[ \t]*(?:-[ \t]*){3,}\r?$ | ^[ \t]*(?:\*[ \t]*){3,}\r?$ | ^[ \t]*(?:_[ \t]*){3,}\r?$
    | ^(?=[^\n]*\|)[^\n]*\n[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\r?$
    | !\[[^\]\n]*\](?:\([^()\n]*\)|\[[^\]\n]*\])
    | ^[ \t]*\[[^\]\n]+\]:[ \t][^\n]*$
    | ^[ \t]*(?:```|~~~)[^\n`]*$
    | <!--[\s\S]{0,5000}?-->
    """,
    re.VERBOSE | re.MULTILINE,
)
_RULED = frozenset(" \t\r|:-")
_NUMBER = re.compile(r"\s*(?:>[ \t]?)*(?:[-*+]|\d{1,3}[.)])\s*")
_PAIRED = frozenset("*_~`")
_LINKS = frozenset(("[", "!["))
# The rest of a link at the beginning of a piece, and the bracket of one that goes on behind its end.
_HALF_LINK = re.compile(r"\A([^\[\]\n]*)(?:\]\([^()\n]*\)|\]\[[^\[\]\n]*\])|!?\[(?=[^\[\]\n]*\Z)")


def is_markdown(file: str) -> bool:
    return file.lower().endswith(_SUFFIXES)


def marks(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each mark, in order; in code only the fences count."""
    spots = sorted({*_inline(text), *_bars(text)})
    end = 0
    for start, stop in spots:
        if start >= end and stop > start:
            yield start, stop
            end = stop


def _inline(text: str) -> Iterator[tuple[int, int]]:
    for found in _MARK.finditer(text):
        match found.lastgroup:
            case "opening" | "emphasis" | "tag":
                yield found.span()
            case "code":
                yield found.span("fence")
                yield found.end("code"), found.end()
            case "escaped":
                yield found.start(), found.start() + 1
            case "address":
                yield found.span("link")
                yield found.span("address")
            case _:
                yield found.start(), found.start() + 1
                yield found.end() - 1, found.end()


def _bars(text: str) -> Iterator[tuple[int, int]]:
    """The bars between the cells of a table, and the whole line of dashes below its head."""
    for row in _ROW.finditer(text):
        if set(row[0]) <= _RULED:
            yield row.start(), min(row.end() + 1, len(text))
            continue
        yield from ((at, at + 1) for at in range(*row.span()) if text[at] == "|" and text[at - 1] != "\\")


def unmarked(text: str) -> str:
    """The text without its marks."""
    return _without(marks(text), text, 0, len(text))


def unmarked_piece(piece: str) -> str:
    """A piece of a text without its marks; it may begin or end amid the words of a link."""
    return unmarked(_HALF_LINK.sub(lambda found: found[1] or "", piece))


def unmarked_around(text: str, start: int, end: int) -> tuple[str, str]:
    """What precedes and follows a stretch, without the marks of the text as a whole."""
    spots = list(marks(text))
    return _without(spots, text, 0, start), _without(spots, text, end, len(text))


def _without(spots: Iterable[tuple[int, int]], text: str, start: int, end: int) -> str:
    kept, at = [], start
    for first, last in spots:
        if first < end and last > at:
            kept.append(text[at:first])
            at = min(last, end)
    return "".join((*kept, text[at:end]))


def balanced(text: str, start: int, end: int, spots: list[tuple[int, int]]) -> tuple[int, int]:
    """A stretch extended by adjacent marks that close, or open, what it leaves unbalanced."""
    first, last = bisect_left(spots, (start, 0)), bisect_left(spots, (end, 0))
    inside = [text[a:b] for a, b in spots[first:last]]
    odd = {mark for mark, count in Counter(inside).items() if mark[0] in _PAIRED and count % 2}
    links = "".join("[" if mark in _LINKS else mark[0] for mark in inside if mark in _LINKS or mark[0] == "]")
    for a, b in reversed(spots[max(0, first - 2) : first]):  # a link may be in bold
        if b == start and (text[a:b] in odd or (text[a:b] in _LINKS and links.startswith("]"))):
            start = a
    for a, b in spots[last : last + 2]:
        if a == end and (text[a:b] in odd or (text[a] == "]" and links.endswith("["))):
            end = b
    return start, end


def silent(text: str) -> Iterator[tuple[int, int]]:
    """What is no sentence: front matter, headings, rules, table headers, images, references, comments."""
    begin = below_front_matter(text)
    if begin:
        yield 0, begin
    yield from (found.span() for found in _SILENT.finditer(text, begin))


def below_front_matter(text: str) -> int:
    """Where the text itself begins."""
    front = _FRONT_MATTER.match(text)
    return front.end() if front else 0


def is_number(text: str) -> bool:
    """Whether it is nothing but the bullet or number of a list entry."""
    return _NUMBER.fullmatch(text) is not None
