"""Cuts a documentation page into its headed sections."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

HEADINGS = ("h2", "h3", "h4")
FURNITURE = ("toc", "navfooter", "navheader")


@dataclass(slots=True)
class _Draft:
    anchor: str
    heading: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its anchor, and the text up to the next heading."""

    anchor: str
    heading: str
    text: str


def sections_of(page: str) -> tuple[Section, ...]:
    """Every section of an HTML page (DocBook's or Sphinx's) that has text of its own."""
    reader = _Reader(only_inside_sections="<section" in page)
    reader.feed(page)
    sections = (Section(one.anchor, _line(one.heading).rstrip("¶"), _line(one.text)) for one in reader.found)
    return tuple(section for section in sections if section.text)


class _Reader(HTMLParser):
    """Follows the tags; Sphinx names a section by its element, DocBook by an anchor in its heading."""

    def __init__(self, *, only_inside_sections: bool) -> None:
        super().__init__()
        self.found: list[_Draft] = []
        self._only_inside_sections = only_inside_sections
        self._sections: list[str] = []
        self._heading = False
        self._furniture = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "section":
            self._sections.append(values.get("id") or "")
        elif tag in HEADINGS and self._readable:
            self._heading = True
            self.found.append(_Draft(self._sections[-1] if self._sections else ""))
        elif tag == "a" and self._heading and values.get("id"):
            self.found[-1].anchor = values["id"] or ""
        elif tag == "div" and (self._furniture or values.get("class") in FURNITURE):
            self._furniture += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "section":
            self._sections.pop()
        elif tag in HEADINGS:
            self._heading = False
        elif tag == "div" and self._furniture:
            self._furniture -= 1

    def handle_data(self, data: str) -> None:
        if self.found and self._readable:
            draft = self.found[-1]
            (draft.heading if self._heading else draft.text).append(data)

    @property
    def _readable(self) -> bool:
        return not self._furniture and bool(self._sections or not self._only_inside_sections)


def _line(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())
