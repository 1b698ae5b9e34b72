"""`ask`, `search`, `topics`, `fact`, `sources` and `chat`: what members do, in a terminal."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from bot.cli.session import Session, pass_session
from bot.database.instants import utc_now
from bot.errors import InputError

if TYPE_CHECKING:
    from bot.services.asking import Reply

NOT_ANSWERED = 1


@click.command()
@click.argument("words", nargs=-1, metavar="[QUESTION]...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on one line.")
@click.option(
    "--batch", metavar="FILE", help="With --json: one question a line from FILE, or - for standard input."
)
@click.option("--explain", is_flag=True, help="Show how the question was decided.")
@pass_session
@click.pass_context
def ask(
    ctx: click.Context,
    session: Session,
    words: tuple[str, ...],
    *,
    as_json: bool,
    batch: str | None,
    explain: bool,
) -> None:
    """Ask the briefing a QUESTION.

    Exit code 0 when it is answered, 1 when not.
    """
    from bot.domain.answering import Found
    from bot.services.asking import ask as answer
    from bot.ui.reply_json import reply_line

    _require_sense(words, as_json=as_json, batch=batch, explain=explain)
    if batch is not None:
        _answer_batch(session, batch)
        return
    reply = answer(session.snapshot, _readable(" ".join(words)))
    if as_json:
        click.echo(reply_line(reply))
    else:
        _show(session, reply, explain=explain)
    ctx.exit(0 if isinstance(reply.answer, Found) else NOT_ANSWERED)


def _require_sense(words: tuple[str, ...], *, as_json: bool, batch: str | None, explain: bool) -> None:
    if batch is not None and not as_json:
        raise click.UsageError("--batch gives JSON: please add --json.")
    if as_json and explain:
        raise click.UsageError("--explain is for people: please use it without --json.")
    if batch is not None and words:
        raise click.UsageError("Please give either a question or --batch, not both.")
    if batch is None and not words:
        raise click.UsageError('Please give a question, for example: ask "what is it about?"')


def _show(session: Session, reply: "Reply", *, explain: bool) -> None:
    from bot.ui.terminal.answer import answer_view
    from bot.ui.terminal.explain import explain_view

    session.console.print(answer_view(reply))
    if explain:
        session.console.print(explain_view(reply))


def _answer_batch(session: Session, name: str) -> None:
    from bot.services.asking import ask as answer
    from bot.ui.reply_json import reply_line

    snapshot = session.snapshot
    for question in _questions(name):
        click.echo(reply_line(answer(snapshot, question)))


def _questions(name: str) -> Iterator[str]:
    if name == "-":
        yield from _lines(sys.stdin.buffer)
        return
    try:
        with Path(name).open("rb") as file:
            yield from _lines(file)
    except OSError as error:
        raise InputError(f"The questions in {name} cannot be read: {error.strerror}.") from error


def _lines(file: BinaryIO) -> Iterator[str]:
    """One question a line, in the order of the file; what is not UTF-8 becomes a replacement character."""
    for number, line in enumerate(file):
        text = line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", "replace")
        yield text.removeprefix("\ufeff") if number == 0 else text


def _readable(question: str) -> str:
    """Bytes of the shell that are no text arrive as surrogates, which cannot be printed."""
    return question.encode("utf-8", "replace").decode("utf-8")


@click.command()
@pass_session
def topics(session: Session) -> None:
    """List what you can ask the briefing, topic by topic."""
    from bot.ui.terminal.browse import topics_view

    session.console.print(topics_view(session.snapshot.briefing))


@click.command()
@click.argument("fact_id", metavar="ID")
@pass_session
def fact(session: Session, fact_id: str) -> None:
    """Show a fact with its quotes, or an open question, by its ID."""
    from bot.services.asking import entry_named
    from bot.ui.terminal.browse import entry_page
    from bot.ui.texts import answers

    briefing, name = session.snapshot.briefing, entry_named(session.snapshot, fact_id)
    if name in briefing.withdrawn:
        raise InputError(answers.withdrawn(briefing.withdrawn[name], briefing))
    if name not in briefing.entries:
        raise InputError(answers.no_such_fact(fact_id, tuple(briefing.entries), lister="topics"))
    session.console.print(entry_page(name, briefing))


@click.command()
@pass_session
def sources(session: Session) -> None:
    """List the documents the quotes are taken from."""
    from bot.ui.terminal.browse import sources_view

    session.console.print(sources_view(session.snapshot.briefing))


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option("--limit", type=click.IntRange(1, 50), default=5, show_default=True, help="How many at most.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on one line.")
@pass_session
@click.pass_context
def search(
    ctx: click.Context, session: Session, words: tuple[str, ...], *, limit: int, as_json: bool
) -> None:
    """Show the passages of the documents that have WORDS.

    Exit code 0 when there are any, 1 when not.
    """
    from bot.services.asking import LONGEST_QUESTION
    from bot.ui.reply_json import search_line
    from bot.ui.terminal.answer import search_view

    sought = _readable(" ".join(words))[:LONGEST_QUESTION]
    found = session.snapshot.passages.search(sought, limit)
    if as_json:
        click.echo(search_line(sought, found, session.snapshot.version))
    else:
        session.console.print(search_view(found))
    ctx.exit(0 if found else NOT_ANSWERED)


@click.command()
@pass_session
def chat(session: Session) -> None:
    """Talk with the briefing in this terminal, or over a pipe."""
    start_chat(session)


def start_chat(session: Session) -> None:
    import asyncio

    from bot.services.reload import Reloader, ReloadPolicy, ReloadReport
    from bot.services.snapshot import Snapshots
    from bot.ui.terminal import conversation

    knowledge, snapshots = session.settings.knowledge, Snapshots(session.snapshot)
    policy = ReloadPolicy(
        knowledge.path, knowledge.shrink_percent, knowledge.rehearsed_questions, session.rules
    )
    reloader = Reloader(snapshots, policy, utc_now, taught=session.state.taught)

    def reload(agreed: str | None) -> ReloadReport:
        return asyncio.run(reloader.reload(agreed=agreed))

    conversation.chat(snapshots, reload, session.console, history_file())


def history_file() -> Path:
    """Where the XDG base directory specification wants a program's state."""
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "briefing-bot" / "chat_history"
