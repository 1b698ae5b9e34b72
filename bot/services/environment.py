"""Variables of the environment that look like settings and are none: each with the right spelling."""

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from bot.services.discord_token import VARIABLE

PREFIX: Final = "BOT_"
_TOKENS: Final = frozenset({"BOT_TOKEN", "BOT_DISCORD_TOKEN", "BOT__TOKEN", "BOT_DISCORD__TOKEN"})


def misspelt(environment: Mapping[str, str], known: Collection[str]) -> Iterator[str]:
    """A sentence for each; `known` are the names as they should be, and no value is repeated."""
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
    """With two underscores it is a setting, or is refused as one."""
    return variable.startswith(PREFIX) and "__" in variable


def _flat(name: str) -> str:
    return re.sub("_+", "_", name)


def _remedy(upper: str, right: str | None, known: Collection[str]) -> str:
    near = [right] if right else get_close_matches(upper, known, n=1, cutoff=0.8)
    if near:
        return f"Write {near[0]}."
    return "Settings are written BOT_SECTION__KEY; config.example.yaml lists them all."
