"""The text of a web page as Markdown, by trafilatura; needs the extra `documents`.

What stands around the text (menus, banners, feet) is left out.
"""

import logging
import re
from typing import Final

from bot.sheets.documents import MEGABYTE, UnreadableFileError

_TITLED: Final = re.compile(r"^# ", re.MULTILINE)
_SENTENCE: Final = re.compile(r"(?:\w+\W+?){3}\w")  # of four words: less is a menu
_LINE_END: Final = re.compile(r"[^\S\n]+$", re.MULTILINE)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_BROKEN: Final = (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError)


def page_text(content: bytes, name: str, most_mb: int) -> str:
    """The text with headings, lists and tables, and the title where the text has no heading like it."""
    from trafilatura import extract, extract_metadata

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what cannot be read is told below
    try:
        found = extract(content, output_format="markdown", include_comments=False) or ""
        title = getattr(extract_metadata(content), "title", None) or "" if found else ""
    except _BROKEN as error:
        raise _empty(name) from error
    text = _LINE_END.sub("", _CONTROL.sub("", found)).strip()
    if not _SENTENCE.search(text):
        raise _empty(name)
    if len(text) > most_mb * MEGABYTE:
        hint = "Make it smaller, or raise knowledge.document_mb."
        raise UnreadableFileError(f"{name} holds more than {most_mb} MB of text; at most that is read.", hint)
    title = " ".join(_CONTROL.sub("", title).split())
    return f"# {title}\n\n{text}\n" if title and not _TITLED.search(text) else f"{text}\n"


def _empty(name: str) -> UnreadableFileError:
    hint = "A script may write it in the browser: copy what it says into a .md or .txt file."
    return UnreadableFileError(f"{name} holds no text that can be taken out.", hint)
