"""Searching: verbatim passages for words, and beside a question that nothing answers."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from bot.domain.answering import Thresholds, Unknown
from bot.matching import spelling
from bot.services.asking import LONGEST_QUESTION, ask
from bot.services.snapshot import Snapshot, snapshot_of
from bot.sheets.knowledge import load
from tests.conftest import SOURCE
from tests.each_row import each_row


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A document and not a single fact."""
    folder = tmp_path_factory.mktemp("bare")
    (folder / "knowledge").mkdir()
    (folder / "paper.txt").write_text(SOURCE, "utf-8")
    sheet = "title: Hollow Point\nsources: {paper: {file: paper.txt, title: The paper}}\n"
    (folder / "knowledge" / "sheet.yaml").write_text(sheet, "utf-8")
    return snapshot_of(load(folder / "knowledge"))


def test_a_passage_stands_in_its_document_where_it_says(snapshot: Snapshot) -> None:
    best = snapshot.passages.search("how high does the lamp stand above the sea")[0]

    document = snapshot.briefing.documents[best.citation.source].text
    assert document[best.citation.start : best.citation.end] == best.citation.text
    assert document[: best.citation.start].count("\n") + 1 == best.citation.line
    assert "42 metres" in best.citation.text
    assert {best.citation.text[a:b] for a, b in best.marks} >= {"lamp", "sea"}


def test_passages_do_not_overlap_and_the_best_comes_first(snapshot: Snapshot) -> None:
    found = snapshot.passages.search("lighthouse lamp tower visitors", 10)

    spans = sorted((each.citation.start, each.citation.end) for each in found)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    assert snapshot.passages.search("lighthouse lamp tower visitors", 1) == found[:1]


def test_without_any_fact_a_question_gets_the_passages_nearby(bare: Snapshot) -> None:
    reply = ask(bare, "hi all, when was the lighthouse at Hollow Point lit?")

    assert isinstance(reply.answer, Unknown)
    assert any("4 May 1871" in passage.citation.text for passage in reply.passages)
    assert len(reply.passages) <= 2


@each_row(
    "message",
    [
        "hello there",
        "thanks!",
        "2+2",
        "",
        "how do i center a div in css",
        "who is the mayor of Almgren",
        "x" * 2000,
    ],
)
def test_chat_and_other_subjects_get_none(bare: Snapshot, message: str) -> None:
    assert ask(bare, message).passages == ()


@each_row("question", ["when was the lighthouse first lit", "who built the lighthouse", "lamp tower"])
def test_what_the_sheet_answers_or_knows_to_be_open_or_offers_gets_none(
    snapshot: Snapshot, question: str
) -> None:
    reply = ask(snapshot, question)

    known = not isinstance(reply.answer, Unknown) or reply.answer.open_question is not None
    assert known
    assert reply.passages == ()


def test_the_setting_turns_them_off_but_not_the_search(bare: Snapshot) -> None:
    silent = replace(bare, thresholds=Thresholds(passages=0))

    assert ask(silent, "when was the lighthouse at Hollow Point lit?").passages == ()
    assert silent.passages.search("lighthouse")


def test_a_sheet_without_facts_is_searched(bare: Snapshot) -> None:
    assert bare.briefing.facts == {}
    assert bare.passages.search("critics")[0].citation.text.endswith("Critics call the plan too dear.")


def test_only_what_is_too_long_for_a_question_is_not_looked_for(bare: Snapshot) -> None:
    question = "when was the lighthouse lit for the first time"
    longest = question + "?" * (LONGEST_QUESTION - len(question))

    assert ask(bare, longest).passages == ask(bare, question).passages != ()
    assert ask(bare, longest + "?").passages == ()


def test_beside_another_answer_no_passage_is_shown(snapshot: Snapshot) -> None:
    question = "What do critics call the plan?"

    assert ask(snapshot, question).passages
    for message in (f"{question} How high is the lamp?", f"How high is the lamp? {question}"):
        reply = ask(snapshot, message)
        assert reply.more
        assert [each.passages for each in (reply, *reply.more)] == [(), ()]


def test_every_passage_of_a_search_has_one_of_its_words(tmp_path: Path) -> None:
    (tmp_path / "knowledge").mkdir()
    text = (
        "# On the water\n\nBoats are booked in the app. Dogs are not allowed in boats.\n\n"
        "Nobody paddles alone beyond the buoy. In wind above force 5 the bay is closed.\n"
    )
    (tmp_path / "paper.md").write_text(text, "utf-8")
    sheet = "title: Bay\nvocabulary: [[kayak, boat]]\nsources: {paper: {file: paper.md, title: The paper}}\n"
    (tmp_path / "knowledge" / "sheet.yaml").write_text(sheet, "utf-8")
    passages = snapshot_of(load(tmp_path / "knowledge")).passages

    found = passages.search("boat", 10)

    assert found
    assert [each.citation.text for each in found if not each.marks] == []


def test_who_searches_after_it_is_prepared_waits_for_no_index(bare: Snapshot) -> None:
    fresh = snapshot_of(bare.written)
    spelling._Pieces.of.cache_clear()
    fresh.prepare()
    made = spelling._Pieces.of.cache_info().misses

    found = fresh.passages.search("lihgt of the lapm")

    assert found
    assert spelling._Pieces.of.cache_info().misses == made
