"""What a curator answers becomes an entry of the sheet, with their words."""

from bot.domain.sheet import Fact
from bot.services.human import TO_QUOTE, fact_entry
from bot.services.snapshot import Snapshot


async def test_what_a_document_says_is_quoted_with_the_curators_answer(snapshot: Snapshot) -> None:
    entry = await fact_entry(snapshot, "what do the critics say of the plan", "They find it too dear.")

    assert isinstance(entry, Fact)
    assert entry.answer == "They find it too dear."
    assert entry.quotes[0].text == "Critics call the plan too dear."


async def test_what_no_document_says_is_left_to_be_quoted(snapshot: Snapshot) -> None:
    entry = await fact_entry(snapshot, "when does the ferry leave", "At nine.")

    assert isinstance(entry, Fact)
    assert (entry.id, entry.answer, entry.quotes) == ("ferry-leave", "At nine.", (TO_QUOTE,))
