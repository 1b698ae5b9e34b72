"""bm25s with Snowball stems over phrasings and text, in each of its variants."""

from collections.abc import Sequence
from dataclasses import dataclass

import bm25s
import Stemmer

from bench.engines.engine import Hit, whole_text
from bot.matching.results import Record


@dataclass(frozen=True, slots=True)
class Bm25Variant:
    """A formula, with or without English stop words."""

    method: str
    stopwords: str | None

    def __str__(self) -> str:
        return self.method + ("" if self.stopwords is None else ", stop words dropped")


VARIANTS = tuple(
    Bm25Variant(method, stopwords)
    for method in ("lucene", "robertson", "atire", "bm25+", "bm25l")
    for stopwords in (None, "english")
)


class Bm25:
    """One BM25 field for all that a record says."""

    def __init__(self, records: Sequence[Record], variant: Bm25Variant = VARIANTS[0]) -> None:
        self._variant = variant
        self._stemmer = Stemmer.Stemmer("english")
        self._ids = [record.id for record in records]
        self._index = bm25s.BM25(method=variant.method)
        self._index.index(self._tokens([whole_text(record) for record in records]), show_progress=False)

    def ask(self, question: str, limit: int) -> Sequence[Hit]:
        found, scores = self._index.retrieve(
            self._tokens([question]), k=min(limit, len(self._ids)), show_progress=False
        )
        return [Hit(self._ids[place], float(score)) for place, score in zip(found[0], scores[0], strict=True)]

    def _tokens(self, texts: list[str]) -> bm25s.tokenization.Tokenized:
        stopwords: str | list[str] = self._variant.stopwords or []
        return bm25s.tokenize(texts, stopwords=stopwords, stemmer=self._stemmer, show_progress=False)
