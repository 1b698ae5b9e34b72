"""Commands written as text (`@bot /topics`, `!help`, `delete my data`), which Discord does not run."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.matching.analysis import fold, words
from bot.ui.texts.language import translated_command_words

_SIGNED: Final = re.compile(r"\s*[/!]\s?(?P<name>[^\W_]+)(?:\s+(?P<rest>.+))?", re.DOTALL)
# What is written behind these is a question, or names a fact, in a message as well.
_ASKING: Final = frozenset(("ask", "fact"))
# These words alone are hardly a question; `status` or `fact` may be about something.
_ALONE: Final = frozenset(("topics", "sources", "search", "privacy", "mydata", "forgetme"))
HELP: Final = "help"
_IN_WORDS: Final = {"deletemydata": "forgetme", "deletemyquestions": "forgetme", "deletedata": "forgetme"}


@dataclass(frozen=True, slots=True)
class TypedCommand:
    """A command by its English name, and the question behind it if it takes one."""

    name: str
    question: str = ""


def names_of(commands: Iterable[str]) -> Mapping[str, str]:
    """What people may write for each command: its name in every language, folded."""
    translated = translated_command_words()
    return {
        fold(name): command
        for command in commands
        for name in (command, *translated.get(command, {}).values())
    }


def typed_command(text: str, names: Mapping[str, str], knows: Callable[[str], bool]) -> TypedCommand | None:
    """Without `/` or `!`, only a name that stands alone and contains a word unknown to the sheet."""
    signed = _SIGNED.fullmatch(text)
    if signed is not None and (name := names.get(fold(signed["name"]))):
        return TypedCommand(name, (signed["rest"] or "").strip() if name in _ASKING else "")
    said = words(text)
    together = "".join(said)
    alone = names.get(together) or _IN_WORDS.get(together)
    is_help = alone == HELP and together != HELP  # in another language; the English word is talk
    meant = alone if is_help or alone in _ALONE else None
    return TypedCommand(meant) if meant and not all(map(knows, said)) else None
