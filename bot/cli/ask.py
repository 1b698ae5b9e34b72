"""`ask`: one question, or a file of them; a person's answer or JSON."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import click

from bot.cli.session import Session, pass_session
from bot.domain.answering import Found
from bot.errors import InputError
from bot.services import asking
from bot.ui.reply_json import reply_line

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
    """Ask the briefing a QUESTION: exit code 0 when answered, 1 when not."""
    _require_sense(words, as_json=as_json, batch=batch, explain=explain)
    if batch is not None:
        _answer_batch(session, batch)
        return
    reply = asking.ask(session.snapshot, _readable(" ".join(words)))
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


def _show(session: Session, reply: asking.Reply, *, explain: bool) -> None:
    from bot.ui.terminal.answer import answer_view
    from bot.ui.terminal.explain import explain_view

    session.console.print(answer_view(reply))
    if explain:
        session.console.print(explain_view(reply))


def _answer_batch(session: Session, name: str) -> None:
    snapshot = session.snapshot
    for question in _questions(name):
        click.echo(reply_line(asking.ask(snapshot, question)))


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
    """Bytes of the shell that were no text arrive as surrogates, which nothing can print."""
    return question.encode("utf-8", "replace").decode("utf-8")
