"""The connection to Discord: its address, what its refusals mean, and a token that no log contains."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import aiohttp
import discord
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bot.errors import BotError, ConfigError
from bot.ui.log_lines import trace
from bot.ui.texts import running as texts

HIDDEN: Final = "[token]"
_FORMATTER: Final = logging.Formatter()
AUTHENTICATION_FAILED: Final = 4004
HOPELESS_CODES: Final = frozenset({4010, 4011, 4012, 4013})


@contextmanager
def served_from(api_url: str) -> Iterator[None]:
    """Use the API at this address; afterwards restore the original one."""
    api, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE = api_url.rstrip("/")
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = api, gateway


def connect_through(gateway: str) -> None:
    """Also use the gateway that /gateway/bot named when a session has to start anew."""
    DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway)


@contextmanager
def hidden(token: str) -> Iterator[None]:
    """While the block runs, no log record contains the token."""
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
    if record.exc_info and record.exc_info[1]:
        # A formatter takes the text that is there already instead of making its own.
        record.exc_text = _FORMATTER.formatException(record.exc_info).replace(token, HIDDEN)
        record.trace = trace(record.exc_info[1]).replace(token, HIDDEN)
    return record


@contextmanager
def explained(api_url: str) -> Iterator[None]:
    """Turn each way in which Discord can refuse us into an error whose exit code says whether to retry."""
    try:
        yield
    except discord.LoginFailure as error:
        raise ConfigError(texts.LOGIN_REFUSED) from error
    except discord.PrivilegedIntentsRequired as error:
        raise ConfigError(texts.WRONG_INTENTS) from error
    except discord.ConnectionClosed as error:
        raise _closed(error) from error
    except (discord.GatewayNotFound, discord.HTTPException, aiohttp.ClientError, OSError) as error:
        raise BotError(texts.UNREACHABLE.format(api_url=api_url, reason=error)) from error


def _closed(error: discord.ConnectionClosed) -> BotError:
    if error.code == AUTHENTICATION_FAILED:
        return ConfigError(texts.LOGIN_REFUSED)
    if error.code in HOPELESS_CODES:
        return ConfigError(texts.WRONG_CONNECTION.format(code=error.code))
    return BotError(texts.LOST.format(reason=error))
