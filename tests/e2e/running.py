"""A bot that runs in the test's own loop, as `run` would run it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from pydantic import SecretStr

from bot.app import App, first_snapshot, open_app
from bot.database.query_log import LoggedQuery, recent
from bot.services.journal import Pace
from bot.settings.settings import Settings
from bot.ui.discord_bot.client import Rhythm
from bot.ui.texts.running import READY
from tests.database.samples import furnish_database
from tests.discord_server.pulse import PATIENCE
from tests.discord_server.redirect import acquainted
from tests.discord_server.server import DiscordServer
from tests.e2e.known_commands import know, learn
from tests.e2e.small_sheet import first_of


@dataclass(frozen=True, slots=True)
class Bot:
    """The running application and the lines it reported."""

    app: App
    lines: list[str] = field(default_factory=list)
    lives: list[asyncio.Task[None]] = field(default_factory=list)

    async def ended(self) -> None:
        """Wait until the connection has ended without being told to; its error is raised here."""
        await asyncio.gather(*self.lives)

    async def log(self, limit: int = 1000) -> list[LoggedQuery]:
        """What is in the log, oldest first."""
        return list(reversed(await recent(self.app.services.database, limit=limit)))


LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
Start = Callable[..., AbstractAsyncContextManager[Bot]]


async def no_pause() -> None:
    """Identify at once: nobody counts on the loopback."""


def now() -> datetime:
    return datetime.now(UTC)


async def no_wait(seconds: float) -> None:
    """Try again at once: nobody else wants the loopback."""
    del seconds


# On a busy machine a commit takes longer than anybody should wait: what was asked is on record all the same.
UNHURRIED = Pace(patience=PATIENCE, erasing=PATIENCE)
AT_ONCE = Rhythm(guild_seconds=0, pause=no_pause, retry=no_wait)


@asynccontextmanager
async def running(
    settings: Settings,
    server: DiscordServer,
    *,
    rhythm: Rhythm = AT_ONCE,
    clock: Callable[[], datetime] = now,
    pace: Pace = UNHURRIED,
    known: bool = False,
) -> AsyncIterator[Bot]:
    """A ready bot; where its commands are `known`, Discord heard of them at an earlier start."""
    ready = asyncio.Event()
    is_new = furnish_database(settings.database.path)
    first = first_of if is_new else first_snapshot
    async with open_app(settings, rhythm=rhythm, clock=clock, pace=pace, first=first) as app:
        bot = Bot(app)
        if known and is_new and not server.commands:
            await know(app, server)

        def report(line: str) -> None:
            bot.lines.append(line)
            if line == READY:
                ready.set()

        life = asyncio.create_task(app.connect(SecretStr(server.token), report))
        bot.lives.append(life)
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait((life, waiting), return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if life.done():
            await life
        await acquainted(app.client)
        learn(app, server)
        yield bot
        await app.hang_up()
        await life
