"""`python -m bench soak`: over a copy of the shipped sheet."""

import asyncio
import logging
import shutil
import tempfile
from pathlib import Path

import click

from bench.soak.soak import Soak, soak

ROOT = Path(__file__).parents[2]
HOUR = 3600


@click.command("soak")
@click.option("--seconds", default=HOUR, show_default=True, help="How long.")
@click.option("--seed", default=1, show_default=True, help="Decides which troubles come, and in which order.")
def soak_command(seconds: int, seed: int) -> None:
    """Random troubles of every kind around the real client, and whether it kept its promises."""
    logging.getLogger().addHandler(logging.NullHandler())  # the troubles are ours, nobody need read of them
    with tempfile.TemporaryDirectory() as folder:
        for name in ("knowledge", "seeds"):
            shutil.copytree(ROOT / name, Path(folder) / name)
        run = asyncio.run(soak(Path(folder), seconds, seed, click.echo))
    tell(run)
    raise SystemExit(1 if run.broken else 0)


def tell(run: Soak) -> None:
    click.echo(f"Troubles: {dict(run.troubles.made)}")
    click.echo(f"People: {dict(run.people.done)}")
    for sentence in dict.fromkeys(run.broken):
        click.echo(f"BROKEN: {sentence}", err=True)
    click.echo("Every promise was kept." if not run.broken else f"{len(run.broken)} promises were broken.")
