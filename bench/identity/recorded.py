"""What the bot asked of Discord and what it kept, as text; what is random goes by its place instead."""

import json
import sqlite3
from collections.abc import Collection, Iterable
from hashlib import sha256
from pathlib import Path

from tests.discord_server.recording import Request, Upload

HEADERS = ("User-Agent", "X-Audit-Log-Reason")
SILENT = {"sqlite_sequence"}
# The keys of these are random, and so is the order of their rows; when each came about is not.
IN_ORDER_OF = {"feedback": "given_at", "askers": "guild_id, last_at", "erasures": "erased_at"}
RANDOM = {"erasures": ("id",)}


def request_text(request: Request) -> str:
    """One request with everything in it; the boundary of a form is not looked at."""
    headers = {name: value for name, value in request.headers.items() if name in HEADERS}
    head = f"{request.method} {request.path} {json.dumps(request.query)} {json.dumps(headers)}"
    body = "" if request.body is None else json.dumps(request.body, indent=1, ensure_ascii=False)
    return "\n".join(
        [f"{head} -> {request.status}", body, *map(upload_text, request.files), *request.problems]
    )


def is_unasked(request: Request) -> bool:
    """Posted by the bot of its own accord; for what somebody asked for, discord.py thinks of a number."""
    nonce = request.body.get("nonce") if isinstance(request.body, dict) else None
    return isinstance(nonce, str) and not nonce.isdecimal()


def upload_text(upload: Upload) -> str:
    """Words where there are words, else a fingerprint."""
    try:
        content = upload.data.decode()
    except UnicodeDecodeError:
        content = fingerprint(upload.data)
    return f"file {upload.field} {upload.name}\n{content}"


def fingerprint(data: bytes) -> str:
    return f"{len(data)} bytes, sha256 {sha256(data).hexdigest()[:40]}"


def database_text(path: Path) -> str:
    """Every table: as it was made, and every row of it."""
    with sqlite3.connect(path) as opened:
        opened.row_factory = sqlite3.Row
        made = opened.execute("SELECT name, type, sql FROM sqlite_master ORDER BY type DESC, name").fetchall()
        lines = [f"{each['type']} {each['name']}: {each['sql']}" for each in made]
        for table in (
            each["name"] for each in made if each["type"] == "table" and each["name"] not in SILENT
        ):
            order = f" ORDER BY {IN_ORDER_OF[table]}" if table in IN_ORDER_OF else ""
            rows = opened.execute(f"SELECT * FROM {table}{order}")
            lines += (f"{table} {row_text(row, RANDOM.get(table, ()))}" for row in rows)
    opened.close()
    return "\n".join(lines)


def row_text(row: sqlite3.Row, random: Collection[str] = ()) -> str:
    told = dict(zip(row.keys(), row, strict=True)) | dict.fromkeys(random, "<random>")
    return json.dumps(told, ensure_ascii=False, default=fingerprint)


def joined(requests: Iterable[Request]) -> str:
    return "\n".join(map(request_text, requests))
