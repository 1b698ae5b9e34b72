"""`python -m bench discord`: the race over the shipped sheet."""

import asyncio
import json
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console

from bench.discord_load import report
from bench.discord_load.race import race
from bot.domain.answering import Thresholds
from bot.services.snapshot import load_snapshot
from bot.sheets.golden import golden_questions

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


@click.command("discord")
@click.option("--rounds", default=5, show_default=True, help="DigestScheduler of each bot.")
@click.option("--size", default=1000, show_default=True, help="Questions a round.")
@click.option("--ids", is_flag=True, help="Ask with what autocomplete gives, instead of people's own words.")
@click.option("--json", "json_file", type=click.Path(path_type=Path, dir_okay=False))
def discord_command(
    rounds: int = 5, size: int = 1000, json_file: Path | None = None, *, ids: bool = False
) -> None:
    """Questions a second through a loopback Discord, beside a bare client; memory after many."""
    console = Console(width=None if Console().is_terminal else 110)
    questions = _picked() if ids else _written()
    result = asyncio.run(race(questions, KNOWLEDGE, rounds, size))
    kind = "picked from autocomplete" if ids else "in people's own words"
    report.show(f"{len(questions)} different questions {kind}", result, console)
    console.print(report.NOTE, style="dim")
    if json_file:
        json_file.write_text(json.dumps(asdict(result), indent=1), encoding="utf-8")


def _written() -> list[str]:
    """The golden questions: what people ask, answerable and not."""
    briefing = load_snapshot(KNOWLEDGE, Thresholds()).briefing
    golden, _ = golden_questions(KNOWLEDGE, briefing)
    return [question.ask for question in golden] or _picked()


def _picked() -> list[str]:
    return list(load_snapshot(KNOWLEDGE, Thresholds()).briefing.facts)
