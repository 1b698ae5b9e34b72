"""Vocabulary groups: what a document itself calls by two names."""

import re
from collections.abc import Iterator

from bot.domain.briefing import Document
from bot.domain.markdown import unmarked
from bot.matching import english

_ACRONYM = re.compile(r"((?:[A-Z][\w’'-]+ ){1,5}[A-Z][\w’'-]+) \(([A-Z]{2,6})\)")
_PERSON = re.compile(r"\b([A-Z][a-z]+) ([A-Z][a-z]{2,})\b")


def name_groups(document: Document) -> Iterator[tuple[str, ...]]:
    """Names with their short forms, and people whom the document also calls by the last name alone."""
    text = unmarked(document.text) if document.markdown else document.text
    seen: set[str] = set()
    for full, short in (*_acronyms(text), *_last_names(text)):
        if short not in seen:
            seen.add(short)
            yield full, short


def _acronyms(text: str) -> Iterator[tuple[str, str]]:
    for full, short in _ACRONYM.findall(text):
        initials = "".join(part[0] for part in full.split() if part[0].isupper())
        if initials.endswith(short):
            yield full.removeprefix("The "), short


def _last_names(text: str) -> Iterator[tuple[str, str]]:
    common = english.common_words()
    for first, last in dict.fromkeys(_PERSON.findall(text)):
        alone = re.search(rf"(?<!{first} )\b{last}\b", text)
        if alone and last.lower() not in common and first.lower() not in common:
            yield f"{first} {last}", last
