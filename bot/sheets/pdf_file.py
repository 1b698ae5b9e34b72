"""The text of a PDF, by pypdf; needs the extra `documents`."""

import io
import logging
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from bot.domain.printed_pages import PrintedLine, running_text
from bot.sheets.documents import MEGABYTE, UnreadableFileError

# What a broken file makes pypdf raise, beside its own errors: it was written for whole ones.
_BROKEN: Final = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError,
                  RecursionError, NotImplementedError, OSError, zlib.error)  # fmt: skip
MOST_PAGES: Final = 2_000
MOST_STEPS: Final = 5_000_000  # of drawing; a page of a book takes some hundreds


def pdf_text(content: bytes, name: str, most_mb: int) -> str:
    """Its paragraphs in reading order, as plain text."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it repairs silently concerns nobody
    try:
        reader = PdfReader(io.BytesIO(content))
        locked = reader.is_encrypted and not reader.decrypt("")
        lines = () if locked else tuple(_lines(reader, name, most_mb))
    except (PyPdfError, *_BROKEN) as error:
        if isinstance(error, PyPdfError) and "ncrypt" in str(error):
            raise _locked(name) from error
        hint = "Open it in a PDF viewer and save it anew, or save what it says as .txt."
        raise UnreadableFileError(f"{name} is not a readable PDF.", hint) from error
    if locked:
        raise _locked(name)
    return _with_words(running_text(lines), name)


def _with_words(text: str, name: str) -> str:
    if text:
        return text
    hint = "A text recognition (OCR) can add the text; then try again."
    raise UnreadableFileError(f"{name} holds no text: its pages are empty, or pictures.", hint)


def _locked(name: str) -> UnreadableFileError:
    return UnreadableFileError(f"{name} is locked with a password.", "Save a copy of it that has none.")


def _lines(reader: Any, name: str, most_mb: int) -> Iterator[PrintedLine]:
    found, steps, pages = 0, _Steps(name), len(reader.pages)
    if pages > MOST_PAGES:
        message = f"{name} has {pages:,} pages; at most {MOST_PAGES:,} are read."
        raise UnreadableFileError(message, "Take out those that matter, or save what they say as .txt.")
    for number, page in enumerate(reader.pages):
        lines = _lines_of(page, number, steps)
        found += sum(len(line.text) for line in lines)
        if found > most_mb * MEGABYTE:
            message = f"{name} holds more than {most_mb} MB of text; at most that is read."
            raise UnreadableFileError(message, "Make it smaller, or raise knowledge.document_mb.")
        yield from lines


def _lines_of(page: Any, number: int, steps: "_Steps") -> list[PrintedLine]:
    lines = _PageLines(number)
    page.extract_text(visitor_text=lines.add, visitor_operand_before=steps.count)
    lines.close()
    return lines.done


@dataclass
class _Steps:
    """Counts drawing operations, so that a file made to go on for ever comes to an end."""

    name: str
    done: int = 0

    def count(self, *_: object) -> None:
        self.done += 1
        if self.done > MOST_STEPS:
            hint = "Save what it says as .txt."
            raise UnreadableFileError(f"{self.name} is drawn of too many pieces to be read.", hint)


@dataclass
class _PageLines:
    """Joins the pieces that pypdf reports into lines; a line stands where its first piece does."""

    page: int
    done: list[PrintedLine] = field(default_factory=list)
    _text: str = ""
    _place: tuple[float, float, float] | None = None
    _bold: bool = True

    def add(
        self, text: str, page: list[float], piece: list[float], font: dict[str, Any] | None, size: float
    ) -> None:
        first, *others = text.split("\n")
        self._write(first, page, piece, font, size)
        for other in others:
            self.close()
            self._write(other, page, piece, font, size)

    def _write(
        self, text: str, page: list[float], piece: list[float], font: dict[str, Any] | None, size: float
    ) -> None:
        self._text += text
        if not text.strip():
            return
        x, y = piece[4], piece[5]
        at = x * page[0] + y * page[2] + page[4], x * page[1] + y * page[3] + page[5]
        scale = abs((piece[3] or piece[1]) * (page[3] or page[1]))
        self._place = self._place or (*at, float(size) * scale)
        self._bold = self._bold and "bold" in str((font or {}).get("/BaseFont", "")).lower()

    def close(self) -> None:
        if self._place is not None:
            x, y, size = self._place
            self.done.append(PrintedLine(self._text, self.page, x, y, size, self._bold))
        self._text, self._place, self._bold = "", None, True
