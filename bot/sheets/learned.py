"""Writes files of learned ways: what people asked, by the id of what they asked for."""

import math
from collections.abc import Mapping, Sequence

import yaml

_HEAD = """\
# yaml-language-server: $schema=../sheet.schema.json
# Ways of asking gathered from questions, written by machine; the sheet is whole without them.
learned:
"""


def learned_text(learned: Mapping[str, Sequence[str]]) -> str:
    """What stands in such a file, sorted by id, one way of asking a line."""
    lines = (line for name in sorted(learned) for line in (f"  {name}:", *map(_line, learned[name])))
    return _HEAD + "".join(f"{line}\n" for line in lines)


def way_line(way: str) -> str:
    """A way of asking as an entry of its list."""
    return f"- {scalar(way)}"


def _line(way: str) -> str:
    return f"    {way_line(way)}"


def scalar(text: str) -> str:
    """In quotes only where YAML needs them."""
    plain = _dump(text)
    return text if plain.removesuffix("\n...") == text else _dump(text, style='"')


def _dump(text: str, style: str | None = None) -> str:
    dumped: str = yaml.safe_dump(text, width=math.inf, allow_unicode=True, default_style=style)
    return dumped.removesuffix("\n")
