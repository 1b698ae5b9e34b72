"""An answer that says something else than its quotes is doubted; one that says it in other words is not."""

from bot.domain.briefing import Briefing, Citation, Document
from bot.domain.check.faithfulness import Witness
from bot.domain.quoting import QuoteFinder
from bot.domain.sheet import Fact, FactSheet, Source
from tests.each_row import each_row

PAGE = """# The choir of Hollow Street

Ben Aldous leads the choir. It meets on Tuesdays. He came from Leeds in 2019.

## Saturdays

- 10:00 rehearsal for all

| Voice | Until 31 March | Later |
|---|---|---|
| Alto | 12 euros | 15 euros |
"""


def doubts(answer: str, *quotes: str, page: str = PAGE, file: str = "page.md") -> list[str]:
    document, source = Document("page", file, page), Source(file=file, title="The choir")
    fact = Fact.model_validate(
        {"id": "fact", "topic": "all", "question": "What is it?", "answer": answer}
        | {"quotes": [{"source": "page", "text": quote} for quote in quotes]}
    )
    finder = QuoteFinder(page, markdown=document.markdown)
    spans = [span for quote in quotes if (span := finder.locate(quote))]
    citations = {"fact": tuple(Citation.of(document, source, span) for span in spans)}
    sheet = FactSheet(title="The choir", sources={"page": source}, facts=(fact,))
    return [
        doubt.message for doubt in Witness(Briefing(sheet, {"page": document}, citations, "v")).against(fact)
    ]


@each_row(
    ("answer", "quote", "told"),
    [
        ("It leaves at 9:15.", "It leaves at 9:50.", "says 9:15, its quotes do not; they say 9:50."),
        ("It takes 7 or 5 people.", "It takes many people.", "says 5 and 7, its quotes do not."),
        ("It takes 7.", "It takes 1, 2 and 3.", "says 7, its quotes do not; they say 1 and 2 and 3."),
        ("It takes 7.", "It takes 1, 2, 3 and 4.", "says 7, its quotes do not."),
        ("It takes 29 days.", "It takes 4 weeks.", "says 29, its quotes do not; they say 4."),
        ("It takes 2 days.", "It takes 49 hours.", "says 2, its quotes do not; they say 49."),
        ("It begins at 9:15.", "It begins at quarter to nine.", "says 9:15, its quotes do not; they say 9."),
        ("It begins at quarter to ten.", "It begins at 10:45.",
         "says 9:45, its quotes do not; they say 10:45."),
        ("It opens at 0:30.", "It opens at 12:30.", "says 0:30, its quotes do not; they say 12:30."),
        ("It opens at 21:15.", "It opens at 9:15.", "says 21:15, its quotes do not; they say 9:15."),
        ("It costs 350 euros.", "It costs 3.50 euros.", "says 350, its quotes do not; they say 3.50."),
        ("The choir is led by Anna Reed.", "She leads the choir.", "names Anna Reed, its quotes do not."),
        ("It takes 12 people.", "It takes up to 20 people.", "says 12, its quotes do not; they say 20."),
        ("It costs 8 euros.", "It costs eighteen euros.", "says 8, its quotes do not; they say 18."),
        ("It opens at 9 pm.", "It opens at 9 am.", "says pm, its quotes do not."),
        ("It meets on Monday.", "Always on Tuesdays.", "says Monday, its quotes do not; they say Tuesday."),
        ("Open Tuesday to Friday.", "Mon–Fri", "says Tuesday, its quotes do not."),
        ("It opens in May.", "It opens on 3 April.", "says May, its quotes do not; they say April."),
        ("You must bring a rope.", "You need not bring a rope.",
         "says “You must bring a rope”, its quotes deny it."),
        ("A rope must be worn.", "A rope may be worn.", "says “must”, its quotes say “may”."),
        ("A parent or guardian need not come with children.", "A parent or guardian must come with them.",
         "says “A parent or guardian need not come with children”, its quotes do not deny it."),
        ("Ropes are optional on the ridge.", "Ropes are mandatory on the ridge.",
         "says “optional”, its quotes say “mandatory”."),
        ("The hut is not open in winter.", "The hut is open in winter.",
         "says “The hut is not open in winter”, its quotes do not deny it."),
        ("The hut is not open in winter.", "The hut is open in winter. It is not cold in winter.",
         "says “The hut is not open in winter”, its quotes do not deny it."),
        ("You cannot cancel after noon.", "You can cancel after noon.",
         "says “You cannot cancel after noon”, its quotes do not deny it."),
        ("The slides go online for those who cannot come; the hut is not open in winter.",
         "The slides go online for those who come; the hut is open in winter.",
         "says “the hut is not open in winter”, its quotes do not deny it."),
        ("Drones are allowed over the hut.", "Drones are banned over the hut.",
         "says “allowed”, its quotes say “banned”."),
        ("The hut closes at noon.", "The hut opens at noon.", "says “closes”, its quotes say “opens”."),
        ("The museum is open on Mondays.", "The museum is closed on Mondays from 9 to 12.",
         "says “open”, its quotes say “closed”."),
        ("You can cancel after 1 May.", "You can cancel before 1 May.",
         "says “after”, its quotes say “before”."),
        ("Those who can swim climb rocks instead.", "Those who cannot swim climb rocks instead.",
         "says “who can swim climb rocks instead”, its quotes deny it."),
        ("It was led by Anna Reed.", "It was led by Ben Aldous.",
         "names Anna Reed, its quotes do not; they name Ben Aldous."),
        ("It closes at 24:00.", "It closes at 12 pm.", "says 24:00, its quotes do not; they say 12."),
        ("It opens at 0:30.", "It opens at 12:30.", "says 0:30, its quotes do not; they say 12:30."),
        ("Anna leads the choir.", "Ben Aldous leads the choir.",
         "names Anna, its quotes do not; they name Ben Aldous."),
    ],
)  # fmt: skip
def test_what_no_quote_says_is_doubted(answer: str, quote: str, told: str) -> None:
    assert doubts(answer, quote, page=quote) == [f"The answer {told}"]


@each_row(
    ("answer", "quote"),
    [
        ("It leaves at 9:15.", "It leaves at 9.15."),
        ("It leaves at 21:15.", "It leaves at 9:15 pm."),
        ("It opens from 9 to 17 o'clock.", "Open 9am-5pm."),
        ("It opens at half past nine.", "Opening: 9.30"),
        ("It opens at 9:30.", "It opens at half past nine."),
        ("It opens at 9 o'clock.", "It opens at 9:00."),
        ("It was on 3 April.", "It was on 3/4, in April."),
        ("It chimes at half past the hour.", "It chimes at half past the hour."),
        ("It opens on Saturdays.", "It opens at weekends."),
        ("It opens at quarter to nine.", "Opening: 8.45"),
        ("It opens at 8:45.", "It opens at quarter to nine."),
        ("It opens at 1 pm.", "It opens at 13:00."),
        ("It opens at 12 pm.", "It opens at 12:00."),
        ("It opens at noon.", "It opens at 12:00."),
        ("It opens at 12:00.", "It opens at noon."),
        ("It opens at 12.", "It opens at midday."),
        ("It closes at 24:00.", "It closes at midnight."),
        ("It costs 3 euros.", "It costs 3.00 euros."),
        ("It takes 28 days.", "It takes 4 weeks."),
        ("It takes 2 days.", "It takes 48 hours."),
        ("Members must wear a badge.", "Only members may wear a badge."),
        ("It was sold on 2 March 2024 for 3.50 euros.", "2024-03-02: sold, 3,5 euros"),
        ("The office is open on Wednesdays.", "Open Mon–Fri."),
        ("It runs in December.", "It runs from November to February."),
        ("It meets at half past seven.", "It meets at 19:30."),
        ("A guest can stay for four weeks.", "Guests may stay for 28 nights in a row."),
        ("There is water at four places.", "Water is given out at kilometres 5, 9, 13 and 17."),
        ("Headphones may be worn, but not on the road.", "Headphones are allowed except on the closed road."),
        ("A child must swim to take part in canoeing.", "Only children who swim may take part in canoeing."),
        ("It is closed on Mondays.", "It is not open on Mondays."),
        ("The Russians came first.", "The first to come were from Russia."),
        ("The Chads came first.", "The first to come were from Chad."),
        ("It is free for children, and not only on Sundays.", "Free for children, not only on Sundays."),
        ("Players without a team write to Bogdan.", "Write to Bogdan."),
        ("The slides go online afterwards.", "The slides go online afterwards for those who cannot come."),
        ("Guests pay for towels.", "Guests who bring no towel pay for towels."),
        ("The bus waits for late trains.", "The bus waits for late trains where there is no other."),
        ("Members can bring a guest.", "Members can bring a guest as long as they do not bring two."),
        ("You can cancel until 1 May.", "You cannot cancel after 1 May."),
        ("You cannot cancel after 1 May.", "You can cancel until 1 May."),
        ("The hut is not open on Mondays.", "The hut is closed on Mondays."),
        ("Drones must not be flown over the hut.", "Drones are forbidden to be flown over the hut."),
        ("Drones are banned over the hut.", "Drones must not be flown over the hut."),
        ("It lasts less than two hours.", "It lasts no more than two hours."),
        ("Fishing is allowed with a permit.", "Fishing is not allowed without a permit."),
        ("The museum is closed on Mondays.", "The museum is open daily, except Mondays."),
        ("The shop closes at 6 pm.", "The shop is open 9 am to 6 pm."),
        ("May I ask? It is in the house.", "in the house"),
        ("Chloé leads the walk.", "Chloé leads the walk."),
    ],
)
def test_the_same_in_other_words_is_believed(answer: str, quote: str) -> None:
    assert doubts(answer, quote, page=quote) == []


@each_row(
    ("answer", "quote"),
    [
        ("Ben Aldous came from Leeds in 2019.", "He came from Leeds in 2019."),
        ("The rehearsal is on Saturdays at 10:00.", "10:00 rehearsal for all"),
        ("Alto: Until 31 March: 12 euros; Later: 15 euros.", "Alto 12 euros 15 euros"),
        ("The choir of Hollow Street meets on Tuesdays.", "It meets on Tuesdays."),
    ],
)
def test_what_stands_around_a_quote_bears_it_out(answer: str, quote: str) -> None:
    assert doubts(answer, quote) == []


def test_what_is_said_again_is_doubted_once() -> None:
    found = doubts(
        "The hut is not open, and the hut is not open.", "The hut is open.", page="The hut is open."
    )

    assert len(found) == 1


def test_a_name_that_takes_the_place_of_another_is_doubted_though_it_stands_near() -> None:
    page = "Anna Reed sings. The choir is led by Ben Aldous."

    found = doubts("The choir is led by Anna Reed.", "The choir is led by Ben Aldous.", page=page)

    assert found == ["The answer names Anna Reed, its quotes do not; they name Ben Aldous."]


def test_in_a_long_text_that_names_somebody_now_and_then_names_tell() -> None:
    page = "The choir meets in the evening in the hall, and it has been led for years by Ben Aldous. " * 5

    found = doubts("The choir is led by Anna Reed.", "led for years by", page=page)

    assert found == ["The answer names Anna Reed, its quotes do not."]


def test_where_every_noun_has_a_capital_names_are_left_alone() -> None:
    page = "Der Chor trifft sich am Abend in der Halle, und die Leitung hat seit Jahren Frau Aldous. " * 5

    assert doubts("Die Probe ist im Saal.", "am Abend in der Halle", page=page, file="page.txt") == []
