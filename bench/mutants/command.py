"""`python -m bench mutants`: a sample of changes, one at a time, in a copy of the project."""

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Final

import click

ROOT: Final = Path(__file__).parents[2]
LEFT_OUT: Final = (".git", ".venv", ".*_cache", ".hypothesis", ".coverage", "__pycache__", "build", "dist")
ROOMS: Final = ("bot/domain", "bot/services", "bot/database", "bot/sheets")
TESTS: Final = (
    *("tests/domain", "tests/services", "tests/database", "tests/sheets", "tests/cli", "tests/matching"),
    *("tests/meaning", "tests/ui", "tests/e2e", "tests/test_settings.py"),
)


@click.command("mutants")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.argument("rooms", nargs=-1)
@click.option("--seed", default=1, show_default=True, help="Decides which are drawn.")
@click.option("--logic", default=90, show_default=True, help="How many conditions, operators, returns.")
@click.option("--constants", default=30, show_default=True, help="How many numbers.")
@click.option("--tests", multiple=True, default=TESTS, show_default=True, help="Which may notice.")
@click.option(
    "--most", default=120, show_default=True, help="So many of those that run a line, nearest first."
)
def mutants_command(
    folder: Path,
    rooms: tuple[str, ...],
    seed: int,
    logic: int,
    constants: int,
    tests: tuple[str, ...],
    most: int,
) -> None:
    """Change ROOMS (domain, services, storage) in small ways, one at a time, and tell which no test notices.

    It happens in a copy of the project in FOLDER, which the first run makes: it notes which tests run which
    lines. Empty the folder for a new copy.
    """
    from bench.mutants.mutant import sample
    from bench.mutants.trial import KILLED, load, outcome, passes
    from bench.mutants.witnesses import Witnesses

    folder = folder.resolve()  # the tests run elsewhere
    copy = folder / "project"
    if not copy.exists():
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
    witnesses = Witnesses(copy, tests)
    places = [copy / room for room in rooms or ROOMS]
    modules = [module for place in places for module in ([place] if place.is_file() else place.rglob("*.py"))]
    drawn = list(sample(modules, copy, {"logic": logic, "constants": constants}, seed))
    load()
    if not passes(copy, witnesses.of(drawn[0])[:most], folder / "unchanged.txt"):
        raise click.ClickException(f"What is unchanged fails as well: see {folder / 'unchanged.txt'}")
    counts: Counter[tuple[str, str]] = Counter()
    with (folder / f"seed-{seed}.jsonl").open("a", encoding="utf-8") as file:
        for number, mutant in enumerate(drawn):
            who, change = witnesses.of(mutant)[:most], mutant.change(copy)
            how = outcome(mutant, copy, who, folder / f"seed-{seed}-{mutant.kind}-{number}.txt")
            counts[mutant.kind, how] += 1
            row = {"kind": mutant.kind, "how": how, "tests": len(who), "change": change}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            file.flush()
            if how != KILLED:
                click.echo(f"{how} ({mutant.kind}, {len(who)} tests): {change}")
    for (kind, how), count in sorted(counts.items()):
        click.echo(f"{kind}: {count} {how}")
