"""The home of each side: the same sheet, a changed and a broken copy of it, a database of fixed rows."""

import random
import shutil
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

KEY = "00112233445566778899aabbccddeeff" * 2 + "\n"
DATA = "data"
DATABASE = f"{DATA}/bot.sqlite3"
START = datetime(2034, 1, 1, 7, 30, tzinfo=UTC)
CHANNELS = (700_000_000_000_000_001, 700_000_000_000_000_002)
GUILD = 600_000_000_000_000_001
BROKEN = "broken_sheets"


def furnish(home: Path, data: Path) -> None:
    """The sheet, documents and exams of one checkout for both sides, so that only programs differ."""
    for name in ("knowledge", "seeds", "tests/exams"):
        shutil.copytree(data / name, home / name)
    for found in data.glob(f"tests/*/{BROKEN}"):
        shutil.copytree(found, home / BROKEN)
    for copy in ("changed", "spoilt"):
        shutil.copytree(data / "seeds", home / copy / "seeds")
        learned = shutil.ignore_patterns("learned")  # its ids would lead to facts that are gone
        shutil.copytree(data / "knowledge", home / copy / "knowledge", ignore=learned)
    sheets = sorted(
        each for each in (home / "changed/knowledge").glob("*.yaml") if each.name != "golden.yaml"
    )
    for number, sheet in enumerate(sheets):
        changed(sheet, number)
        spoilt(home / "spoilt/knowledge" / sheet.name, number)
    write_key(home)


def write_key(home: Path) -> None:
    key = home / f"{DATABASE}.key"
    key.parent.mkdir(parents=True)
    key.write_text(KEY, "ascii")
    key.chmod(0o600)


def read_yaml(file: Path) -> Any:
    """Every value as text, as the bot reads it."""
    return yaml.load(file.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - it makes nothing but text


def changed(sheet: Path, number: int) -> None:
    """Every third fact answers otherwise, every fifth is gone."""
    content = read_yaml(sheet)
    facts = content.get("facts") or []
    for place, fact in enumerate(facts):
        if (number + place) % 3 == 0:
            fact["answer"] += " That is all."
        fact.pop("related", None)
    content["facts"] = [fact for place, fact in enumerate(facts) if (number + place) % 5]
    kept = {fact["id"] for fact in content["facts"]}
    for question in content.get("open_questions") or []:
        question.pop("see", None)
    if not kept:
        del content["facts"]
    sheet.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")


def spoilt(sheet: Path, number: int) -> None:
    """Problems of many kinds."""
    text = sheet.read_text("utf-8")
    changes = (
        ("answer:", "anwser:"),
        ("kind: ", "kind: un"),
        ("source: ", "source: no"),
        ("text: ", "text: zz "),
    )
    old, new = changes[number % len(changes)]
    sheet.write_text(text.replace(old, new, 5), "utf-8")


def fact_ids(home: Path) -> list[str]:
    """In the order of the files."""
    sheets = (read_yaml(each) for each in sorted((home / "knowledge").glob("*.yaml")))
    return [fact["id"] for sheet in sheets for fact in sheet.get("facts") or []]


@dataclass(frozen=True, slots=True)
class Past:
    """Where and since when a bot that never ran has been busy."""

    guild: int
    channels: tuple[int, ...]
    start: datetime
    at: str = "09:00"
    zones: tuple[str, ...] = ("Europe/Berlin", "America/New_York")


FIXED = Past(GUILD, CHANNELS, START)


def fill(database: Path, facts: list[str], past: Past = FIXED) -> None:
    """Rows that a bot could have written, and none that one has written; the key stays known."""
    dice = random.Random(8)
    with sqlite3.connect(database) as opened:
        for table in (
            "feedback",
            "queries",
            "admin_actions",
            "shown_facts",
            "digests",
            "subscriptions",
            "notices",
            "arrivals",
        ):
            opened.execute(f"DELETE FROM {table}")
        opened.execute("DELETE FROM meta WHERE value NOT GLOB '[0-9a-f]*' OR length(value) != 16")
        for number in range(400):
            insert(opened, "queries", (number + 1, *query(dice, number, facts, past)))
        row: tuple[object, ...]
        for number in range(0, 400, 7):
            verdict = dice.choice(("helpful", "wrong", "outdated", "unclear"))
            row = (number + 1, f"{number:064x}", verdict, moment(past.start + timedelta(hours=number)))
            insert(opened, "feedback", row)
        for number in range(30):
            row = (
                number + 1,
                f"a{number}",
                moment(past.start + timedelta(hours=number)),
                5,
                f"adm *{number}*",
            )
            done = ("reload", "refused: 3 problems") if number % 2 else ("log recent", "page 1")
            insert(opened, "admin_actions", (*row, past.guild, *done))
        for channel, zone in zip(past.channels, past.zones, strict=False):
            row = (channel, past.guild, past.at, zone, 5, "command", moment(past.start), None, None)
            insert(opened, "subscriptions", row)
            post(opened, channel, facts, past)
    opened.close()


def insert(
    opened: sqlite3.Connection, table: str, row: tuple[object, ...] | Mapping[str, object]
) -> int | None:
    """Its first columns, or those named; the others keep their defaults."""
    if isinstance(row, tuple):
        columns = [each[1] for each in opened.execute(f"PRAGMA table_info({table})")]
        row = dict(zip(columns, row, strict=False))
    places = ", ".join("?" * len(row))
    statement = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})"
    return opened.execute(statement, tuple(row.values())).lastrowid


def query(dice: random.Random, number: int, facts: list[str], past: Past) -> tuple[object, ...]:
    fact, outcome = dice.choice(facts), dice.choice(("answered", "answered", "unsure", "unknown"))
    text = dice.choice(
        ("who was it", "Why *blue*, @everyone?", "how about =1+1", f"what of {fact}", "wo, “da”, \n dort")
    )
    asked = moment(past.start + timedelta(hours=number))
    surface = dice.choice(("slash", "message", "mention", "direct", "choice"))
    where = (dice.choice((past.guild, past.guild, None)), past.channels[0], f"{number % 50:064x}")
    given = fact if outcome != "unknown" else None
    opens = "docking-port" if outcome == "unknown" and number % 3 == 0 else None
    return (
        f"r{number}",
        asked,
        surface,
        *where,
        text,
        outcome,
        given,
        opens,
        12.25 + number % 80,
        "0123456789",
        1.5,
    )


def post(opened: sqlite3.Connection, channel: int, facts: list[str], past: Past) -> None:
    """Ten digests that were sent and one that was skipped."""
    for number in range(11):
        at = past.start + timedelta(days=number, hours=1)
        sent = number != 7
        state = ("sent", 900_000 + number, None) if sent else ("skipped", None, "late")
        row: dict[str, object] = {
            "channel_id": channel,
            "day": f"{at:%Y-%m-%d}",
            "state": state[0],
            "planned_for": moment(at),
            "nonce": f"nonce-{number}",
            "number": number + 1 if sent else None,
            "attempts": 1,
            "sheet": "0123456789",
            "message_id": state[1],
            "reason": state[2],
            **dict.fromkeys(("planned_at", "claimed_at", "settled_at"), moment(at)),
        }
        digest = insert(opened, "digests", row)
        if sent:
            for place, fact in enumerate(facts[number * 3 : number * 3 + 4]):
                insert(opened, "shown_facts", (digest, place, fact))


def moment(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
