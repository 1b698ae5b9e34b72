"""What a member who switched embeds off sees of every reply that has a golden file, as rows of a table."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.discord_server.json_shape import Json
from tests.discord_server.messages import COMPONENTS_V2
from tests.discord_server.reading import flattened

HERE = Path(__file__).parent / "discord"
BEGINNING = 80
CHANNEL = re.compile(r"<#<id \d+>>")
SOMEBODY = re.compile(r"<@&?<id \d+>>")
TIME = re.compile(r"<(?:t:)?time(?::\w)?>")
VERSION = re.compile(r"\b[0-9a-f]{10}\b")
HEAD = "| Reply | Sent as | What it says first |\n|---|---|---|\n"
# What a golden file has in the place of a number.
UNQUOTED = re.compile(r"(?:(?<=: )|^ +)<\w+(?: \d+)?>", re.MULTILINE)
CHOICES = 8
FORM = 9
PICTURES = 12


@dataclass(frozen=True, slots=True)
class SeenReply:
    """The messages of one golden file."""

    name: str
    bodies: tuple[Json, ...]

    @property
    def row(self) -> str:
        forms = ", then ".join(dict.fromkeys(form(body) for body in self.bodies))
        return f"| {self.name} | {forms} | {beginning(self.bodies[0])} |"


def replies() -> Iterator[SeenReply]:
    """Of each page that says something; choices while typing and promises of a reply do not."""
    for file in sorted(HERE.glob("*/*.json")):
        requests = json.loads(UNQUOTED.sub("0", file.read_text("utf-8")))
        if not isinstance(requests, list):
            continue
        bodies = tuple(body for request in requests if (body := _message(request["body"])))
        if bodies:
            yield SeenReply(f"{file.parent.name}: {file.stem.replace('-', ' ')}", bodies)


def _message(body: Json) -> Json:
    if body.get("type") in {CHOICES, FORM}:
        return {}
    data: Json = body.get("data") or body
    return data if {"content", "components", "embeds"} & data.keys() else {}


def form(body: Json) -> str:
    parts = ["components" if (body.get("flags") or 0) & COMPONENTS_V2 else "plain words"]
    every = list(flattened(body.get("components") or []))
    parts += ["a described picture"] if any(each["type"] == PICTURES for each in every) else []
    parts += ["a file"] if body.get("attachments") and len(parts) == 1 else []
    return " with ".join(parts)


def words(body: Json) -> str:
    """All that is neither on a button nor in an embed."""
    displayed = [each["content"] for each in flattened(body.get("components") or []) if each["type"] == 10]
    return "\n".join([body.get("content") or "", *displayed]).strip()


def beginning(body: Json) -> str:
    """As a reader sees it, without the signs of the markdown."""
    shown = re.sub(r"\\(.)|\*\*|^(?:### |-# |> )", r"\1", words(body), flags=re.MULTILINE)
    shown = TIME.sub("(a time)", SOMEBODY.sub("@somebody", CHANNEL.sub("#channel", shown)))
    line = " ".join(VERSION.sub("…", shown).replace("|", "/").split())
    cut = line if len(line) <= BEGINNING else f"{line[:BEGINNING].rsplit(' ', 1)[0]} …"
    return cut.replace("<", "&lt;")


def table() -> str:
    return HEAD + "".join(f"{reply.row}\n" for reply in replies())
