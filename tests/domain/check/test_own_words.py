"""A fact that is asked for with no other word than its own document's is told."""

from bot.domain.briefing import Briefing, Document
from bot.domain.check.own_words import borrowed, telling
from bot.domain.sheet import FactSheet


def test_facts_in_the_words_of_the_document_alone_are_found() -> None:
    quotes = [{"source": "paper", "text": "A membership costs 3 crowns a year."}]
    fact = {"topic": "t", "question": "How much does a membership cost?", "answer": "It costs 3 crowns."}
    sheet = FactSheet.model_validate(
        {
            "title": "x",
            "sources": {"paper": {"file": "a.txt", "title": "A"}},
            "facts": [
                {"id": "copied", "also": ["membership costs crowns year"], "quotes": quotes, **fact},
                {"id": "padded", "also": ["btw, is it not a crown, and when"], "quotes": quotes, **fact},
                {"id": "asked", "also": ["what do I pay to join"], "quotes": quotes, **fact},
                {"id": "gathered", "quotes": quotes, **fact},
            ],
            "learned": {"gathered": ["annual fee"]},
        }
    )

    found = tuple(borrowed(Briefing(sheet, {}, {}, "v")))
    headed = Document("paper", "a.md", "# Pay to join\n\nA membership costs 3 crowns a year.\n")
    topic = {"facts": tuple(one.model_copy(update={"topic": "Pay to join"}) for one in sheet.facts)}

    below = [
        Briefing(sheet.model_copy(update=topic), documents, {}, "v") for documents in ({}, {"paper": headed})
    ]

    assert [[one.fact.id for one in borrowed(briefing)] for briefing in below] == [
        ["copied", "padded"],
        ["copied", "padded", "asked"],
    ]
    assert [one.fact.id for one in found] == ["copied", "padded"]
    assert found[0].words == ("membership", "cost", "costs", "crowns")


def test_a_fact_of_which_every_word_is_asked_for_is_found() -> None:
    quotes = [{"source": "paper", "text": "Membership costs crowns."}]
    fact = {
        "id": "fee",
        "topic": "t",
        "question": "Membership costs crowns?",
        "answer": "Membership costs crowns.",
    }
    sheet = FactSheet.model_validate(
        {
            "title": "x",
            "sources": {"paper": {"file": "a.txt", "title": "A"}},
            "facts": [fact | {"quotes": quotes}],
        }
    )

    (found,) = borrowed(Briefing(sheet, {}, {}, "v"))

    assert found.words == ("membership", "costs", "crowns")


def test_small_words_of_every_kind_say_nothing_of_what_a_text_is_about() -> None:
    assert list(telling(("when", "is", "according", "not", "the", "lamp"))) == ["lamp"]
