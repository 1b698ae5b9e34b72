"""Pydantic's errors in the words of the file's author: what is wrong, and what to do."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pydantic_core import ErrorDetails
from rapidfuzz import process
from rapidfuzz.distance import Indel

ECHO = 60
# What golden questions are often written with, and a source.
_OTHER_NAMES = {
    "question": "ask",
    "q": "ask",
    "id": "fact",
    "path": "file",
    "name": "title",
}
_QUOTE = '{source: leaflet, text: "the exact words of the document"}'
_ODD_SPACE = re.compile("[\xa0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]")


@dataclass(frozen=True, slots=True)
class Complaint:
    """One of pydantic's errors, what a person calls its place, and the keys allowed there."""

    detail: ErrorDetails
    label: str
    known: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        given = self.detail["input"]
        return given if isinstance(given, str) else ""

    @property
    def sort(self) -> str:
        match self.detail["input"]:
            case str():
                return f"the text {echo(self.text)}"
            case list():
                return "a list"
            case _:
                return "a block of keys and values"


def wording(complaint: Complaint) -> tuple[str, str]:
    """The message and the hint."""
    return _WORDINGS.get(complaint.detail["type"], _other)(complaint)


def closest(name: str, choices: Iterable[str]) -> str | None:
    """What somebody who wrote this name probably meant."""
    found = process.extractOne(
        name.lower(), sorted(choices), scorer=Indel.normalized_similarity, score_cutoff=0.7
    )
    return found[0] if found else None


def meant_key(key: str, known: Iterable[str]) -> str | None:
    """The key that somebody who wrote this one probably meant."""
    choices = frozenset(known)
    other = _OTHER_NAMES.get(key.lower(), "")
    return other if other in choices else closest(key, choices)


def did_you_mean(name: str, choices: Iterable[str], otherwise: str) -> str:
    """A hint that names the nearest choice, or this other hint."""
    nearest = closest(name, choices)
    return f"Did you mean `{nearest}`?" if nearest else otherwise


def echo(text: str, length: int = ECHO) -> str:
    """A piece of a file on one line, short enough for a sentence."""
    flat = " ".join(text.split())
    return f"“{flat}”" if len(flat) <= length else f"“{flat[: length - 1]}…”"


def unknown_key(key: str, known: Iterable[str]) -> tuple[str, str]:
    keys = sorted(known)
    if odd := _ODD_SPACE.search(key):
        message = f"A space that is none for YAML (U+{ord(odd[0]):04X}) stands in the key `{key.strip()}`."
        return message, "Write an ordinary space in its place."
    meant = meant_key(key, keys)
    hint = f"Did you mean `{meant}`?" if meant else f"Possible: {', '.join(keys)}."
    return f"The key `{key}` is unknown here.", hint


def _missing(complaint: Complaint) -> tuple[str, str]:
    example = _EXAMPLES.get(str(complaint.detail["loc"][-1]))
    return (
        f"The key {complaint.label} is missing.",
        f"Add it, for example {example}." if example else "Add it.",
    )


def _unknown(complaint: Complaint) -> tuple[str, str]:
    return unknown_key(str(complaint.detail["loc"][-1]), complaint.known)


def _not_text(complaint: Complaint) -> tuple[str, str]:
    message = f"{complaint.label} must be text, but it is {complaint.sort}."
    return message, "Put quotes around it if it is meant as text."


def _empty(complaint: Complaint) -> tuple[str, str]:
    return f"{complaint.label} is empty.", "Write something, or delete it."


def _not_list(complaint: Complaint) -> tuple[str, str]:
    message = f"{complaint.label} must be a list, but it is {complaint.sort}."
    if complaint.label == "`quotes`":
        return message, f"Write quotes: [{_QUOTE}]"
    return message, "Write [one, two], or a line “- …” for each."


def _too_short(complaint: Complaint) -> tuple[str, str]:
    least = complaint.detail["ctx"]["min_length"]
    noun = "entry" if least == 1 else "entries"
    return f"{complaint.label} needs at least {least} {noun}.", "Add what is missing."


def _not_block(complaint: Complaint) -> tuple[str, str]:
    message = f"{complaint.label} must be a block of keys and values, but it is {complaint.sort}."
    if complaint.label.endswith(" of `quotes`"):
        return message, f"Write {_QUOTE}"
    keys = f", with the keys {', '.join(sorted(complaint.known))}" if complaint.known else ""
    return message, f"Write “key: value” lines{keys}."


def _no_choice(complaint: Complaint) -> tuple[str, str]:
    choices = re.findall(r"'([^']+)'", str(complaint.detail["ctx"]["expected"]))
    listed = f"Use {', '.join(choices[:-1])} or {choices[-1]}."
    given = echo(complaint.text) if complaint.text else complaint.sort
    return f"{complaint.label} cannot be {given}.", did_you_mean(complaint.text, choices, listed)


def _no_id(complaint: Complaint) -> tuple[str, str]:
    rules = "Use up to 64 small letters, digits and hyphens"
    proposal = re.sub(r"[^a-z0-9]+", "-", complaint.text.lower()).strip("-")[:64].strip("-")
    hint = f"{rules}, for example {proposal}." if proposal else f"{rules}."
    return f"{echo(complaint.text)} cannot be an id.", hint


def _no_date(complaint: Complaint) -> tuple[str, str]:
    message = f"{complaint.label} must be a date that exists, but it is {complaint.sort}."
    return message, "Write it as YYYY-MM-DD, for example 2025-04-08."


def _other(complaint: Complaint) -> tuple[str, str]:
    message = f"{complaint.label} cannot be used: {complaint.detail['msg']}."
    return message, "Look at the example in the README."


_EXAMPLES: Mapping[str, str] = {
    "id": "“id: opening-hours”: a short name that never changes",
    "topic": "“topic: opening hours”: words of your own, under which facts are listed together",
    "question": "“question: When is the library open?”",
    "answer": "“answer: It is open on Saturdays from 10.00 to 13.00.”",
    "quotes": "“quotes: [{source: leaflet, text: open on Saturdays}]”, in the exact words of the document",
    "source": "“source: leaflet”: an id from `sources`",
    "text": "“text: open on Saturdays”, in the exact words of the document",
    "file": "“file: seeds/leaflet.txt”",
    "title": "“title: The leaflet of the library”",
    "reason": "“reason: leads up to a list”",
}
_WORDINGS: Mapping[str, Callable[[Complaint], tuple[str, str]]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "string_type": _not_text,
    "string_too_short": _empty,
    "tuple_type": _not_list,
    "too_short": _too_short,
    "model_type": _not_block,
    "enum": _no_choice,
    "string_pattern_mismatch": _no_id,
    "value_error": _no_date,
    "date_type": _no_date,
    "date_parsing": _no_date,
    "date_from_datetime_parsing": _no_date,
}
