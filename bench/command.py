"""The command line of the benchmarks."""

import json
from pathlib import Path

import click
from rich.console import Console

from bench.collections import packages
from bench.collections.catalogue import LOADERS, load_reported
from bench.collections.collection import NotThereError
from bench.quality import contest, report

WIDTH = 132


@click.group()
def bench() -> None:
    """Measure the matcher: its quality on stand-in collections, and its cost at size."""


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
@click.option(
    "--json", "json_file", type=click.Path(path_type=Path, dir_okay=False), help="Also write the figures."
)
@click.option("--ours-only", is_flag=True, help="Leave the other engines out.")
def quality(names: tuple[str, ...], json_file: Path | None, *, ours_only: bool) -> None:
    """Hit rates, separation of right answers from guesses, and right answers at 5 % false ones."""
    console = Console(width=None if Console().is_terminal else WIDTH)
    collections, missing = load_reported(names)
    for sentence in missing:
        console.print(f"left out - {sentence}", style="yellow")
    contests = [contest.hold(collection, peers=not ours_only) for collection in collections]
    report.show(contests, console)
    if json_file:
        json_file.write_text(json.dumps(report.as_json(contests), indent=1), encoding="utf-8")
