"""Another number for the same thing in another document is found; other things with other numbers are not."""

from bot.domain.briefing import Briefing, Document
from bot.domain.check.disagreement import disagreements
from bot.domain.sheet import FactSheet
from tests.each_row import each_row

CITY = "Gannet Bridge will be closed for 14 months during the works on the tram."


ANSWER = "Gannet Bridge will be closed for 14 months."


def found(
    other: str, *, answer: str = ANSWER, differs: bool = False, ending: str = "txt"
) -> list[tuple[str, str, int, str]]:
    fact: dict[str, object] = {
        "id": "closure",
        "topic": "works",
        "question": "For how long will Gannet Bridge be closed?",
        "answer": answer,
        "quotes": [{"source": "city", "text": CITY}],
    }
    if differs:
        fact["differs"] = [{"said_by": "the Ledger", "says": "17 months.", "source": "ledger", "text": "x"}]
    sources = {name: {"file": f"{name}.txt", "title": name} for name in ("city", "ledger")}
    sheet = FactSheet.model_validate({"title": "t", "sources": sources, "facts": [fact]})
    texts = {"city": CITY, "ledger": other}
    documents = {name: Document(name, f"{name}.{ending}", text) for name, text in texts.items()}
    told = disagreements(Briefing(sheet, documents, {}, "v"))
    return [(one.fact, one.said, one.line, one.sentence) for one in told]


def test_another_number_for_the_same_thing_is_found() -> None:
    text = "The audit says that Gannet Bridge will be closed for 17 months."

    assert found(f"A heading\n\n{text}") == [("closure", "14", 3, text)]
    assert found(text, differs=True) == []
    assert found(text, answer="Gannet Bridge will be closed for long months.") == []
    assert found(f"> {text.replace('17', '**17**')}", ending="md") == [("closure", "14", 1, text)]


def test_three_words_must_be_the_same_and_most_of_what_is_said() -> None:
    long = "Gannet Bridge, the oldest crossing of the river Orlen in town, will be closed for 14 months."

    assert len(found("Gannet closed for 17 months.")) == 1
    assert len(found("Gannet Bridge closed for 17 months.", answer="Closed for 14 months, long months.")) == 1
    assert found("Gannet tourists see an island lamp that was closed for 17 months.", answer=long) == []


@each_row(
    "text",
    [
        "Gannet Bridge will be closed for 14 months.",
        "Gannet Bridge will be closed to 300 cars.",
        "The school in Mill Lane will be closed for 17 months.",
        "Gannet Bridge will be closed.",
        "It was closed for 17 months.",
        "It will be closed for 17 months.",
    ],
)
def test_the_same_number_or_another_thing_is_no_disagreement(text: str) -> None:
    assert found(text) == []
