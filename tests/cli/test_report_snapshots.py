"""Every report of the program over the small sheet is as its golden file has it."""

import asyncio
import json
import shlex
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import Result

from bot.cli.program import program
from tests.database.samples import NOON, a_query, furnished, log
from tests.snapshots.album import hold
from tests.snapshots.neutral import Names

Start = Callable[..., Result]

pytestmark = pytest.mark.slow  # other versions of the packages word and wrap some of it in other ways
LAMP = "how tall is the lamp"
OPEN = "who built the lighthouse"
STRANGE = "zzyzx qwxv plk"
CRITICS = "what do critics say of the plan"
UNSURE = "tower open visitors lamp night"
STRICT = {"BOT_MATCHING__BOLDNESS": "0"}
EXAM = (
    {"q": "When was the lighthouse first lit?", "kind": "plain", "answerable": True, "gold": ["4 May 1871"]},
    {"q": "How high is the lamp above the sea?", "kind": "odd", "answerable": True, "gold": ["4 May 1871"]},
    {"q": "zzyzx qwxv plk", "kind": "strange", "answerable": False},
)
CHAT = (LAMP, "/source", "/why", OPEN, STRANGE, "/topics", "/fact visitors", "/fact visitor", "/sources",
        "/help", "/reload", "/nonsense", "/quit")  # fmt: skip


@pytest.fixture
def report(start: Start, home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What the program says where the sheet is, with how it ended."""
    monkeypatch.chdir(home)
    places = {"BOT_KNOWLEDGE__PATH": "knowledge", "BOT_DATABASE__PATH": "bot.sqlite3"}

    def run(*words: str, given: str = "", **variables: str) -> str:
        result = start(*words, given=given, **{**places, **variables})
        names = (f"{name}={value}" for name, value in variables.items())
        called = f"$ {shlex.join((*names, 'briefing-bot', *words))}"
        errors = f"--- standard error\n{result.stderr}" if result.stderr else ""
        return Names().neutral(f"{called}\n{result.stdout}{errors}--- exit code {result.exit_code}")

    return run


Report = Callable[..., str]


def edited(folder: Path, old: str, new: str) -> None:
    sheet = folder / "lighthouse.yaml"
    text = sheet.read_text("utf-8")
    assert old in text
    sheet.write_text(text.replace(old, new), "utf-8")


def test_help(report: Report) -> None:
    pages = {"program.txt": report("--help")}
    for name, command in program.commands.items():
        pages[f"{name}.txt"] = report(name, "--help")
        for inner in getattr(command, "commands", ()):
            pages[f"{name}-{inner}.txt"] = report(name, inner, "--help")

    hold("terminal/help", pages)


def test_answers(report: Report) -> None:
    hold(
        "terminal/ask",
        {
            "answered.txt": report("ask", LAMP),
            "claim.txt": report("ask", "Did the keepers ever miss a night?"),
            "open-question.txt": report("ask", OPEN),
            "unknown.txt": report("ask", STRANGE),
            "passages-nearby.txt": report("ask", CRITICS),
            "search.txt": report("search", "critics", "lamp"),
            "search-nothing.txt": report("search", STRANGE),
            "unsure.txt": report("ask", UNSURE, **STRICT),
            "too-long.txt": report("ask", "--", "lamp" * 300).replace("lamp" * 300, "lamplamp…"),
            "explained.txt": report("ask", "--explain", LAMP),
            "explained-open-question.txt": report("ask", "--explain", OPEN),
            "explained-unknown.txt": report("ask", "--explain", STRANGE),
            "json.txt": report("ask", "--json", "--batch", "-", given=f"{LAMP}\n{OPEN}\n{STRANGE}\n\n"),
        },
    )


def test_the_sheet(report: Report, home: Path) -> None:
    (home / "exam.jsonl").write_text("\n".join(map(json.dumps, EXAM)), "utf-8")
    copytree(home / "knowledge", home / "broken")
    edited(home / "broken", "42 metres above the sea}", "43 metres above the sea}")
    edited(home / "broken", "topic: plans", "topc: plans")
    copytree(home / "knowledge", home / "weak")
    edited(home / "weak", "answer: Keeper", "answer: No; keeper")
    edited(home / "weak", "can I visit the tower, is the tower open to the public", "is the tower open")
    (home / "weak" / "learned").mkdir()
    (home / "weak" / "learned" / "a.yaml").write_text("learned: {first-lit: [height of the lamp]}", "utf-8")

    hold(
        "terminal/sheet",
        {
            "topics.txt": report("topics"),
            "fact.txt": report("fact", "visitors"),
            "fact-misspelt.txt": report("fact", "visitor"),
            "fact-unknown.txt": report("fact", "zzz"),
            "sources.txt": report("sources"),
            "schema.txt": report("schema"),
            "check.txt": report("check"),
            "check-weak.txt": report("check", BOT_KNOWLEDGE__PATH="weak"),
            "check-broken.txt": report("check", BOT_KNOWLEDGE__PATH="broken"),
            "exam.txt": report("exam", "exam.jsonl"),
            "exam-json.txt": report("exam", "--json", "exam.jsonl"),
            "exam-below-a-limit.txt": report("exam", "--min-correct", "99", "exam.jsonl"),
            "chat.txt": report("chat", given="\n".join(CHAT)),
        },
    )


def test_rehearsals(report: Report, home: Path) -> None:
    copytree(home / "knowledge", home / "other")
    same = report("rehearse", "other")
    edited(home / "other", "The lamp stands 42", "Yes, it stands 42")
    (home / "other" / "golden.yaml").write_text(f"golden: [{{ask: {LAMP}}}, {{ask: can I visit the tower}}]")
    changed = report("rehearse", "other")
    text = (home / "other" / "lighthouse.yaml").read_text("utf-8")
    start, end = text.index("  - id: visitors"), text.index("open_questions:")
    (home / "other" / "lighthouse.yaml").write_text(text[:start] + text[end:], "utf-8")

    hold(
        "terminal/rehearse",
        {
            "same.txt": same,
            "changed.txt": changed,
            "lost.txt": report("rehearse", "other"),
            "lost-and-agreed.txt": report("rehearse", "--yes", "other"),
        },
    )


def test_the_database(report: Report, home: Path) -> None:
    pages = {"status-without-a-database.txt": report("status")}

    async def fill() -> None:
        async with furnished(home / "bot.sqlite3") as opened:
            asked = ((n, NOON + timedelta(days=n)) for n in range(3))
            await log(opened, *(a_query(n, text=f"=why {n}, “so”", asked_at=at) for n, at in asked))

    asyncio.run(fill())
    pages |= {
        "status.txt": report("status"),
        "log-export.txt": report("log", "export"),
        "log-export-jsonl.txt": report("log", "export", "--format", "jsonl", "--since", "2025-04-10"),
        "backup.txt": report("backup", "copy"),
        "backup-again.txt": report("backup", "copy"),
        "digest.txt": report("digest", "--date", "2035-04-10"),
        "digest-preview.txt": report("digest", "--preview", "--date", "2035-04-11"),
        "digest-no-date.txt": report("digest", "--date", "soon"),
    }

    hold("terminal/database", pages)


def test_mistakes(report: Report, home: Path) -> None:
    (home / "wrong.yaml").write_text("matching: {ofer: 2}\nlog: [1]\nunknown: 1\n")

    hold(
        "terminal/mistakes",
        {
            "no-such-command.txt": report("nonsense"),
            "no-question.txt": report("ask"),
            "no-such-file.txt": report("exam", "nowhere.jsonl"),
            "no-sheet.txt": report("topics", BOT_KNOWLEDGE__PATH="nowhere"),
            "wrong-settings.txt": report("--config", "wrong.yaml", "topics"),
            "wrong-environment.txt": report(
                "topics", BOT_MATCHING__BOLDNESS="200", BOT_LOG__RETENTION_DAYS="x"
            ),
        },
    )
