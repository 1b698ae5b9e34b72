"""The comparison as a command: prints what differs; exit code 1 when anything does."""

import asyncio
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from typing import TypeVar

import click

from bench.identity import reports
from bench.identity.difference import Verdict
from bench.identity.home import DATA, DATABASE, fact_ids, fill, furnish
from bench.identity.normal import command_line
from bench.identity.questions import fuzzed, known
from bench.identity.side import Call, Said, Side, call
from bench.identity.stories import Pages, busy, empty, fresh

HERE = Path(__file__).parents[2]
FOLDER = click.Path(path_type=Path, exists=True, file_okay=False, resolve_path=True)
FILE = click.Path(path_type=Path, exists=True, dir_okay=False, resolve_path=True)
PARTS = ("discord", "ask", "reports", "digests")
Sides = tuple[Side, Side]
Found = TypeVar("Found")


@click.command()
@click.argument("before", type=FOLDER)
@click.argument("after", type=FOLDER, default=HERE)
@click.option("--questions", multiple=True, type=FILE, help="More questions, in the form of an exam.")
@click.option("--part", "parts", multiple=True, type=click.Choice(PARTS), default=PARTS, help="Only these.")
@click.option("--days", default=400, show_default=True, help="Digests, from 2034 on.")
@click.option("--fuzzed", "nonsense", default=5000, show_default=True, help="Lines of nonsense.")
@click.option("--seed", default=8, show_default=True, help="Of the nonsense.")
@click.pass_context
def identity(
    ctx: click.Context,
    /,
    before: Path,
    after: Path,
    questions: tuple[Path, ...],
    parts: tuple[str, ...],
    **sizes: int,
) -> None:
    """Hold the program of AFTER (this checkout) against that of BEFORE, over the sheet of BEFORE."""
    verdict = Verdict()
    with tempfile.TemporaryDirectory() as work:
        sides = furnished(Path(work), before, after)
        ready_database(Path(work), sides, verdict, told="discord" in parts)
        if "ask" in parts:
            compare_answers(sides, verdict, known(sides[0].home, questions), sizes["nonsense"], sizes["seed"])
        if "reports" in parts:
            compare_reports(sides, verdict)
        if "digests" in parts:
            compare_many(sides, verdict, "digests", reports.digests(sizes["days"]))
    differ = f"{verdict.differing:,} differ" if verdict.differing else "identical"
    click.echo(f"{verdict.compared:,} compared: {differ}")
    ctx.exit(bool(verdict.differing))


def furnished(work: Path, before: Path, after: Path) -> Sides:
    """Two homes whose paths are equally long, for tables that are as wide as a path."""
    sides = (Side(before, work / "one"), Side(after, work / "two"))
    for side in sides:
        furnish(side.home, before)
    return sides


def ready_database(work: Path, sides: Sides, verdict: Verdict, *, told: bool) -> None:
    """The first story leaves a database of BEFORE behind; emptied and filled, it serves both from then on."""
    homes = [Side(side.checkout, work / f"{side.home.name} in Discord") for side in sides]
    for home in homes:
        furnish(home.home, sides[0].home)
    if told:
        tell(homes, fresh, verdict)
    else:
        asyncio.run(empty(homes[0]))
    first = homes[0].home / DATABASE
    fill(first, fact_ids(first.parents[1]))
    for side in sides:
        shutil.copyfile(first, side.home / DATABASE)
    if told:
        shutil.rmtree(homes[1].home / DATA)
        shutil.copytree(first.parent, homes[1].home / DATA)  # with the list of those who were forgotten
        tell(homes, busy, verdict)


def tell(
    homes: Sequence[Side], story: Callable[[Side, datetime], Awaitable[Pages]], verdict: Verdict
) -> None:
    now = datetime.now(UTC)  # of both, whichever is quicker

    async def both() -> list[Pages]:
        return await asyncio.gather(*(story(home, now) for home in homes))

    found = asyncio.run(both())
    verdict.hold_pages(f"Discord, {story.__name__}", found[0], found[-1])
    verdict.told(f"Discord, {story.__name__}")


def compare_answers(sides: Sides, verdict: Verdict, questions: Sequence[str], count: int, seed: int) -> None:
    lines = [
        *(question.replace("\n", " ").encode() for question in questions),
        *fuzzed(questions, count, seed),
    ]
    first, second = on_both(
        sides, lambda side: side.run(call("ask", "--json", "--batch", "-", given=b"\n".join(lines)))
    )
    verdict.hold(
        "ask --json --batch: how it ended", f"{first.code} {first.err}", f"{second.code} {second.err}"
    )
    replies = zip_longest(first.out.splitlines(), second.out.splitlines(), fillvalue="nothing")
    for line, (one, other) in zip_longest(lines, replies, fillvalue=("nothing", "nothing")):
        verdict.hold(f"ask --json {line!r}", command_line(one), command_line(other))
    verdict.told("ask --json --batch")
    compare_many(
        sides,
        verdict,
        "ask, ask --explain, ask --json",
        reports.asked(questions[:: max(1, len(questions) // 120)]),
    )


def compare_reports(sides: Sides, verdict: Verdict) -> None:
    home = sides[0].home
    compare_many(sides, verdict, "--help", reports.helps())
    compare_many(sides, verdict, "reports", reports.reports(home, fact_ids(home)))
    for name in ("out.csv", "copies"):
        files = [
            sorted(
                each for each in (side.home.glob(f"{name}*/*") if name == "copies" else [side.home / name])
            )
            for side in sides
        ]
        texts = [
            command_line("\n".join(f"{each.name} {each.stat().st_size}" for each in listed))
            for listed in files
        ]
        verdict.hold(f"files of {name}", *texts)
    compare_each(sides, verdict, "exams", reports.exams(home))
    for side in sides:
        (side.home / reports.WRONG_FILE).write_bytes(reports.WRONG_SETTINGS)
    compare_many(sides, verdict, "mistakes", reports.mistakes())


def compare_each(sides: Sides, verdict: Verdict, part: str, calls: Iterable[Call]) -> None:
    """Each in a process of its own."""
    for one in calls:
        compare_one(sides, verdict, one)
    verdict.told(part)


def compare_one(sides: Sides, verdict: Verdict, one: Call) -> None:
    hold(verdict, one, *on_both(sides, lambda side: side.run(one)))


def compare_many(sides: Sides, verdict: Verdict, part: str, calls: Iterable[Call]) -> None:
    wanted = list(calls)
    for one, first, second in zip(wanted, *on_both(sides, lambda side: side.run_many(wanted)), strict=True):
        hold(verdict, one, first, second)
    verdict.told(part)


def hold(verdict: Verdict, one: Call, first: Said, second: Said) -> None:
    verdict.hold(str(one), command_line(str(first)), command_line(str(second)))


def on_both(sides: Sides, deed: Callable[[Side], Found]) -> list[Found]:
    with ThreadPoolExecutor(len(sides)) as pool:
        return list(pool.map(deed, sides))
