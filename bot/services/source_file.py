"""A file that becomes a source of a sheet: its text, its title and its id."""

import re
from pathlib import Path

from bot.domain.briefing import Document
from bot.domain.outline import outline
from bot.errors import InputError
from bot.sheets.conversion import converted, text_name
from bot.sheets.documents import DOCUMENT_SETTING, ReadingRules, UnreadableFileError, read_text

_NO_TEXT = frozenset((".docx", ".doc", ".odt", ".rtf", ".pptx", ".xlsx", ".epub"))
_FRONT_MATTER_TITLE = re.compile(r"\ufeff?---\s*\n(?:.*\n)*?title:\s*(.+?)\s*\n")
_SUBJECT = re.compile(r"(?:Re|Subject|About): ")
# The first line of a plain text, which is its title where it stands in capitals or headings have numbers.
_HEAD = re.compile(r"\A\ufeff?\s*([^\W\d_][^\n.!?:;@]{3,60}?)[^\S\n]*\r?\n")


def read_source(path: Path, rules: ReadingRules) -> str:
    """A document's text, or what a list of questions holds."""
    if path.suffix.lower() in _NO_TEXT:
        raise InputError(f"{path} is not a text file. Save what it says as .md or .txt first.")
    try:
        if text_name(path):
            return converted(path, rules.document_mb)
        return read_text(path, rules.document_mb, DOCUMENT_SETTING)
    except UnreadableFileError as error:
        raise InputError(f"{error.message} {error.hint}") from error


def title_of(document: Document) -> str:
    """What its front matter says, else its subject, its first line or its first heading, else its name."""
    if document.markdown and (front := _FRONT_MATTER_TITLE.match(document.text)):
        return front[1].strip("\"'")
    sections = [section for section in outline(document) if section.names_topic]
    headings = [section.heading for section in sections]
    subjects = [_SUBJECT.sub("", heading) for heading in headings if _SUBJECT.match(heading)]
    is_numbered = not sections or document.text[sections[0].start :][:1].isdigit()
    first = [] if document.markdown else _HEAD.findall(document.text)
    heads = [*subjects, *(head for head in first if is_numbered or head.isupper()), *headings]
    return next(iter(heads), name_of(Path(document.file)))


def name_of(path: Path) -> str:
    """A file's name as a title."""
    title = " ".join(path.stem.replace("-", " ").replace("_", " ").split()).capitalize()
    return re.sub(r"\bfaqs?\b", "FAQ", title, flags=re.IGNORECASE)
