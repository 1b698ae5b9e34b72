"""The row tells what became of a question, and not who asked it."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.answering import Found, Unknown, Unsure
from bot.domain.matching.match import Match
from bot.services.asking import LONGEST_QUESTION, Reply, ask
from bot.services.library import Snapshot
from bot.services.recording import Request, logged
from bot.storage.query_log import LoggedQuery, Outcome, Surface
from bot.storage.user_key import UserKey, read_user_key
from tests.storage.samples import NOON

ADA = 123456789012345678
REQUEST = Request("interaction-1", NOON, Surface.SLASH, ADA, 11, 22)
MATCHES = (Match("first-lit", 61.5, "when?"), Match("lamp-height", 40.0, "how high?"))


@pytest.fixture
def key(tmp_path: Path) -> UserKey:
    return read_user_key(tmp_path / "key")


def test_a_reply_becomes_its_row(shelf: Snapshot, key: UserKey) -> None:
    reply = ask(shelf, "How high is the lamp above the sea?")

    row = logged(REQUEST, reply, key)

    assert row == LoggedQuery(
        request_id="interaction-1",
        asked_at=NOON,
        surface=Surface.SLASH,
        guild_id=11,
        channel_id=22,
        user_hash=key.hash(ADA),
        text="How high is the lamp above the sea?",
        outcome=Outcome.ANSWERED,
        fact_id="lamp-height",
        open_question_id=None,
        score=reply.answer.score,
        sheet=shelf.version,
        elapsed_ms=reply.elapsed_ms,
    )
    assert str(ADA) not in repr(row)


@pytest.mark.parametrize(
    ("answer", "fate"),
    [
        (Found(MATCHES[0]), ("answered", "first-lit", None, 61.5)),
        (Unsure(MATCHES), ("unsure", "first-lit", None, 61.5)),
        (Unknown(score=3.0), ("unknown", None, None, 3.0)),
        (Unknown(nearest=MATCHES[1:], score=40.0), ("unknown", "lamp-height", None, 40.0)),
        (Unknown(open_question="architect", score=80.0), ("unknown", None, "architect", 80.0)),
    ],
)
def test_every_answer_has_its_outcome(
    shelf: Snapshot, key: UserKey, answer: Found | Unsure | Unknown, fate: tuple[object, ...]
) -> None:
    reply = replace(ask(shelf, "?"), answer=answer)

    row = logged(REQUEST, reply, key)

    assert (row.outcome, row.fact_id, row.open_question_id, row.score) == fate


def test_the_text_is_scrubbed_and_never_longer_than_a_question(shelf: Snapshot, key: UserKey) -> None:
    asked: Reply = ask(shelf, "is ada@example.org the keeper? " + "a " * LONGEST_QUESTION)

    row = logged(replace(REQUEST, user_id=None), asked, key)

    assert row.text.startswith("is [email] the keeper?")
    assert len(row.text) <= LONGEST_QUESTION
    assert row.user_hash is None
