"""The Debian FAQ: a record a section, its heading the phrasing and its text the answer."""

from html.parser import HTMLParser

from bench.collections.asked_lines import asked_of, lines_of
from bench.collections.collection import Collection, NotThereError
from bench.collections.packages import pages
from bot.domain.matching.match import Record

FOLDER = "usr/share/doc/debian/FAQ"
CHAPTERS = (
    "basic-defs",
    "getting-debian",
    "choosing",
    "compatibility",
    "software",
    "ftparchives",
    "pkg-basics",
    "pkgtools",
    "uptodate",
    "kernel",
    "customizing",
    "support",
    "contributing",
    "redistributing",
    "nextrelease",
    "faqinfo",
)


def load_debian_faq() -> Collection:
    """Sections that are questions, with long answers."""
    html = pages("debian-faq", FOLDER, (f"{chapter}.en.html" for chapter in CHAPTERS))
    records = tuple(record for page in html for record in _Sections.of(page))
    known = {record.id for record in records}
    asked = tuple(asked for line in lines_of("debian_faq.jsonl") for asked in asked_of(line))
    if strangers := {right for one in asked for right in one.right} - known:
        raise NotThereError(f"this version of the package lacks the sections {sorted(strangers)}")
    return Collection("debian-faq", "FAQ records with long answers", records, asked)


class _Sections(HTMLParser):
    """Collects each heading of the second or a lower level and the text below it."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[tuple[str, list[str], list[str]]] = []
        self._heading = False
        self._muted = 0

    @classmethod
    def of(cls, page: str) -> list[Record]:
        parser = cls()
        parser.feed(page)
        return [
            Record(anchor, (_line(heading).partition(" ")[2],), _line(text))
            for anchor, heading, text in parser._found
            if _line(text)
        ]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in ("h2", "h3", "h4"):
            self._heading = True
            self._found.append(("", [], []))
        elif tag == "a" and self._heading and values.get("id"):
            self._found[-1] = (str(values["id"]), *self._found[-1][1:])
        elif tag == "div" and (self._muted or values.get("class") in ("toc", "navfooter", "navheader")):
            self._muted += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("h2", "h3", "h4"):
            self._heading = False
        elif tag == "div" and self._muted:
            self._muted -= 1

    def handle_data(self, data: str) -> None:
        if self._found and not self._muted:
            self._found[-1][1 if self._heading else 2].append(data)


def _line(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())
