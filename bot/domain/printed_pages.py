"""Printed pages turned back into running text: lines become paragraphs, headers and footers go."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from bot.matching import english

_EDGE = 2  # so many lines at the top and at the foot of a page may be the page's own
_RECURRING = 0.4  # of the pages; left and right ones may have different heads
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|p\.|seite)\s*)?\d{1,4}(?:\s*(?:/|of|von)\s*\d{1,4})?\W*", re.IGNORECASE
)
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_BULLET = re.compile(r"[•◦▪‣●■·](?:\s+|$)")
_DASH = re.compile(r"(?:[-*–]|\d{1,3}[.)])\s+\S")
_STOPPED = re.compile(r"[.!?:…][\"'”’)\]]*$")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\xad]$")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_SAME_SIZE = 1.06
_SAME_ROW, _INDENT, _APART = 0.3, 0.9, 1.3  # of the size of the letters twice, of the usual distance of lines
_ROW, _LAST = 0.55, 0.65  # of a full line: shorter ones are a row of a table, or the end of a paragraph


_Style = tuple[int, bool]


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page: its start, in points from the left and from the foot, and its style."""

    text: str
    page: int
    x: float
    y: float
    size: float
    bold: bool

    @property
    def style(self) -> _Style:
        return round(2 * self.size), self.bold


def running_text(lines: Iterable[PrintedLine]) -> str:
    """Paragraphs separated by empty lines, without running headers and footers, hyphenation undone."""
    tidy = [_tidied(line) for line in lines]
    kept = [line for line in tidy if any(map(str.isalnum, line.text)) or _BULLET.match(line.text)]
    pages = [list(group) for _, group in groupby(kept, key=lambda line: line.page)]
    own = _furniture(pages)
    body = [line for line in kept if line not in own] or kept
    setting = _Setting.of(body)
    paragraphs = ("\n".join(setting.rows(group)) for group in setting.paragraphs(body))
    return "\n\n".join(paragraphs) + "\n" if body else ""


def _tidied(line: PrintedLine) -> PrintedLine:
    text = " ".join(_CONTROL.sub("", line.text).translate(_LIGATURES).split())
    return PrintedLine(text, line.page, line.x, line.y, line.size, line.bold)


def _furniture(pages: Sequence[Sequence[PrintedLine]]) -> frozenset[PrintedLine]:
    """Running headers, footers and page numbers."""
    edges = [dict(_edge(page)) for page in pages]
    shown = Counter(key for edge in edges for key in set(edge.values()))
    enough = max(2.0, _RECURRING * len(pages))
    return frozenset(
        line
        for edge in edges
        for line, key in edge.items()
        if shown[key] >= enough or _PAGE_NUMBER.fullmatch(line.text)
    )


def _edge(page: Sequence[PrintedLine]) -> Iterator[tuple[PrintedLine, str]]:
    """The lines at the top and at the foot; in the outermost ones, numbers may differ from page to page."""
    heights = sorted({round(line.y) for line in page})
    for line in page:
        at = heights.index(round(line.y))
        inward = min(at, len(heights) - 1 - at)
        if inward < _EDGE:
            yield line, line.text if inward else re.sub(r"\d+", "0", line.text)


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a document's lines are set: usual spacing and length for each style, and its words."""

    distances: dict[_Style, float]
    lengths: dict[_Style, float]
    words: frozenset[str] = field(repr=False)

    @classmethod
    def of(cls, lines: Sequence[PrintedLine]) -> "_Setting":
        lengths = ((line.style, len(line.text)) for line in lines)
        words = frozenset(word.lower() for line in lines for word in _WORD.findall(line.text))
        return cls(_by_style(_distances(lines), 0.25), _by_style(lengths, 0.8), words)

    def paragraphs(self, lines: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
        group: list[PrintedLine] = []
        for line in lines:
            if group and self._parts(group, line):
                yield group
                group = []
            group.append(line)
        if group:
            yield group

    def rows(self, group: Sequence[PrintedLine]) -> Iterator[str]:
        """A paragraph is one row, however it was broken; what is set in rows stays so."""
        row = ""
        for before, line in pairwise((None, *group)):
            if line is None or before is None:
                row = line.text if line else ""
            elif self._ends_row(before, line):
                yield row
                row = line.text
            else:
                row = self._joined(row, line.text)
        yield _BULLET.sub("- ", row, count=1)

    def _parts(self, group: Sequence[PrintedLine], line: PrintedLine) -> bool:
        """Whether a line begins a new paragraph."""
        before = group[-1]
        stopped = bool(_STOPPED.search(before.text))
        gap = before.y - line.y
        beside = before.page == line.page and abs(gap) <= before.size * _SAME_ROW
        if _begins_item(line.text, with_dash=stopped or _begins_item(group[0].text)):
            return not beside
        if not _alike(before, line):
            return not (beside or _BULLET.fullmatch(before.text))
        if beside:
            return False
        if before.page != line.page or gap < 0:  # the next column, or the next page
            return stopped and not line.text[:1].islower()
        indented = stopped and line.x > before.x + line.size * _INDENT and not _begins_item(group[0].text)
        is_last = stopped and self._is_short(before, _LAST) and not line.text[:1].islower()
        return indented or is_last or gap > _APART * self.distances.get(before.style, gap)

    def _ends_row(self, before: PrintedLine, line: PrintedLine) -> bool:
        loose = not (_STOPPED.search(before.text) or _HYPHEN.search(before.text) or line.text[:1].islower())
        return loose and before.y > line.y + line.size * _SAME_ROW and self._is_short(before, _ROW)

    def _is_short(self, line: PrintedLine, share: float) -> bool:
        return len(line.text) < share * self.lengths[line.style]

    def _joined(self, row: str, text: str) -> str:
        """Two lines as one; a hyphenated break is undone, a real hyphen stays."""
        last = re.search(r"[\w\u2010-]+[-\u2010\xad]$", row)
        if last is None or not _HYPHEN.search(row) or not text[:1].islower():
            return f"{row} {text}"
        first = re.match(r"\w+", text)
        one, other = last[0][:-1], first[0] if first else ""
        return f"{row[:-1]}{'-' if self._has_hyphen(one, other) else ''}{text}"

    def _has_hyphen(self, one: str, other: str) -> bool:
        whole, known = f"{one}{other}".lower(), self.words | english.common_words()
        if whole in known:
            return False
        both = {one.lower(), other.lower()} <= english.common_words() | english.function_words()
        return both or f"{one}-{other}".lower() in self.words


def _distances(lines: Sequence[PrintedLine]) -> Iterator[tuple[_Style, float]]:
    for one, below in pairwise(lines):
        gap = one.y - below.y
        if one.page == below.page and one.style == below.style and one.size * _SAME_ROW < gap:
            yield one.style, gap


def _by_style(measured: Iterable[tuple[_Style, float]], share: float) -> dict[_Style, float]:
    values: dict[_Style, list[float]] = {}
    for style, value in measured:
        values.setdefault(style, []).append(value)
    return {style: _at(each, share) for style, each in values.items()}


def _at(values: Sequence[float], share: float) -> float:
    return sorted(values)[int(share * (len(values) - 1))]


def _alike(one: PrintedLine, other: PrintedLine) -> bool:
    same = max(one.size, other.size) <= _SAME_SIZE * min(one.size, other.size)
    return same and one.bold == other.bold


def _begins_item(text: str, *, with_dash: bool = True) -> bool:
    return bool(_BULLET.match(text) or (with_dash and _DASH.match(text)))
