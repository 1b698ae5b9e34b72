"""What the bot asked of Discord and what it kept, as text; what is random goes by its place instead."""

import json
import re
import sqlite3
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from tests.discord_server.recording import Request, Upload

TOKEN = re.compile(r"(?<=/)[A-Za-z0-9_-]{32}(?=[/ ])")
NAMES = (
    ("hash", re.compile(r"\b[0-9a-f]{64}\b")),
    ("id", re.compile(r"(?<![\w.])\d{17,20}(?!\w)")),
    ("nonce", re.compile(r'(?<="nonce": ")[^"]+(?=")')),
)
TIMES = (
    (re.compile(r"<t:\d+(:\w)?>"), r"<t:time\1>"),
    (re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)?"), "<instant>"),
    (re.compile(r'("elapsed_ms": )[\d.]+'), r"\1<time>"),
    (re.compile(r"(Reference: |reference )[0-9a-f]{8}\b"), r"\1<reference>"),
    (
        re.compile(r"answers within [\d,.]+ ms|answers within a time not measured yet"),
        "answers within <time>",
    ),
    (re.compile(r"\bagain in [\d,]+ (second|minute)s?"), "again in <time>"),
    (re.compile(r"http://127\.0\.0\.1:\d+"), "<discord>"),
)
HEADERS = ("User-Agent", "X-Audit-Log-Reason")
SILENT = {"sqlite_sequence"}


class Names:
    """The first id seen is `id 1` and stays it, so that a mixed-up id shows; times are times."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str] = {}

    def neutral(self, text: str) -> str:
        text = TOKEN.sub("<token>", text)
        for kind, pattern in NAMES:
            text = pattern.sub(lambda found, kind=kind: self._name(kind, found[0]), text)
        for pattern, instead in TIMES:
            text = pattern.sub(instead, text)
        return text

    def _name(self, kind: str, value: str) -> str:
        number = 1 + sum(known == kind for known, _ in self._known)
        return self._known.setdefault((kind, value), f"<{kind} {number}>")


def request_text(request: Request) -> str:
    """One request with everything in it; the boundary of a form is not looked at."""
    headers = {name: value for name, value in request.headers.items() if name in HEADERS}
    head = f"{request.method} {request.path} {json.dumps(request.query)} {json.dumps(headers)}"
    body = "" if request.body is None else json.dumps(request.body, indent=1, ensure_ascii=False)
    return "\n".join(
        [f"{head} -> {request.status}", body, *map(upload_text, request.files), *request.problems]
    )


def upload_text(upload: Upload) -> str:
    """Words where there are words, else a fingerprint."""
    try:
        content = upload.data.decode()
    except UnicodeDecodeError:
        content = f"{len(upload.data)} bytes, sha256 {sha256(upload.data).hexdigest()[:40]}"
    return f"file {upload.field} {upload.name}\n{content}"


def database_text(path: Path) -> str:
    """Every table: as it was made, and every row of it."""
    with sqlite3.connect(path) as opened:
        opened.row_factory = sqlite3.Row
        made = opened.execute("SELECT name, type, sql FROM sqlite_master ORDER BY type DESC, name").fetchall()
        lines = [f"{each['type']} {each['name']}: {each['sql']}" for each in made]
        for table in (
            each["name"] for each in made if each["type"] == "table" and each["name"] not in SILENT
        ):
            order = " ORDER BY given_at" if table == "feedback" else ""  # its key is a hash, and so random
            rows = opened.execute(f"SELECT * FROM {table}{order}")
            lines += (f"{table} {row_text(row)}" for row in rows)
    opened.close()
    return "\n".join(lines)


def row_text(row: sqlite3.Row) -> str:
    return json.dumps(dict(zip(row.keys(), row, strict=True)), ensure_ascii=False)


def joined(requests: Iterable[Request]) -> str:
    return "\n".join(map(request_text, requests))
