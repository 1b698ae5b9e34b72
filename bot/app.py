"""The composition root: settings in, a running bot out; the only place that knows all the parts.

Opened in this order and closed in reverse: lock, sheet, database, user key, journal, client, digests.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, partial
from importlib.metadata import version
from typing import Final

from pydantic import SecretStr

from bot.database import subscriptions
from bot.database.connection import BUSY_SECONDS
from bot.database.database_file import opening
from bot.database.instance_lock import single_instance
from bot.database.instants import utc_now
from bot.database.migrations import version_of
from bot.database.sheet_state import read_sheet_state
from bot.database.subscriptions import Terms
from bot.errors import MeaningError
from bot.matching.meaning import Meaning
from bot.services.awaited_answers import AwaitedAnswers
from bot.services.background import in_background
from bot.services.digest import channel_status
from bot.services.first_questions import ask_first
from bot.services.health.alarms import Alarms
from bot.services.health.heartbeat import read_beat
from bot.services.health.pulse import Observed, Pulse
from bot.services.health.supervisor import Supervisor
from bot.services.human import HumanHelp
from bot.services.journal import Pace
from bot.services.questions import QuestionService
from bot.services.reload import Reloader, ReloadPolicy
from bot.services.rollback import Rollback
from bot.services.serving import watch
from bot.services.sheet_health import HealthReader
from bot.services.snapshot import Snapshot, Snapshots, forget_others, load_snapshot
from bot.services.storage import Storage, looked_after, open_storage
from bot.services.teaching import Teaching
from bot.settings.settings import (
    OFF,
    CuratorSettings,
    DigestSettings,
    DiscordSettings,
    KnowledgeSettings,
    Settings,
    reading_rules,
)
from bot.sheets.documents import ReadingRules
from bot.ui.discord_bot.catalogue import Services, equipment
from bot.ui.discord_bot.client import BriefingClient, Rhythm
from bot.ui.discord_bot.connection import explained, served_from
from bot.ui.discord_bot.gate import Cooldown, Gatekeeper
from bot.ui.discord_bot.permissions import Admins, Curators
from bot.ui.terminal.progress import EncodingProgress
from bot.ui.terminal.screen import screen
from bot.ui.texts import answers
from bot.ui.texts import discord_bot as texts
from bot.ui.texts import meaning as meaning_texts
from bot.ui.texts import running as running_texts
from bot.ui.texts.digest_admin import wall_time

LOG: Final = logging.getLogger(__name__)
_version: Final = cache(version)  # to find the installed package takes longer than to open the database
# Together with the journal's five seconds these stay below the ten a supervisor waits before it kills.
SETTLE_SECONDS: Final = 2.5
HANG_UP_SECONDS: Final = 2.0
Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class App:
    """Everything that runs, ready to be connected."""

    settings: Settings
    services: Services
    client: BriefingClient
    pulse: Pulse
    guarding: asyncio.Task[None]
    ready: asyncio.Event

    async def connect(self, token: SecretStr, report: Report) -> None:
        """Log in, report that the bot is ready, and stay until the client is closed.

        Raises only what waiting cannot fix.
        """
        api_url = self.settings.discord.api_url
        with explained(api_url), self.client.outage.instead_of_tries():
            await self.client.arrive(token.get_secret_value(), api_url)
            await self._announce(report)
            life = asyncio.create_task(self.client.connect(), name="discord")
            ready = asyncio.create_task(self.client.wait_until_ready(), name="ready")
            await asyncio.wait((life, ready), return_when=asyncio.FIRST_COMPLETED)
            if not life.done():
                self.services.health.started_at = self.services.clock()
                report(running_texts.READY)
                self.ready.set()
                self.pulse.wake()
            ready.cancel()
            await life

    async def _announce(self, report: Report) -> None:
        services, briefing = self.services, self.services.snapshots.current.briefing
        report(running_texts.started(_version("briefing-bot")))
        report(running_texts.serving(briefing.sheet.title, answers.sheet_summary(briefing)))
        report(running_texts.database_open(str(services.database.path), await version_of(services.database)))
        report(self._told_of_commands())
        first = await channel_status.next_of_all(services.database, services.clock())
        report(running_texts.next_digest(wall_time(first)))

    def _told_of_commands(self) -> str:
        commands = self.services.health.commands
        if commands.refusal is None:
            return running_texts.commands_told(len(self.client.equipment.commands), changed=commands.changed)
        return texts.commands_refused(commands.refusal.reason, commands.refusal.missing)

    async def hang_up(self) -> None:
        """End the digests, let the answers in flight arrive, then leave the gateway."""
        await self.client.commands.stop()
        await self.client.equipment.digests.stop()
        await self.client.equipment.chores.stop()
        await self.services.gatekeeper.inflight.settle(SETTLE_SECONDS)
        with suppress(TimeoutError):
            async with asyncio.timeout(HANG_UP_SECONDS):
                await self.client.close()


@asynccontextmanager
async def open_app(
    settings: Settings,
    *,
    clock: Callable[[], datetime] = utc_now,
    rhythm: Rhythm | None = None,
    rules: ReadingRules | None = None,
    pace: Pace | None = None,
    first: Callable[[Settings, ReadingRules], Snapshot] | None = None,
) -> AsyncIterator[App]:
    """Open everything but the connection; whatever happens, everything is closed again in reverse.

    `first` makes the snapshot to begin with, where somebody has one at hand.
    """
    rules = rules or reading_rules(settings, None)
    path, ready, alarms = settings.database.path, asyncio.Event(), Alarms(clock)
    async with AsyncExitStack() as stack:
        lock = stack.enter_context(single_instance(path))
        if last := read_beat(path):
            LOG.warning(running_texts.cut_off(last.at))
        snapshots = Snapshots((first or _asked_snapshot)(settings, rules))
        with opening(path):
            opened = open_storage(path, settings.log.retention_days, clock, pace)
            storage = await stack.enter_async_context(opened)
            database = storage.database
            reloader = Reloader(snapshots, _policy(settings.knowledge, rules), clock, database)
            await reloader.serving.remember()
            take_up = partial(_take_up, settings.digest, storage, reloader)
            await take_up()
        await database.wait_no_longer_than(BUSY_SECONDS)
        await stack.enter_async_context(in_background(watch(database, reloader.serving.take_up)))
        guarding = await stack.enter_async_context(looked_after(storage, lock, alarms, ready, take_up))
        services = _services(settings, rules, reloader, storage, alarms, rhythm or Rhythm(), clock)
        client = BriefingClient(services.gatekeeper, database, services.rhythm, partial(equipment, services))
        stack.enter_context(served_from(settings.discord.api_url))
        app = App(settings, services, client, _pulse(services, client), guarding, ready)
        await stack.enter_async_context(app.client)
        stack.push_async_callback(app.hang_up)
        await stack.enter_async_context(in_background(app.pulse.run()))
        yield app


async def _take_up(digest: DigestSettings, storage: Storage, reloader: Reloader) -> None:
    """Bring database and bot in step: at the start, and whenever another file took its place."""
    await subscriptions.configure(storage.database, _terms(digest), reloader.serving.clock())
    await storage.journal.reserve()
    await storage.privacy.forget_again()
    await reloader.serving.take_up()


def _services(
    settings: Settings,
    rules: ReadingRules,
    reloader: Reloader,
    storage: Storage,
    alarms: Alarms,
    rhythm: Rhythm,
    clock: Callable[[], datetime],
) -> Services:
    database, snapshots = storage.database, reloader.serving.snapshots
    admins = _admins(settings.discord)
    return Services(
        snapshots=snapshots,
        reloader=reloader,
        teaching=Teaching(reloader.serving, settings.knowledge.path, database),
        rollback=Rollback(reloader.serving, settings.knowledge.path, rules),
        awaited=AwaitedAnswers(snapshots, database, storage.key, clock),
        human=_human(settings.curators, storage, clock),
        sheet_health=HealthReader(database, snapshots, clock, settings.knowledge.path, rules),
        curators_channel=settings.curators.channel,
        database=database,
        journal=storage.journal,
        key=storage.key,
        privacy=storage.privacy,
        contact=settings.privacy.contact,
        policy_url=settings.privacy.policy_url,
        questions=QuestionService(snapshots, database, storage.journal, storage.key, clock),
        admins=admins,
        curators=_curators(settings.curators, admins),
        gatekeeper=Gatekeeper(Cooldown(settings.discord.questions_per_minute)),
        clock=clock,
        rhythm=rhythm,
        digest_window=timedelta(hours=settings.digest.late_hours),
        alarms=alarms,
    )


def _pulse(services: Services, client: BriefingClient) -> Pulse:
    def sheet() -> str:
        return services.snapshots.current.version

    observed = Observed(services.database, services.journal, client.look, sheet, services.clock)
    return Pulse(observed, services.alarms, Supervisor(), running_texts.alarm)


def _human(curators: CuratorSettings, storage: Storage, clock: Callable[[], datetime]) -> HumanHelp:
    return HumanHelp(storage.database, storage.key, clock, curators.channel, curators.role)


def _admins(discord: DiscordSettings) -> Admins:
    return Admins(*map(frozenset, (discord.admin_roles, discord.owner_ids, discord.admin_servers)))


def _curators(named: CuratorSettings, admins: Admins) -> Curators:
    return Curators(admins, frozenset(named.roles), frozenset(named.user_ids))


def first_snapshot(settings: Settings, rules: ReadingRules) -> Snapshot:
    """Neither an unreadable database nor a missing encoder keeps a sheet from being served."""
    state = read_sheet_state(settings.database.path)
    thresholds, meaning = settings.matching.thresholds, _meaning(settings)
    snapshot = load_snapshot(settings.knowledge.path, thresholds, rules, state, meaning=meaning)
    forget_others(snapshot)
    snapshot.prepare()
    return snapshot


def _asked_snapshot(settings: Settings, rules: ReadingRules) -> Snapshot:
    snapshot = first_snapshot(settings, rules)
    ask_first(snapshot)
    return snapshot


def _meaning(settings: Settings) -> Meaning | None:
    if settings.matching.meaning == OFF:
        return None
    from bot.services.meaning import open_meaning

    shown = EncodingProgress(screen(stderr=True), LOG.info)
    try:
        return open_meaning(settings.matching.meaning, settings.database.path, shown)
    except MeaningError as error:
        LOG.warning(meaning_texts.without(error.sentence))
        return None


def _policy(knowledge: KnowledgeSettings, rules: ReadingRules) -> ReloadPolicy:
    return ReloadPolicy(knowledge.path, knowledge.shrink_percent, knowledge.rehearsed_questions, rules)


def _terms(digest: DigestSettings) -> list[Terms]:
    return [
        Terms(item.channel, item.time, item.timezone, crosspost=item.crosspost)
        for item in digest.subscriptions
    ]
