"""Web pages and PDFs become text that can be quoted, or a sentence says why not."""

import io
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import get_args

import pytest

from bot.errors import SheetError
from bot.sheets import pdf_file
from bot.sheets.conversion import converted
from bot.sheets.documents import UnreadableFileError
from bot.sheets.knowledge import load
from tests.sheets.pdf_pages import Drawing, column, pdf

# Loaded by those who read with them, and not by whoever only looks for tests.
pytestmark = pytest.mark.skipif(
    not (find_spec("pypdf") and find_spec("trafilatura")), reason="the extra documents is not installed"
)

PAGE = Path(__file__).with_name("ferry.html")
LEFT = ["The ferry began to run on 4 May", "2021. It crosses the bay in twenty-", "five minutes and takes"]
RIGHT = ["120 passengers. It needs the trans-", "portation office. The crew says so."]
MILL = "The mill was built in 1790."


def text_of(tmp_path: Path, name: str, content: bytes, most_mb: int = 5) -> str:
    (tmp_path / name).write_bytes(content)
    return converted(tmp_path / name, most_mb)


def encrypted(content: bytes, password: str) -> bytes:
    from pypdf import PdfWriter

    writer, out = PdfWriter(clone_from=io.BytesIO(content)), io.BytesIO()
    writer.encrypt(password, algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def squeezed(content: bytes) -> bytes:
    from pypdf import PdfWriter

    writer, out = PdfWriter(clone_from=io.BytesIO(content)), io.BytesIO()
    for page in writer.pages:
        page.compress_content_streams()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("drawing", get_args(Drawing))
def test_a_pdf_in_two_columns_becomes_paragraphs(tmp_path: Path, drawing: Drawing) -> None:
    def foot(number: int) -> list[tuple[str, float, float, float, bool]]:
        return column([f"Harbour office, page {number}"], top=30, size=8)

    first = [*column(["The ferry"], top=740, size=16, bold=True), *column(LEFT), *column(RIGHT, x=320)]
    second = [
        *column(["May I bring a dog?"], bold=True),
        *column(["Yes. Dogs travel free on all days.", "They must be kept on a lead."], top=680),
    ]

    told = text_of(tmp_path, "ferry.pdf", pdf([*first, *foot(1)], [*second, *foot(2)], drawing=drawing))

    assert told == (
        "The ferry\n\n"
        "The ferry began to run on 4 May 2021. It crosses the bay in twenty-five minutes and takes 120"
        " passengers. It needs the transportation office. The crew says so.\n\n"
        "May I bring a dog?\n\n"
        "Yes. Dogs travel free on all days. They must be kept on a lead.\n"
    )


@pytest.mark.parametrize("drawing", get_args(Drawing))
def test_a_large_line_of_a_pdf_is_a_heading_and_a_small_one_is_not(tmp_path: Path, drawing: Drawing) -> None:
    lines = [
        *column(["The old ferry"], top=715, size=14),
        *column([*LEFT, "the post."]),
        *column(["Note"], top=640, size=8),
    ]

    told = text_of(tmp_path, "ferry.pdf", pdf(lines, drawing=drawing))

    assert told.startswith("The old ferry\n\nThe ferry began to run on 4 May 2021.")


@pytest.mark.parametrize("drawing", get_args(Drawing))
def test_an_indented_line_of_a_pdf_begins_a_paragraph(tmp_path: Path, drawing: Drawing) -> None:
    first, last = "The ferry crosses the bay twice a day.", "It takes an hour for the whole of it."
    lines = [*column([first]), *column(["In winter it crosses the bay once."], x=65, top=688)]
    lines += column([last], top=676)

    told = text_of(tmp_path, "ferry.pdf", pdf(lines, drawing=drawing))

    assert told == f"{first}\n\nIn winter it crosses the bay once. {last}\n"


def test_a_pdf_that_anybody_may_open_is_read(tmp_path: Path) -> None:
    assert text_of(tmp_path, "a.PDF", encrypted(pdf(column([MILL])), "")) == f"{MILL}\n"


def test_a_web_page_is_read_without_what_stands_around(tmp_path: Path) -> None:
    told = text_of(tmp_path, "ferry.html", PAGE.read_bytes())

    assert told.startswith("# Using the ferry\n\nThe harbour ferry began to run on **4 May 2021**.")
    for kept in ("## Timetable", "| Saltmere | 120 cars |", "Do dogs need a ticket?", "- A single crossing"):
        assert kept in told
    for left_out in ("cookie", "Contact", "All rights reserved", "Imprint", "dataLayer"):
        assert left_out not in told


def test_a_page_without_a_heading_has_its_title(tmp_path: Path) -> None:
    page = f"<html><head><title>The mill</title></head><body><p>{MILL}</p><p>{MILL} Twice.</p></body></html>"

    assert text_of(tmp_path, "mill.htm", page.encode()).startswith(f"# The mill\n\n{MILL}")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.pdf", lambda: b"", "not a readable PDF"),
        ("a.pdf", MILL.encode, "not a readable PDF"),
        ("a.pdf", lambda: pdf(column([MILL]))[:300], "not a readable PDF"),
        ("a.pdf", lambda: pdf(column([MILL])).replace(b"[3 0 R]", b"[2 0 R]"), "not a readable PDF"),
        ("a.pdf", lambda: encrypted(pdf(column([MILL])), "secret"), "locked with a password"),
        ("a.pdf", lambda: pdf([]), "holds no text: its pages are empty, or pictures"),
        ("a.pdf", lambda: squeezed(pdf(column(["word " * 200_001]))), "more than 1 MB"),
        ("a.html", lambda: b"", "holds no text that can be taken out"),
        ("a.html", lambda: b"<html><body><div id=app></div><script>go()</script></body></html>", "no text"),
        ("a.html", lambda: b"<html><body><nav><a href=x>Home</a></nav></body></html>", "no text"),
        ("a.html", lambda: b"<div>" * 30_000 + MILL.encode(), "no text"),
        ("a.html", lambda: bytes(range(256)) * 99, "no text"),
        ("a.html", lambda: b"<p>" + b"x" * 1_000_001, "has 1.0 MB; at most 1 MB"),
    ],
)
def test_what_has_no_text_to_give_is_told(
    tmp_path: Path, name: str, content: Callable[[], bytes], told: str
) -> None:
    with pytest.raises(UnreadableFileError, match=told):
        text_of(tmp_path, name, content(), most_mb=1)


def test_a_pdf_of_too_many_pages_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_file, "MOST_PAGES", 20)

    with pytest.raises(UnreadableFileError, match="has 21 pages; at most 20"):
        text_of(tmp_path, "a.pdf", pdf(*[column([MILL])] * 21))
    assert text_of(tmp_path, "b.pdf", pdf(*[column([MILL])] * 20))


@pytest.mark.parametrize(("name", "package"), [("a.pdf", "pypdf"), ("a.html", "trafilatura")])
def test_without_the_extra_one_sentence_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)

    with pytest.raises(UnreadableFileError) as caught:
        text_of(tmp_path, name, b"x")

    assert caught.value.hint == "Install it in the project's folder: pip install '.[documents]'"


@pytest.mark.parametrize("name", ["mill.pdf", "mill.html"])
def test_a_source_that_is_no_text_points_to_the_command(tmp_path: Path, name: str) -> None:
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / name).write_text("x", encoding="utf-8")
    sheet = f"title: Mill\nsources:\n  mill: {{file: seeds/{name}, title: The mill}}\n"
    (tmp_path / "knowledge" / "mill.yaml").write_text(sheet, encoding="utf-8")

    with pytest.raises(SheetError, match=f"python -m bot draft seeds/{name}"):
        load(tmp_path / "knowledge")

    for ending in ("txt", "md"):
        (tmp_path / "seeds" / f"mill.{ending}").write_text(MILL, encoding="utf-8")
    with pytest.raises(SheetError, match=r"Its text is in seeds/mill\.(?:txt|md): name that"):
        load(tmp_path / "knowledge")


def test_what_readers_wrote_below_a_page_is_no_text_of_it(tmp_path: Path) -> None:
    said = "The ferry crosses the bay between the two towns every hour of the day, and takes forty people."
    page = (
        f"<article><h1>The ferry</h1><p>{said}</p><p>{MILL}</p></article>"
        f'<section id="comments"><div class="comment"><p>Nobody likes {said}</p></div></section>'
    )

    told = text_of(tmp_path, "ferry.html", f"<html><body>{page}</body></html>".encode())

    assert said in told
    assert "Nobody likes" not in told


def test_a_line_in_bold_at_the_head_of_a_page_stands_alone(tmp_path: Path) -> None:
    lines = [*column(["A ticket for the ferry"], bold=True), *column(["costs three crowns today."], top=688)]

    told = text_of(tmp_path, "ferry.pdf", pdf(lines))

    assert told == "A ticket for the ferry\n\ncosts three crowns today.\n"


def test_a_line_in_bold_amid_others_stands_alone(tmp_path: Path) -> None:
    first, last = "The ferry crosses the bay once.", "It takes an hour for the whole of it."
    lines = [*column([first]), *column(["How long does it take?"], top=688, bold=True)]
    lines += column([last], top=676)

    assert text_of(tmp_path, "a.pdf", pdf(lines)) == f"{first}\n\nHow long does it take?\n\n{last}\n"
