"""The catalogue: everything the bot offers, each command and button made from just the services it needs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

import discord

from bot.database.connection import Database
from bot.database.user_key import UserKey
from bot.services.awaited_answers import AwaitedAnswers
from bot.services.background import Chores
from bot.services.digest.delivery import Delivery
from bot.services.digest.publisher import Undelivered
from bot.services.digest.scheduler import DigestScheduler
from bot.services.digest.subscribing import Subscribing
from bot.services.gaps import Gaps
from bot.services.health.alarms import Alarms, Send
from bot.services.human import HumanHelp
from bot.services.journal import Journal
from bot.services.log import LogReader
from bot.services.privacy.privacy import Privacy
from bot.services.questions import QuestionService
from bot.services.reload import Reloader
from bot.services.rollback import Rollback
from bot.services.sheet_health import HealthReader
from bot.services.snapshot import Snapshots
from bot.services.stats import StatsReader
from bot.services.status import Status, status
from bot.services.teaching import Teaching
from bot.ui.discord_bot.client import Equipment, Rhythm
from bot.ui.discord_bot.delivery.loop import DigestLoop
from bot.ui.discord_bot.delivery.message import DigestPainter
from bot.ui.discord_bot.delivery.publisher import DigestPublisher
from bot.ui.discord_bot.features.answer_buttons import answer_buttons, verdict_buttons
from bot.ui.discord_bot.features.ask import MessageListener, ask_command, find_command, follow_up_buttons
from bot.ui.discord_bot.features.digest import FOR_MEMBERS, digest_command
from bot.ui.discord_bot.features.digest_admin import DigestAdmin
from bot.ui.discord_bot.features.digest_viewer import DigestViewer
from bot.ui.discord_bot.features.gap_lessons import GapLessons, gap_lesson_buttons
from bot.ui.discord_bot.features.gaps import GapReading, gap_buttons, gaps_command
from bot.ui.discord_bot.features.help import help_command
from bot.ui.discord_bot.features.human import HelpDesk, human_buttons
from bot.ui.discord_bot.features.human_answer import HumanChores
from bot.ui.discord_bot.features.log import LogReading, log_buttons, log_command
from bot.ui.discord_bot.features.notice import PersonalNotices, PublicNotices, tell_buttons
from bot.ui.discord_bot.features.privacy import (
    forget_buttons,
    forgetme_command,
    mydata_command,
    privacy_command,
)
from bot.ui.discord_bot.features.reload import Reloading, reload_buttons, reload_command
from bot.ui.discord_bot.features.rollback import RollingBack, rollback_command
from bot.ui.discord_bot.features.search import search_command
from bot.ui.discord_bot.features.sheet_health import SheetHealthPost
from bot.ui.discord_bot.features.sources import source_buttons, sources_command
from bot.ui.discord_bot.features.stats import StatsShowing, stats_command
from bot.ui.discord_bot.features.status import ClientHealth, status_command
from bot.ui.discord_bot.features.teach import Classroom, teach_command, unteach_command
from bot.ui.discord_bot.features.teach_buttons import should_have_been, teach_buttons
from bot.ui.discord_bot.features.topics import fact_command, topic_buttons, topics_command
from bot.ui.discord_bot.features.typed_command import names_of
from bot.ui.discord_bot.gate import Gatekeeper
from bot.ui.discord_bot.interactions import Command
from bot.ui.discord_bot.permissions import Admins, AuditLog, Curators
from bot.ui.discord_bot.persistent_button import PersistentButton


@dataclass(frozen=True, slots=True)
class Services:
    """The services behind the commands, opened by the composition root."""

    snapshots: Snapshots
    reloader: Reloader
    teaching: Teaching
    rollback: Rollback
    awaited: AwaitedAnswers
    human: HumanHelp
    sheet_health: HealthReader
    curators_channel: int | None
    database: Database
    journal: Journal
    key: UserKey
    privacy: Privacy
    contact: str | None
    policy_url: str | None
    questions: QuestionService
    admins: Admins
    curators: Curators
    gatekeeper: Gatekeeper
    clock: Callable[[], datetime]
    rhythm: Rhythm
    digest_window: timedelta
    alarms: Alarms
    health: ClientHealth = field(default_factory=ClientHealth)


@dataclass(frozen=True, slots=True)
class _ForAdmins:
    """What the admins' commands share with their buttons; every action is recorded."""

    audit: AuditLog
    reloading: Reloading
    classroom: Classroom
    rolling_back: RollingBack
    stats: StatsShowing
    reading: LogReading
    gaps: GapReading
    lessons: GapLessons
    desk: HelpDesk
    digests: DigestAdmin
    viewer: DigestViewer


def equipment(services: Services, client: discord.Client) -> Equipment:
    """Build commands, buttons, listeners and loops for this client."""
    painter = DigestPainter()
    owners = partial(services.admins.owners_of, client)
    publisher = DigestPublisher(client, painter, owners, services.rhythm.receipt_seconds)
    services.alarms.send = _telling_owners(client, publisher)
    loop = _digest_loop(services, client, publisher)
    shared = _for_admins(services, client, painter, loop)
    commands = _commands(services, shared)
    return Equipment(
        commands=commands,
        buttons=_buttons(services, shared),
        listener=_listener(services, client, commands).hear,
        digests=loop,
        chores=_chores(services, client),
        told=services.health.commands,
        tell_owners=publisher.tell_owners,
    )


def _chores(services: Services, client: discord.Client) -> Chores:
    weekly = SheetHealthPost(services.sheet_health, client, services.curators_channel)
    humans = HumanChores(services.human, client)
    return Chores([PublicNotices(services.awaited, client).attend, humans.attend, weekly.attend])


def _listener(services: Services, client: discord.Client, commands: Iterable[Command]) -> MessageListener:
    questions, sleep = services.questions, services.rhythm.retry
    names = names_of(command.name for command in commands)
    return MessageListener(questions, services.gatekeeper, client, sleep, _notices(services), names)


def _notices(services: Services) -> PersonalNotices:
    return PersonalNotices(services.awaited, services.human)


def _telling_owners(client: discord.Client, publisher: DigestPublisher) -> Send:
    async def send(words: str) -> bool:
        if not client.is_ready():
            return False
        try:
            await publisher.tell_owners(words)
        except Undelivered:
            return False
        return True

    return send


def _digest_loop(services: Services, client: discord.Client, publisher: DigestPublisher) -> DigestLoop:
    database, snapshots, rhythm = services.database, services.snapshots, services.rhythm
    window = services.digest_window
    delivery = Delivery(database, publisher, lambda: snapshots.current.briefing, services.clock, window)
    return DigestLoop(DigestScheduler(delivery, services.clock, rhythm.sleep), client, database)


def _for_admins(
    services: Services, client: discord.Client, painter: DigestPainter, loop: DigestLoop
) -> _ForAdmins:
    database, clock = services.database, services.clock
    audit = AuditLog(services.admins, services.journal, clock)
    curators, for_curators = services.curators, should_have_been(services.curators)
    digests = DigestAdmin(Subscribing(database, clock, loop.wake), audit)
    classroom = Classroom(services.teaching, services.snapshots, services.questions, curators, audit)
    lessons = GapLessons(Gaps(services.snapshots, database, clock), classroom)
    return _ForAdmins(
        audit=audit,
        reloading=Reloading(services.reloader, audit),
        classroom=classroom,
        rolling_back=RollingBack(services.rollback, audit),
        stats=StatsShowing(StatsReader(database, services.snapshots, clock), audit),
        reading=LogReading(LogReader(database, clock), audit),
        gaps=GapReading(lessons.gaps, audit, lessons.rows),
        lessons=lessons,
        desk=HelpDesk(
            services.human, services.questions, client, curators, audit, for_curators, services.alarms
        ),
        digests=digests,
        viewer=DigestViewer(database, services.snapshots, services.digest_window, clock, painter, digests),
    )


def _commands(services: Services, shared: _ForAdmins) -> tuple[Command, ...]:
    every = (*_members_commands(services), *_admins_commands(services, shared))
    return (*every, help_command(services.snapshots, every))


def _members_commands(services: Services) -> tuple[Command, ...]:
    snapshots, privacy = services.snapshots, services.privacy
    return (
        ask_command(snapshots, services.questions, _notices(services)),
        fact_command(snapshots, services.questions),
        topics_command(snapshots),
        sources_command(snapshots),
        search_command(snapshots),
        find_command(services.questions, _notices(services)),
        privacy_command(privacy, services.contact, services.policy_url),
        mydata_command(privacy),
        forgetme_command(),
    )


def _admins_commands(services: Services, shared: _ForAdmins) -> tuple[Command, ...]:
    """Each is guarded: it works only in servers, and only for admins."""
    guard = services.admins.guard
    return (
        services.admins.guard_global(reload_command(shared.reloading)),
        services.admins.guard_global(rollback_command(shared.rolling_back)),
        services.curators.guard(teach_command(shared.classroom)),
        services.curators.guard(unteach_command(shared.classroom)),
        guard(status_command(partial(_status, services), services.health, shared.audit)),
        guard(log_command(shared.reading)),
        guard(stats_command(shared.stats)),
        guard(gaps_command(shared.gaps)),
        guard(digest_command(shared.digests, shared.viewer), but=FOR_MEMBERS),
    )


async def _status(services: Services, guild_id: int | None) -> Status:
    briefing, now = services.snapshots.current.briefing, services.clock()
    return await status(services.database, briefing, now, journal=services.journal, guild_id=guild_id)


def _buttons(services: Services, shared: _ForAdmins) -> tuple[PersistentButton, ...]:
    gatekeeper, for_curators = services.gatekeeper, should_have_been(services.curators)
    return (
        *answer_buttons(services.snapshots, services.questions, gatekeeper, for_curators),
        *verdict_buttons(services.questions, gatekeeper, for_curators),
        *follow_up_buttons(services.questions, gatekeeper, _notices(services)),
        *topic_buttons(services.snapshots, services.questions, gatekeeper),
        *source_buttons(services.snapshots, gatekeeper),
        *forget_buttons(services.privacy, gatekeeper, services.questions.conversations),
        *reload_buttons(shared.reloading, gatekeeper),
        *log_buttons(shared.reading, gatekeeper),
        *gap_buttons(shared.gaps, gatekeeper),
        *gap_lesson_buttons(shared.lessons, gatekeeper),
        *teach_buttons(shared.classroom, gatekeeper),
        *tell_buttons(services.awaited, gatekeeper),
        *human_buttons(shared.desk, gatekeeper),
    )
