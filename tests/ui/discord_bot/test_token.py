"""No log record holds the token."""

import logging

import pytest

from bot.ui.discord_bot.connection import HIDDEN, hidden

TOKEN = "mfa.the-token-of-a-test"  # noqa: S105 - it opens nothing
LOG = logging.getLogger(__name__)


def test_the_token_is_taken_out_of_messages_arguments_and_tracebacks(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with hidden(TOKEN):
        LOG.warning("it is %s", TOKEN)
        LOG.warning("it is %(token)s", {"token": TOKEN})
        try:
            int(TOKEN)  # whose complaint repeats it
        except ValueError:
            LOG.exception("it went wrong with %s", TOKEN)

    assert TOKEN not in caplog.text
    assert caplog.text.count(HIDDEN) >= 4


def test_other_records_stay_as_they_are(caplog: pytest.LogCaptureFixture) -> None:
    with hidden(TOKEN):
        LOG.warning("%d of %s", 3, "them")

    assert caplog.records[0].args == (3, "them")
    assert caplog.messages == ["3 of them"]


def test_afterwards_records_are_made_as_before() -> None:
    before = logging.getLogRecordFactory()

    with hidden(TOKEN):
        assert logging.getLogRecordFactory() is not before

    assert logging.getLogRecordFactory() is before
