"""The index of passages: which texts speak of a question, how much of it they have, and where."""

from bot.matching.passages import PassageIndex, PassageText
from tests.snapshots.figures import hold_figures

TEXTS = (
    PassageText("The lamp stands 42 metres above the sea.", "The lighthouse was lit in 1871."),
    PassageText("Tickets for the tower cost 4 euros.", "Visitors"),
    PassageText("The space station is painted red and white.", ""),
    PassageText("In winter Ada Brandt keeps the lamp burning.", "Keepers"),
)


def found(question: str, vocabulary: tuple[tuple[str, ...], ...] = ()) -> list[int]:
    index = PassageIndex(TEXTS, vocabulary)
    return [match.number for match in index.find(index.parse(question))]


def test_the_passage_with_most_of_the_question_comes_first() -> None:
    assert found("how many metres above the sea is the lamp")[0] == 0
    assert found("price of a ticket for the tower")[0] == 1


def test_what_stands_around_a_sentence_is_searched_with_it() -> None:
    assert found("when was the lighthouse lit")[0] == 0
    assert found("visitors")[0] == 1


def test_nothing_is_found_where_no_word_is_known() -> None:
    assert found("zzyzx qwxv") == []
    assert found("") == []
    assert PassageIndex(()).parse("lamp").terms[0].own is None


def test_misspelt_words_and_the_vocabulary_are_understood() -> None:
    assert found("colour of the lihgthouse")[0] == 0
    assert found("orbital outpost", (("space station", "orbital outpost"),)) == [2]


def test_a_match_tells_how_much_of_the_question_it_has() -> None:
    index = PassageIndex(TEXTS)

    best = next(index.find(index.parse("how tall is the lamp of Bremen")))

    assert best.telling == 1
    assert 0 < best.subject < 1
    assert "bremen" in {term.text for term in best.lacking}
    assert 0 < best.score <= 100


def test_scores_and_shares_are_what_they_were() -> None:
    """Thresholds of the settings are measured with them."""
    index = PassageIndex(TEXTS, (("space station", "orbital outpost"),))
    asked = (
        "how tall is the lamp of Bremen",
        "tikets for Ada Brandt in winter",
        "who painted the orbital outpost",
    )
    figures = {
        f"{question} | {match.number}": (match.score, match.subject, match.telling, len(match.lacking))
        for question in asked
        for match in index.find(index.parse(question))
    }

    hold_figures("passages", figures)


def test_no_other_word_is_marked_whatever_is_asked() -> None:
    index = PassageIndex(TEXTS)
    everything = " ".join(text.sentence for text in TEXTS)

    assert index.marks(index.parse(everything), "zzyzx qwxv") == []


def test_words_are_marked_where_they_stand() -> None:
    index = PassageIndex(TEXTS, (("space station", "orbital outpost"),))
    text = "A lamp on the space station; lamps, lamplight."

    marked = [
        text[start:end] for start, end in index.marks(index.parse("lamps of the orbital outpost"), text)
    ]

    assert marked == ["lamp", "space station", "lamps"]
