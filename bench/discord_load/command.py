"""`python -m bench discord`: the load over the shipped sheet."""

import asyncio
import json
import os
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console

from bench.discord_load import report
from bench.discord_load.trial import trial
from bot.domain.answering import Thresholds
from bot.services.snapshot import load_snapshot
from bot.sheets.golden import golden_questions

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


@click.command("discord")
@click.option("--seconds", default=60.0, show_default=True, help="Of load for each client.")
@click.option("--ids", is_flag=True, help="Ask with what autocomplete gives, instead of people's own words.")
@click.option("--json", "json_file", type=click.Path(path_type=Path, dir_okay=False))
def discord_command(seconds: float = 60.0, json_file: Path | None = None, *, ids: bool = False) -> None:
    """The bot under an open-loop load, beside a bare client that shows and keeps the same."""
    console = Console(width=None if Console().is_terminal else 110)
    console.print(
        f"{os.cpu_count()} cores, {os.getloadavg()[0]:.1f} of them busy before the run", style="dim"
    )
    questions = _picked() if ids else _written()
    outcome = asyncio.run(trial(questions, KNOWLEDGE, seconds))
    kind = "picked from autocomplete" if ids else "in people's own words"
    report.show(f"{len(questions)} different questions {kind}", outcome, console)
    console.print(report.NOTE, style="dim")
    if json_file:
        json_file.write_text(json.dumps(asdict(outcome), indent=1), encoding="utf-8")


def _written() -> list[str]:
    """The golden questions: what people ask, answerable and not."""
    briefing = load_snapshot(KNOWLEDGE, Thresholds()).briefing
    golden, _ = golden_questions(KNOWLEDGE, briefing)
    return [question.ask for question in golden] or _picked()


def _picked() -> list[str]:
    return list(load_snapshot(KNOWLEDGE, Thresholds()).briefing.facts)
