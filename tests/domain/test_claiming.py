"""Titles, dates, greetings, questions and numbers of lists are no sentences; what claims something is one."""

import pytest

from bot.domain.briefing import Document
from bot.domain.check.coverage import coverage
from bot.domain.claiming import claims, greets, is_dateline
from tests.each_row import each_row

LETTER = """Wexcombe School
Year 8 Office

14 January 2026

Dear Parents and Carers,

Travel
We leave by coach at 7.45 from the bus bay in Fuller Street, so please be there in time.

What to bring
A full kit list is enclosed, and most of it can be borrowed from the school for nothing.
1. Towels
2. A torch

Yours faithfully,

Gareth Haldane
Head of Year 8
"""
RULES = """Quiz League

1. When and where
We play on Tuesdays from eight o'clock, except on the last one of a month.

2. Subs & Money.
They are due in May.

3. Teams. Four is the number.

4. Ring the bell. It is loud.

5. Rope
6. Tent
"""
PLAN = """GIVE BLOOD

1. The park today

The park has been one since 1951, and it is the oldest of the country.

CONTACT
Ring 555.

We meet on Fridays in the hall
The doors are open from seven o'clock, and there is tea for everybody who comes.

Do I get paid?
No.
Doors open 7 pm
You fill in:
- a form
- your name
"""
PAGE = """# The clan

*The Courier, 12 March 2025.*

Last updated on 2 April 2025.

Welcome to Nightjar!

**Is it safe?**

Yes. It never deletes. Money. The rules:

1. **Sail.** Roll both dice and choose one.
2. Draw a tile

We meet in the hall
"""


def uncovered(text: str, file: str) -> list[str]:
    return [sentence.text for sentence in coverage(Document("s", file, text), []).uncovered]


@pytest.mark.parametrize(
    ("text", "file", "said"),
    [
        (
            LETTER,
            "a.txt",
            [
                "We leave by coach at 7.45 from the bus bay in Fuller Street, so please be there in time.",
                "A full kit list is enclosed, and most of it can be borrowed from the school for nothing.",
                "Towels",
                "A torch",
            ],
        ),
        (
            RULES,
            "a.txt",
            [
                "We play on Tuesdays from eight o'clock, except on the last one of a month.",
                "They are due in May.",
                "Four is the number.",
                "Ring the bell.",
                "It is loud.",
                "Rope",
                "Tent",
            ],
        ),
        (
            PLAN,
            "a.txt",
            [
                "The park has been one since 1951, and it is the oldest of the country.",
                "Ring 555.",
                "We meet on Fridays in the hall",
                "The doors are open from seven o'clock, and there is tea for everybody who comes.",
                "Doors open 7 pm",
                "- a form",
                "- your name",
            ],
        ),
        (
            PAGE,
            "a.md",
            [
                "It never deletes.",
                "1. **Sail.** Roll both dice and choose one.",
                "Draw a tile",
                "We meet in the hall",
            ],
        ),
    ],
    ids=["a letter", "rules", "a plan", "a page"],
)
def test_what_claims_something_is_a_sentence_and_nothing_else(text: str, file: str, said: list[str]) -> None:
    lines = [
        line for text in uncovered(f"{text}\n{'It is long. ' * 12}\n", file) for line in text.splitlines()
    ]

    assert [line for line in lines if line.strip() != "It is long."] == said


def test_a_title_that_is_quoted_is_a_sentence() -> None:
    covered = coverage(Document("s", "a.txt", "Saturday in the sports hall\n\nIt is open."), ["Saturday"])

    assert [sentence.text for sentence in covered.sentences] == ["Saturday in the sports hall", "It is open."]


def test_a_bold_title_of_an_entry_is_no_name_that_a_quote_lacks() -> None:
    text = (
        "1. **Sail.** Roll both dice, says Oldmoor.\n2. **Trade.** If you are in a harbour, do one of these."
    )

    covered = coverage(Document("s", "a.md", text), ["Roll both dice", "do one of these"])

    assert [clause.missing for clause in covered.clauses] == [("Oldmoor",)]


@each_row(
    ("before", "line", "after", "claimed"),
    [
        ("", "Notice board", "\n", False),
        ("It rained.\n", "Notice board", "\n", True),
        ("It rained.\n", "NOTICE BOARD", "\n", False),
        ("It rained.\n", "Notice board", "\nShort.", True),
        ("It rained.\n", "Notice board", f"\n{'x' * 17}", True),
        ("It rained.\n", "Notice board", f"\n{'x' * 18}", False),
        ("It rained.\n", "Notice board 7", f"\n{'x' * 99}", True),
        ("It rained.\n", f"Notice {'b' * 83}", f"\n{'x' * 200}", False),
        ("It rained.\n", f"Notice {'b' * 84}", f"\n{'x' * 200}", True),
        ("It rained.\n", "We meet there", f"\n{'x' * 99}", True),
        ("It rained.\n", "Where we meet", f"\n{'x' * 99}", False),
        ("Wexcombe\n", "Oak School", "\n\nDear Parents,\n", False),
        ("It rained.\n", "Oak School", "\n\nDear Parents,\n", True),
        ("Yours sincerely,\nAda\n", "Head of Year", "\n", False),
        ("It rained.\n\nAda: ", "Notice board", f"\n{'x' * 99}", True),
        ("It rained.\n\n1. ", "Notice board", f"\n{'x' * 99}", False),
        ("It rained.\n\n1. Old things\n2. ", "Notice board", f"\nX{'x' * 98}", False),
        ("It rained.\n\n", "Notice board", f" is red.\n{'x' * 99}", True),
        ("It rained.\n\n", "Notice\nboard", f"\n{'x' * 99}", True),
        ("It rains.\n9. ", "Late teams.", " Captains ring each other.\n", False),
        ("It rains.\n9. ", "Late teams.", "\n\nCaptains ring each other.\n", True),
        ("It rains.\n9. ", "Late teams.", "\n10. Captains ring each other.\n", True),
        ("It rains. ", "Late teams.", " Captains ring each other.\n", True),
        ("- a form\n- ", "Notice board", "\n- your name\n", True),
        ("- a form\n- ", "Notice board", f"\n{'x' * 99}", True),
        ("- ", "Notice board", "\nMore words that go on.\n", False),
    ],
)
def test_a_line_is_a_title_by_what_stands_around_it(
    before: str, line: str, after: str, *, claimed: bool
) -> None:
    text = f"{before}{line}{after}"

    assert claims(text, len(before), len(before) + len(line), markdown=False) is claimed


def test_a_date_alone_and_a_greeting_are_known_by_their_form() -> None:
    dates = ("14 January 2026", "2026-01-14", "14.1.2026", "The Courier, 12 March 2025.")
    greetings = ("Dear Ada,", "Hello everybody!", "Dear Parents and Carers")

    assert all(map(is_dateline, dates))
    assert not any(map(is_dateline, ("The lamp", "", *greetings)))
    assert all(map(greets, greetings))
    assert not any(map(greets, ("The lamp.", "Hi", *dates)))
