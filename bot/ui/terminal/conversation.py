"""A conversation with a briefing: a line in, something to show out; it remembers what was shown last."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.domain.answering import Found
from bot.domain.briefing import Citation
from bot.domain.sheet import Fact, OpenQuestion
from bot.domain.suggesting import instead
from bot.services.asking import LONGEST_QUESTION, Reply, ask, entry_named, offered
from bot.services.following_up import follow_up
from bot.services.reload import Reloaded, ReloadReport
from bot.services.snapshot import Snapshot, Snapshots
from bot.ui.terminal.answer import (
    answer_view,
    fact_view,
    leading_quotes,
    quote_views,
    search_view,
    surroundings_view,
)
from bot.ui.terminal.browse import entry_page, sources_view, topics_view
from bot.ui.terminal.explain import explain_view
from bot.ui.terminal.reports import report_view
from bot.ui.terminal.screen import numbered, safe
from bot.ui.texts import answers
from bot.ui.texts import terminal as terminal_texts

Reload = Callable[[str | None], ReloadReport]
Choice = Fact | OpenQuestion | tuple[Citation, ...]
LEAVING = frozenset({"/quit", "/exit", "/q", "quit", "exit"})


class Conversation:
    """Answers questions, picks choices by number and obeys /commands."""

    def __init__(self, snapshots: Snapshots, reload: Reload) -> None:
        self._snapshots = snapshots
        self._read_again = reload
        self._held: str | None = None
        self._reply: Reply | None = None
        self._fact: Fact | None = None
        self._choices: tuple[Choice, ...] = ()
        self._commands: Mapping[str, Callable[[str], RenderableType]] = {
            "/topics": self._topics,
            "/fact": self._named_fact,
            "/sources": self._sources,
            "/search": self._search,
            "/source": self._source,
            "/why": self._why,
            "/reload": self._reload,
            "/help": self._help,
        }

    @property
    def _snapshot(self) -> Snapshot:
        return self._snapshots.current

    @property
    def greeting(self) -> RenderableType:
        briefing = self._snapshot.briefing
        return Group(
            safe(briefing.sheet.title, "bold"),
            safe(answers.sheet_summary(briefing), "dim"),
            Text(terminal_texts.GREETING),
        )

    def respond(self, line: str) -> RenderableType | None:
        """What to show for a line; None when the person wants to leave."""
        words = line.strip()
        command, _, rest = words.partition(" ")
        if words.lower() in LEAVING:
            return None
        if not words:
            return Text(terminal_texts.SAY_SOMETHING, "dim")
        if command.startswith("/"):
            return self._obey(command.lower(), rest.strip())
        if words.isdecimal() and 0 < int(words[:3]) <= len(self._choices):
            return self._choose(self._choices[int(words[:3]) - 1])
        return self._answer(words)

    def _obey(self, command: str, rest: str) -> RenderableType:
        obey = self._commands.get(command)
        return (
            obey(rest) if obey else safe(terminal_texts.no_such_command(command, (*self._commands, "/quit")))
        )

    def _answer(self, question: str) -> RenderableType:
        reply = self._reply = self._ask(question)
        briefing = self._snapshot.briefing
        fact = briefing.facts[reply.answer.best.id] if isinstance(reply.answer, Found) else None
        if fact and not reply.more:
            return Group(*_understood(reply), self._show(fact, reply.understood or question))
        self._fact = fact
        parts = (reply, *reply.more)
        self._choices = tuple(entry for part in parts for entry in offered(part))
        hint = [Text(terminal_texts.PICK, "dim")] if self._choices else []
        return Group(answer_view(reply, terminal_texts.HOW_TO_ASK_HERE), *hint)

    def _ask(self, question: str) -> Reply:
        reply = ask(self._snapshot, question)
        return follow_up(reply, self._fact.id) if self._fact else reply

    def _choose(self, choice: Choice) -> RenderableType:
        """The choices stay available."""
        if isinstance(choice, Fact):
            return self._show(choice, choice.question)
        if isinstance(choice, OpenQuestion):
            return self._named_fact(choice.id)
        return _apart(list(quote_views(choice, self._snapshot.briefing.sheet.markup)))

    def _show(self, fact: Fact, question: str) -> RenderableType:
        """A fact with its best-fitting quote; the others and related facts are the next choices."""
        briefing = self._snapshot.briefing
        self._fact = fact
        shown, others = leading_quotes(fact, briefing, question)
        related = tuple(briefing.facts[name] for name in fact.related if name in briefing.facts)
        self._choices = (others, *related) if others else related
        more = numbered([terminal_texts.more_quotes(len(others))] if others else [])
        heading = [Text(f"\n{answers.RELATED}", "dim")] if related else []
        questions = numbered((each.question for each in related), 1 + bool(others))
        return Group(fact_view(fact, briefing, shown), *more, *heading, *questions)

    def _topics(self, _: str) -> RenderableType:
        return topics_view(self._snapshot.briefing)

    def _sources(self, _: str) -> RenderableType:
        return sources_view(self._snapshot.briefing)

    def _search(self, words: str) -> RenderableType:
        if not words:
            return Text(terminal_texts.WHICH_WORDS)
        return search_view(self._snapshot.passages.search(words[:LONGEST_QUESTION]))

    def _named_fact(self, name: str) -> RenderableType:
        briefing, asked = self._snapshot.briefing, entry_named(self._snapshot, name)
        if not name:
            return Text(terminal_texts.WHICH_FACT)
        if asked in briefing.withdrawn:
            return safe(answers.withdrawn(briefing.withdrawn[asked], briefing))
        if asked not in briefing.entries:
            return safe(answers.no_such_fact(name, tuple(briefing.entries), lister="/topics"))
        self._fact = briefing.facts.get(asked)
        if self._fact is None:
            self._choices = instead(briefing.open_questions[asked], briefing)
        return entry_page(asked, briefing)

    def _source(self, _: str) -> RenderableType:
        if self._fact is None:
            return Text(terminal_texts.NO_ANSWER_YET)
        briefing = self._snapshot.briefing
        citations = briefing.citations[self._fact.id]
        return _apart(
            [surroundings_view(citation, briefing.documents[citation.source]) for citation in citations]
        )

    def _why(self, _: str) -> RenderableType:
        return explain_view(self._reply) if self._reply else Text(terminal_texts.NO_ANSWER_YET)

    def _reload(self, consent: str) -> RenderableType:
        """What was shown belongs to the old sheet, so nothing of it can be picked any more."""
        report = self._read_again(self._held if consent == "--yes" else None)
        self._fact, self._choices = None, ()
        self._held = report.trial.revision.after if isinstance(report, Reloaded) else None
        return report_view(report)

    def _help(self, _: str) -> RenderableType:
        grid = Table.grid(padding=(0, 2))
        for command, sentence in terminal_texts.CHAT_HELP.items():
            grid.add_row(Text(command, "cyan"), Text(sentence))
        return grid


def _understood(reply: Reply) -> Iterator[RenderableType]:
    if reply.understood:
        yield safe(f"{answers.UNDERSTOOD_AS} {reply.understood}", "dim")


def _apart(parts: Sequence[RenderableType]) -> RenderableType:
    """The parts with an empty line between them."""
    return Group(*(line for part in parts for line in (part, Text()))) if len(parts) > 1 else Group(*parts)


def chat(snapshots: Snapshots, reload: Reload, console: Console, history: Path) -> None:
    """Talk until the person leaves or the input ends."""
    conversation = Conversation(snapshots, reload)
    if sys.stdin.isatty() and console.is_terminal:
        from bot.ui.terminal.prompt import prompted_lines

        console.print(conversation.greeting, "")
        _talk(conversation, console, prompted_lines(snapshots.current.briefing, history))
        console.print(terminal_texts.GOODBYE)
    else:
        _talk(conversation, console, echoed(piped_lines(sys.stdin), console))


def _talk(conversation: Conversation, console: Console, lines: Iterable[str]) -> None:
    for line in lines:
        shown = conversation.respond(line)
        if shown is None:
            return
        console.print(shown, "")


def piped_lines(stream: TextIO) -> Iterator[str]:
    """The non-empty lines of a pipe; bytes that are no text become replacement characters."""
    for line in stream.buffer:
        text = line.decode("utf-8", "replace").removeprefix("\ufeff").strip()
        if text:
            yield text


def echoed(lines: Iterable[str], console: Console) -> Iterator[str]:
    """Show each line before its answer, so that a transcript is readable."""
    for line in lines:
        console.print(safe(f"> {line}", "cyan"))
        yield line
