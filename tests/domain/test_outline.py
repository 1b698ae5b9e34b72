"""The sections of a document: its headings, in Markdown or by their form, and what stands below each."""

from bot.domain.briefing import Document
from bot.domain.outline import Headings, outline
from tests.each_row import each_row

LONG = "The pool in Mill Lane is open from May to September, on every day of the week but Monday."


def sections(file: str, text: str) -> list[tuple[str, list[str]]]:
    document = Document("page", file, text)
    return [
        (section.heading, [span.of(text) for span in section.paragraphs]) for section in outline(document)
    ]


@each_row(
    ("text", "found"),
    [
        (f"Opening hours\n{LONG}", [("Opening hours", [LONG])]),
        (f"Opening hours\n\n{LONG}", [("Opening hours", [LONG])]),
        (f"It is open.\n{LONG}", [("", [f"It is open.\n{LONG}"])]),
        (f"{LONG}\n{LONG}", [("", [f"{LONG}\n{LONG}"])]),
        (f"opening hours\n{LONG.lower()}", [("", [f"opening hours\n{LONG.lower()}"])]),
        ("Opening hours\nOf the pool", [("", ["Opening hours\nOf the pool"])]),
        ("Opening hours\nOf the pool in a town", [("", ["Opening hours\nOf the pool in a town"])]),
        ("Opening hours\nOf the pool in a towns", [("Opening hours", []), ("Of the pool in a towns", [])]),
        ("3. Opening:\nNo.\n", [("Opening", ["No."])]),
        ("A boat\nA rope\nA lamp\n", [("", ["A boat\nA rope\nA lamp"])]),
        ("We need:\nA boat\nA rope\n", [("", ["We need:\nA boat\nA rope"])]),
        ("We need:\nA boat\nA rope\nA lamp\n", [("", ["We need:", "A boat", "A rope", "A lamp"])]),
        (f"3. When is it open?\n{LONG}", [("When is it open?", [LONG])]),
        (f"When is it open?\n{LONG}", [("When is it open?", [LONG])]),
        (f"{LONG}\n\n-----\n\n{LONG}", [("", [LONG, LONG])]),
        (f"{LONG}\n\nPrices\n\n{LONG}\n\n{LONG}", [("", [LONG]), ("Prices", [LONG, LONG])]),
    ],
)
def test_plain_text_has_headings_by_their_form(text: str, found: list[tuple[str, list[str]]]) -> None:
    assert sections("page.txt", text) == found


@each_row(
    ("text", "found"),
    [
        (f"# Opening *hours*\n{LONG}", [("Opening hours", [LONG])]),
        (f"---\ntitle: x\n---\n\n{LONG}", [("", [LONG])]),
        ("## Prices\n\n- 4 crowns\n- 3 crowns\n", [("Prices", ["- 4 crowns", "- 3 crowns"])]),
        (f"![a picture](a.png)\n\n{LONG}", [("", [LONG])]),
        (f"![a picture](a.png)x\n\n{LONG}", [("", ["![a picture](a.png)x", LONG])]),
        (f"**When is it open?**\n\n{LONG}", [("When is it open?", [LONG])]),
        ("# Prices\n# Hours\n", [("Prices", []), ("Hours", [])]),
        (f"Prices\n======\n\n{LONG}", [("Prices", [LONG])]),
        (f"Hours\n-----\n\n{LONG}", [("Hours", [LONG])]),
    ],
)
def test_markdown_has_headings_by_its_marks(text: str, found: list[tuple[str, list[str]]]) -> None:
    assert sections("page.md", text) == found


def asked(length: int) -> str:
    return f"Is {'h' * (length - 4)}?"


@each_row(
    ("file", "heading", "gap"),
    [
        ("page.txt", "H" * 90, "\n\n"),
        ("page.txt", "H" * 59, "\n"),
        ("page.md", asked(199), "\n"),
        ("page.txt", asked(199), "\n"),
        ("page.md", asked(200), "\n\n"),
        ("page.md", f"- {asked(197)}", "\n"),
    ],
)
def test_what_is_a_little_longer_is_no_heading(file: str, heading: str, gap: str) -> None:
    long = f"{LONG} {LONG}"

    (heads, *_), (no_heading, *_) = (
        sections(file, f"{text}{gap}{long}")
        for text in (heading, heading.replace("H", "HH", 1).replace("h", "hh", 1))
    )

    assert heads == (heading.removeprefix("- "), [long])
    assert no_heading[0] == ""


def test_each_place_stands_under_the_headings_above_it() -> None:
    text = "# A\n\nx\n\n## B\n\ny\n\n### C\n\nz\n\n## D\n\nu\n"

    headings = Headings(outline(Document("page", "page.md", text)))

    over = [headings.over(text.index(place)) for place in "xyzu"]
    assert over == [("A",), ("A", "B"), ("A", "B", "C"), ("A", "D")]
    assert Headings([]).over(0) == ()


@each_row(
    "text",
    [
        "1. When is it open?\n   From 9 to 17.\n2. Who runs it?\n   Ada Vogt does.\n",
        "- When is it open?\n  From 9 to 17.\n- Who runs it?\n  Ada Vogt does.\n",
        "**Q: When is it open?**\nA: From 9 to 17.\n**Q: Who runs it?**\nA: Ada Vogt does.\n",
        "Q: When is it open?\nA: From 9 to 17.\nQ: Who runs it?\nA: Ada Vogt does.\n",
    ],
)
def test_a_question_keeps_apart_from_the_next_without_blank_lines(text: str) -> None:
    found = sections("page.md", text)

    assert [heading for heading, _ in found] == ["When is it open?", "Who runs it?"]
    assert [len(paragraphs) for _, paragraphs in found] == [1, 1]


def test_a_question_amid_a_paragraph_of_markdown_is_no_heading() -> None:
    text = "The board met in May.\nWho pays for it?\nThe board said that it does not know.\n"

    assert [heading for heading, _ in sections("page.md", text)] == [""]
