"""The digest's message: everything Discord can refuse is kept from it, and whole quotes alone are shown."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.digest.label import DigestLabel
from bot.ui.digest_view import DigestSection, DigestView, Item
from bot.ui.discord_bot.delivery.message import DigestPage, digest_page
from bot.ui.discord_bot.markdown import units
from bot.ui.discord_bot.quotes import quote_block
from bot.ui.discord_bot.render import layout, words
from bot.ui.texts import digest as digest_texts
from bot.ui.texts.answers import quoted
from tests.ui.discord_bot.limits import CALLS, displayed
from tests.ui.discord_bot.sheets import WORDS, citations

MARK = str(DigestLabel(date(2025, 4, 9), 999_999_999))
HEADINGS = (
    digest_texts.FACT_OF_THE_DAY,
    digest_texts.FURTHER,
    digest_texts.CHANGED,
    digest_texts.CLOSED,
    digest_texts.MOST_ASKED,
    digest_texts.WEEK,
)
BARS = "\n".join(["Wed 30 ████████████████████ 1,000,000,000/1,000,000,000"] * 7)
ITEMS = st.builds(
    Item,
    headline=WORDS,
    text=st.just("") | WORDS,
    citations=st.lists(citations(), max_size=3).map(tuple),
    note=st.just("") | WORDS,
)
SECTIONS = st.lists(ITEMS, min_size=1, max_size=5).map(tuple)


@st.composite
def views(draw: st.DrawFn) -> DigestView:
    headings = draw(st.lists(st.sampled_from(HEADINGS), unique=True))
    sections = tuple(
        DigestSection(name, draw(SECTIONS), more=draw(st.sampled_from((0, 99_999)))) for name in headings
    )
    notices = tuple(
        draw(
            st.sampled_from(([digest_texts.NOTHING_YET], ["It is late."]))
            if sections
            else st.just([digest_texts.NOTHING_YET])
        )
    )
    return DigestView(draw(WORDS), notices, sections, MARK)


def broken_limits(page: DigestPage) -> list[str]:
    plain = words(*page.cards, above=page.above)
    parts = [part for card in page.cards for part in (card.title, card.body, card.footer)]
    checks = {
        "above": not page.above.strip(),
        "cards": not 1 <= len(page.cards) <= 10,
        "body": any(not card.body.strip() for card in page.cards),
        "together": sum(map(units, displayed(layout(*page.cards, above=page.above)))) > 4000,
        "plain": units(plain) > 2000 or plain.rpartition("\n")[2] != f"-# {MARK}",
        "open code": plain.count("```") % 2,
        "call": bool(CALLS.search("\n".join((page.above, *parts)))),
        "mark": [card.footer for card in page.cards] != [""] * (len(page.cards) - 1) + [MARK],
    }
    return [name for name, broken in checks.items() if broken]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(views(), st.sampled_from(("", BARS)))
async def test_whatever_the_sheet_holds_the_message_fits_calls_nobody_and_ends_with_its_mark(
    shown: DigestView, bars: str
) -> None:
    page = digest_page(shown, bars if shown.sections else "")

    assert broken_limits(page) == []


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(views())
def test_a_quote_is_there_whole_or_not_at_all(shown: DigestView) -> None:
    page = digest_page(shown)

    whole = {
        quote_block(quoted(citation))
        for section in shown.sections
        for item in section.items
        for citation in item.citations
    }
    lines = [line for card in page.cards for line in card.body.split("\n") if line.startswith("> ")]
    quotes = [line for line in lines if not line.startswith("> -# ")]
    assert set(quotes) <= whole


def test_every_item_is_shown_or_counted() -> None:
    items = tuple(Item(f"Question {number}?", "word " * 400) for number in range(5))
    shown = DigestView("Title", (), (DigestSection(digest_texts.CHANGED, items, more=7),), MARK)

    (card,) = digest_page(shown).cards

    told = sum(f"**Question {number}?**" in card.body for number in range(5))
    assert 0 < told < 5
    assert card.body.endswith(f"and {7 + 5 - told} more")


def test_a_long_first_section_leaves_room_for_the_others() -> None:
    long = Item("Why?", "A long answer. " * 500)
    sections = tuple(DigestSection(heading, (long,) * 5) for heading in HEADINGS)

    page = digest_page(DigestView("Title", (), sections, MARK))

    assert [card.title for card in page.cards] == list(HEADINGS)
    assert all("**Why?**\nA long answer." in card.body for card in page.cards)


def test_a_digest_without_facts_is_one_kind_line_and_the_mark() -> None:
    page = digest_page(DigestView("Title", (digest_texts.NOTHING_YET,), (), MARK))

    (card,) = page.cards
    assert page.above == "**Title**"
    assert (card.body, card.footer) == (digest_texts.NOTHING_YET, MARK)
