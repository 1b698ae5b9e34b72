"""The words of a passage as they are shown: in lines, without the document's marks, what was found marked."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, pairwise
from typing import Final

from bot.services.searching import FoundPassage
from bot.ui.quote_text import lines

# Nobody types these; they keep the place of a mark while everything else is made harmless.
OPENING: Final = "\ue0f0"
CLOSING: Final = "\ue0f1"
_MARKED: Final = re.compile(f"{OPENING}(.*?){CLOSING}", re.DOTALL)


def marked_text(passage: FoundPassage) -> str:
    """Its lines, with OPENING and CLOSING around what was looked for; text that has these goes without."""
    citation = passage.citation
    if OPENING in citation.text or CLOSING in citation.text:
        return "\n".join(lines(citation))
    edges = [0, *chain.from_iterable(passage.marks), len(citation.text)]
    parts = [citation.text[start:end] for start, end in pairwise(edges)]
    marked = (f"{OPENING}{part}{CLOSING}" if at % 2 else part for at, part in enumerate(parts))
    return "\n".join(lines(replace(citation, text="".join(marked))))


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The stretches of a marked text, and whether each is marked."""
    end = 0
    for found in _MARKED.finditer(text):
        yield text[end : found.start()], False
        yield found[1], True
        end = found.end()
    yield text[end:].replace(OPENING, "").replace(CLOSING, ""), False
