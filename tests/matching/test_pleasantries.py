"""Who thanks and who only says the word, and who wants to know how to ask."""

from bot.matching.pleasantries import asks_how, gives_thanks
from tests.each_row import each_row


@each_row("talk", ["thanks!", "Thank you so much", "ok thx 🙏", "ty", "cheers mate"])
def test_thanks_are_heard(talk: str) -> None:
    assert gives_thanks(talk)


@each_row("talk", ["hello", "lol", "no thanks", "thanks for nothing", "thank god", "🙏", ""])
def test_what_is_no_thanks_is_left(talk: str) -> None:
    assert not gives_thanks(talk)


@each_row("talk", ["help", "Commands?", "what can you do", "what can i ask", "how does this work"])
def test_who_wants_to_know_how_to_ask_is_heard(talk: str) -> None:
    assert asks_how(talk)


@each_row("talk", ["hello", "how are you", "what are you doing", "thanks", ""])
def test_other_talk_asks_nothing_of_the_kind(talk: str) -> None:
    assert not asks_how(talk)
