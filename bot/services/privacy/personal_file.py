"""A person's data as files: one plain JSON, or as many zips as it takes for Discord to accept each."""

import io
import json
import time
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self

NAME: Final = "briefing-bot-data"
# Discord takes 10 MB: https://docs.discord.com/developers/reference#uploading-files
LARGEST: Final = 8_000_000
PLAIN: Final = 1_000_000
BREATH: Final = 10
_CLOSING: Final = "\n  ]"
Entry = Mapping[str, object] | str


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that is handed over."""

    name: str
    content: bytes


class PersonalFile:
    """Written piece by piece; each part is JSON by itself: for each subject a list, one entry a line.

    It is written in a thread: ten thousand entries take a while.
    """

    def __init__(self, largest: int | None = None) -> None:
        self._largest = largest or LARGEST
        self._done: list[bytes] = []
        self._part = _Part()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._part.close()

    def add(self, subject: str, entries: Iterable[Entry]) -> None:
        """Subjects are added one after the other, empty ones too."""
        self._part.begin(subject)
        for number, entry in enumerate(entries):
            if number % BREATH == 0:
                time.sleep(0)  # yield the GIL now, not in five milliseconds
            if self._part.size > self._largest:
                self._done.append(self._part.finish())
                self._part = _Part()
                self._part.begin(subject)
            self._part.write(json.dumps(entry, ensure_ascii=False, default=datetime.isoformat))

    def finish(self) -> list[DataFile]:
        zipped, plain = self._part.finish(), self._part.plain
        if not self._done and plain is not None:
            return [DataFile(f"{NAME}.json", plain)]
        parts = [*self._done, zipped]
        return [DataFile(f"{NAME}-{number}.zip", part) for number, part in enumerate(parts, start=1)]


class _Part:
    """One zip with one JSON file; while it is short, it is kept as plain JSON."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        self._zip = zipfile.ZipFile(self._buffer, "w", zipfile.ZIP_DEFLATED)
        self._file = self._zip.open(f"{NAME}.json", "w")
        self._subject: str | None = None
        self._empty: bool  # since the subject that was begun last
        self._short: bytearray | None = bytearray()

    @property
    def size(self) -> int:
        """Bytes of the zip so far, of which the last may still be on their way."""
        return self._buffer.tell()

    @property
    def plain(self) -> bytes | None:
        return None if self._short is None else bytes(self._short)

    def begin(self, subject: str) -> None:
        if subject != self._subject:
            opening = "{" if self._subject is None else f"{_CLOSING},"
            self._put(f"{opening}\n  {json.dumps(subject)}: [")
            self._subject, self._empty = subject, True

    def write(self, line: str) -> None:
        self._put(f"{'' if self._empty else ','}\n    {line}")
        self._empty = False

    def finish(self) -> bytes:
        self._put(f"{_CLOSING}\n}}\n")
        self.close()
        return self._buffer.getvalue()

    def close(self) -> None:
        self._file.close()
        self._zip.close()

    def _put(self, text: str) -> None:
        content = text.encode()
        self._file.write(content)
        if self._short is not None:
            self._short += content
            if len(self._short) > PLAIN:
                self._short = None
