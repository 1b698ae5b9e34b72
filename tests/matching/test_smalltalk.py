"""Small talk is told from questions, whatever a sheet holds, unless the sheet itself has just these words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.smalltalk import SmallTalk, is_empty_word
from tests.each_row import each_row
from tests.shipped_sheet import shipped

KNOWN = {"lighthouse", "lamp", "keeper", "tower", "helo"}
TALK = SmallTalk(("when was the lamp lit", "Help?", "who keeps the tower", "Grüße"), KNOWN.__contains__)


def test_talk_alone_is_small_talk() -> None:
    cases: list[str] = [
        "hello", "Hi!!", "good morning everyone", "hey bot, how are you today?", "thx u",
        "thank you so much", "ta", "you're welcome", "no way", "shut up", "bruh", "cool", "LOL",
        "hahahahaha", "omg that's so funny", "who are you", "are you real", "are you a real person?",
        "what can you do", "what's ur name", "tell me a joke", "who", "where", "now", "why??", "please",
        "the", "a", "good night", "see ya tomorrow", "you are stupid", "this bot sucks", "i am so tired",
        "im bored", "i don't know", "i dont care", "can u help me pls", "2+2", "what is 17 times 4",
        "12 * 12 =", "15% of 200", "five plus six", "1", "42", "😀", "🚀🚀", "<:kim:123>", ":)", "xD", "<3",
        "¯\\_(ツ)_/¯", "weekend!!", "friday", "play some music", "i need coffee", "my wifi died",
        "cute dog", "traffic sucks", "i love this music", "money money money",
    ]  # fmt: skip

    assert [message for message in cases if not TALK.covers(message)] == []


def test_typing_errors_and_drawn_out_letters_are_seen_through() -> None:
    cases: list[str] = [
        "helllo", "thnaks", "godo morning", "hellooooo", "okayyyy", "soooo funnyyy", "whta is up", "yesss",
        "aawesoomme", "daanncee", "hello aanyyonee",
    ]  # fmt: skip

    assert [message for message in cases if not TALK.covers(message)] == []


def test_whatever_tells_of_a_subject_is_none() -> None:
    cases: list[str] = [
        "hello, when was the lamp lit", "lamp", "where is the tower", "who is the keeper",
        "thanks, and the lamp?", "what colour is it", "when did they go up", "how fast were they there",
        "what happened", "1871", "zyzzyva", "is the museum open", "what is 17 percent of the budget",
        "ISS", "helo", "how long does it take", "what is your address", "https://example.org/lol", "?!",
        "...", "", " ", "music", "Wifi?", "pizza", "lunch", "is there wifi", "hi, any music?", "the menu",
        "is lunch over", "is the music good",
        "mods",
    ]  # fmt: skip

    assert [message for message in cases if TALK.covers(message)] == []


@each_row("message", ["help", "HELP!", " help? ", "grüße", "Gru\u0308ße"])
def test_what_the_sheet_itself_says_comes_first(message: str) -> None:
    assert TALK.is_own(message)
    assert not TALK.covers(message)


@pytest.mark.parametrize("message", ["help me", "help please"])
def test_only_the_whole_of_it_comes_first(message: str) -> None:
    assert TALK.covers(message)


@given(
    st.lists(
        st.sampled_from(["hello", "thanks", "lol", "cool", "so", "the", "you", "wow", "ok"]),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=100)
def test_talk_with_talk_is_talk_in_any_order_and_case(said: list[str]) -> None:
    assert TALK.covers(" ".join(said))
    assert TALK.covers(", ".join(reversed(said)).upper() + "!")


@given(
    st.lists(st.sampled_from(["hello", "lol", "who", "is", "the", "you", "nice"]), max_size=5),
    st.sampled_from(sorted(KNOWN)),
)
@settings(max_examples=100)
def test_a_word_with_a_subject_is_never_talk(said: list[str], subject: str) -> None:
    assert not TALK.covers(" ".join([*said, subject]))


@given(st.text(max_size=60))
@settings(max_examples=200)
def test_any_message_is_talk_or_not(message: str) -> None:
    assert TALK.covers(message) in {True, False}
    assert not (TALK.covers(message) and TALK.is_own(message))


def test_nothing_that_the_shipped_sheet_is_asked_by_is_talk() -> None:
    smalltalk = shipped().smalltalk
    facts = shipped().briefing.sheet.facts

    taken = [text for fact in facts for text in fact.phrasings if smalltalk.covers(text)]

    assert taken == []


@each_row("message", ["hi", "good morning", "bye", "who are you", "what can you do", "I love you", "2 x 2"])
def test_the_shipped_sheet_leaves_small_talk_to_its_room(message: str) -> None:
    assert shipped().smalltalk.covers(message)


@each_row("text", ["please", "now", "Where?", "pls"])
def test_a_small_word_alone_is_empty(text: str) -> None:
    assert is_empty_word(text)


@each_row("text", ["help", "lamp", "where now", ""])
def test_other_words_and_more_words_are_not_empty(text: str) -> None:
    assert not is_empty_word(text)
