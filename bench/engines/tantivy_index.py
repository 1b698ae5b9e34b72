"""tantivy with English stems over phrasings and text, exact or with one-edit fuzzy terms."""

from collections.abc import Sequence

import tantivy

from bench.engines.engine import Hit, whole_text
from bot.matching.results import Record

FIELD = "said"
FUZZY_WEIGHTS = (0.5, 1.0, 2.0, 3.0, 5.0)  # a fuzzy term scores a constant 1; which weight is best depends


class Tantivy:
    """An in-memory index; with a fuzzy weight, a word the index never saw is looked up within one edit."""

    def __init__(self, records: Sequence[Record], fuzzy_weight: float = 0.0) -> None:
        self._fuzzy_weight = fuzzy_weight
        self._analyzer = _english()
        self._schema = _schema()
        index = tantivy.Index(self._schema)
        writer = index.writer(heap_size=200_000_000, num_threads=1)
        for record in records:
            writer.add_document(tantivy.Document(id=[record.id], **{FIELD: [whole_text(record)]}))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def ask(self, question: str, limit: int) -> Sequence[Hit]:
        terms = [self._query(term) for term in self._analyzer.analyze(question)]
        if not terms:
            return []
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
        found = self._searcher.search(query, limit).hits
        return [Hit(self._searcher.doc(place)["id"][0], score) for score, place in found]

    def _query(self, term: str) -> tantivy.Query:
        if self._fuzzy_weight and not self._searcher.doc_freq(FIELD, term):
            near = tantivy.Query.fuzzy_term_query(self._schema, FIELD, term, distance=1)
            return tantivy.Query.boost_query(near, self._fuzzy_weight)
        return tantivy.Query.term_query(self._schema, FIELD, term)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field(FIELD, stored=False, tokenizer_name="en_stem")
    return builder.build()


def _english() -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (
        tantivy.Filter.remove_long(40),
        tantivy.Filter.lowercase(),
        tantivy.Filter.stemmer("english"),
    ):
        builder = builder.filter(step)
    return builder.build()
