"""Lines of printed pages become the text that somebody wrote."""

from collections.abc import Sequence

from bot.domain.printed_pages import PrintedLine, running_text
from tests.each_row import each_row


def lines(
    *texts: str, page: int = 0, x: float = 50, top: float = 700, size: float = 10, bold: bool = False
) -> list[PrintedLine]:
    return [PrintedLine(text, page, x, top - 12 * number, size, bold) for number, text in enumerate(texts)]


FULL = "The ferry crosses the bay between the two towns"


@each_row(
    ("first", "second", "whole"),
    [
        ("It needs much trans-", "portation of goods.", "It needs much transportation of goods."),
        ("He stands out-", "side the hall.", "He stands outside the hall."),
        ("The rooms are 4-", "a and 5.", "The rooms are 4- a and 5."),
        ("It takes twenty-", "five minutes a day.", "It takes twenty-five minutes a day."),
        ("A soft re\u00ad", "turn of the boat.", "A soft return of the boat."),
        ("It went to Saltmere-", "Northwick once more.", "It went to Saltmere- Northwick once more."),
        ("The \ufb01rst o\ufb03ce is", "closed.", "The first office is closed."),
    ],
)
def test_a_word_at_the_end_of_a_line_is_made_whole(first: str, second: str, whole: str) -> None:
    assert running_text(lines(first, second)) == f"{whole}\n"


def test_a_word_that_stands_elsewhere_says_how_it_is_written() -> None:
    told = running_text(lines("A sub-committee of the Quexfield coun-", "cil met the sub-", "committee."))

    assert told == "A sub-committee of the Quexfield council met the sub-committee.\n"


@each_row(
    ("following", "parted"),
    [
        (lines("and the islands.", top=688), False),
        (lines("The next day it rests.", top=670), True),
        (lines("Timetable", top=688, size=14), True),
        (lines("Timetable", top=688, bold=True), True),
        (lines("• Dogs travel free.", top=688), True),
        (lines("beyond the island.", page=1), False),
        (lines("beyond the island.", x=320), False),
    ],
)
def test_a_paragraph_ends_where_the_page_shows_it(following: Sequence[PrintedLine], *, parted: bool) -> None:
    told = running_text([*lines(FULL, FULL, top=724), *lines(FULL), *following])

    assert ("\n\n" in told) is parted


@each_row(
    ("last", "following", "parted"),
    [
        (f"{FULL}.", lines("The next day it rests.", top=688), False),
        (f"{FULL}.", lines("The next day it rests.", top=688, x=58), False),
        (f"{FULL}.", lines("The next day it rests.", top=688, x=60), True),
        (FULL, lines("The next day it rests.", top=688, x=64), False),
        ("It rests.", lines("The next day it goes.", top=688), True),
        ("It rests.", lines("the next day it goes.", top=688), False),
        (f"{FULL}.", lines("The next day it rests.", page=1), True),
        (f"{FULL}.", lines("the next day it rests.", page=1), False),
        (f"{FULL}.", lines("The next day it rests.", x=320), False),
        (f"{FULL}.", lines("The next day it rests.", top=730, x=320), True),
        (FULL, lines("Timetable", x=320, bold=True), False),
        (FULL, lines("• Dogs travel free.", x=320), False),
        ("•", lines("Dogs travel free.", top=688, bold=True), False),
        (f"{FULL}.", lines("– Dogs travel free.", top=688), True),
        (FULL, lines("– Dogs travel free.", top=688), False),
    ],
)
def test_what_ends_a_paragraph_tells_with_what_follows_whether_another_begins(
    last: str, following: Sequence[PrintedLine], *, parted: bool
) -> None:
    told = running_text([*lines(FULL, FULL, top=724), *lines(last), *following])

    assert told.split("\n\n")[-1].startswith(following[0].text[:9]) is parted


def test_how_far_lines_stand_apart_is_known_for_each_size_of_letters() -> None:
    large = [PrintedLine(FULL, 0, 50, 500 - 24 * number, 20, bold=False) for number in range(4)]

    assert running_text([*lines(*[FULL] * 9), *large]).count("\n\n") == 1


def test_columns_are_read_one_after_the_other() -> None:
    left = lines(FULL, "and takes two hundred")
    right = lines("people at most.", "Bicycles travel free of any charge at all times.", x=320)

    told = running_text([*left, *right])

    assert told.startswith(f"{FULL} and takes two hundred people at most.")


def test_heads_feet_and_numbers_of_pages_are_left_out() -> None:
    pages = [
        [
            *lines("Annual report 2023", page=page, top=780, size=8),
            *lines(f"{FULL} for the year number {page}.", FULL, FULL, FULL, f"{FULL}.", page=page),
            *lines(f"Page {page + 1} of 3", page=page, top=30, size=8),
        ]
        for page in range(3)
    ]

    told = running_text([line for page in pages for line in page])

    assert "Annual report" not in told
    assert "Page" not in told
    assert all(f"number {page}" in told for page in range(3))


def test_rows_stay_rows_and_entries_of_a_list_stand_alone() -> None:
    rows = lines("Saltmere 120 cars", "Northwick 45 cars", *[FULL] * 9)
    pieces = [*lines("Skerry", top=560), *lines("3 cars", top=560, x=200)]
    items = lines("• A ticket costs three", "crowns.", "• Dogs travel free.", top=500)

    told = running_text([*rows, *pieces, *items])

    assert "\n\nSkerry 3 cars\n\n" in told
    assert told.startswith("Saltmere 120 cars\nNorthwick 45 cars\n")
    assert told.endswith("\n\n- A ticket costs three crowns.\n\n- Dogs travel free.\n")


@each_row("nothing", [[], lines(""), lines("  ", "\x00", "–")])
def test_pages_without_words_are_no_text(nothing: list[PrintedLine]) -> None:
    assert running_text(nothing) == ""


def test_a_text_that_is_the_same_on_every_page_is_still_a_text() -> None:
    assert "ferry" in running_text([*lines(FULL), *lines(FULL, page=1)])


@each_row("sign", ["-", "–", "2."])
def test_entries_with_a_sign_stand_alone_though_none_of_them_ends_in_a_stop(sign: str) -> None:
    lead = "The ferry crosses the bay between the two towns every day:"
    entries = [
        f"{sign} with dogs and all kinds of small animals",
        f"{sign} with cats of any size, and with baskets",
    ]

    told = running_text(lines(lead, *entries))

    assert told == "\n\n".join((lead, *entries)) + "\n"
