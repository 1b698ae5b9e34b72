"""The index: candidates by BM25, held against the textbook, and found without reading everything."""

import math
import random
from collections import Counter
from collections.abc import Sequence
from itertools import chain

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching import index as index_module
from bot.matching.analysis import words
from bot.matching.index import K1, B, Index, build_index
from bot.matching.lexicon import Lexicon, TermClass
from bot.matching.results import Record
from tests.each_row import each_row

VOCABULARY = [["space station", "outpost"]]
LIGHTHOUSE = (
    Record("a", ("when was the lamp lit", "first night of the lamp"), "The lamp was lit in 1871."),
    Record("b", ("how high is the lamp",), "It stands 42 metres above the sea."),
    Record("c", ("who keeps the outpost", "keeper of the space station"), "Ada Brandt keeps it."),
    Record("d", ("can I visit",)),
    Record("e", (), "The sea is 42 metres deep. The sea is cold."),
)


def indexed(records: Sequence[Record]) -> tuple[Index, Lexicon]:
    lexicon = Lexicon(VOCABULARY)
    return build_index(records, lexicon), lexicon


def terms_of(lexicon: Lexicon, text: str) -> list[int]:
    """A phrase and its words count, as they do in the index."""
    tokens = lexicon.tokens([lexicon.words[word] for word in words(text)])
    return [term for token in tokens for term in (token.term, *token.inner)]


class Textbook:
    """BM25, word by word as the book has it."""

    def __init__(self, records: Sequence[Record], lexicon: Lexicon) -> None:
        texts = ((*record.phrasings, record.text) for record in records)
        self.bags = [Counter(term for text in of for term in terms_of(lexicon, text)) for of in texts]
        self.mean = sum(bag.total() for bag in self.bags) / len(self.bags)
        self.lexicon = lexicon

    def impact(self, term: int, at: int) -> float:
        size, df = len(self.bags), sum(term in bag for bag in self.bags)
        idf = math.log(1 + (size - df + 0.5) / (df + 0.5)) * self.lexicon.factor(self.lexicon.classes[term])
        tf, length = self.bags[at][term], self.bags[at].total()
        return idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * length / self.mean))


def test_every_impact_is_that_of_the_textbook() -> None:
    index, lexicon = indexed(LIGHTHOUSE)
    everything, book = np.arange(len(LIGHTHOUSE)), Textbook(LIGHTHOUSE, lexicon)

    terms = sorted(set(lexicon.words.values()))
    counts = np.array([[bag[term] for bag in book.bags] for term in terms])
    impacts = index.impacts(np.array(terms), counts, everything)

    assert len(terms) > 25
    expected = np.array([[book.impact(term, at) for term in terms] for at in everything.tolist()])
    assert impacts == pytest.approx(expected.T)
    for term, column in zip(terms, expected.T, strict=True):
        records, stored = index.postings.of(term)
        assert records.tolist() == np.flatnonzero(column).tolist()
        assert stored == pytest.approx(column[records], rel=1e-5)


def test_a_rarer_word_weighs_more_and_a_small_word_less() -> None:
    index, lexicon = indexed(LIGHTHOUSE)

    lamp, brandt, the = (index.weights[lexicon.words[word]] for word in ("lamp", "brandt", "the"))

    assert brandt > lamp > the > 0


def test_a_word_nobody_heard_of_weighs_more_than_any_other() -> None:
    index, _ = indexed(LIGHTHOUSE)

    assert index.unknown_weight > index.weights[index.postings.starts[1:] > index.postings.starts[:-1]].max()


def test_a_term_in_no_record_has_no_impact() -> None:
    index, lexicon = indexed(LIGHTHOUSE)
    absent = lexicon.words["duration"]

    assert index.postings.length(absent) == 0
    assert index.impacts(np.array([absent]), np.zeros((1, 1), np.int64), np.array([0])).tolist() == [[0.0]]


def test_rows_hold_every_phrasing_and_the_text_last() -> None:
    index, lexicon = indexed(LIGHTHOUSE)
    rows = index.rows

    texts = [text for record in LIGHTHOUSE for text in (*record.phrasings, record.text)]
    stored = [
        rows.terms[first:last].tolist()
        for first, last in zip(rows.row_starts, rows.row_starts[1:], strict=False)
    ]

    assert stored == [terms_of(lexicon, text) for text in texts]
    assert rows.record_starts.tolist() == [0, 3, 5, 8, 10, 11]


def test_the_words_inside_a_phrase_add_no_weight_to_a_row() -> None:
    index, lexicon = indexed(LIGHTHOUSE)
    row = 6

    expected = sum(index.weights[lexicon.words[word]] for word in ("keeper", "of", "the", "outpost"))

    assert index.rows.weights[row] == pytest.approx(expected)
    assert index.rows.inner.sum() == 2


def test_numbers_are_told_from_words() -> None:
    _, lexicon = indexed(LIGHTHOUSE)

    numbers = {word for word, term in lexicon.words.items() if lexicon.classes[term] is TermClass.NUMBER}

    assert numbers == {"1871", "42"}
    assert lexicon.classes[lexicon.words["1871"]] is TermClass.NUMBER


def chance_records(seed: int, size: int) -> tuple[Record, ...]:
    """Records of made-up words, a few of them common and most of them rare, as in any language."""
    dice = random.Random(seed)
    common, rare = (
        [f"kaf{at}"[:3] + "aeiou"[at] for at in range(5)],
        [f"zu{chr(97 + at)}ko" for at in range(26)],
    )

    def text() -> str:
        return " ".join(dice.choices(common, k=3) + dice.choices(rare, k=dice.randint(1, 4)))

    return tuple(Record(f"r{at:03}", (text(), text()), text()) for at in range(size))


@each_row("seed", range(6))
def test_retrieval_finds_what_a_full_scan_finds(seed: int) -> None:
    records = chance_records(seed, 60)
    index, lexicon = indexed(records)
    asked = [
        (term, 1.0)
        for term in dict.fromkeys(terms_of(lexicon, random.Random(seed).choice(records).phrasings[0]))
    ]

    found = index.retrieve(asked, 10).tolist()

    book = Textbook(records, lexicon)
    scan = [sum(book.impact(term, at) for term, _ in asked) for at in range(60)]
    tenth = sorted(scan, reverse=True)[9]
    assert found == sorted(found)
    assert len(found) == 10
    assert all(scan[at] >= tenth - 1e-4 for at in found)


@each_row("seed", range(6))
def test_beyond_those_wanted_only_what_comes_near_the_best_is_found(seed: int) -> None:
    records = chance_records(seed, 60)
    index, lexicon = indexed(records)
    dice = random.Random(seed)
    asked = [(term, 1.0) for term in dict.fromkeys(terms_of(lexicon, dice.choice(records).phrasings[0]))]

    found = {wanted: set(index.retrieve(asked, 20, wanted=wanted).tolist()) for wanted in (1, 5, 20)}

    book = Textbook(records, lexicon)
    score = {at: sum(book.impact(term, at) for term, _ in asked) for at in range(60)}
    highest = max(score.values())
    near = {at for at in found[20] if score[at] >= index_module._WORTHY * highest}
    assert found[20] == set(index.retrieve(asked, 20).tolist())
    assert near == found[1]
    assert found[5] == (near if len(near) >= 5 else set(index.retrieve(asked, 5).tolist()))


@pytest.mark.parametrize("seed", range(4))
def test_when_there_is_too_much_to_read_the_rarest_words_decide(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = chance_records(seed, 200)
    index, lexicon = indexed(records)
    dice = random.Random(seed)
    asked = [(term, 1.0) for term in dict.fromkeys(terms_of(lexicon, dice.choice(records).phrasings[0]))]
    full = index.retrieve(asked, 200)
    book = Textbook(records, lexicon)
    best = max(full.tolist(), key=lambda at: sum(book.impact(term, at) for term, _ in asked))

    monkeypatch.setattr(index_module, "_POSTINGS_BUDGET", 60)
    quick = index.retrieve(asked, 200)

    rarest = max(asked, key=lambda pair: index.weights[pair[0]])[0]
    assert set(index.postings.of(rarest)[0].tolist()) <= set(quick.tolist())
    assert best in quick
    assert len(quick) < len(full)


def test_the_first_word_is_read_however_common_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    index, lexicon = indexed(LIGHTHOUSE)
    monkeypatch.setattr(index_module, "_POSTINGS_BUDGET", 1)

    assert index.retrieve([(lexicon.words["lamp"], 1.0)], 5).tolist() == [0, 1]


def test_credit_scales_what_a_term_counts() -> None:
    index, lexicon = indexed(LIGHTHOUSE)
    sea, brandt = lexicon.words["sea"], lexicon.words["brandt"]

    assert index.retrieve([(sea, 1.0), (brandt, 0.01)], 1).tolist() == [4]
    assert index.retrieve([(sea, 0.01), (brandt, 1.0)], 1).tolist() == [2]


def test_equals_are_told_apart_by_their_order() -> None:
    twins = [Record(f"t{at}", ("the same lamp",)) for at in range(8)]
    index, lexicon = indexed(twins)

    assert index.retrieve([(lexicon.words["lamp"], 1.0)], 3).tolist() == [0, 1, 2]


def test_nothing_is_found_for_nothing() -> None:
    index, lexicon = indexed(LIGHTHOUSE)

    assert index.retrieve([], 5).tolist() == []
    assert index.retrieve([(lexicon.words["duration"], 1.0)], 5).tolist() == []


@each_row("records", [(), (Record("a", ()),), (Record("a", ("?!", ""), "…"),)])
def test_a_collection_without_words_can_be_asked(records: tuple[Record, ...]) -> None:
    index, _ = indexed(records)

    assert index.size == len(records)
    assert index.retrieve([(0, 1.0)], 5).tolist() == []


SPOKEN = st.lists(st.sampled_from(["bora", "lamp", "light", "house", "of", "new"]), max_size=7).map(" ".join)


@settings(max_examples=200)
@given(st.lists(st.lists(SPOKEN, min_size=2, max_size=3), max_size=4), st.lists(SPOKEN, max_size=5))
def test_rows_hold_what_the_lexicon_reads_in_their_texts(
    vocabulary: list[list[str]], texts: list[str]
) -> None:
    lexicon = Lexicon.over(vocabulary)
    rows = build_index([Record(text, (), text) for text in texts], lexicon).rows

    read = [list(lexicon.tokens([lexicon.words[word] for word in words(text)])) for text in texts]
    terms = [[term for token in row for term in (token.term, *token.inner)] for row in read]
    inner = [[place > 0 for token in row for place in range(1 + len(token.inner))] for row in read]
    assert rows.terms.tolist() == list(chain.from_iterable(terms))
    assert rows.inner.tolist() == list(chain.from_iterable(inner))
    assert np.diff(rows.row_starts).tolist() == list(map(len, terms))


@settings(max_examples=100)
@given(st.integers(0, 400), st.integers(1, 5), st.integers(1, 6), st.integers(0, 2**32 - 1))
def test_the_highest_scores_are_those_that_sorting_finds(
    size: int, kinds: int, limit: int, seed: int
) -> None:
    scores = np.random.default_rng(seed).integers(0, kinds, size).astype(np.float64)

    highest = index_module._highest(scores, limit)

    order = sorted(np.flatnonzero(scores).tolist(), key=lambda at: (-scores[at], at))
    assert highest.tolist() == order[:limit]
