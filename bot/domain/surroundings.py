"""What stands around a quote in its document."""

import re
from dataclasses import dataclass

from bot.domain.briefing import Citation
from bot.domain.markdown import is_markdown, unmarked_around

AROUND = 400  # characters to either side; a paragraph is seldom longer
_FAR = 10 * AROUND  # characters; a whole book may be one paragraph
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_FIRST_WORD = re.compile(r"\S*\s+")
_LAST_WORD = re.compile(r"\s+\S*\Z")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What precedes and follows a quote in its paragraph; an ellipsis stands for more."""

    before: str
    after: str


def surroundings(citation: Citation, text: str) -> Surroundings:
    """The paragraph around a citation, cut between words when it is too long."""
    before = _BLANK_LINE.split(text[max(citation.start - _FAR, 0) : citation.start])[-1]
    after = _BLANK_LINE.split(text[citation.end : citation.end + _FAR], maxsplit=1)[0]
    if is_markdown(citation.file):
        start = len(before)
        whole = f"{before}{text[citation.start : citation.end]}{after}"
        before, after = unmarked_around(whole, start, len(whole) - len(after))
    return Surroundings(_end_of(before.lstrip()), _beginning_of(after.rstrip()))


def _end_of(text: str) -> str:
    return text if len(text) <= AROUND else f"… {_FIRST_WORD.sub('', text[-AROUND:], count=1)}"


def _beginning_of(text: str) -> str:
    return text if len(text) <= AROUND else f"{_LAST_WORD.sub('', text[:AROUND])} …"
