"""Who thanks, and who only says the word."""

from bot.matching.thanks import gives_thanks
from tests.each_row import each_row


@each_row("talk", ["thanks!", "Thank you so much", "ok thx 🙏", "ty", "cheers mate"])
def test_thanks_are_heard(talk: str) -> None:
    assert gives_thanks(talk)


@each_row("talk", ["hello", "lol", "no thanks", "thanks for nothing", "thank god", "🙏", ""])
def test_what_is_no_thanks_is_left(talk: str) -> None:
    assert not gives_thanks(talk)
