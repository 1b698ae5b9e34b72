"""The troubles, each for a moment: which one comes next, and for how long, is what the seed decides."""

import asyncio
import re
import sqlite3
import time
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Final

from bench.soak.passing_time import PassingTime
from bot.services.snapshot import Snapshots
from tests.discord_server.faults import Cut, Fault, Outage, RateLimited
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot

FAULTS: Final[tuple[Fault, ...]] = (
    Outage(500),
    Outage(502),
    Outage(503),
    RateLimited(0.05),
    RateLimited(0.05, everywhere=True),
    Cut(),
    Cut(accepted=True),
)
ROUTES: Final = (
    ("POST", "/interactions/{id}/{token}/callback"),
    ("POST", "/channels/{id}/messages"),
    ("POST", "/webhooks/{id}/{token}"),
    ("PATCH", "/webhooks/{id}/{token}/messages/@original"),
    ("GET", "/channels/{id}/messages"),
    ("GET", "/channels/{id}"),
)
CODES: Final = (1000, 1001, 1006, 4000, 4007, 4008, 4009)
PLENTY: Final = 1_000_000  # pages; more than any run needs
BROKEN: Final = ("\n  - [not: closed\n", "\nfacts: []\n", "\nnonsense: true\n")
FIRST_ANSWER: Final = re.compile(r"^(\s+answer: )(?=[A-Z])", re.MULTILINE)
# Seconds that the bot must have worked for each hour that passes: where others take the processor away, the
# hours would be over before anything could be tried again.
WORK_AN_HOUR: Final = 0.5
PATIENCE: Final = 6.0  # for a reload, whose answer may be what is lost


class Sheet:
    """One file of the sheet, which is edited well and badly, and as it was."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._written = path.read_text("utf-8")
        self._edition = 0

    def edit(self) -> None:
        self._edition += 1
        words = r"\1(In other words) " if self._edition % 2 else r"\1"
        self._path.write_text(FIRST_ANSWER.sub(words, self._written, count=1), "utf-8")

    def damage(self, with_what: str) -> None:
        self._path.write_text(self._written + with_what, "utf-8")

    def mend(self) -> None:
        self._path.write_text(self._written, "utf-8")


@dataclass
class Troubles:
    """Makes them, one after the other; what a trouble itself proves broken is noted at once."""

    server: DiscordServer
    time: PassingTime
    sheet: Sheet
    dice: Random
    editions: frozenset[str]
    """Versions without a mistake; a reload that was slow may take any of them."""
    made: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    _reloading: asyncio.Task[None] | None = None
    _worked: float = 0.0
    _served: str = ""

    async def make(self, bot: Bot) -> None:
        """The next one. Time passes most often, by less than what a digest can be late."""
        deeds = {
            "time passes": (70, self._pass_time),
            "the clock is wrong": (4, self._set_clock),
            "the clock is right again": (8, self._correct_clock),
            "a REST error": (12, self._fail_rest),
            "the gateway": (4, self._shake_gateway),
            "database locked": (4, self._lock),
            "disk full": (4, self._fill_disk),
            "a good reload": (2, self._reload_good),
            "a broken reload": (2, self._reload_broken),
        }
        (name,) = self.dice.choices(list(deeds), [weight for weight, _ in deeds.values()])
        self.made[name] += 1
        await deeds[name][1](bot)

    async def end(self) -> None:
        """Everything is well again."""
        if self._reloading:
            await self._reloading
        self.server.faults.clear()
        self.time.wrong_by = timedelta()
        self.sheet.mend()

    async def _pass_time(self, bot: Bot) -> None:
        del bot
        hours, worked = self.dice.uniform(5, 45) / 60, time.process_time()
        if worked - self._worked >= WORK_AN_HOUR * hours:
            self._worked = worked
            self.time.pass_by(timedelta(hours=hours))
        await asyncio.sleep(0.03)

    async def _set_clock(self, bot: Bot) -> None:
        """By less than the hour that a digest is looked for before its time."""
        del bot
        self.time.wrong_by = timedelta(minutes=self.dice.uniform(-50, 50))

    async def _correct_clock(self, bot: Bot) -> None:
        del bot
        self.time.wrong_by = timedelta()

    async def _fail_rest(self, bot: Bot) -> None:
        del bot
        method, template = self.dice.choice(ROUTES)
        self.server.fail(method, template, self.dice.choice(FAULTS), self.dice.randint(1, 3))

    async def _shake_gateway(self, bot: Bot) -> None:
        del bot
        gateway = self.server.gateway
        if not gateway.connected(0):
            return
        shakes = (
            lambda: gateway.drop(code=self.dice.choice(CODES)),
            gateway.ask_to_reconnect,
            lambda: gateway.invalidate(resumable=True),
            gateway.invalidate,
        )
        self.dice.choice(shakes)()

    async def _lock(self, bot: Bot) -> None:
        """Another program holds the file; one that cannot have it at once leaves it."""
        path = bot.app.services.database.path
        with (
            closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as other,
            suppress(sqlite3.OperationalError),
        ):
            other.execute("BEGIN IMMEDIATE")
            await asyncio.sleep(self.dice.uniform(0.1, 1.5))

    async def _fill_disk(self, bot: Bot) -> None:
        """SQLite's own limit tells the bot that no page more is to be had."""
        database = bot.app.services.database
        (pages,) = await database.read("PRAGMA page_count")
        await database.read(f"PRAGMA max_page_count = {pages[0]}")
        try:
            await asyncio.sleep(self.dice.uniform(0.1, 1.5))
        finally:
            await database.read(f"PRAGMA max_page_count = {PLENTY}")

    def look_at(self, snapshots: Snapshots) -> None:
        version = snapshots.current.version
        if version not in self.editions:
            self.broken.append("a broken sheet was taken")
        self.made["a sheet was taken"] += self._served not in {"", version}
        self._served = version

    async def _reload_good(self, bot: Bot) -> None:
        """Beside all other troubles, one reload at a time."""
        if not self._reloading or self._reloading.done():
            self._reloading = asyncio.create_task(self._edited(bot.app.services.snapshots))

    async def _reload_broken(self, bot: Bot) -> None:
        if not self._reloading or self._reloading.done():
            self._reloading = asyncio.create_task(self._damaged(bot.app.services.snapshots))

    async def _edited(self, snapshots: Snapshots) -> None:
        self.look_at(snapshots)
        self.sheet.edit()
        await self._reload()

    async def _damaged(self, snapshots: Snapshots) -> None:
        self.sheet.damage(self.dice.choice(BROKEN))
        await self._reload()
        self.look_at(snapshots)
        self.sheet.mend()

    async def _reload(self) -> None:
        with suppress(AssertionError):
            reply = self.server.start_slash("reload", user=self.server.admin)
            await reply.finished(within=PATIENCE)
