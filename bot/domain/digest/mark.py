"""The mark of a digest: its day and number, as people see them and as a crash is settled by them."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

_MARK = re.compile(r"\bDigest (\d{4}-\d{2}-\d{2}) · No\. (\d{1,9})\b", re.ASCII)


@dataclass(frozen=True, slots=True)
class Mark:
    """The small line that every digest carries."""

    day: date
    number: int

    def __str__(self) -> str:
        return f"Digest {self.day.isoformat()} · No. {self.number}"

    @classmethod
    def find(cls, text: str) -> Self | None:
        """The first mark of a text."""
        for found in _MARK.finditer(text):
            try:
                return cls(date.fromisoformat(found[1]), int(found[2]))
            except ValueError:  # 2025-02-30 looks like a date
                continue
        return None
