"""The log as a file: every row, and nothing that a spreadsheet would run."""

import csv
import io
import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.database import query_log
from bot.database.connection import Database
from bot.database.query_log import LoggedQuery
from bot.services.log import COLUMNS, Cell, Format, blocks, harmless
from tests.database.samples import NOON, a_query, log

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


async def pages(*queries: LoggedQuery) -> AsyncIterator[list[tuple[Cell, ...]]]:
    for number, query in enumerate(queries):
        yield [(*query_log.values(query), 1, 2, 3, 4, number)]


async def export(form: Format, *queries: LoggedQuery) -> str:
    return "".join([block async for block in blocks(pages(*queries), form)])


@given(TEXTS)
async def test_a_line_of_json_gives_every_text_back(text: str) -> None:
    exported = await export(Format.JSONL, a_query(1, text=text))

    (line,) = exported.rstrip("\n").split("\n")
    row = json.loads(line)
    assert row["text"] == text
    assert row["asked_at"] == "2025-04-09T12:00:01.000000Z"
    assert (row["outcome"], row["guild_id"], row["helpful"], row["unclear"]) == ("answered", 11, 1, 4)
    assert tuple(row) == COLUMNS


async def test_letters_stay_what_they_are() -> None:
    for form in Format:
        assert "Wann öffnet die Höhle?" in await export(form, a_query(1, text="Wann öffnet die Höhle?"))


@given(TEXTS)
async def test_a_table_gives_every_text_back_but_for_an_apostrophe(text: str) -> None:
    exported = await export(Format.CSV, a_query(1, text=text), a_query(2, text="plain"))

    header, first, second = csv.reader(io.StringIO(exported, newline=""))
    assert tuple(header) == COLUMNS
    assert first[COLUMNS.index("text")] in {text, f"'{text}"}
    assert second[COLUMNS.index("text")] == "plain"


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\uff1d1+1", '=HYPERLINK("http://x")'],
)
async def test_a_formula_becomes_text(text: str) -> None:
    exported = await export(Format.CSV, a_query(1, text=text))

    (_, row) = csv.reader(io.StringIO(exported, newline=""))
    assert row[COLUMNS.index("text")] == f"'{text}"


def test_numbers_and_plain_text_stay_as_they_are() -> None:
    assert [harmless(cell) for cell in (-1.5, 3, None, "a=b", "")] == [-1.5, 3, None, "a=b", ""]


async def test_the_log_is_exported_from_a_date_on(database: Database) -> None:
    await log(database, *(a_query(n) for n in range(5)))

    found = query_log.pages_since(database, NOON + timedelta(seconds=3), page=1)
    exported = [block async for block in blocks(found, Format.JSONL)]

    assert [json.loads(line)["text"] for line in exported] == ["question 3?", "question 4?"]
    assert json.loads(exported[0])["chat"] is False


async def test_an_empty_log_is_a_table_with_a_header_alone() -> None:
    assert await export(Format.CSV) == ",".join(COLUMNS) + "\r\n"
    assert await export(Format.JSONL) == ""
