"""FAQ pages: a record a section, its heading the phrasing and its text the answer."""

from collections.abc import Iterable

from bench.collections.asked_lines import asked_of, lines_of
from bench.collections.collection import Collection, NotThereError
from bench.collections.packages import pages
from bench.collections.sections import sections_of
from bot.matching.results import Record

DEBIAN_FOLDER = "usr/share/doc/debian/FAQ"
DEBIAN_CHAPTERS = (
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
PYTHON_FOLDER = "usr/share/doc/python3.11/html/faq"
PYTHON_PAGES = ("general", "programming", "design", "library", "extending", "windows", "gui", "installed")


def load_debian_faq() -> Collection:
    """The Debian FAQ; records are named by the anchors of its sections."""
    html = pages("debian-faq", DEBIAN_FOLDER, (f"{chapter}.en.html" for chapter in DEBIAN_CHAPTERS))
    records = (
        Record(section.anchor, (section.heading.partition(" ")[2],), section.text)
        for page in html
        for section in sections_of(page)
    )
    return _faq("debian-faq", "debian_faq.jsonl", records)


def load_python_faq() -> Collection:
    """Python's FAQ pages; records are named by page and anchor."""
    html = pages("python3.11-doc", PYTHON_FOLDER, (f"{page}.html" for page in PYTHON_PAGES))
    records = (
        Record(f"{name}#{section.anchor}", (section.heading,), section.text)
        for name, page in zip(PYTHON_PAGES, html, strict=True)
        for section in sections_of(page)
    )
    return _faq("python-faq", "python_faq.jsonl", records)


def _faq(name: str, file: str, records: Iterable[Record]) -> Collection:
    known = {record.id: record for record in records}
    asked = tuple(asked for line in lines_of(file) for asked in asked_of(line))
    if strangers := {right for one in asked for right in one.right} - set(known):
        raise NotThereError(f"this version of the package lacks the sections {sorted(strangers)}")
    return Collection(name, "FAQ records with long answers", tuple(known.values()), asked)
