"""The version of a briefing: a short hash of what it says, whatever file or order it is written in."""

import json
from collections.abc import Mapping
from hashlib import sha256

from bot.domain.briefing import Document
from bot.domain.sheet import FactSheet

LENGTH = 10


def fingerprint(sheet: FactSheet, documents: Mapping[str, Document]) -> str:
    """Changes with every word of the sheet or of its documents, and with nothing else."""
    content = sheet.model_dump(mode="json")
    content["vocabulary"].sort()
    for section in ("facts", "open_questions"):
        content[section].sort(key=lambda entry: entry["id"])
    content["documents"] = {name: _hash(document.text) for name, document in documents.items()}
    return _hash(json.dumps(content, sort_keys=True, ensure_ascii=False))[:LENGTH]


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
