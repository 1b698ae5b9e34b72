"""docs/limits.md and the code name the same limits."""

import importlib
import re
from dataclasses import fields, is_dataclass
from datetime import timedelta
from pathlib import Path

import pytest

TEXT = (Path(__file__).parents[1] / "docs" / "limits.md").read_text("utf-8")
ROW = re.compile(
    r"^\| .+ \| ([\d,.]+)(?: (day|hour|minute|second)s?)? \| `([a-z_.]+)\.([A-Z]\w+)(?:\.(\w+))?` \|$",
    re.MULTILINE,
)
LIMITS = ROW.findall(TEXT)


def in_the_code(module: str, name: str, part: str) -> object:
    value = getattr(importlib.import_module(f"bot.{module}"), name)
    if part and is_dataclass(value):
        return next(field.default for field in fields(value) if field.name == part)
    return value


def test_every_row_is_read() -> None:
    assert len(LIMITS) == TEXT.count("` |\n")


@pytest.mark.parametrize(("number", "unit", "module", "name", "part"), LIMITS)
def test_a_limit_is_what_its_page_says(number: str, unit: str, module: str, name: str, part: str) -> None:
    said = float(number.replace(",", ""))
    value = in_the_code(module, name, part)

    if isinstance(value, timedelta):
        assert value == timedelta(**{f"{unit}s": said})
    elif unit in {"", "day"}:
        assert value == said
    else:
        assert value == timedelta(**{f"{unit}s": said}).total_seconds()
