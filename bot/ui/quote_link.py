"""Where a quote can be read on the web: the page's address, with the words that a browser then marks.

https://wicg.github.io/scroll-to-text-fragment/ tells how: long quotes by their first and last words.
"""

import re
from typing import Final
from urllib.parse import quote

from bot.domain.briefing import Citation

FEW: Final = 10  # so many words are written out
EDGE: Final = 4
_BLANK_LINE: Final = re.compile(r"\n\s*\n")


def quote_url(citation: Citation) -> str | None:
    """None where the source has no page."""
    if citation.url is None:
        return None
    words = citation.shown.split()
    short = len(words) <= FEW and not _BLANK_LINE.search(citation.shown)
    spans = [words] if short else [words[:EDGE], words[-EDGE:]]
    mark = "" if "#" in citation.url else "#"
    return f"{citation.url}{mark}:~:text={','.join(_encoded(' '.join(span)) for span in spans)}"


def _encoded(words: str) -> str:
    """A dash has a meaning there."""
    return quote(words, safe="", errors="replace").replace("-", "%2D")
