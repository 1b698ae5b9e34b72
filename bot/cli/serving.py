"""The process that serves Discord: what signals mean to it, and how it ends."""

import asyncio
import gc
import logging
import os
import secrets
import signal
import sys
from collections.abc import Coroutine
from contextlib import suppress
from functools import partial
from typing import Final

from pydantic import SecretStr

from bot.app import App, open_app
from bot.database.audit_log import AdminAction
from bot.errors import BotError
from bot.services.background import Background
from bot.services.reload import Rejected
from bot.services.status import RELOAD
from bot.settings.settings import Settings
from bot.sheets.documents import ReadingRules
from bot.ui import log_lines
from bot.ui.discord_bot.connection import hidden
from bot.ui.texts import reload as reload_texts
from bot.ui.texts import running, terminal

LOG: Final = logging.getLogger(__name__)
# So many new objects, instead of 700, trigger a collection: a question makes hundreds, hardly any of
# them in a cycle, and looking cost a tenth of its time.
GARBAGE_THRESHOLD: Final = 5_000
# A thread yields the interpreter after this, instead of 5 ms: a reload tries its sheet beside answers.
SWITCH_SECONDS: Final = 0.001
MOST_PLACES: Final = 5


def serve(settings: Settings, token: SecretStr, rules: ReadingRules) -> None:
    """Serve until SIGTERM or Ctrl-C; the exit code of a BotError says whether to try again."""
    with hidden(token.get_secret_value()):
        gc.set_threshold(GARBAGE_THRESHOLD)
        sys.setswitchinterval(SWITCH_SECONDS)
        try:
            asyncio.run(_serve(settings, token, rules))
        except BotError:
            raise
        except Exception as error:  # the last resort: a supervisor may try again, a person gets a reference
            reference = secrets.token_hex(4)
            LOG.exception("Unexpected error %s", reference)
            raise BotError(terminal.unexpected(reference)) from error


async def _serve(settings: Settings, token: SecretStr, rules: ReadingRules) -> None:
    stop = _end_asked_for()
    async with open_app(settings, rules=rules) as app:
        gc.freeze()  # the sheet and its index stay; collecting among them again and again would delay answers
        reloads = _Reloads(app)
        if not _has_terminal():
            reloads.listen()
        report = partial(log_lines.report, form=settings.log.format)
        try:
            await _until_stopped(app, app.connect(token, report), stop)
        finally:
            await reloads.end()  # before what it writes to is closed


async def _until_stopped(app: App, connection: Coroutine[object, object, None], stop: asyncio.Event) -> None:
    life = asyncio.create_task(connection, name="bot")
    stopped = asyncio.create_task(stop.wait(), name="stop")
    await asyncio.wait((life, stopped, app.guarding), return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if not life.done():
        await app.hang_up()
        life.cancel()
        await asyncio.wait((life,))
        if app.guarding.done():  # another bot has taken the database
            await app.guarding
        return
    await life
    # Nobody asked it to stop, so a supervisor should start it again.
    raise BotError(running.LOST.format(reason=running.CLOSED))


def _end_asked_for() -> asyncio.Event:
    stop = asyncio.Event()
    _listen(signal.SIGTERM, stop)
    _listen(signal.SIGINT, stop)
    if _has_terminal():
        _listen(getattr(signal, "SIGHUP", None), stop)  # the terminal was closed
    return stop


def _listen(number: signal.Signals | None, event: asyncio.Event) -> None:
    """A signal that is ignored at the start, as under nohup, stays ignored."""
    if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
        with suppress(NotImplementedError):  # Windows has no signal handlers; Ctrl-C raises there
            asyncio.get_running_loop().add_signal_handler(number, event.set)


def _has_terminal() -> bool:
    """Whether a terminal controls this process, and can be closed under it."""
    try:
        os.close(os.open("/dev/tty", os.O_RDWR))
    except OSError:
        return False
    return True


class _Reloads:
    """Reads the sheet again on SIGHUP, as daemons do; several signals during one reload cause one more."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._wanted = asyncio.Event()
        self._background = Background("reload")

    def listen(self) -> None:
        _listen(getattr(signal, "SIGHUP", None), self._wanted)
        self._background.begin(self._run)

    async def end(self) -> None:
        await self._background.end()

    async def _run(self) -> None:
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            await self._reload()

    async def _reload(self) -> None:
        services = self._app.services
        report = await services.reloader.reload()
        log_lines.report(reload_texts.headline(report), self._app.settings.log.format)
        if isinstance(report, Rejected):  # the places alone: a problem may repeat what members asked
            places = ", ".join(problem.place for problem in report.problems[:MOST_PLACES])
            log_lines.report(f"It is wrong at {places}.", self._app.settings.log.format)
        now, request = services.clock(), secrets.token_hex(8)
        action = AdminAction(request, now, None, None, None, RELOAD, reload_texts.summary(report))
        await services.journal.record(action)
        if isinstance(report, Rejected):
            await services.alarms.raise_for(RELOAD, running.sheet_refused(len(report.problems)))
        else:
            services.alarms.over(RELOAD)
