"""The address of a quote: the page, and the words that a browser marks there."""

from dataclasses import replace
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.briefing import Briefing
from bot.ui.discord_bot.quotes import quote_url

PAGE = "https://a.example/news"


def address(briefing: Briefing, text: str, url: str | None = PAGE) -> str | None:
    (citation,) = briefing.citations["first-lit"]
    return quote_url(replace(citation, text=text, url=url))


def test_a_short_quote_is_named_whole_and_a_dash_in_it_is_no_sign(briefing: Briefing) -> None:
    assert address(briefing, "U.S.-Russia, a bridge & more") == (
        f"{PAGE}#:~:text=U.S.%2DRussia%2C%20a%20bridge%20%26%20more"
    )


def test_a_long_quote_is_named_by_its_ends(briefing: Briefing) -> None:
    assert address(briefing, " ".join("abcdefghijklmnop")) == f"{PAGE}#:~:text=a%20b%20c%20d,m%20n%20o%20p"


def test_a_place_within_the_page_is_kept(briefing: Briefing) -> None:
    assert address(briefing, "lit", f"{PAGE}#light") == f"{PAGE}#light:~:text=lit"


def test_without_a_page_there_is_no_address(briefing: Briefing) -> None:
    assert address(briefing, "lit", None) is None


@given(st.text(min_size=1).filter(str.strip))
def test_any_words_make_an_address_of_which_they_can_be_read_again(briefing: Briefing, text: str) -> None:
    url = address(briefing, text)

    assert url is not None
    fragment = url.removeprefix(f"{PAGE}#:~:text=")
    assert fragment.isascii()
    ends = [unquote(part, errors="replace") for part in fragment.split(",")]
    words = " ".join(text.encode("utf-8", "replace").decode().split())
    assert words.startswith(ends[0])
    assert words.endswith(ends[-1])
