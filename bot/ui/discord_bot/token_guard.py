"""Keeps the token out of every log line and every traceback, whatever logs them."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

HIDDEN: Final = "[token]"
_FORMATTER: Final = logging.Formatter()


@contextmanager
def hidden(token: str) -> Iterator[None]:
    """While the block runs, no log record holds the token."""
    make = logging.getLogRecordFactory()

    def make_clean(*args: Any, **extras: Any) -> logging.LogRecord:
        return _clean(make(*args, **extras), token)

    logging.setLogRecordFactory(make_clean)
    try:
        yield
    finally:
        logging.setLogRecordFactory(make)


def _clean(record: logging.LogRecord, token: str) -> logging.LogRecord:
    message = record.getMessage()
    if token in message:
        record.msg, record.args = message.replace(token, HIDDEN), ()
    if record.exc_info and record.exc_info[0]:
        # A formatter takes the text that is there already instead of making its own.
        record.exc_text = _FORMATTER.formatException(record.exc_info).replace(token, HIDDEN)
    return record
