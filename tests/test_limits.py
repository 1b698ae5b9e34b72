"""docs/limits.md and the code name the same limits."""

import importlib
import re
from dataclasses import fields, is_dataclass
from datetime import timedelta
from pathlib import Path

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


def is_said(number: str, unit: str, value: object) -> bool:
    said = float(number.replace(",", ""))
    if isinstance(value, timedelta):
        return value == timedelta(**{f"{unit}s": said})
    if unit in {"", "day"}:
        return value == said
    return value == timedelta(**{f"{unit}s": said}).total_seconds()


def test_every_limit_is_what_its_page_says() -> None:
    kept = [
        (number, unit, name, in_the_code(module, name, part)) for number, unit, module, name, part in LIMITS
    ]

    assert [limit for limit in kept if not is_said(limit[0], limit[1], limit[3])] == []
