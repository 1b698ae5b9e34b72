"""Whether a word at the beginning of a sentence has its capital for good."""

from bot.domain.briefing import Document
from bot.domain.casing import Casing, casing_of
from tests.each_row import each_row


@each_row(
    ("first", "following", "is_name"),
    [
        ("The", "Keeper speaks", False),
        ("THE", "keeper speaks", True),
        ("Orrun", "Rescue speaks", True),
        ("iPad", "is out", True),
        ("Houses", "are allowed", False),
        ("Zimbrel", "is out", True),
    ],
)
def test_a_capital_may_be_there_for_good(first: str, following: str, *, is_name: bool) -> None:
    assert Casing().is_name(first, following, several=False) is is_name


def test_a_command_that_is_written_small_leaves_the_name_of_its_program() -> None:
    text = "Zimbrel needs a key. Run `zimbrel key`:\n\n```sh\nzimbrel run\n```\n\nThen the key is there.\n"

    casing = casing_of(Document("manual", "manual.md", text))

    assert casing.lowered("Zimbrel needs a key") == "Zimbrel needs a key"
    assert "key" in casing.small
    assert "run" not in casing.small


def test_what_the_document_has_within_its_sentences_decides() -> None:
    casing = Casing(small=frozenset({"zimbrel"}), names=frozenset({"Water"}))

    assert not casing.is_name("Zimbrel", "is out", several=False)
    assert casing.is_name("Water", "is out", several=False)
    assert casing.lowered("Zimbrel is out") == "zimbrel is out"
    assert casing.lowered("Water is out") == "Water is out"


def test_a_common_or_a_small_word_is_small_in_any_number() -> None:
    assert Casing().lowered("Lamps burn") == "lamps burn"
    assert Casing().lowered("Lamp burns") == "lamp burns"
    assert Casing().lowered("Without a lamp") == "without a lamp"


def test_only_where_several_are_meant_is_a_plural_alone_small() -> None:
    assert Casing().lowered("Zimbrels") == "Zimbrels"
    assert Casing().lowered("Zimbrels", several=True) == "zimbrels"


def test_a_plural_alone_is_none_where_several_are_meant() -> None:
    assert not Casing().is_name("Zimbrels", "", several=True)
    assert Casing().is_name("Zimbrels", "", several=False)
