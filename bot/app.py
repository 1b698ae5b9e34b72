"""The composition root: settings in, a running bot out; the only place that knows all the parts.

Opened in this order and closed in reverse: lock, sheet, database, user key, journal, client, digests.
"""

import asyncio
import gc
import logging
import secrets
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from typing import Final

import aiohttp
import discord
from pydantic import SecretStr

from bot.database import subscriptions
from bot.database.database_file import open_database, single_instance
from bot.database.migrations import version_of
from bot.database.subscriptions import Wanted
from bot.database.user_key import open_user_key
from bot.errors import BotError, ConfigError
from bot.services.digest import channel_status
from bot.services.journal import open_journal
from bot.services.privacy import Privacy, keep_for_ever
from bot.services.questions import QuestionService
from bot.services.reload import Policy, Reloader
from bot.services.snapshot import Snapshots, load_snapshot
from bot.settings import DigestSettings, KnowledgeSettings, Settings
from bot.ui.discord_bot.address import served_from
from bot.ui.discord_bot.buttons.every_button import every_button
from bot.ui.discord_bot.client import BriefingClient, Rhythm
from bot.ui.discord_bot.commands.catalogue import catalogue
from bot.ui.discord_bot.cooldown import Cooldown
from bot.ui.discord_bot.digest_parts import digest_parts
from bot.ui.discord_bot.gatekeeper import Gatekeeper
from bot.ui.discord_bot.listener import message_listener
from bot.ui.discord_bot.parts import Parts
from bot.ui.discord_bot.permissions import Admins
from bot.ui.discord_bot.pulse import Pulse
from bot.ui.discord_bot.token_guard import hidden
from bot.ui.texts import answers
from bot.ui.texts import digest as digest_texts
from bot.ui.texts import discord_bot as texts
from bot.ui.texts import terminal as terminal_texts

LOG: Final = logging.getLogger(__name__)
# Together with the journal's five seconds these stay below the ten a supervisor waits before it kills.
SETTLE_SECONDS: Final = 2.5
HANG_UP_SECONDS: Final = 2.0
# New objects before the collector looks among them, instead of 700: a question makes hundreds, hardly any of
# them in a cycle, and looking cost a tenth of its time.
GARBAGE_THRESHOLD: Final = 5_000
AUTHENTICATION_FAILED: Final = 4004
HOPELESS_CODES: Final = frozenset({4010, 4011, 4012, 4013})
Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class App:
    """Everything that runs, ready to be connected."""

    settings: Settings
    parts: Parts
    client: BriefingClient

    async def connect(self, token: SecretStr, report: Report) -> None:
        """Log in, tell that it is ready, and stay until the client is closed; refusals become BotErrors."""
        api_url = self.settings.discord.api_url
        with _explained(api_url):
            await self.client.login(token.get_secret_value())
            self.parts.pulse.commands_synced = True
            await self._announce(report)
            life = asyncio.create_task(self.client.connect(), name="discord")
            ready = asyncio.create_task(self.client.wait_until_ready(), name="ready")
            await asyncio.wait((life, ready), return_when=asyncio.FIRST_COMPLETED)
            if not life.done():
                self.parts.pulse.started_at = self.parts.clock()
                report(texts.READY)
            ready.cancel()
            await life

    async def _announce(self, report: Report) -> None:
        parts, briefing = self.parts, self.parts.snapshots.current.briefing
        report(texts.started(version("briefing-bot")))
        report(texts.serving(briefing.sheet.title, answers.sheet_summary(briefing)))
        report(texts.database_open(str(parts.database.path), await version_of(parts.database)))
        count = len(self.client.tree.get_commands())  # without a type it gives the menus as well
        report(texts.commands_told(count, changed=self.client.commands_changed))
        first = await channel_status.next_of_all(parts.database, parts.clock())
        report(texts.next_digest(digest_texts.wall_time(first)))

    async def hang_up(self) -> None:
        """End the digests, let the answers in flight arrive, then leave the gateway."""
        await self.parts.digests.loop.stop()
        await self.parts.gatekeeper.inflight.settle(SETTLE_SECONDS)
        with suppress(TimeoutError):
            async with asyncio.timeout(HANG_UP_SECONDS):
                await self.client.close()


def _now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def open_app(
    settings: Settings, *, clock: Callable[[], datetime] = _now, rhythm: Rhythm | None = None
) -> AsyncIterator[App]:
    """Open everything but the connection; whatever happens, everything is closed again in reverse."""
    async with AsyncExitStack() as stack:
        stack.enter_context(single_instance(settings.database.path))
        snapshots = Snapshots(load_snapshot(settings.knowledge.path, settings.matching.thresholds))
        database = await stack.enter_async_context(open_database(settings.database.path))
        key = await open_user_key(database)
        journal = await stack.enter_async_context(open_journal(database))
        days = settings.log.retention_days
        await stack.enter_async_context(_in_background(keep_for_ever(database, days=days, clock=clock)))
        await subscriptions.configure(database, _wanted(settings.digest), clock())
        owners = frozenset(settings.discord.owner_ids)
        gatekeeper = Gatekeeper(Cooldown(settings.discord.questions_per_minute))
        client = BriefingClient(rhythm or Rhythm(), gatekeeper)
        window = timedelta(hours=settings.digest.late_hours)
        parts = Parts(
            snapshots=snapshots,
            reloader=Reloader(snapshots, _policy(settings.knowledge), clock, database),
            database=database,
            journal=journal,
            key=key,
            privacy=Privacy(database, journal, key, days),
            contact=settings.privacy.contact,
            policy_url=settings.privacy.policy_url,
            questions=QuestionService(snapshots, database, journal, key, clock),
            admins=Admins(frozenset(settings.discord.admin_roles), owners),
            gatekeeper=gatekeeper,
            digests=digest_parts(client, database, snapshots, clock, owners=owners, window=window),
            clock=clock,
            pulse=Pulse(),
        )
        stack.enter_context(served_from(settings.discord.api_url))
        app = App(settings, parts, _equipped(client, parts))
        await stack.enter_async_context(app.client)
        stack.push_async_callback(app.hang_up)
        yield app


def _policy(knowledge: KnowledgeSettings) -> Policy:
    return Policy(knowledge.path, knowledge.shrink_percent, knowledge.rehearsed_questions)


def _wanted(digest: DigestSettings) -> list[Wanted]:
    return [Wanted(item.channel, item.time, item.timezone) for item in digest.subscriptions]


def _equipped(client: BriefingClient, parts: Parts) -> BriefingClient:
    def own_id() -> int | None:
        return client.user.id if client.user else None

    client.equip(
        commands=catalogue(parts),
        items=every_button(parts),
        listener=message_listener(parts.questions, parts.gatekeeper, own_id),
        database=parts.database,
        digests=parts.digests.loop,
    )
    return client


@asynccontextmanager
async def _in_background(work: Coroutine[object, object, None]) -> AsyncIterator[None]:
    """Something that runs beside everything else, and ends before what it works with is closed."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait((task,))


@contextmanager
def _explained(api_url: str) -> Iterator[None]:
    """Every way in which Discord can refuse us, with the exit code that tells whether to try again."""
    try:
        yield
    except discord.LoginFailure as error:
        raise ConfigError(texts.LOGIN_REFUSED) from error
    except discord.PrivilegedIntentsRequired as error:
        raise ConfigError(texts.WRONG_INTENTS) from error
    except discord.ConnectionClosed as error:
        raise _closed(error) from error
    except (discord.GatewayNotFound, discord.HTTPException, aiohttp.ClientError, OSError) as error:
        raise BotError(texts.UNREACHABLE.format(api_url=api_url, reason=error)) from error


def _closed(error: discord.ConnectionClosed) -> BotError:
    if error.code == AUTHENTICATION_FAILED:
        return ConfigError(texts.LOGIN_REFUSED)
    if error.code in HOPELESS_CODES:
        return ConfigError(texts.WRONG_CONNECTION.format(code=error.code))
    return BotError(texts.LOST.format(reason=error))


def run(settings: Settings, token: SecretStr) -> None:
    """Serve until SIGTERM or Ctrl-C; the exit code of a BotError says whether to try again."""
    with hidden(token.get_secret_value()):
        gc.set_threshold(GARBAGE_THRESHOLD)
        try:
            asyncio.run(_serve(settings, token))
        except BotError:
            raise
        except Exception as error:  # the last resort: a supervisor may try again, a person gets a reference
            reference = secrets.token_hex(4)
            LOG.exception("Unexpected error %s", reference)
            raise BotError(terminal_texts.unexpected(reference)) from error


async def _serve(settings: Settings, token: SecretStr) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows has no signal handlers; Ctrl-C raises there
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with open_app(settings) as app:
        life = asyncio.create_task(app.connect(token, _report), name="bot")
        stopped = asyncio.create_task(stop.wait(), name="stop")
        await asyncio.wait((life, stopped), return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if not life.done():
            await app.hang_up()
            life.cancel()
            await asyncio.wait((life,))
            return
        await life
        # Nobody asked it to stop, so a supervisor should start it again.
        raise BotError(texts.LOST.format(reason=texts.CLOSED))


def _report(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
