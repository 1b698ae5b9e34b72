"""Who thanks, and who only says the word."""

import pytest

from bot.matching.thanks import gives_thanks


@pytest.mark.parametrize("talk", ["thanks!", "Thank you so much", "ok thx 🙏", "ty", "cheers mate"])
def test_thanks_are_heard(talk: str) -> None:
    assert gives_thanks(talk)


@pytest.mark.parametrize("talk", ["hello", "lol", "no thanks", "thanks for nothing", "thank god", "🙏", ""])
def test_what_is_no_thanks_is_left(talk: str) -> None:
    assert not gives_thanks(talk)
