"""The two names of a day's digest in a channel: a label that people see and a nonce for Discord."""

import re
from dataclasses import dataclass
from datetime import date
from string import ascii_lowercase, digits
from typing import Self

_DIGITS = digits + ascii_lowercase
_LABEL = re.compile(r"\bDigest (\d{4}-\d{2}-\d{2}) · No\. (\d{1,9})\b", re.ASCII)


@dataclass(frozen=True, slots=True)
class DigestLabel:
    """The small print of every digest, by which one is found again after a crash while sending."""

    day: date
    number: int

    def __str__(self) -> str:
        return f"Digest {self.day.isoformat()} · No. {self.number}"

    @classmethod
    def in_text(cls, text: str) -> Self | None:
        """The first label in a text."""
        for found in _LABEL.finditer(text):
            try:
                return cls(date.fromisoformat(found[1]), int(found[2]))
            except ValueError:  # 2025-02-30 looks like a date
                continue
        return None


def nonce(channel: int, day: date) -> str:
    """Unique to a channel and local date, always the same, and at most 25 characters."""
    return f"d{day.isoformat().replace('-', '')}-{_base36(channel)}"


def _base36(number: int) -> str:
    higher, lowest = divmod(number, len(_DIGITS))
    return (_base36(higher) if higher else "") + _DIGITS[lowest]
