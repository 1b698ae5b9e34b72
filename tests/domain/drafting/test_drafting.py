"""A draft holds what a document claims, each with a question, ways of asking and a quote."""

from pathlib import Path

import pytest

from bot.domain.briefing import Document
from bot.domain.drafting.bare_lists import asked_of, told_lists, told_together
from bot.domain.drafting.draft_fact import DraftFact, stated
from bot.domain.drafting.drafting import ATTRIBUTE, RESTATE, REWORD, draft
from bot.domain.drafting.imported_facts import fact_of
from bot.domain.drafting.speech import Speech, speech_of
from bot.domain.drafting.ways_of_asking import key_words, kind_ways, placed_way
from bot.domain.labels import labelled
from bot.domain.outline import outline
from bot.domain.quoting import QuoteFinder
from bot.services.snapshot import Snapshot
from bot.sheets.faq import FaqEntry
from tests.each_row import each_row
from tests.thorough import some_of

PAGE = """---
title: The mill
---

# The mill of Lower Marsh

Welcome to our page!

The mill was built by **Petra Lindqvane** in 1790. It has 4 sails. Lindqvane died in 1802.
The mill is one of the sights of the International Windmill Society (IWS).

Subscribe to our newsletter!

## Q: Can I go up? Is it free?

A: Yes. Visitors may climb to the top on Sundays, and a climb costs 2 crowns.

**Who keeps the key?**

The baker, who lives next door, keeps it.

© 2024 The mill
"""


def page(text: str = PAGE, file: str = "mill.md") -> Document:
    return Document("mill", file, text)


@each_row(
    ("heading", "question"),
    [
        ("GUEST ROOMS", "What are the guest rooms?"),
        ("Rooms for XC skiers", "What are the rooms for XC skiers?"),
        ("Who may come?", "Who may come?"),
        ("The pool", None),
    ],
)
def test_the_heading_of_a_list_asks_for_it(heading: str, question: str | None) -> None:
    assert asked_of(heading) == question


def test_entries_of_a_list_are_told_without_their_marks() -> None:
    text = "# Hut\n\n## Rooms\n\n- **Red room**\n- **Blue room**\n- The *attic*\n- Cellar\n"

    [fact] = draft(page(text)).facts

    assert fact.answer == "Red room; Blue room; The attic; Cellar."
    assert fact.quotes == ("Red room", "Blue room", "The attic", "Cellar")


def test_sentences_that_claim_something_become_facts_and_questions_keep_their_answers() -> None:
    facts = {fact.question: fact for fact in draft(page()).facts}

    assert list(facts) == [
        "When was the mill built by Petra Lindqvane?",
        "When did Lindqvane die?",
        "What is the mill?",
        "Can I go up?",
        "Who keeps the key?",
    ]
    climb = facts["Can I go up?"]
    assert climb.answer == "Visitors may climb to the top on Sundays, and a climb costs 2 crowns."
    assert climb.quotes == (f"Yes. {climb.answer}",)
    assert "Is it free?" in climb.also
    assert all("Welcome" not in fact.answer and "newsletter" not in fact.answer for fact in facts.values())
    assert not any("©" in fact.answer for fact in facts.values())


@each_row(
    ("text", "answers"),
    (
        (
            "The hut was closed in 1987. Why? Nobody knows. The lamp is 12 metres tall.",
            ["The hut was closed in 1987. Why? Nobody knows.", "The lamp is 12 metres tall."],
        ),
        (
            "The hut was closed in 1987. Why? It cost too much. And now? It is a museum.",
            ["The hut was closed in 1987. Why? It cost too much. And now? It is a museum."],
        ),
        (
            "The hut was closed in 1987. Why? The lamp was too weak for the harbour.",
            ["The hut was closed in 1987.", "The lamp was too weak for the harbour."],
        ),
        (
            "The bell is gone. Who took it? Nobody knows. Why not look for it? It is heavy.",
            ["The bell is gone.", "Nobody knows. Why not look for it? It is heavy."],
        ),
    ),
)
def test_what_is_asked_in_passing_stays_with_what_it_is_about(text: str, answers: list[str]) -> None:
    facts = draft(page(text, "hut.txt")).facts

    assert [fact.answer for fact in facts] == answers
    assert all(quote in text for fact in facts for quote in fact.quotes)


@each_row(
    ("text", "answers"),
    [
        ("Home visits are for the ill. Ask for one before ten.", 1),
        ("The help channels are named. If we had them numbered, they would move.", 1),
        ("The hall seats ninety people. On Sundays it opens at nine.", 1),
        ("The hall seats ninety people. The tower opens at nine.", 2),
        ("The hall seats ninety people. Standing room only.", 1),
        ("Is there any parking? The garage has ninety spaces. The tower opens at nine.", 2),
        ("The hall seats ninety people. To read more about the hall, visit the archive.", 1),
        ("This page is about the hall of Lower Marsh. No need to panic about that.", 0),
        ("The first guides are new. Ada Brandt has trained them.", 1),
        ("The hall seats ninety people. (That stain is the reason.)", 1),
        ("Please clear every desk at night. Clear yours when you go.", 1),
        ("The hall costs 90 crowns. The town bears half of that.", 1),
        ("The tool was removed. Use the new one instead.", 1),
        (
            "Guides bring their lamps with them. Children under twelve must have a grown-up with them.",
            2,
        ),
        ("The last train leaves at five. Please do not miss it: there is no bus.", 1),
        ("Ada held the first session of the year. She held the first but not the second.", 1),
        ("We are delighted to announce this year's sponsors.", 0),
        ("Last edited 3 March 2026 by Ada Brandt, producer.", 0),
        ("As of 22 September 2025.", 0),
        ("City of Lower Marsh, Public Health Office.", 0),
        ("The hall seats ninety people.\n\n![The hall by night seen from afar](hall.png)\n", 1),
    ],
)
def test_what_points_back_stays_with_what_it_points_at_and_noise_is_left_out(text: str, answers: int) -> None:
    facts = draft(page(text)).facts

    assert len(facts) == answers
    assert not any("read more" in fact.answer or "afar" in fact.answer for fact in facts)


def test_a_question_in_bold_at_the_head_of_a_paragraph_is_answered_by_the_rest() -> None:
    text = "**May I smoke?** Yes, but not in the lifts.\n\n**Is there parking?** The garage has 38 spaces.\n"

    facts = {fact.question: fact for fact in draft(page(text)).facts}

    assert list(facts) == ["May I smoke?", "Is there parking?"]
    assert facts["May I smoke?"].answer == "Yes, but not in the lifts."
    assert facts["May I smoke?"].remark == RESTATE
    assert facts["Is there parking?"].quotes == ("The garage has 38 spaces.",)


def test_second_names_become_vocabulary() -> None:
    made = draft(page())

    assert made.vocabulary == (("International Windmill Society", "IWS"), ("Petra Lindqvane", "Lindqvane"))


@each_row(
    ("text", "groups"),
    [
        ("Anna Brandt sings. Brandt is loud. Tom Quexfield listens.", (("Anna Brandt", "Brandt"),)),
        ("Anna Young sings. Young people listen.", ()),
        ("Summer Brandt sings. Brandt is loud.", ()),
    ],
)
def test_a_last_name_that_stands_alone_is_a_second_name(
    text: str, groups: tuple[tuple[str, str], ...]
) -> None:
    assert draft(page(text, "a.txt")).vocabulary == groups


@pytest.mark.parametrize(
    ("file", "groups"),
    [
        ("a.md", (("Mill Society", "MS"), ("Petra Lindqvane", "Lindqvane"))),
        ("a.txt", ()),
    ],
)
def test_names_are_grouped_without_the_marks_of_markdown(
    file: str, groups: tuple[tuple[str, str], ...]
) -> None:
    text = "The *Mill* Society (MS) was founded by Petra **Lindqvane**. Lindqvane died in 1802.\n"

    assert draft(page(text, file)).vocabulary == groups


def test_a_sentence_without_a_known_form_asks_to_be_worded() -> None:
    (fact,) = draft(page("Every Thursday designers show unfinished games in the hall.", "a.txt")).facts

    assert fact.question.startswith("What about ")
    assert fact.remark == REWORD


@pytest.mark.parametrize("name", some_of(["clinic", "handbook", "festival", "news", "server"], 3))
def test_every_quote_of_a_draft_stands_in_its_document_and_every_id_is_free(name: str) -> None:
    folder = Path(__file__).parents[2] / "briefings" / name / "seeds"
    for file in sorted(folder.iterdir()):
        document = page(file.read_text(encoding="utf-8"), file.name)
        finder = QuoteFinder(document.text, markdown=document.markdown)

        facts = draft(document).facts

        assert len(facts) > 10
        assert all(finder.locate(quote) for fact in facts for quote in fact.quotes)
        assert len({fact.id for fact in facts}) == len(facts)
        assert all(fact.question.endswith("?") for fact in facts)


def test_what_the_sheet_quotes_is_left_out_and_what_is_much_like_it_is_marked(snapshot: Snapshot) -> None:
    known = snapshot.briefing
    document = known.documents["paper"]
    text = document.text + "\nThe lamp stands 42 metres above the sea, it is said.\n"

    facts = draft(Document("paper", document.file, text), known).facts

    assert [fact.answer for fact in facts][-1] == "The lamp stands 42 metres above the sea, it is said."
    assert facts[-1].remark == "much like `lamp-height`"
    assert not any("Its lamp stands" in fact.answer for fact in facts)


@each_row(
    ("line", "question"),
    [
        ("**Meeting point:** Limmerbach Station, platform 2, 8:40.", "What is the meeting point?"),
        ("**Leader:** Corinne Vogt", "Who is the leader?"),
        ("Chief engineer: Tomasz Wilk.", "Who is the chief engineer?"),
        ("Craft money: €20 per half-year, due on 15 September", "How much is the craft money?"),
        ("Setting up: 5:30 to 7:30", "When is setting up?"),
        ("Open stage: last Thursday of the month", "When is the open stage?"),
        ("Fixed desk: one month's fee", "What about fixed desk?"),
        ("Birthdays: you may bring a cake, but please without nuts.", "What about birthdays?"),
        ("Excursions: paid individually", "What about excursions?"),
        ("Ask before you photograph people: it is rude.", "Should I ask before I photograph people?"),
        ("Note: The password expires after 72 hours.", "When does the password expire?"),
    ],
)
def test_a_label_is_asked_for_by_what_it_is_given(line: str, question: str) -> None:
    (fact,) = draft(page(f"# Notes\n\n{line}\n")).facts

    assert fact.question == question
    assert fact.remark == ""


@each_row(
    ("line", "question", "placed"),
    [
        ("Leader: Corinne Vogt", "Who is the leader?", "Who is the leader of Hall?"),
        ("Room: Petra Lindqvane", "What about room?", "What is the room of Hall?"),
        ("Entry: 4 crowns", "How much is the entry?", "How much is the entry of Hall?"),
        ("Doors: 8:30", "When are the doors?", "When are the doors of Hall?"),
        ("Cleaning up: 5:30", "When is cleaning up?", "When is cleaning up of Hall?"),
        ("Main course: soup", "What is the main course?", "What is the main course of Hall?"),
        ("Main courses: soup and bread", "What are the main courses?", "What are the main courses of Hall?"),
        ("Main course: a soup", "What about main course?", "What is the main course of Hall?"),
        ("House rules: if it rains, stay", "What about house rules?", "What about house rules of Hall?"),
        ("Contact: Ada Brandt", "Who is the contact?", "Who is the contact of Hall?"),
    ],
)
def test_a_label_is_asked_for_with_the_place_where_others_have_it_too(
    line: str, question: str, placed: str
) -> None:
    found = labelled(line)

    assert found is not None
    assert found.question() == question
    assert found.question(place="4 May: Hall") == placed


@each_row(
    "line",
    [
        "NOTE: red", "Tip: red", "Not done: red", "Fixed: the lamp", "Hall is: red", "The hall: red",
        "Hall: You may go in.", "Contact: 0555 400",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_label_is_none(line: str) -> None:
    assert labelled(line) is None


@each_row(
    ("heading", "question"),
    [
        ("How to book", "How do I book?"),
        ("Where to park", "Where should I park?"),
        ("Which shoes to bring", "Which shoes should I bring?"),
        ("What is forbidden", None),
        ("Forbidden", "What is not allowed?"),
        ("What is permitted", "What is allowed?"),
        ("Drinks", "What are the drinks?"),
        ("Glass", None),
        ("What now?", "What now?"),
    ],
)
def test_the_heading_of_a_list_asks_where_it_tells(heading: str, question: str | None) -> None:
    assert asked_of(heading) == question


@each_row(
    ("entries", "lists"),
    [
        (["Rope", "Tent"], 0),
        (["Rope", "Tent", "Torch"], 1),
        (["Torch"] * 20, 1),
        (["Torch"] * 21, 0),
        (["Rope", "Tent", "The torch is red", "Lamp", "Stove"], 0),
        (["Rope", "Tent", "Torch."], 0),
        (["Rope", "Tent", "Colour: red as the sun"], 0),
        (["Rope", "Tent", "T" * 90], 1),
        (["Rope", "Tent", "T" * 91], 0),
    ],
)
def test_a_list_is_told_together_where_its_entries_alone_say_nothing(entries: list[str], lists: int) -> None:
    for file, heading in (("a.md", "# Camp\n\n"), ("a.txt", "Camp\n\n")):
        document = page(heading + "\n\n".join(f"- {entry}" for entry in entries), file)
        (section,) = outline(document)

        assert [len(run) for _, run in told_lists(document, section)] == [len(entries)] * lists


def test_entries_are_told_as_sentences_only_where_all_of_them_are() -> None:
    assert told_together(["Book early.", "Pay late!"]) == "Book early. Pay late!"
    assert told_together(["Book early.", "Rope", "Tent;"]) == "Book early; Rope; Tent."


@each_row(
    ("text", "asked", "ways"),
    [
        ("The lamp was lit on 4 May 1871.", [], ["when lamp lit"]),
        ("The lamp was lit on 4 May 1871.", ["when was it lit"], []),
        ("The tower has 90 steep steps.", [], ["how many steep steps tower"]),
        ("A day costs 4 crowns.", [], ["how many crowns day costs", "how much day costs crowns"]),
        ("It opens daily.", ["when does it open"], ["how often opens daily"]),
        ("In the hall Ada Brandt sings.", [], ["who hall Ada Brandt sings"]),
        ("In the hall a choir sings.", [], []),
        ("It was on 22 September 2025.", [], []),
    ],
)
def test_each_kind_of_answer_that_nobody_asked_for_gets_a_way(
    text: str, asked: list[str], ways: list[str]
) -> None:
    assert list(kind_ways(text, asked)) == ways


def test_the_telling_words_of_a_sentence_are_neither_small_nor_numbers() -> None:
    text = "In the hall Ada's lamp of 4 May 1871 is one of the 12 that the BBC showed in XY or so by an ox."

    assert key_words(text, most=9) == "hall Ada's lamp BBC showed XY"
    assert key_words(text, most=2) == "hall Ada's"
    assert placed_way("The lamp was lit at noon.", "The old lamp") == "old lamp lit noon"


def test_a_label_that_recurs_is_asked_for_with_its_heading() -> None:
    text = (
        "# Walks\n\n## 15 March: Two Towers\n\n**Leader:** Beat Amstad\n\n## Canal\n\n**Leader:** Ada Vogt\n"
    )

    facts = draft(page(text)).facts

    assert [fact.question for fact in facts] == [
        "Who is the leader of Two Towers?",
        "Who is the leader of Canal?",
    ]


def test_the_ornaments_of_a_wiki_are_left_out() -> None:
    text = (
        "# Travel 8f2c1d3e4a5b6c7d8e9f0a1b2c3d4e5f\n\n"
        "Created: May 2, 2025 10:15 AM\nOwner: Dana Whitfield\n\n"
        "## 🧾 How do I hand in receipts?\n\nScan them with the app within 30 days.\n\n"
        "⚠️ Do not book privately: private bookings are not paid back.\n\n[badge.png](badge.png)\n"
    )

    receipts, booking = draft(page(text)).facts

    assert (receipts.question, receipts.topic) == ("How do I hand in receipts?", "Travel")
    assert (booking.question, booking.quotes) == (
        "Can I book privately?",
        ("Do not book privately: private bookings are not paid back.",),
    )


def test_a_row_is_asked_for_by_the_heads_of_its_columns() -> None:
    text = (
        "# Club\n\n## Dates\n\n| Date | What | Time |\n|--|--|--|\n| 12 Sept. | Parents' evening | 19:30 |\n"
        "| 3 Oct. | closed | |\n\n## Who is who\n\n| Group | Teacher | Children |\n|--|--|--|\n"
        "| The Foxes | Mr Lindqvist | 17 |\n\n## Pitches\n\nAll prices are in euros, for one stall.\n\n"
        "| Level | Per day |\n|--|--|\n| T1 | 18 |\n"
    )

    evening, closed, foxes, _, pitch = draft(page(text)).facts

    assert (evening.question, evening.also[0]) == ("When is the parents' evening?", "What is on 12 Sept.?")
    assert closed.question == "What is on 3 Oct.?"
    assert foxes.question == "Who is the teacher of the Foxes?"
    assert foxes.also[0] == "How many children does the Foxes have?"
    assert pitch.question == "How much is level T1 per day?"


def test_a_row_with_a_date_is_asked_for_by_it() -> None:
    text = "# Courses\n\n| Course | Dates | Price |\n|--|--|--|\n| Optimist week | 6–10 July | 290 € |\n"

    (week,) = draft(page(text)).facts

    assert (week.question, week.also[0]) == ("When is Optimist week?", "How much is Optimist week?")


def test_an_office_is_asked_for_by_its_holder_and_a_machine_by_its_price() -> None:
    text = (
        "# Club\n\n| Office | Name |\n|--|--|\n| Chair | Marjorie Fenn |\n\n## Machines\n\n"
        "| Machine | Material | Price |\n|--|--|--|\n| Laser cutter | wood | 50 cents per minute |\n"
    )

    facts = draft(page(text)).facts

    assert [fact.question for fact in facts] == ["Who is the chair?", "How much is the laser cutter?"]


def test_a_list_in_plain_text_is_cut_into_its_entries() -> None:
    text = (
        "Some things mean that you have to wait:\n- a tattoo: four months\n- antibiotics: seven days\n"
        "Men may donate every 12 weeks.\n\n1. You fill in a form.\n2. A nurse takes you to a chair.\n"
        "3. The donation takes ten minutes.\n"
    )

    drafted = draft(page(text, "blood.txt")).facts

    assert [(fact.question, fact.answer) for fact in drafted[:3]] == [
        ("What about a tattoo?", "A tattoo: four months."),
        ("What about antibiotics?", "Antibiotics: seven days."),
        ("How often may men donate?", "Men may donate every 12 weeks."),
    ]
    assert [fact.answer for fact in drafted[3:]] == [
        "You fill in a form.", "A nurse takes you to a chair.", "The donation takes ten minutes.",
    ]  # fmt: skip


def test_what_a_paragraph_opens_with_in_place_of_a_heading_is_what_it_is_about() -> None:
    text = "Cost. The price is £865 a head. It includes breakfast.\n\nWhere we stay. The inn has 19 rooms.\n"

    drafted = draft(page(text, "trip.txt")).facts

    assert [(fact.topic, fact.question, fact.answer) for fact in drafted] == [
        ("Cost", "What is the price?", "The price is £865 a head. It includes breakfast."),
        ("Where we stay", "How many rooms does the inn have?", "The inn has 19 rooms."),
    ]


def test_a_line_that_goes_on_small_is_one_sentence_however_long_the_lines_are() -> None:
    free = f"The first two rehearsals are free, {'as a trial, ' * 8}so that you can\nfind out more."
    text = f"The fee is £45 a term. {free}\n"

    drafted = draft(page(text, "choir.md")).facts

    assert drafted[1].answer.endswith("so that you can find out more.")


def test_a_question_in_italics_keeps_its_answer() -> None:
    drafted = draft(page("*May I pass through Oldmoor?* Nothing can be delivered there.\n", "game.md")).facts

    assert [fact.question for fact in drafted] == ["May I pass through Oldmoor?"]


def test_a_date_in_a_row_is_asked_for_with_the_stretch_that_the_row_is_of() -> None:
    table = "| Term | First rehearsal | Conductor |\n|--|--|--|\n| Autumn | 9 September | Jonty Reeve |\n"

    [row] = draft(page(f"# Choir\n\n{table}", "choir.md")).facts

    assert {row.question, *row.also} >= {
        "When is the first rehearsal of the autumn term?", "Who is the conductor of the autumn term?",
    }  # fmt: skip


def test_a_list_of_things_answers_what_its_heading_asks() -> None:
    text = (
        "# Camp\n\n## What to bring\n\n- Sleeping bag\n- Sun hat, sun cream\n- Torch with batteries\n"
        "- Pocket money: 20 euros at most\n\n## Not allowed\n\n- Glass bottles\n- Drones\n- Loud music\n"
    )

    things, money, banned = draft(page(text)).facts

    assert things.question == "What should I bring?"
    pocket_money = "Pocket money: 20 euros at most"
    assert things.answer == f"Sleeping bag; Sun hat, sun cream; Torch with batteries; {pocket_money}."
    assert things.quotes == ("Sleeping bag", "Sun hat, sun cream", "Torch with batteries", pocket_money)
    assert money.question == "How much is the pocket money?"
    assert (banned.question, banned.answer) == ("What is not allowed?", "Glass bottles; Drones; Loud music.")


def test_a_question_that_is_taken_goes_on_with_what_it_is_about() -> None:
    text = (
        "# Club\n\n## The hall\n\n### Address\n\nTown Hall, room 7, telephone 0555 400 17.\n\n"
        "## The pool\n\n### Contact\n\nMill Road 3, telephone 0555 400 18.\n"
    )

    facts = draft(page(text)).facts

    assert [fact.question for fact in facts] == ["How can I reach you?", "How can I reach you (Contact)?"]


def answers(text: str, file: str = "club.md") -> list[str]:
    return [fact.answer for fact in draft(page(text, file)).facts]


def test_a_short_sentence_swallows_neither_the_next_nor_is_it_lost() -> None:
    text = "# Hall\n\nNo dogs. The hall seats ninety people. They all fit. The bar takes cards. Dogs sleep."

    assert answers(text) == [
        "No dogs.",
        "The hall seats ninety people. They all fit.",
        "The bar takes cards. Dogs sleep.",
    ]


def test_a_verdict_stays_with_what_it_is_about() -> None:
    text = (
        "# Can I come?\n\nYou can. Players from anywhere are welcome.\n\n# Dues\n\nLate? Tell the treasurer."
    )

    assert answers(text) == ["You can. Players from anywhere are welcome.", "Tell the treasurer."]


def test_numbered_paragraphs_of_plain_text_have_headings() -> None:
    text = (
        "1. Arguments\nThe decision of the judge is final. Captains can lodge a challenge within a day.\n\n"
        "2. Subs & Money.\n£40 is due per team in the first week. Bank transfers are fine as well.\n\n"
        "3. Teams: Four is the number. Nobody plays for two teams in one season.\n\n"
        "4. Ring the bell. The door is opened by the caretaker or by his wife.\n"
    )

    facts = draft(page(text, "rules.txt")).facts

    assert [fact.topic for fact in facts] == [
        *["Arguments"] * 2, *["Subs & Money"] * 2, *["Teams"] * 4,
    ]  # fmt: skip
    assert facts[2].answer == "£40 is due per team in the first week."
    assert facts[6].answer == "Ring the bell."


@each_row(
    ("text", "question", "answer"),
    [
        (
            "There are three rounds, short:\n  a) Music\n  b) Pictures (ten)\n  c) Pot luck\nJokers help.",
            "How many rounds are there?",
            "There are three rounds, short: Music; Pictures (ten); Pot luck.",
        ),
        (
            "The trip is not cheap. You can pay in parts:\n\nDeposit\t£39\tin May\n2nd\t£50\tin June\n",
            "Can I pay in parts?",
            "You can pay in parts: Deposit £39 in May; 2nd £50 in June.",
        ),
        (
            "The order is as follows. Points of the table:\nWin on the night 5\nSecond 3\nEveryone else 1\n",
            "What about points of the table?",
            "Points of the table: Win on the night 5; Second 3; Everyone else 1.",
        ),
        (
            "You also need to bring:\n- a lamp\n- a rope\n",
            "What do I have to bring?",
            "You also need to bring: a lamp; a rope.",
        ),
        (
            "Please bring with you:\n- a lamp\n- a rope\n",
            "What should I bring?",
            "Please bring with you: a lamp; a rope.",
        ),
        (
            "Long is the way, but our rules are:\n- one\n- two\n",
            "What are your rules?",
            "Long is the way, but our rules are: one; two.",
        ),
    ],
)
def test_a_list_that_a_sentence_leads_up_to_is_told_with_it(text: str, question: str, answer: str) -> None:
    document = page(text, "camp.txt")

    fact = next(fact for fact in draft(document).facts if ":" in fact.answer)

    assert (fact.question, fact.answer) == (question, answer)
    assert all(QuoteFinder(text).locate(quote) for quote in fact.quotes)


def test_the_end_of_a_letter_is_no_entry_of_the_list_above_it() -> None:
    text = "Dear all,\n\nYou will need:\nA torch\nA map\nA coat\n\nYours,\nAnn\n"

    assert answers(text, "letter.txt") == ["You will need: A torch; A map; A coat."]


def test_a_list_below_a_question_is_its_answer_as_a_whole() -> None:
    ways = "# How do I pay?\n\n- Autopay (free)\n- Card: 2.9% fee\n- No cash, ever\n"
    hours = "# When is it open?\n\n- The bar opens at 10:00.\n- The hall opens at 12:00.\n"

    assert answers(ways) == ["Autopay (free); Card: 2.9% fee; No cash, ever."]
    assert answers(hours) == ["The bar opens at 10:00.", "The hall opens at 12:00."]


def test_what_stands_below_the_list_that_answers_a_question_is_no_entry_of_it() -> None:
    text = "# How do I pay?\n\n- Autopay (free)\n- Card: 2.9% fee\n\nThe office closes at noon.\n"

    assert answers(text) == ["Autopay (free); Card: 2.9% fee.", "The office closes at noon."]


def test_the_address_in_the_head_of_a_letter_tells_how_to_reach_them() -> None:
    text = (
        "Hill School\nTel. 555 0163 271, office@hill.example\n\nDear all,\n\nthe trip is in May, as always.\n"
    )

    first, _ = draft(page(text, "letter.txt")).facts

    assert (first.question, first.answer) == (
        "How can I reach you?",
        "Tel. 555 0163 271, office@hill.example.",
    )


def test_below_what_to_bring_every_short_entry_is_one_of_the_things() -> None:
    (fact,) = draft(
        page("## What to bring\n\n1. two lamps, one will break\n2. hat, in blue\n3. rope\n")
    ).facts

    assert fact.question == "What should I bring?"
    assert fact.answer == "Two lamps, one will break; hat, in blue; rope."


def test_what_is_not_allowed_is_told_together_though_each_ends_in_a_stop() -> None:
    (fact,) = draft(
        page(
            "## What is not allowed\n\n- Smoking. In the yard it is fine.\n- Sleeping here.\n- Open fires.\n"
        )
    ).facts

    assert fact.question == "What is not allowed?"
    assert fact.answer == "Smoking. In the yard it is fine. Sleeping here. Open fires."


@each_row("sign", ["-", "3."])
def test_a_thing_to_bring_has_at_most_ninety_characters(sign: str) -> None:
    def drafted(length: int) -> int:
        return len(
            draft(
                page(f"## What to bring\n\n{sign} hat\n{sign} lamp\n{sign} {'rope' * 30:.{length}}\n")
            ).facts
        )

    assert (drafted(90), drafted(91)) == (1, 0)


@each_row(("length", "entries"), [(600, 2), (601, 1)])
def test_a_list_that_answers_a_question_has_at_most_600_characters(length: int, entries: int) -> None:
    hat, lamp = "- hat", f"- lamp {'x' * length}"
    lamp = lamp[: length - len(hat)]

    (fact,) = draft(page(f"## Which things may I lend?\n\n{hat}\n{lamp}\n")).facts

    assert len(fact.quotes) == entries


@each_row(("following", "longest"), [("Usually so.", 320), ("It leaks a bit.", 450)])
def test_sentences_that_belong_together_are_one_fact_up_to_a_length(following: str, longest: int) -> None:
    def first_answer(length: int) -> str:
        sentence = f"{'The boat is ':x<{length - len(following) - 1}}."
        return draft(page(f"# Boat\n\n{sentence} {following}\n")).facts[0].answer

    assert first_answer(longest).endswith(following)
    assert not first_answer(longest + 1).endswith(following)


@each_row(
    ("length", "question"),
    [(140, "How can I reach you?"), (141, "What about Mill Lane open daily write ring?")],
)
def test_an_address_with_its_hours_is_one_answer_while_it_is_short(length: int, question: str) -> None:
    address = "Mill Lane 4, open daily, write to a@example.org or ring "

    (fact,) = draft(page(f"# Boat\n\n## Contact\n\n{address:1<{length - 1}}.\n")).facts

    assert fact.question == question


def test_a_question_in_a_paragraph_is_no_part_of_what_stands_before_it() -> None:
    first, *_ = draft(page("# Boat\n\nThe boat is old. It leaks, does it not? It was built in 1990.\n")).facts

    assert (first.question, first.answer) == ("Is the boat old?", "The boat is old.")


def test_what_may_go_wrong_is_asked_for_without_a_sentences_capital() -> None:
    trouble = "**GPS is lost.** Wait for it.\n\n**A tyre is flat.** Mend it.\n\n**Engine stops.** Ring us.\n"

    facts = draft(page(f"# Boat\n\n## Troubleshooting\n\n{trouble}")).facts

    assert [fact.question for fact in facts] == [
        "What if GPS is lost?",
        "What if a tyre is flat?",
        "What if engine stops?",
    ]


@each_row(
    ("heading", "question"),
    [("Bring", "What should I bring?"), ("The boats of the club", "What about the boats of the club?")],
)
def test_a_bare_list_is_asked_for_by_its_heading(heading: str, question: str) -> None:
    (fact,) = draft(page(f"# Boat\n\n## {heading}\n\n- red lamp\n- long rope\n- old hat\n")).facts

    assert fact.question == question


@each_row(
    ("asked", "question"), [("Too late?", "Too late?"), ("Late?", "Should I ring the bell at the door?")]
)
def test_two_words_are_a_question_and_one_is_none(asked: str, question: str) -> None:
    (fact,) = draft(page(f"# Boat\n\n{asked} Ring the bell at the door.\n")).facts

    assert (fact.question, fact.answer) == (question, "Ring the bell at the door.")


def test_an_answer_is_a_whole_sentence_without_its_yes_or_no() -> None:
    assert stated("Yes, it is open") == "It is open."
    assert stated("no: it is closed;") == "It is closed."
    assert stated("`save` writes a file", keeps_case=True) == "`save` writes a file."
    assert stated("Yes") == "Yes."


def test_labels_in_bold_on_lines_below_each_other_are_a_fact_each() -> None:
    facts = draft(page("**Head coach:** Bev Castle\n**Chair:** Magda Wolski\n")).facts

    assert [fact.question for fact in facts] == ["Who is the head coach?", "Who is the chair?"]


def test_one_thing_with_a_question_mark_is_what_the_next_sentence_is_about() -> None:
    (fact,) = draft(page("Bonfires? Only from October to March in the field.\n")).facts

    assert fact.question == "What about bonfires?"


def test_a_heading_asks_without_a_question_mark() -> None:
    (fact,) = draft(page("## When\n\nSecond and fourth Saturday of the month, 1.30 to 5.\n")).facts

    assert fact.question == "When is it?"


def test_a_slip_to_fill_in_claims_nothing() -> None:
    assert answers("I give permission for ____________ to attend the trip.\n", "slip.txt") == []


def test_steps_answer_how_to_do_what_their_heading_names() -> None:
    text = (
        "# Hall\n\n## How to book\n\n1. Look at the calendar.\n2. Fill in the form.\n"
        "3. Pay the deposit of £50 within ten days.\n"
    )

    (steps,) = draft(page(text)).facts

    assert steps.question == "How do I book?"
    assert steps.answer == "Look at the calendar. Fill in the form. Pay the deposit of £50 within ten days."
    assert len(steps.quotes) == 3


def test_a_day_is_asked_for_by_what_happens_then() -> None:
    text = (
        "# Day\n\n| Time | What |\n|--|--|\n| 7:30 | Swim (voluntary) |\n| 9:30 | Workshops |\n"
        "| 15:00 | Games, songs |\n"
    )

    facts = draft(page(text)).facts

    assert [fact.question for fact in facts] == [
        "When is the swim?", "When are the workshops?", "What is at 15:00?",
    ]  # fmt: skip


def test_steps_and_addresses_are_one_fact_each() -> None:
    text = (
        "# Import\n\n## Steps\n\n1. `load` writes to the table, in batches. It takes an hour.\n\n"
        "## Contact\n\nMarket office, Town Hall, room 7. Open Wed 9–12. Telephone 0555 400 17.\n"
    )

    step, contact = draft(page(text)).facts

    assert step.question == "What does load do?"
    assert step.answer == "Load writes to the table, in batches. It takes an hour."
    assert contact.question == "How can I reach you?"
    assert contact.answer == "Market office, Town Hall, room 7. Open Wed 9–12. Telephone 0555 400 17."


def test_what_may_go_wrong_is_asked_for_below_a_heading_about_trouble() -> None:
    text = (
        "# Help\n\n## Troubleshooting\n\n"
        "**My account is locked.** Wait half an hour. Or call the service desk.\n"
    )

    (fact,) = draft(page(text)).facts

    assert fact.question == "What if my account is locked?"
    assert fact.answer == "Wait half an hour. Or call the service desk."


def test_what_a_letter_and_a_wiki_page_say_besides_is_left_out() -> None:
    text = (
        "# Letter\n\nDear parents, the summer is over now.\n\n"
        "We all hope that you had a good holiday by the sea.\n\n"
        "*Created by Dana Whitfield, last modified on 12 May* · Labels: `it`\n\n"
        "- [1. Before your first day](#before)\n\n```bash\nsudo opengate --config corp.ovpn\n```\n\n"
        "With kind regards\n\n*Petra Brandl and the whole team*\n"
    )

    assert draft(page(text)).facts == ()


LETTER = (
    "Oak School\nYear 8 Office\n\n14 January 2026\n\nDear Parents and Carers{stop}"
    "The trip to the lighthouse costs 20 euros for each child.\n\n"
    "Yours sincerely,\n\nMaria Holt\nHead of Year 8\n"
)


@each_row("stop", ["\n\n", ",\n\n", "\n", ",\n"])
def test_the_head_and_the_end_of_a_letter_are_no_facts_and_its_date_is_no_topic(stop: str) -> None:
    (fact,) = draft(page(LETTER.format(stop=stop), "letter.txt")).facts

    assert fact.answer == "The trip to the lighthouse costs 20 euros for each child."
    assert fact.topic == "general"


def test_the_date_of_the_news_is_not_what_they_are_about() -> None:
    text = "Mill rebuilt\n\nThe Orlen Courier, 12 March 2025\n\nThe mill was built in 1848 by a brewer.\n"

    (fact,) = draft(page(text, "news.txt")).facts

    assert fact.topic == "Mill rebuilt"


def test_a_sentence_that_comes_again_is_one_fact() -> None:
    text = "# Mill\n\nThe mill was built in 1848 by a brewer.\n\nThe mill was built in 1848 by a brewer.\n"

    assert len(draft(page(text)).facts) == 1


def test_a_row_of_a_table_is_told_with_the_heads_of_its_columns() -> None:
    text = (
        "# The wall\n\n## Prices\n\n| What | Members | Guests |\n|---|---|---|\n| Day pass | £6 | £11.50 |\n"
        "| Membership | £84 | – |\n\n## Codes\n\n| Code | Meaning |\n|--|--|\n| 4 | files were skipped |\n"
    )

    passes, year, code = draft(page(text)).facts

    assert passes.question == "What are the prices for day pass?"
    assert passes.answer == "Day pass – Members: £6; Guests: £11.50."
    assert passes.quotes == ("Day pass £6 £11.50",)
    assert "guests day pass" in passes.also
    assert year.answer == "Membership: £84."
    assert (code.question, code.answer) == ("What is the meaning of code 4?", "Code 4: files were skipped.")


@each_row(
    ("text", "who", "question"),
    [
        (
            '"This is the biggest ship we have had," said Helena Marsh, chief executive.',
            "Helena Marsh",
            "What did Helena Marsh say?",
        ),
        (
            "According to the transport office, the line will cost 437 crowns.",
            "the transport office",
            "What did the transport office say about the line?",
        ),
        (
            "Auditor Daniel Farrow said that the forecast was too low.",
            "Auditor Daniel Farrow",
            "What did Auditor Daniel Farrow say about the forecast?",
        ),
        ('"Our rent is 900 crowns a year," she said.', "", "How much is your rent?"),
        ("You will see it if you claimed the lamp.", "", "Will I see it if I claimed the lamp?"),
        ("We believe that the lamp is old.", "", "Do you believe that the lamp is old?"),
        ("The theme is announced an hour before.", "", "Is the theme announced an hour before?"),
    ],
)
def test_what_somebody_says_is_a_claim_of_theirs(text: str, who: str, question: str) -> None:
    text = f"{text} An auditor looked at all of this before the line was built.\n"

    fact = draft(page(text, "a.txt")).facts[0]

    assert (fact.said_by, fact.question) == (who, question)
    assert (fact.remark == ATTRIBUTE) is ("she said" in text)


@each_row(
    ("text", "speech"),
    [
        ('"It is old," she said.', Speech("", "It is old")),
        ("“It is old.”", Speech("", "It is old")),
        ("HAVEN, 4 May – The board said that the lamp is old.", Speech("The board", "The lamp is old")),
        ("It is old, said Ada Brandt.", Speech("Ada Brandt", "It is old")),
        ("It is old, Ada Brandt says.", Speech("Ada Brandt", "It is old")),
        ("According to the board, it is old.", Speech("the board", "It is old")),
        ("The lamp is old.", None),
        ('"Ladders work," said Dr. Feld.', Speech("Dr. Feld", "Ladders work")),
        ("Never dig up roots unless Dr Marrack has told you to.", None),
        ("A team whose players have not all confirmed in time is put off.", None),
    ],
)
def test_who_says_it_and_what_is_said_are_told_apart(text: str, speech: Speech | None) -> None:
    assert speech_of(text) == speech


def test_ways_of_asking_have_the_words_of_the_heading_and_ask_for_what_is_told() -> None:
    text = "# Rules\n\n## Quiet Week\n\nFrom 24 to 31 December Petra Lindqvane and Sam Okafor run the desk.\n"

    (fact,) = draft(page(text)).facts

    assert any(way.startswith("Quiet Week ") for way in fact.also)
    assert {way.split()[0] for way in fact.also} >= {"when", "who"}


def test_what_is_asked_in_passing_is_not_answered_by_the_next_sentence() -> None:
    text = "And why was the wall never built? The council will hold its first hearing on 19 January.\n"

    (fact,) = draft(page(text, "news.txt")).facts

    assert fact.question == "When will the council hold its first hearing?"


def test_a_place_is_no_person_and_not_every_purpose_a_reason() -> None:
    text = "We meet in the hall of St Brannoc's School on Quay Street for tea and a chat.\n"

    (fact,) = draft(page(text)).facts

    assert not {way.split()[0] for way in fact.also} & {"who", "why"}


def test_a_question_belongs_to_the_heading_that_stands_above_it() -> None:
    text = (
        "# The wall\n\n## Prices\n\nA day pass costs 6 crowns.\n\n## Can I bring a dog?\n\nOnly on Sundays.\n"
    )

    assert [fact.topic for fact in draft(page(text)).facts] == ["Prices", "The wall"]


def test_a_capital_that_only_begins_the_sentence_is_dropped_in_a_question() -> None:
    text = "Trams will run to Tessby. Pro will cost 9 crowns. The price of Pro and of all trams is high.\n"

    questions = [fact.question for fact in draft(page(text, "a.txt")).facts]

    assert questions[:2] == ["Will trams run to Tessby?", "How much will Pro cost?"]


@pytest.mark.parametrize("before", ["", "\ufeff"])
@pytest.mark.parametrize("stop", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ["mill.md", "mill.txt"])
def test_how_a_file_was_saved_changes_no_draft(before: str, stop: str, name: str) -> None:
    table = "\n| What | Price |\n|---|---|\n| Climb | 2 crowns |\n"
    text = PAGE + table if name.endswith(".md") else "The mill\n\nThe mill was built in 1790.\n"
    saved = before + text.replace("\n", stop)

    made = draft(page(saved, name)).facts

    told = [(fact.topic, fact.question, fact.answer) for fact in draft(page(text, name)).facts]
    assert [(fact.topic, fact.question, fact.answer) for fact in made] == told


def test_a_title_between_two_paragraphs_is_no_part_of_an_answer() -> None:
    text = (
        "The line was cut in two for fourteen months, and the repair cost 410,000 pounds.\nPeople\n"
        "The general manager is Harriet Nunwick, who came to the railway in 2017 after years elsewhere.\n"
    )

    facts = draft(Document("page", "seeds/page.txt", text)).facts

    assert [fact.answer.split(",")[0] for fact in facts] == [
        "The line was cut in two for fourteen months",
        "The general manager is Harriet Nunwick",
    ]
    assert facts[1].topic == "People"


def test_plain_text_has_headings_too() -> None:
    text = (
        "About us\nThe centre was founded in 1987 and stands in Mill Lane.\n\nQ: Can I park?\nA: Behind it.\n"
    )

    assert [section.heading for section in outline(page(text, "a.txt"))] == ["About us", "Can I park?"]


ANSWER = "Yes, from **May** to September.\n\n***\n\nIt is closed on Mondays:"


@each_row(
    ("entry", "fact"),
    [
        (
            FaqEntry("When is the pool open? How long?", ANSWER),
            DraftFact(
                id="pool-open-long",
                topic="general",
                question="When is the pool open?",
                also=("How long?", "pool open long"),
                answer="From May to September. It is closed on Mondays.",
                quotes=("Yes, from May to September.", "It is closed on Mondays:"),
            ),
        ),
        (
            FaqEntry("Prices?", "Four", also=("a b", "c d", "e f", "g h", "Prices?", "i j"), topic="Money"),
            DraftFact("prices", "Money", "Prices?", ("a b", "c d", "e f", "g h", "i j"), "Four.", ("Four",)),
        ),
        (
            FaqEntry("When is the pool open?", "No!"),
            DraftFact("pool-open", "general", "When is the pool open?", (), "No!", ("No!",)),
        ),
    ],
)
def test_an_answer_of_a_list_becomes_a_statement_and_every_paragraph_a_quote(
    entry: FaqEntry, fact: DraftFact
) -> None:
    asked = {"pool open"}

    assert fact_of(entry, page(f"### Pool\n\n{ANSWER}\n"), set(), asked) == fact
    assert {way.lower() for way in fact.also} <= asked


def test_a_table_in_an_answer_is_told_with_the_heads_of_its_columns() -> None:
    rows = ("| Stand | free | 5 € |", "| Truing | 8 € | 12 € |")
    table = "\n".join(("| What | Members | Guests |", "|---|---|---|", *rows))

    fact = fact_of(
        FaqEntry("What does it cost?", "\n\n".join(rows)), page(f"### Cost?\n\n{table}\n"), set(), set()
    )

    assert fact.answer == "Stand – Members: free; Guests: 5 €. Truing – Members: 8 €; Guests: 12 €."
    assert fact.quotes == ("Stand free 5 €", "Truing 8 € 12 €")


@pytest.mark.parametrize(
    ("also", "ways"),
    [
        ((), ("How many steep steps does the tower have?", "tower steep steps")),
        (("how high",), ("how high",)),
    ],
)
def test_an_answer_without_other_ways_makes_some_of_what_it_says(
    also: tuple[str, ...], ways: tuple[str, ...]
) -> None:
    entry = FaqEntry("Steps?", "The tower has 90 steep steps.\n\nThe hall has 3 doors.", also=also)

    assert fact_of(entry, page(f"### Steps?\n\n{entry.answer}\n"), set(), set()).also == ways


def test_an_id_that_is_taken_gets_a_number() -> None:
    taken = {"prices", "prices-2"}

    made = [fact_of(FaqEntry("Prices?", "Four."), page(), taken, set()).id for _ in range(2)]

    assert made == ["prices-3", "prices-4"]
