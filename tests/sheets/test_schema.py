"""An editor that knows the schema agrees with the loader."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from bot.sheets.schema import DIALECT, schema_text, sheet_schema
from bot.sheets.yaml_nodes import plain
from bot.sheets.yaml_reader import read_yaml
from tests.conftest import SHEET
from tests.each_row import each_row

SHIPPED = Path(__file__).parents[2] / "knowledge" / "sheet.schema.json"


@pytest.fixture(scope="module")
def validator() -> Draft7Validator:
    schema = sheet_schema()
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def sheet() -> dict[str, object]:
    root, _ = read_yaml(SHEET, "sheet.yaml")
    assert root is not None
    value = plain(root)
    assert isinstance(value, dict)
    return dict(value)


def test_the_shipped_schema_is_the_one_of_the_models() -> None:
    shipped = SHIPPED.read_text(encoding="utf-8")

    assert shipped == schema_text(), "run: python -m bot schema > knowledge/sheet.schema.json"
    assert json.loads(shipped)["$schema"] == DIALECT


def test_a_good_sheet_is_good(validator: Draft7Validator) -> None:
    errors = list(validator.iter_errors(sheet()))

    assert errors == []


@each_row(
    "part", [{"title": "x"}, {"facts": []}, {"vocabulary": [["a", "b"]]}, {"learned": {"a": ["b"]}}, {}]
)
def test_a_file_may_hold_a_part_of_a_sheet(validator: Draft7Validator, part: dict[str, object]) -> None:
    errors = list(validator.iter_errors(part))

    assert errors == []


@each_row("text", [1.1, 1790, True, "no"])
def test_text_may_stand_without_quotes(validator: Draft7Validator, text: object) -> None:
    quote = {"source": "paper", "text": text}
    fact = {"id": 1790, "topic": text, "question": text, "also": [text], "answer": text, "quotes": [quote]}

    errors = list(validator.iter_errors({"title": text, "facts": [fact], "vocabulary": [[text, text]]}))

    assert errors == []


@each_row(
    "part",
    [
        {"titel": "x"},
        {"title": None},
        {"title": ""},
        {"title": ["x"]},
        {"sources": {"Bad Id": {"file": "f", "title": "t"}}},
        {"sources": {"s": {"file": "f"}}},
        {"sources": {"s": {"file": "f", "title": "t", "publisher": None}}},
        {"vocabulary": [["alone"]]},
        {"learned": {"Bad Id": ["x"]}},
        {"learned": {"x": []}},
        {"facts": [{"id": "x"}]},
        {"open_questions": [{"id": "Not An Id", "question": "x"}]},
        {"open_questions": [{"id": "x", "question": "x", "sea": []}]},
    ],
)
def test_what_the_loader_refuses_is_marked(validator: Draft7Validator, part: dict[str, object]) -> None:
    errors = list(validator.iter_errors(part))

    assert errors


def test_every_key_says_what_it_is_for() -> None:
    definitions = sheet_schema()["$defs"]

    assert isinstance(definitions, dict)
    for name in ("Source", "Quote", "Fact", "OpenQuestion"):
        assert all("description" in key for key in definitions[name]["properties"].values())
