"""The soak itself: storms of troubles while people ask, and calms in which every promise is checked."""

import asyncio
import ctypes
import gc
import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from typing import Final

from bench.soak.passing_time import PassingTime
from bench.soak.people import AT_ONCE as PEOPLE
from bench.soak.people import People
from bench.soak.promises import Promises
from bench.soak.troubles import Sheet, Troubles
from bot.domain.answering import Thresholds
from bot.services.snapshot import load_snapshot
from bot.settings.reading import read_settings
from bot.settings.settings import Settings
from tests.discord_server.server import DiscordServer
from tests.e2e.running import AT_ONCE, Bot, running

STORM_SECONDS: Final = 8.0
SHORTEST_STORM: Final = 0.2
CALM_SECONDS: Final = 60.0  # within these everything has to be written, and the gateway back
RESTART: Final = 0.3
WARM: Final = 20  # calms in a quarter before memory says anything: until then caches fill
PAGE: Final = os.sysconf("SC_PAGE_SIZE")
LIBC: Final = ctypes.CDLL(None)
BOTH_ENDS: Final = 4  # two connections a person, and the Discord at their other ends is in here as well
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the process held in a calm: the bot and the Discord beside it."""

    mebibytes: float
    tasks: int
    handles: int
    """But for sockets, of which as many stay open for a while as there were people at once, and for fonts."""
    sockets: int = 0
    blocks: int = 0
    """Of Python's own memory: unlike the process it holds nothing that was given back."""


@dataclass
class Soak:
    """A run and what it found."""

    server: DiscordServer
    time: PassingTime
    people: People
    troubles: Troubles
    promises: Promises
    least: int = 0
    """So many troubles and quotes it goes on for, however slow the machine is."""
    readings: list[Reading] = field(default_factory=list)
    lives: int = 0
    told: int = 0

    async def run(self, settings: Settings, seconds: float, say: Say) -> None:
        end = time.monotonic() + seconds
        rhythm = replace(AT_ONCE, sleep=self.time.sleep, receipt_seconds=2.0)
        over = False
        while not over:
            self.lives += 1
            async with running(settings, self.server, rhythm=rhythm, clock=self.time) as bot:
                over = await self._live(bot, end, say)
            gc.unfreeze()  # what a life keeps out of the collector's sight would otherwise outlive it here
            gc.collect()

    async def _live(self, bot: Bot, end: float, say: Say) -> bool:
        """Until it is over, which is always in a calm, or stopped, which may be right after a storm."""
        while True:
            await self._storm(bot, max(SHORTEST_STORM, min(STORM_SECONDS, end - time.monotonic())))
            over = time.monotonic() >= end and self._has_seen_enough
            if not over and self.people.dice.random() < RESTART / 2:
                return False
            await self._calm(bot, say)
            if over or self.people.dice.random() < RESTART / 2:
                return over

    @property
    def _has_seen_enough(self) -> bool:
        return min(self.troubles.made.total(), self.promises.quotes) >= self.least

    async def _storm(self, bot: Bot, seconds: float) -> None:
        asking = asyncio.create_task(self.people.ask_for(seconds))
        while not asking.done():
            await self.troubles.make(bot)
            await asyncio.wait((asking,), timeout=self.troubles.dice.uniform(0.02, 0.2))
        await asking
        await self.troubles.end()

    async def _calm(self, bot: Bot, say: Say) -> None:
        await self._until_well(bot)
        await self.people.ask_for(SHORTEST_STORM)
        await self._until_well(bot)
        self.promises.broken += ["the connection has ended"] if any(life.done() for life in bot.lives) else []
        self.troubles.look_at(bot.app.services.snapshots)
        await self.promises.check(bot, self.people, self.time())
        self.readings.append(reading())
        say(self.line())
        for sentence in self.broken[self.told :]:
            say(f"BROKEN: {sentence}")
        self.told = len(self.broken)

    async def _until_well(self, bot: Bot) -> None:
        """All is written and the gateway is back; the journal rings no bell, so it is looked at."""
        journal, client, gateway = bot.app.services.journal, bot.app.client, self.server.gateway
        async with asyncio.timeout(CALM_SECONDS):
            while journal.pending or not gateway.ready or not client.is_ready():  # noqa: ASYNC110
                await asyncio.sleep(0.05)

    def line(self) -> str:
        last = self.readings[-1]
        found = self.promises
        return (
            f"{found.said.total():7,} replies {dict(found.said)}, {found.quotes:,} quotes, "
            f"{len(found.digests)} digests, {found.forgotten} forgotten, life {self.lives}; "
            f"{last.mebibytes:.0f} MiB, {last.blocks:,} blocks, {last.tasks} tasks, {last.handles} handles, "
            f"{last.sockets} sockets; "
            f"{len(self.broken)} broken"
        )

    @property
    def broken(self) -> list[str]:
        promises = self.promises
        return [
            *promises.broken,
            *self.troubles.broken,
            *(f"no digest on {day}" for day in promises.missing_days()),
            *(f"the digest of {day} was skipped: {why}" for day, why in promises.skipped.items()),
            *grown(self.readings),
        ]


def reading() -> Reading:
    """After everything that can be given back was given back."""
    gc.collect()
    if hasattr(LIBC, "malloc_trim"):
        LIBC.malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    handles = [_what_it_is(handle) for handle in Path("/proc/self/fd").iterdir()]
    sockets = sum(name.startswith("socket:") for name in handles)
    fonts = sum(name.endswith(".ttf") for name in handles)  # two for each thread that has drawn a picture
    return Reading(
        pages * PAGE / 2**20,
        len(asyncio.all_tasks()),
        len(handles) - sockets - fonts,
        sockets,
        sys.getallocatedblocks(),
    )


def _what_it_is(handle: Path) -> str:
    """One may be closed before it is looked at, as that of the looking itself."""
    try:
        return str(handle.readlink())
    except OSError:
        return ""


def grown(readings: list[Reading]) -> list[str]:
    """What is not flat: the last quarter beside the second one, for in the first all is read once."""
    quarter = len(readings) // 4
    if quarter < 2:
        return []
    early, late = readings[quarter : 2 * quarter], readings[-quarter:]

    def both(of: Callable[[Reading], float]) -> tuple[float, float]:
        return median(map(of, early)), median(map(of, late))

    memory, tasks, handles = both(lambda r: r.mebibytes), both(lambda r: r.tasks), both(lambda r: r.handles)
    sockets, blocks = both(lambda r: r.sockets), both(lambda r: r.blocks)
    found = []
    if quarter >= WARM and memory[1] > memory[0] * 1.05 + 8:
        found.append(f"memory grew from {memory[0]:.0f} to {memory[1]:.0f} MiB")
    if quarter >= WARM and blocks[1] > blocks[0] * 1.1 + 50_000:
        found.append(f"Python's memory grew from {blocks[0]:,.0f} to {blocks[1]:,.0f} blocks")
    if tasks[1] > tasks[0] + 5:
        found.append(f"tasks grew from {tasks[0]:.0f} to {tasks[1]:.0f}")
    if handles[1] > handles[0] + 5:
        found.append(f"handles grew from {handles[0]:.0f} to {handles[1]:.0f}")
    if sockets[1] > sockets[0] + BOTH_ENDS * PEOPLE:
        found.append(f"sockets grew from {sockets[0]:.0f} to {sockets[1]:.0f}")
    return found


async def soak(folder: Path, seconds: float, seed: int, say: Say = lambda _: None, *, least: int = 0) -> Soak:
    """Over the sheet in this folder, which holds knowledge/ and its documents and is written to."""
    knowledge = folder / "knowledge"
    briefing = load_snapshot(knowledge, Thresholds()).briefing
    questions = [way for entry in briefing.entries.values() for way in briefing.sheet.phrasings(entry)]
    file = next(
        path for path in sorted(knowledge.glob("*.yaml")) if "\n    answer: " in path.read_text("utf-8")
    )
    async with DiscordServer(ticking=True) as server:
        passing = PassingTime(server.clock)
        passing.pass_by(_until_five(server.clock.now()))
        run = Soak(
            server,
            passing,
            People(server, questions, Random(seed)),
            Troubles(server, passing, Sheet(file), Random(seed + 1), editions(knowledge, Sheet(file))),
            Promises(server),
            least,
        )
        await run.run(_settings(folder, server), seconds, say)
        return run


def editions(knowledge: Path, sheet: Sheet) -> frozenset[str]:
    """The versions that may be served: as it is written, and edited."""
    written = load_snapshot(knowledge, Thresholds()).version
    sheet.edit()
    edited = load_snapshot(knowledge, Thresholds()).version
    sheet.mend()
    return frozenset({written, edited})


def _until_five(now: datetime) -> timedelta:
    """To the next early morning: the first digest is four hours away then."""
    five = now.astimezone(UTC).replace(hour=5, minute=0, second=0, microsecond=0)
    return five - now + timedelta(days=five <= now)


def _settings(folder: Path, server: DiscordServer) -> Settings:
    variables: Mapping[str, str] = {
        "BOT_DISCORD__API_URL": server.api_url,
        "BOT_DISCORD__QUESTIONS_PER_MINUTE": "0",
        "BOT_KNOWLEDGE__PATH": str(folder / "knowledge"),
        "BOT_DATABASE__PATH": str(folder / "data" / "bot.sqlite3"),
        "BOT_DIGEST__SUBSCRIPTIONS": f'[{{channel: {server.channel.id}, time: "09:00", timezone: UTC}}]',
    }
    return read_settings(None, variables)
