"""Web pages and PDFs as text that can be quoted: facts quote plain text and Markdown alone.

It needs the extra `documents`. Menus, banners and footers of a page are left out.
"""

import logging
import re
from pathlib import Path
from typing import Final

from bot.sheets.documents import MEGABYTE, TEXTS, UnreadableFileError, read_bytes, shown

_TITLED: Final = re.compile(r"^# ", re.MULTILINE)
_SENTENCE: Final = re.compile(r"(?:\w+\W+?){3}\w")  # of four words: less is a menu
_LINE_END: Final = re.compile(r"[^\S\n]+$", re.MULTILINE)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_BROKEN: Final = (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError)


def text_name(path: Path) -> str | None:
    """The name for the text of a web page or PDF; None for a document that is text already."""
    ending = TEXTS.get(path.suffix.lower())
    return ending and path.stem + ending


def converted(path: Path, most_mb: int) -> str:
    """The text of such a document."""
    content, name = read_bytes(path, most_mb), shown(path)
    try:
        if path.suffix.lower() == ".pdf":
            from bot.sheets.pdf_file import pdf_text

            return pdf_text(content, name, most_mb)
        return _page_text(content, name, most_mb)
    except ImportError as error:
        hint = "Install it in the project's folder: pip install '.[documents]'"
        raise UnreadableFileError(f"What reads {path.suffix} files is not installed.", hint) from error


def _page_text(content: bytes, name: str, most_mb: int) -> str:
    """Headings, lists and tables as text, with the title unless a heading repeats it."""
    found, title = _extracted(content, name)
    text = _LINE_END.sub("", _CONTROL.sub("", found)).strip()
    if not _SENTENCE.search(text):
        raise _without_text(name)
    if len(text) > most_mb * MEGABYTE:
        hint = "Make it smaller, or raise knowledge.document_mb."
        raise UnreadableFileError(f"{name} holds more than {most_mb} MB of text; at most that is read.", hint)
    title = " ".join(_CONTROL.sub("", title).split())
    return f"# {title}\n\n{text}\n" if title and not _TITLED.search(text) else f"{text}\n"


def _extracted(content: bytes, name: str) -> tuple[str, str]:
    """What trafilatura finds, and the title."""
    from trafilatura import extract, extract_metadata

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # reported below
    try:
        found = extract(content, output_format="markdown", include_comments=False) or ""
        return found, getattr(extract_metadata(content), "title", None) or "" if found else ""
    except _BROKEN as error:
        raise _without_text(name) from error


def _without_text(name: str) -> UnreadableFileError:
    hint = "A script may write it in the browser: copy what it says into a .md or .txt file."
    return UnreadableFileError(f"{name} holds no text that can be taken out.", hint)
