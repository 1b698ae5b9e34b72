"""The words of a quote or a passage as shown: in lines, without its document's marks."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, pairwise
from typing import Final

from bot.domain.briefing import Citation
from bot.domain.markdown import is_markdown, unmarked_piece
from bot.domain.sheet import Markup
from bot.services.searching import FoundPassage
from bot.ui.texts.answers import quoted
from bot.ui.texts.plain import one_line

# Nobody types these; they keep the place of a mark while everything else is made harmless.
OPENING: Final = "\ue0f0"
CLOSING: Final = "\ue0f1"
_MARKED: Final = re.compile(f"{OPENING}(.*?){CLOSING}", re.DOTALL)
# What begins a line of its own in Markdown and wherever people wrap lines by hand.
_OPENS: Final = re.compile(r"(?: {4}|\t|\s*(?:[-*+•>|#]|\d{1,3}[.)]\s|```))")
_FENCE: Final = re.compile(r"\s*```")
_BORDER: Final = re.compile(r"(?<!\\)\|")
_RULE: Final = re.compile(r"[|:\s-]+")
_SIGN: Final = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+")


def quote_text(citation: Citation, markup: Markup | None) -> str:
    """One line in quotation marks, or several lines without."""
    said = lines(citation) if markup else []
    return "\n".join(said) if len(said) > 1 else quoted(citation)


def lines(citation: Citation) -> list[str]:
    """Wrapped lines are joined; list entries, paragraphs and code lines stand alone."""
    found, in_code, going_on = list[str](), False, False
    for line in citation.text.strip().splitlines():
        if _FENCE.match(line):
            in_code, going_on = not in_code, False
        elif in_code:
            found.append(line.rstrip())
        elif not _said(citation, line):
            going_on = False
        elif going_on and not _OPENS.match(line):
            found[-1] = f"{found[-1]} {_said(citation, line)}"
        else:
            found.append(_said(citation, line))
            going_on = True
    return found


def _said(citation: Citation, line: str) -> str:
    """Without Markdown marks, but with the sign of a list entry."""
    if not is_markdown(citation.file):
        return one_line(line)
    sign = _SIGN.match(line)
    return one_line(f"{sign[0] if sign else ''}{_bare(line)}")


def _bare(line: str) -> str:
    """Without marks; the cells of a table row stay apart."""
    if not line.lstrip().startswith("|"):
        return unmarked_piece(line)
    cells = () if _RULE.fullmatch(line) else (unmarked_piece(cell).strip() for cell in _BORDER.split(line))
    return " | ".join(filter(None, cells))


def marked_text(passage: FoundPassage) -> str:
    """A passage's lines with OPENING and CLOSING around what was searched for, unless the text has these."""
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
