"""Every command of the program, with what it is asked to do."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from bench.identity.home import BROKEN, CHANNELS, DATABASE
from bench.identity.side import Call, call

COMMANDS = (
    (), ("run",), ("chat",), ("ask",), ("topics",), ("fact",), ("sources",), ("check",), ("schema",),
    ("rehearse",), ("log",), ("log", "export"), ("status",), ("digest",), ("backup",), ("exam",),
)  # fmt: skip
FIRST_DAY = date(2034, 1, 5)
SETTINGS = (
    ("BOT_MATCHING__ANSWER", "200"), ("BOT_MATCHING__CHOICES", "x"), ("BOT_MATCHING__NONSENSE", "1"),
    ("BOT_KNOWLEDGE__PATH", "nowhere"), ("BOT_KNOWLEDGE__SHRINK_PERCENT", "-1"), ("BOT_DATABASE__PATH", ""),
    ("BOT_DIGEST__SUBSCRIPTIONS", "[{channel: 1, time: '25:00'}]"), ("BOT_DIGEST__LATE_HOURS", "99"),
    ("BOT_DIGEST__SUBSCRIPTIONS", "[{channel: 1, timezone: Berlun}]"), ("BOT_LOG__RETENTION_DAYS", "0"),
    ("BOT_PRIVACY__POLICY_URL", "ftp://x"), ("BOT_DISCORD__API_URL", "no"),
    ("BOT_DISCORD__OWNER_IDS", "a, b"),
)  # fmt: skip
WRONG = "not-the-right-one"
WRONG_FILE = "wrong.yaml"
WRONG_SETTINGS = b"matching: {answer: 30, ofer: 2}\nlog: [1]\nunknown: 1\n"


def helps() -> Iterator[Call]:
    for words in COMMANDS:
        yield call(*words, "--help")


def reports(home: Path, facts: Sequence[str]) -> Iterator[Call]:
    yield from (call(name) for name in ("check", "status", "topics", "sources", "schema", "--version"))
    yield call("status", BOT_DATABASE__PATH="data/none.sqlite3")
    yield from (call("fact", each) for each in facts)
    yield from (call("fact", each) for each in ("docking-tme", "zzz", "Docking-Time", ""))
    for folder in sorted(each.name for each in (home / BROKEN).iterdir()):
        yield call("check", BOT_KNOWLEDGE__PATH=f"{BROKEN}/{folder}")
    for other in ("knowledge", "changed/knowledge", "spoilt/knowledge", "nowhere"):
        yield call("rehearse", other)
    yield call("rehearse", "changed/knowledge", "--yes")
    yield call("check", BOT_KNOWLEDGE__PATH="changed/knowledge")
    for form in ("csv", "jsonl"):
        yield call("log", "export", "--format", form)
        yield call("log", "export", "--format", form, "--since", "2034-01-10T12:30")
    yield call("log", "export", "--output", "out.csv")
    yield call("backup", "copies")
    yield call("chat", given="\n".join(CHAT).encode())
    yield call("run", given="\n".join(CHAT).encode())


CHAT = (
    "where did they launch", "/source", "/why", "who flew it", "1", "2", "which port did it dock to", "/why",
    "/source", "zzyzx qwxv", "/why", "kim", "3", "9", "/topics", "/fact docking-time", "/fact dockng-time",
    "/fact", "/sources", "/help", "/reload", "/nonsense", "", "   ", "🚀", "/quit", "never read",
)  # fmt: skip


def exams(home: Path) -> Iterator[Call]:
    names = sorted(str(each.relative_to(home)) for each in (home / "tests/exams").glob("*.jsonl"))
    yield call("exam", *names)
    yield call("exam", names[0], names[-1])
    yield call("exam", "--json", names[1])
    yield call("exam", "--typos", "7", names[2])
    yield call("exam", "--min-correct", "99.5", "--max-wrong", "0", names[0])


def mistakes() -> Iterator[Call]:
    """Nonsense in the call, the environment or the settings file."""
    yield from (Call(("topics",), more={name: value}) for name, value in SETTINGS)
    yield from (
        call(*words)
        for words in (
            ("nonsense",),
            ("ask",),
            ("ask", "--batch", "-"),
            ("fact",),
            ("exam",),
            ("exam", "nowhere"),
        )
    )
    yield from (call("--config", name, "topics") for name in ("nowhere.yaml", WRONG_FILE, "seeds"))
    yield from (call("digest", "--date", each) for each in ("9999-12-31", "soon", "2034-02-30", "0001-01-01"))
    yield from (call("digest", "--channel", each) for each in ("5", "0", "x", str(2**63)))
    yield call("log", "export", "--since", "soon")
    yield call("log", "export", BOT_DATABASE__PATH="data/none.sqlite3")
    yield call("backup", "data")
    yield call("ask", "--json", "--batch", "nowhere")
    yield call("status", BOT_DATABASE__PATH=f"{DATABASE}.key")
    yield call("run", DISCORD_TOKEN=WRONG, BOT_DISCORD__API_URL="http://127.0.0.1:9/api/v10")


def digests(days: int) -> Iterator[Call]:
    """A new channel and two with a history, day by day."""
    every = [FIRST_DAY + timedelta(days=number) for number in range(days)]
    none = {"BOT_DATABASE__PATH": "data/none.sqlite3"}
    for number, day in enumerate(every):
        yield Call(("digest", "--date", f"{day}"), more=none)
        if number % 4 == 0:
            channel = str(CHANNELS[number // 4 % 2])
            yield call(
                "digest", "--date", f"{day}", "--channel", channel, *(("--preview",) if number % 8 else ())
            )
    yield Call(("digest", "--preview", "--date", "2034-05-01"), more=none)


def asked(questions: Sequence[str]) -> Iterator[Call]:
    """Plainly, explained, and one by one as JSON."""
    for number, question in enumerate(questions):
        words = (("ask",), ("ask", "--explain"), ("ask", "--json"))[number % 3]
        yield call(*words, "--", question)
