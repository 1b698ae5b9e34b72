"""One of the two checkouts, with a home of its own: the same sheet, documents, exams, database and key."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

MANY = Path(__file__).with_name("many.py")
WIDTH = "100"


@dataclass(frozen=True, slots=True)
class Call:
    """Words after `python -m bot`, with what is piped in and what the environment adds."""

    words: tuple[str, ...]
    given: bytes = b""
    more: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        variables = "".join(f"{name}={value} " for name, value in self.more.items())
        piped = f" < {len(self.given)} bytes" if self.given else ""
        return f"{variables}bot {' '.join(self.words)}{piped}"


def call(*words: str, given: bytes = b"", **more: str) -> Call:
    return Call(words, given, more)


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended and what it printed, without the addresses of the two homes."""

    code: int
    out: str
    err: str

    def __str__(self) -> str:
        return f"exit code {self.code}\n--- standard output\n{self.out}--- standard error\n{self.err}"


@dataclass(frozen=True, slots=True)
class Side:
    """A checkout whose commands run in its home; paths of both are as long as the other side's."""

    checkout: Path
    home: Path

    def environment(self, **more: str) -> dict[str, str]:
        """What the user's own settings would change is left out."""
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("BOT_", "DISCORD_"))
        }
        fixed = {"PYTHONPATH": str(self.checkout), "PYTHONWARNINGS": "ignore", "PYTHONDONTWRITEBYTECODE": "1"}
        return {**kept, **fixed, "COLUMNS": WIDTH, "PYTHONIOENCODING": "utf-8", **more}

    def run(self, one: Call) -> Said:
        """In a process of its own, as a script would run it."""
        done = subprocess.run(
            (sys.executable, "-m", "bot", *one.words),
            cwd=self.home,
            env=self.environment(**one.more),
            input=one.given,
            capture_output=True,
            check=False,
            timeout=600,
        )
        return self.said(done.returncode, done.stdout, done.stderr)

    def run_many(self, calls: Sequence[Call]) -> list[Said]:
        """Each in a fork of one process that has imported everything already."""
        lines = "".join(json.dumps([one.words, one.given.decode(), one.more]) + "\n" for one in calls)
        done = subprocess.run(
            (sys.executable, "-P", MANY),
            cwd=self.home,
            env=self.environment(),
            input=lines.encode(),
            stdout=subprocess.PIPE,
            check=True,
            timeout=3600,
        )
        found = [json.loads(line) for line in done.stdout.splitlines()]
        return [self.said(code, out.encode(), err.encode()) for code, out, err in found]

    def said(self, code: int, out: bytes, err: bytes) -> Said:
        return Said(
            code,
            self.neutral(out.decode(errors="backslashreplace")),
            self.neutral(err.decode(errors="backslashreplace")),
        )

    def neutral(self, text: str) -> str:
        """Without where this side happens to lie."""
        return text.replace(str(self.home), "<home>").replace(str(self.checkout), "<checkout>")
