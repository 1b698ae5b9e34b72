"""The chat: a prompt with history and completion for people, plain lines for pipes."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from rich.console import Console

from bot.services.library import Library
from bot.ui import texts
from bot.ui.terminal.conversation import Conversation, Reload
from bot.ui.terminal.screen import safe


def chat(library: Library, reload: Reload, console: Console, history: Path) -> None:
    """Talk until the person leaves or the input ends."""
    conversation = Conversation(library, reload)
    if sys.stdin.isatty() and console.is_terminal:
        from bot.ui.terminal.prompt import prompted_lines

        console.print(conversation.greeting, "")
        _talk(conversation, console, prompted_lines(library.current.briefing, history))
        console.print(texts.GOODBYE)
    else:
        _talk(conversation, console, echoed(piped_lines(sys.stdin), console))


def _talk(conversation: Conversation, console: Console, lines: Iterable[str]) -> None:
    for line in lines:
        shown = conversation.respond(line)
        if shown is None:
            return
        console.print(shown, "")


def piped_lines(stream: TextIO) -> Iterator[str]:
    """The lines of a pipe that hold anything; a byte that is no text becomes a replacement character."""
    for line in stream.buffer:
        text = line.decode("utf-8", "replace").removeprefix("\ufeff").strip()
        if text:
            yield text


def echoed(lines: Iterable[str], console: Console) -> Iterator[str]:
    """The same lines, each shown before it is answered, so that a transcript can be read."""
    for line in lines:
        console.print(safe(f"> {line}", "cyan"))
        yield line
