"""What is wrong with settings and variables, in words; values are not repeated: they may be secret."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final

from pydantic_core import ErrorDetails

from bot.settings.discord_token import VARIABLE

PREFIX: Final = "BOT_"
_TOKENS: Final = frozenset(
    {"BOT_TOKEN", "BOT_DISCORD_TOKEN", "BOT__TOKEN", "BOT_DISCORD__TOKEN", "DISCORD_BOT_TOKEN"}
)
NUMBER: Final = "must be a number"
WHOLE: Final = "must be a whole number"
TEXT: Final = "must be text; put quotation marks around it"
LIST: Final = "must be a list: [1, 2], or a line “- …” for each"
SWITCH: Final = "must be true or false"
LINE: Final = r"^\S.*$"
ADDRESS: Final = r"^https?://\S+$"
_PATTERNS: Final[Mapping[str, str]] = {
    LINE: "must be a single line that does not begin with a blank",
    ADDRESS: "must be an address that begins with https://",
}

_WORDS: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    "int_type": lambda _: WHOLE,
    "int_parsing": lambda _: WHOLE,
    "int_parsing_size": lambda _: "is too large",
    "int_from_float": lambda _: WHOLE,
    "float_type": lambda _: NUMBER,
    "float_parsing": lambda _: NUMBER,
    "finite_number": lambda _: NUMBER,
    "bool_type": lambda _: SWITCH,
    "bool_parsing": lambda _: SWITCH,
    "string_type": lambda _: TEXT,
    "path_type": lambda _: TEXT,
    "tuple_type": lambda _: LIST,
    "string_too_long": lambda limit: f"may have {limit['max_length']} characters at most",
    "string_pattern_mismatch": lambda rule: _PATTERNS.get(rule["pattern"], "is not written as it must be"),
    "greater_than_equal": lambda limit: f"must be {limit['ge']:g} or more",
    "less_than_equal": lambda limit: f"must be {limit['le']:g} or less",
    "less_than": lambda _: "is too large",
    "literal_error": lambda choice: f"must be {choice['expected'].replace(chr(39), '')}",
    "model_type": lambda _: "is a section: its settings stand below it, indented",
    "missing": lambda _: "is missing",
}


def complaint(detail: ErrorDetails, known: Collection[str]) -> str:
    """A sentence for one of pydantic's errors; `known` are the settings that could stand there."""
    kind, location = detail["type"], detail["loc"]
    name = ".".join(map(str, location))
    if kind == "extra_forbidden":
        near = get_close_matches(str(location[-1]).lower(), known, n=1)
        remedy = f"did you mean “{near[0]}”?" if near else "config.example.yaml lists them all."
        return f"there is no setting “{name}”; {remedy}"
    said = str(detail["msg"]).removeprefix("Value error, ")
    worded = _WORDS.get(kind)
    words = worded(detail.get("ctx", {})) if worded else f"cannot be used: {said}"
    return f"“{name}” {words}."


def misspelt(environment: Mapping[str, str], known: Collection[str]) -> Iterator[str]:
    """A sentence for each variable that looks like a setting but is none; `known` are all their names."""
    flat = {_flat(name): name for name in known}
    for variable in sorted(environment):
        upper = variable.upper()
        if variable == "discord_token" or upper in _TOKENS:
            yield f"{variable} is not read. The token is {VARIABLE}."
        elif upper.startswith(PREFIX) and not _is_read(variable):
            right = flat.get(_flat(upper))
            if right or variable.startswith(PREFIX):
                yield f"{variable} is not read. {_remedy(upper, right, known)}"


def _is_read(variable: str) -> bool:
    """With two underscores it is read as a setting, or refused as one."""
    return variable.startswith(PREFIX) and "__" in variable


def _flat(name: str) -> str:
    return re.sub("_+", "_", name)


def _remedy(upper: str, right: str | None, known: Collection[str]) -> str:
    near = [right] if right else get_close_matches(upper, known, n=1, cutoff=0.8)
    if near:
        return f"Write {near[0]}."
    return "Settings are written BOT_SECTION__KEY; config.example.yaml lists them all."
