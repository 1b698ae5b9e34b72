"""What a gap may be closed with: document sentences that speak of it, and facts that quote them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.domain.briefing import Briefing, Citation
from bot.domain.markdown import is_markdown, unmarked
from bot.domain.passages import Piece, pieces
from bot.services.searching import FoundPassage
from bot.services.snapshot import Snapshot

TOPIC: Final = "new"  # where no fact quotes the same part of a document
_NEARBY: Final = 2_000  # characters from one quote to the next
_LONGEST_ANSWER: Final = 400
_LISTED: Final = re.compile(r"^(?:[-*+•]|\d{1,3}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence of a document, the same without the document's marks, and where it stands."""

    source: str
    text: str
    answer: str
    start: int = field(compare=False)

    def is_quoted_by(self, cited: Citation) -> bool:
        """Whether most of the two is the same stretch of the document."""
        end = self.start + len(self.text)
        same = min(end, cited.end) - max(self.start, cited.start)
        return self.source == cited.source and 2 * same > max(len(self.text), cited.end - cited.start)


def quotations(snapshot: Snapshot, ways: Sequence[str]) -> list[Quotation]:
    """The document sentences that surely speak of what most of the questions ask, best first."""
    votes: defaultdict[Quotation, float] = defaultdict(float)
    for way in ways:
        for passage in snapshot.passages.nearby(way, limit=2):
            for quotation, share in _sentences(snapshot, passage):
                votes[quotation] += passage.score * share
    return sorted(votes, key=lambda each: (votes[each], each.text), reverse=True)


def _sentences(snapshot: Snapshot, passage: FoundPassage) -> Iterator[tuple[Quotation, float]]:
    """The quotable sentences of a passage, with the share of the query that each has, by weight."""
    citation = passage.citation
    weights = [(start, _weight(snapshot, citation.text[start:end])) for start, end in passage.marks]
    whole = sum(weight for _, weight in weights) or 1.0
    for piece in pieces(citation.text):
        marked = sum(weight for start, weight in weights if piece.start <= start < piece.end)
        quotation = _quotation(citation, piece) if marked else None
        if quotation is not None:
            yield quotation, marked / whole


def _quotation(citation: Citation, piece: Piece) -> Quotation | None:
    """None for a heading, an overlong sentence, or a table row, which says little without its header."""
    text = _LISTED.sub("", " ".join(piece.text.split()))
    bare = unmarked(text) if is_markdown(citation.file) else text
    if piece.is_heading or text.startswith("|") or not 0 < len(bare) <= _LONGEST_ANSWER:
        return None
    answer = bare if bare[-1] in ".!?…" else f"{bare}."
    return Quotation(citation.source, text, answer[:1].upper() + answer[1:], citation.start + piece.start)


def tellers(briefing: Briefing, quote: Quotation) -> set[str]:
    """The facts that quote this sentence."""
    every = briefing.citations.items()
    return {fact for fact, citations in every if any(map(quote.is_quoted_by, citations))}


def topic_of(snapshot: Snapshot, quote: Quotation) -> str:
    """The topic of the fact whose quote stands nearest: documents keep together what belongs together."""
    briefing = snapshot.briefing
    distances = (
        (abs(cited.start - quote.start), fact_id)
        for fact_id, citations in briefing.citations.items()
        for cited in citations
        if cited.source == quote.source
    )
    distance, nearest = min(distances, default=(_NEARBY, ""))
    return briefing.facts[nearest].topic if distance < _NEARBY else TOPIC


def _weight(snapshot: Snapshot, word: str) -> float:
    """The weight of a word in the sheet's index."""
    return sum(term.weight for term in snapshot.matcher.parse(word).terms)
