"""The trial: what the bare client sustains, and both at a quarter of that, in turns on the same machine."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.discord_load.contestants import bare, ours
from bench.discord_load.load import Asking, Under, press, sustained
from bench.discord_load.shown import observed, write
from bot.database.database_file import open_database

SHARE = 4  # the part of the bare client's rate that is asked: one in so many
TURN_SECONDS = 10.0  # the two take turns, so that a busy machine holds up both alike


@dataclass(frozen=True, slots=True)
class Outcome:
    """Questions a second that each sustains, the rate of the load, and how both did under it."""

    bare_sustains: float
    ours_sustains: float
    rate: float
    bare: Under
    ours: Under

    @property
    def p99_ratio(self) -> float:
        return self.ours.part(0.99) / self.bare.part(0.99)

    @property
    def cpu_ratio(self) -> float:
        return self.ours.cpu / self.bare.cpu


async def trial(questions: Sequence[str], knowledge: Path, seconds: float) -> Outcome:
    async with _both(questions, knowledge) as (bare_asking, our_asking):
        for asking in (bare_asking, our_asking):
            await sustained(asking, TURN_SECONDS)  # until all is in memory
        bare_rate, our_rate = [await sustained(each, TURN_SECONDS) for each in (bare_asking, our_asking)]
        rate = bare_rate / SHARE
        bare_under, our_under = Under("bare client"), Under("ours")
        for turn in range(round(seconds / TURN_SECONDS)):
            await press(bare_asking, bare_under, rate, TURN_SECONDS, turn)
            await press(our_asking, our_under, rate, TURN_SECONDS, turn)
    return Outcome(bare_rate, our_rate, rate, bare_under, our_under)


@asynccontextmanager
async def _both(questions: Sequence[str], knowledge: Path) -> AsyncIterator[tuple[Asking, Asking]]:
    with TemporaryDirectory() as name:
        folder, database = Path(name), Path(name, "bare.sqlite3")
        async with open_database(database):
            pass  # the same tables and indexes
        async with ours(folder, knowledge) as ourselves:
            shown = write(await observed(ourselves, questions, folder / "bot.sqlite3"), folder / "shown.json")
            async with bare(shown, database) as other:
                yield Asking.of(other, questions), Asking.of(ourselves, questions)
