"""A row of a Markdown table is one statement; what only looks like one is text."""

from bot.domain.briefing import Document
from bot.domain.casing import PLAIN
from bot.domain.drafting.draft_fact import stated
from bot.domain.quoting import Span
from bot.domain.table import heads_over, row_of
from tests.each_row import each_row

TABLE = "| Who | Price |\n|---|---|\n"
ROW = "| Adults | 4 crowns |"


def told(file: str, text: str, line: str) -> str | None:
    start = text.index(line)
    row = row_of(Document("prices", file, text), Span(start, start + len(line), 1))
    return row.told if row else None


def test_what_somebody_pays_is_asked_for_with_them() -> None:
    table = "| | per night | week |\n|---|---|---|\n| Adult | £21 | £125 |\n"
    row = row_of(Document("inn", "inn.md", table), Span(table.index("| Adult"), len(table) - 1, 3))

    assert row is not None
    assert next(iter(row.asked("", "adult"))) == "How much is it for an adult per night?"


def test_a_fee_in_a_column_is_asked_for_as_such() -> None:
    table = "| Squad | Age | Monthly fee | Dues |\n|---|---|---|---|\n| Newts | 8 | £31 | £3 |\n"
    document = Document("pool", "pool.md", table)
    row = row_of(document, Span(table.index("| Newts"), len(table) - 1, 3))

    assert row is not None
    asked = list(row.asked("", "Newts"))

    assert "How much is the monthly fee for Newts?" in asked
    assert "How much are the dues for Newts?" in asked


def test_a_row_is_told_with_its_heads() -> None:
    said = told("prices.md", f"{TABLE}{ROW}\n", ROW)

    assert said is not None
    assert "Adults" in said
    assert "4 crowns" in said


def test_a_command_is_asked_for_by_what_it_does_and_keeps_its_case() -> None:
    line = "| `save list` | Shows all copies | last 30 days |"
    text = f"| Command | What it does | Default |\n|---|---|---|\n{line}\n"
    start = text.index(line)

    row = row_of(Document("manual", "manual.md", text), Span(start, start + len(line), 1))

    assert row is not None
    label = row.within_a_sentence(PLAIN)
    assert next(row.asked("", label)) == "What does save list do?"
    assert stated(row.told, keeps_case=row.is_code).startswith("save list – ")


@each_row(
    ("heads", "cells", "heading", "asked"),
    [
        ("Size|Dogs", "Big|£6", "Prices", ["What are the prices for big?", "How much is the big for dogs?"]),
        ("Ticket|Guests", "2 by 2|£6", "Tickets", ["How much is ticket 2 by 2 for guests?"]),
        ("Ticket|Guests", "2 days|£6", "", ["How much is ticket 2 days for guests?"]),
        ("Room|Seats", "Hall|90", "", ["How many seats does the hall have?"]),
        ("Room|Seats", "Hall|enough", "", ["What are the seats of the hall?"]),
        ("House|Leader", "Mill|Ada Brandt", "", ["Who is the leader of the mill?"]),
        ("House|Leader", "Mill|to be named", "", ["What is the leader of the mill?"]),
        ("Room|Colour|Hours", "Hall|red|8:00", "", ["When is the hall?", "What is the colour of the hall?"]),
        ("Room|Hours", "Hall|later", "", ["What are the hours of the hall?"]),
        ("House|Built", "Mill|in 1790", "", ["When was the mill built?"]),
        ("House|Built|Colour", "Mill|long ago|red", "", ["What is the colour of the mill?"]),
        ("House|Per night", "Mill|4 crowns", "", ["How much is the mill per night?"]),
        ("House|Price", "Mill|cheap", "", ["How much is the mill?"]),
        ("House|What you get", "Mill|a bed", "", ["What is there to know about the mill?"]),
        ("House|A head of five words", "Mill|a bed", "", ["What is there to know about the mill?"]),
        ("House|", "Mill|a bed", "", ["What is there to know about the mill?"]),
        ("Setting|Value", "cache size|20 MB", "", ["What is the setting of the cache size?"]),
        ("Setting|Value (in MB)", "`size`|20", "", ["What is the value of size?"]),
        ("Office|Name", "treasurer|Ada", "", ["Who is the treasurer?", "What is the name of the treasurer?"]),
        ("Office|Mail", "treasurer|a@b.example", "", ["What is the mail of the treasurer?"]),
        ("House|Name", "mill|Old Bess", "", ["What is the name of the mill?"]),
        ("Date|Event", "4 May|Summer fair (free)", "", ["When is the summer fair?", "What is on 4 May?"]),
        ("Date|Event", "4 May|The games", "", ["When are the games?", "What is on 4 May?"]),
        ("Date|Event", "4 May|Closed", "", ["What is on 4 May?"]),
        ("Date|Event", "4 May|Meeting, then tea", "", ["What is on 4 May?"]),
        ("Time|Programme", "8:30|AGM", "", ["When is the AGM?", "What is at 8:30?"]),
        ("Day|From|To", "Monday|8:00|17:00", "", ["What is on Monday?"]),
        ("Day|Room", "Monday|Hall", "", ["What is the room on Monday?", "What is on Monday?"]),
        ("Day|Groups", "Monday|all", "", ["What are the groups on Monday?", "What is on Monday?"]),
        ("House|Place of birth", "Mill|Rome", "", ["What is the place of birth of the mill?"]),
        ("Pavilion|Colour", "4|red", "", ["What is the colour of pavilion 4?"]),
        ("Pavilion|Colour", "Zimbrel|red", "", ["What is the colour of Zimbrel?"]),
        ("Line|Stops", "4|Harbour, Mill", "", ["What are the stops of line 4?"]),
        ("Channel|Use", "#help|For questions", "", ["What is #help for?"]),
        ("Word|Use", "/ping|Says pong", "", ["What does /ping do?"]),
    ],
)  # fmt: skip
def test_a_row_is_asked_for_by_what_its_columns_tell(
    heads: str, cells: str, heading: str, asked: list[str]
) -> None:
    line = f"| {cells.replace('|', ' | ')} |"
    text = f"Some words.\n\n| {heads.replace('|', ' | ')} |\n|{'---|' * len(heads.split('|'))}\n{line}\n"
    start = text.index(line)

    row = row_of(Document("page", "page.md", text), Span(start, start + len(line), 1))

    assert row is not None
    questions = row.asked(heading, row.within_a_sentence(PLAIN))
    assert list(dict.fromkeys(way for way in questions if way.endswith("?"))) == asked


def test_a_row_of_several_cells_is_told_with_their_heads_and_empty_cells_are_left_out() -> None:
    text = "| Ticket | Members | Guests | |\n|---|---|---|---|\n| Day | £6 | – | by \\| noon |\n"
    line = text.splitlines()[-1]

    row = row_of(Document("page", "page.md", text), Span(text.index(line), len(text) - 1, 1))

    assert row is not None
    assert row.told == "Day – Members: £6; by | noon"


@each_row(
    ("line", "heads"),
    [("| Adults | 4 |", ("Who", "Price")), ("Adults pay 4", ()), ("\n| Adults | 4 |", ())],
)
def test_the_heads_over_a_row_are_those_of_its_own_table(line: str, heads: tuple[str, ...]) -> None:
    text = f"Some words.\n\n{TABLE}| Dogs | 1 |\n{line}\n"

    assert heads_over(text, text.index("Adults")) == heads


@each_row(
    ("file", "line"),
    [
        ("prices.txt", ROW),
        ("prices.md", "Adults | 4 crowns |"),
        ("prices.md", f"{ROW}\n{ROW}"),
        ("prices.md", "| | 4 crowns |"),
        ("prices.md", "| Adults | |"),
    ],
)
def test_what_only_looks_like_a_row_is_none(file: str, line: str) -> None:
    assert told(file, f"{TABLE}{line}\n", line) is None
