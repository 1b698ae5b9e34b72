"""What an encoder may do: offer what words do not find, and nothing more unless the decision knows it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.domain.answering import Found, Unsure
from bot.matching.evidence import SIGNALS
from bot.matching.matcher import Matcher
from bot.matching.meaning import MEANING_SIGNALS, Meaning, cosine_of_strangers
from bot.matching.results import Record
from bot.matching.word_meaning import Axes, WordReader
from bot.meaning.encoder import Encoder
from bot.meaning.vectors import Vectors
from bot.services.asking import ask
from bot.services.snapshot import Snapshot, records, snapshot_of
from tests.meaning.tiny_model import WIDTH

GERMAN = "wann leuchtete der leuchtturm"
PARAPHRASE = "elevation of the lantern over the ocean"


@pytest.fixture
def stranger(encoder: Encoder) -> Meaning:
    """An encoder that the decision was not trained with."""
    return Meaning(encoder.encode, lambda texts: np.array(list(map(encoder.encode, texts))), calibrated=False)


@pytest.fixture
def helped(snapshot: Snapshot, stranger: Meaning) -> Snapshot:
    return snapshot_of(snapshot.briefing, meaning=stranger)


def test_a_question_in_another_language_is_offered_the_fact(snapshot: Snapshot, helped: Snapshot) -> None:
    assert not isinstance(ask(snapshot, GERMAN).answer, Found | Unsure)

    answer = ask(helped, GERMAN).answer

    assert isinstance(answer, Unsure)
    assert answer.choices[0].id == "first-lit"


def test_a_strange_encoder_gives_no_answer_and_takes_none(snapshot: Snapshot, helped: Snapshot) -> None:
    asked = [phrasing for record in records(snapshot.briefing) for phrasing in record.phrasings]
    for question in (*asked, "is the lamp red", "who painted the tower", PARAPHRASE, GERMAN, "", "?!"):
        plain, with_meaning = ask(snapshot, question).answer, ask(helped, question).answer

        if isinstance(plain, Found) or isinstance(with_meaning, Found):
            assert with_meaning == plain


def test_a_model_that_finds_all_texts_alike_offers_no_more(encoder: Encoder) -> None:
    def encode(text: str) -> np.ndarray:
        vector = np.append(encoder.encode(text), 2.0)
        return np.asarray(vector / np.linalg.norm(vector), np.float32)

    near = Meaning(encode, lambda texts: np.array(list(map(encode, texts))), calibrated=False)
    pair = [
        Record("a", ("height of the lamp",), "The lamp is high."),
        Record("b", ("visitors",), "Many visit."),
    ]

    def offered(question: str, meaning: Meaning) -> list[str]:
        return [one.id for one in Matcher(pair, meaning=meaning).rank(question).alike]

    told = replace(near, strangers=cosine_of_strangers(encode))
    assert offered("architect", near) == ["a", "b"]
    assert offered("architect", told) == []
    assert offered("elevation of the lantern", told) == ["a"]


def test_what_is_offered_stands_in_the_order_of_likeness(helped: Snapshot) -> None:
    answer = ask(helped, "lantern elevation tourists").answer

    assert isinstance(answer, Unsure)
    assert [choice.id for choice in answer.choices][:2] == ["lamp-height", "visitors"]


def test_a_known_encoder_joins_in_the_search_and_the_evidence(snapshot: Snapshot, stranger: Meaning) -> None:
    known = snapshot_of(snapshot.briefing, meaning=replace(stranger, calibrated=True)).matcher
    signals = (*SIGNALS, *MEANING_SIGNALS)

    found = dict(known.evidence(PARAPHRASE))

    assert "lamp-height" in found
    assert len(found["lamp-height"]) == len(signals)
    assert found["lamp-height"][signals.index("meaning")] > 0.9
    assert found["lamp-height"][signals.index("meaning_lead")] > 0.3
    assert all(len(row) == len(SIGNALS) for _, row in snapshot.matcher.evidence(PARAPHRASE))


def test_a_word_that_the_fact_says_in_other_words_is_had_and_another_is_not(
    encoder: Encoder, stranger: Meaning, tmp_path: Path
) -> None:
    axes = Axes(np.zeros(WIDTH, np.float32), np.eye(WIDTH, dtype=np.float32))
    vectors = Vectors(encoder, tmp_path / "vectors.npz", axes=axes)
    known = replace(stranger, calibrated=True, words=WordReader(vectors.read, vectors.words_of))
    pair = [
        Record("a", ("height of the lamp",), "The lamp is high."),
        Record("b", ("visitors",), "Many came."),
    ]
    signals = (*SIGNALS, *MEANING_SIGNALS)

    def had(question: str, meaning: Meaning) -> tuple[float, float]:
        found = dict(Matcher(pair, meaning=meaning).evidence(question))["a"]
        return float(found[signals.index("meaning_words")]), float(found[signals.index("meaning_least")])

    assert min(had("elevation of the lantern", known)) > 0.9
    assert (
        had("elevation of the lantern", known)[0]
        > had("elevation of the lantern", replace(known, words=None))[0]
    )
    assert max(had("builder of the lamp", known)) < 0.8
    assert had("builder of the lamp", known)[0] == pytest.approx(had("builder of the lamp", known)[1])


def test_facts_that_answer_alike_are_no_rivals_in_meaning(stranger: Meaning) -> None:
    def lead(twins: frozenset[str]) -> float:
        pair = [
            Record("a", ("height of the lamp",), "It is high.", twins),
            Record("b", ("how tall is the lantern",), "It is high too."),
        ]
        evidence = dict(Matcher(pair, meaning=replace(stranger, calibrated=True)).evidence("lamp height"))
        return float(evidence["a"][len(SIGNALS) + MEANING_SIGNALS.index("meaning_lead")])

    assert lead(frozenset()) < 0.1
    assert lead(frozenset({"b"})) == 1.0


def test_the_order_of_records_does_not_matter(snapshot: Snapshot, stranger: Meaning) -> None:
    known = replace(stranger, calibrated=True)
    there = list(records(snapshot.briefing))

    for question in (PARAPHRASE, GERMAN, "lantern elevation tourists"):
        assert Matcher(there, meaning=known).rank(question) == Matcher(there[::-1], meaning=known).rank(
            question
        )


def test_a_sheet_without_records_can_be_asked(stranger: Meaning) -> None:
    assert Matcher([], meaning=stranger).rank("anything").matches == ()
