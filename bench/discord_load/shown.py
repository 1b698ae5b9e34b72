"""What our bot shows and keeps for each question: all that the bare client needs to do the same."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from bench.discord_load.contestants import Contestant

Shown = dict[str, dict[str, Any]]


async def observed(ourselves: Contestant, questions: Sequence[str], database: Path) -> Shown:
    """The components of each answer as they were sent, and the rows that were committed for it."""
    server, shown = ourselves.server, {}
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as log:
        for question in questions:
            asker = server.add_user("observer")  # nobody's question goes on from another's
            reply = await server.slash("ask", {"question": question}, user=asker)
            shown[question] = {
                "id": str(reply.id),
                "components": reply.callback["data"]["components"],
                "rows": _rows(log, reply.id),
            }
            server.forget()
    return shown


def _rows(log: sqlite3.Connection, request: int) -> list[tuple[Any, ...]]:
    """A message that asks several things has a row for each."""
    rows = log.execute("SELECT * FROM queries WHERE request_id = ?1 OR request_id GLOB ?1 || '-*'", [request])
    return [row[1:] for row in rows]


def write(shown: Shown, file: Path) -> Path:
    file.write_text(json.dumps(shown), encoding="utf-8")
    return file
