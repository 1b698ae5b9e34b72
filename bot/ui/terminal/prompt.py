"""The prompt of the chat: history, completion over questions and /commands, and a clean way out."""

from collections.abc import Iterator
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from bot.domain.briefing import Briefing
from bot.ui.texts import terminal as terminal_texts
from bot.ui.texts.plain import one_line

MOST_COMPLETIONS = 12


def prompted_lines(briefing: Briefing, history: Path) -> Iterator[str]:
    """What a person types; Ctrl-C clears the line and leaves an empty one, Ctrl-D leaves."""
    session: PromptSession[str] = PromptSession(
        history=open_history(history),
        completer=QuestionCompleter(briefing),
        auto_suggest=AutoSuggestFromHistory(),
        complete_while_typing=True,
        reserve_space_for_menu=6,
    )
    while True:
        try:
            yield session.prompt("> ")
        except KeyboardInterrupt:
            if not session.default_buffer.text:
                return
        except EOFError:
            return


def open_history(file: Path) -> History:
    """The history of earlier chats, or of this chat alone if the file cannot be written."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        with file.open("ab"):
            return FileHistory(str(file))
    except OSError:
        return InMemoryHistory()


class QuestionCompleter(Completer):
    """Completes /commands, the ids after /fact, and questions that hold every word typed so far."""

    def __init__(self, briefing: Briefing) -> None:
        self._ids = tuple(briefing.entries)
        self._questions = tuple((one_line(fact.question), fact.id) for fact in briefing.sheet.facts)
        self._commands = tuple(
            (command.split()[0], help_) for command, help_ in terminal_texts.CHAT_HELP.items()
        )

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:  # noqa: ARG002
        typed = document.text_before_cursor.lstrip()
        found = self._found(typed)
        for _, (text, meta, length) in zip(range(MOST_COMPLETIONS), found, strict=False):
            yield Completion(text, start_position=-length, display_meta=meta)

    def _found(self, typed: str) -> Iterator[tuple[str, str, int]]:
        """Each completion, what it is, and how many typed characters it replaces."""
        if typed.startswith("/fact "):
            name = typed.removeprefix("/fact ")
            yield from ((known, "", len(name)) for known in self._ids if known.startswith(name))
        elif typed.startswith("/"):
            yield from ((name, meta, len(typed)) for name, meta in self._commands if name.startswith(typed))
        elif words := typed.casefold().split():
            for question, name in self._questions:
                if all(word in question.casefold() for word in words):
                    yield question, name, len(typed)
