"""The program `briefing-bot`: its commands, and the place where errors become sentences and exit codes."""

import io
import logging
import secrets
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NoReturn

import click

from bot.cli.ask import ask, chat, fact, search, sources, topics
from bot.cli.authoring import draft, export, import_, new
from bot.cli.backup import backup, restore, rollback
from bot.cli.check import check, schema
from bot.cli.doctor import doctor
from bot.cli.exam import exam, rehearse
from bot.cli.gaps import gaps, teach_gap
from bot.cli.meaning import meaning_group
from bot.cli.paths import NAMED_PATH
from bot.cli.reports import digest, log_group, stats
from bot.cli.run import run, status
from bot.cli.session import Session
from bot.cli.teach import learned_group, teach, unteach
from bot.errors import BotError
from bot.ui import log_lines
from bot.ui.texts import terminal as terminal_texts
from bot.ui.texts.plain import printable

LOG: Final = logging.getLogger(__name__)

INTERRUPTED = 130
BROKEN = 2
LATER: Final = "Please try again in a few minutes."
# An example or two of each command, as its `--help` shows them.
EXAMPLES: Final[Mapping[str, tuple[str, ...]]] = {
    "ask": ('ask "who launched from baikonur?"', "ask --json --batch questions.txt"),
    "backup": ("backup backups/2025-04-09", "backup backups/2025-04-09 --key-to /another/place"),
    "check": ("check --output report.txt",),
    "digest": ("digest --date 2025-04-09 --preview",),
    "doctor": ("doctor --offline",),
    "draft": ("draft seeds/report.txt --output knowledge/report.yaml",),
    "exam": ("exam tests/exams/*.jsonl --min-correct 80 --max-wrong 2",),
    "export": ("export --format csv --output questions.csv",),
    "fact": ("fact docking-time",),
    "gaps": ("gaps --days 7", "gaps --dismiss 3f2a9c01"),
    "import": ("import faq.md",),
    "log export": ("log export --since 2025-04-01 --format jsonl --output log.jsonl",),
    "meaning fetch": ("meaning fetch all-MiniLM-L6-v2",),
    "new": ("new my-briefing report.pdf", "new my-briefing"),
    "program": ("new my-briefing report.pdf", 'ask "what is it about?"', "check", "run"),
    "rehearse": ("rehearse", "rehearse drafts/knowledge --yes"),
    "restore": ("restore backups/2025-04-09",),
    "rollback": ("rollback", "rollback 009a200e8d"),
    "run": ("run", "run --config /etc/briefing-bot/config.yaml"),
    "search": ("search docking hours", "search --json --limit 1 docking"),
    "stats": ("stats 7",),
    "status": ("status --brief",),
    "teach": ('teach "how fast was the docking" docking-time',),
    "teach-gap": ("teach-gap 3f2a9c01be77", "teach-gap 3f2a9c01be77 docking-time --yes"),
    "unteach": ('unteach "how fast was the docking"', "unteach --last"),
}


def with_examples(command: click.Command, name: str) -> None:
    """Append examples, one a line, to a command's help."""
    if shown := EXAMPLES.get(name):
        lines = "".join(f"\n  briefing-bot {words}" for words in shown)
        command.epilog = f"\b\n{'Examples' if shown[1:] else 'Example'}:{lines}"


class Program(click.Group):
    """Runs a command; whatever goes wrong in it is told in one sentence on standard error."""

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Settings may be named after the command as well as before it, and its help shows examples."""
        title = name or cmd.name or ""
        inner = cmd.commands.items() if isinstance(cmd, click.Group) else ()
        for each, words in ((cmd, title), *((one, f"{title} {key}") for key, one in inner)):
            each.params.append(
                click.Option(
                    ["--config"], type=NAMED_PATH, hidden=True, expose_value=False, callback=_configure
                )
            )
            with_examples(each, words)
        super().add_command(cmd, name)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BotError as error:
            log_lines.tell(printable(error.sentence + _why(error)))
            ctx.exit(error.exit_code)
        except (KeyboardInterrupt, click.Abort):
            ctx.exit(INTERRUPTED)
        except click.FileError as error:
            error.show()
            ctx.exit(BROKEN)
        except (click.ClickException, click.exceptions.Exit, OSError):
            raise
        except Exception:  # the last resort: a person gets a sentence, the log gets the rest
            reference = secrets.token_hex(4)
            LOG.debug("unexpected error %s", reference, exc_info=True)
            log_lines.tell(terminal_texts.unexpected(reference))
            ctx.exit(BROKEN)


def _why(error: BotError) -> str:
    """What SQLite said, where the sentence is one for members: an operator can do something about it."""
    is_hidden = type(error.__cause__).__module__ == "sqlite3" and error.sentence.endswith(LATER)
    return f" ({error.__cause__})" if is_hidden else ""


def _configure(ctx: click.Context, _: click.Parameter, file: Path | None) -> None:
    session = ctx.find_object(Session)
    if session is not None and file is not None:
        session.config = file


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--config", type=NAMED_PATH, help="Settings file.  [default: config.yaml, if there]")
@click.option("--debug", is_flag=True, help="Log everything, tracebacks included, to standard error.")
@click.version_option(package_name="briefing-bot", message="%(version)s")
@click.pass_context
def program(ctx: click.Context, config: Path | None, debug: bool) -> None:  # noqa: FBT001 - click passes it so
    """Ask a briefing; it answers with the exact words of its sources, or says that it does not say."""
    ctx.obj = Session(config, debug)
    ctx.call_on_close(ctx.obj.close)
    log_lines.to_standard_error(debug=debug)


for command in (
    new,
    draft,
    import_,
    export,
    ask,
    chat,
    search,
    topics,
    fact,
    sources,
    check,
    schema,
    exam,
    run,
    log_group,
    gaps,
    rehearse,
    rollback,
    stats,
    teach,
    teach_gap,
    unteach,
    learned_group,
    status,
    backup,
    restore,
    digest,
    doctor,
    meaning_group,
):
    program.add_command(command)

with_examples(program, "program")


class Stopped(SystemExit):
    """Somebody stopped the program, which first finishes in order, as after Ctrl-C."""

    def __init__(self, number: int) -> None:
        super().__init__(128 + number)
        self.number = number


def _stop(number: int, _: object) -> NoReturn:
    raise Stopped(number)


def _listen() -> None:
    """A signal that is ignored, as under nohup, stays ignored."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _stop)


def main() -> None:
    """The console script `briefing-bot`; what the terminal cannot show becomes a question mark."""
    _listen()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        program(prog_name="briefing-bot")
    except Stopped as stopped:  # so that the parent process sees what ended it
        signal.signal(stopped.number, signal.SIG_DFL)
        signal.raise_signal(stopped.number)
        raise  # process 1 of a container survives its own signals
    except OSError as error:  # such as a full disk; a closed pipe has ended the program before
        LOG.debug("refused by the system", exc_info=True)
        log_lines.tell(terminal_texts.refused_by_system(error.strerror, error.filename))
        sys.exit(BROKEN)
