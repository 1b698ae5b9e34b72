"""Lines of the log: one an event, with its time, and with nobody's words."""

import json
import logging
import os
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from bot.errors import ConfigError
from bot.ui.log_lines import ONCE_A_MINUTE, JsonLine, OnceAMinute, TextLine, trace

LOG = logging.getLogger("bot.tests.lines")
TOKEN = "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MA"  # noqa: S105 - made up


@pytest.fixture
def stream() -> Iterator[StringIO]:
    """What a log of one logger would say."""
    text = StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(TextLine())
    handler.addFilter(OnceAMinute())
    LOG.addHandler(handler)
    LOG.propagate = False
    yield text
    LOG.removeHandler(handler)
    LOG.propagate = True


def fail_with(words: str) -> None:
    raise KeyError(words)


def fill_the_disk() -> None:
    try:
        os.write(os.open("/dev/full", os.O_WRONLY), b"x")
    except OSError as error:
        raise ConfigError("The disk is full.") from error


def test_an_event_is_one_line_whatever_is_in_it(stream: StringIO) -> None:
    LOG.warning("one\ntwo\r\n three\u2028four")

    assert stream.getvalue().endswith("Z WARNING bot.tests.lines: one | two | three | four\n")
    assert stream.getvalue().count("\n") == 1


def test_an_error_is_told_by_kind_and_place_and_never_by_words_that_may_be_a_persons(
    stream: StringIO,
) -> None:
    try:
        fail_with("is my boss ill")
    except KeyError:
        LOG.exception("Unexpected error %s", "1a2b3c4d")

    said = stream.getvalue()
    assert "Unexpected error 1a2b3c4d | KeyError < tests/ui/test_log_lines.py:" in said
    assert " fail_with < " in said
    assert "boss" not in said
    assert said.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="not on this system")
def test_the_words_of_the_system_and_of_our_own_errors_are_kept_with_their_cause() -> None:
    with pytest.raises(ConfigError) as caught:
        fill_the_disk()

    told = trace(caught.value)

    assert told.startswith("ConfigError: The disk is full. < ")
    assert " | because of OSError: [Errno 28] No space left on device < " in told


def test_the_token_of_an_interaction_is_taken_out_of_an_address(stream: StringIO) -> None:
    LOG.warning("POST https://discord.com/api/v10/interactions/12/%s/callback: 429", TOKEN)
    LOG.warning("PATCH https://discord.com/api/v10/webhooks/12/%s/messages/@original: 429", TOKEN)

    assert TOKEN not in stream.getvalue()
    assert "/interactions/12/[token]/callback" in stream.getvalue()
    assert "/webhooks/12/[token]/messages/@original" in stream.getvalue()


def test_json_is_an_object_a_line(stream: StringIO) -> None:
    LOG.handlers[0].setFormatter(JsonLine())

    LOG.warning("“quoted”\nand broken")

    told = json.loads(stream.getvalue())
    assert told["message"] == "“quoted” | and broken"
    assert (told["level"], told["logger"]) == ("WARNING", "bot.tests.lines")
    assert told["time"].endswith("Z")


def test_a_thousand_interactions_that_were_over_are_a_line(stream: StringIO) -> None:
    for number in range(1000):
        LOG.warning("Interaction %s was over before it was answered", number, extra=ONCE_A_MINUTE)

    assert stream.getvalue().count("\n") == 1


def test_the_next_line_says_how_many_were_left_out() -> None:
    filtering, passed = OnceAMinute(), []

    for second in (0, 1, 2, 61):
        record = logging.makeLogRecord({"name": "x", "msg": "over %s", "args": (1,), **ONCE_A_MINUTE})
        record.created = float(second)
        passed += [record.getMessage()] if filtering.filter(record) else []

    assert passed == ["over 1", "over 1 (and 2 more like it since the last such line)"]
