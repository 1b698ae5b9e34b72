"""The mark is written and read back, and nothing else is taken for one."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.digest.label import DigestLabel, nonce
from tests.each_row import each_row


def test_a_mark_says_day_and_number() -> None:
    mark = DigestLabel(date(2025, 4, 9), 12)

    text = str(mark)

    assert text == "Digest 2025-04-09 · No. 12"


@given(st.dates(), st.integers(1, 10**8), st.text(max_size=30), st.text(max_size=30))
def test_a_mark_is_found_in_any_message(day: date, number: int, before: str, after: str) -> None:
    mark = DigestLabel(day, number)

    found = DigestLabel.in_text(f"{before}\n-# {mark}\n{after}")

    assert found == mark


@given(st.text(st.characters(exclude_characters="·")))
def test_any_other_text_has_none(text: str) -> None:
    assert DigestLabel.in_text(text) is None


@each_row(
    "text",
    [
        "Digest 2025-02-30 · No. 1",
        "Digest 2025-4-9 · No. 1",
        "Digest 2025-04-09 · No. ",
        "Digest ٢٠٢٥-04-09 · No. 1",
    ],
)
def test_what_only_looks_like_a_mark_is_none(text: str) -> None:
    assert DigestLabel.in_text(text) is None


def test_after_an_impossible_date_the_search_goes_on() -> None:
    found = DigestLabel.in_text("Digest 2025-02-30 · No. 1, Digest 2025-03-01 · No. 2")

    assert found == DigestLabel(date(2025, 3, 1), 2)


channels = st.integers(1, 2**64 - 1)


@given(channels, st.dates())
def test_a_nonce_fits_and_stays_the_same(channel: int, day: date) -> None:
    first = nonce(channel, day)

    again = nonce(channel, day)

    assert first == again
    assert len(first) <= 25
    assert first.isascii()


@given(st.lists(st.tuples(channels, st.dates()), unique=True))
def test_no_two_digests_share_a_nonce(digests: list[tuple[int, date]]) -> None:
    nonces = {nonce(channel, day) for channel, day in digests}

    assert len(nonces) == len(digests)
