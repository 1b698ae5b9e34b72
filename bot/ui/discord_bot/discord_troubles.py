"""What a failed request means for a digest: refused, nobody knows, or no way to post there any more."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Final

import aiohttp
import discord

from bot.database.subscriptions import Pause
from bot.services.digest.publisher import Gone, Refused, Undelivered, Unreachable
from bot.ui.discord_bot.single_try import RepeatedError, single_tries

UNKNOWN_CHANNEL: Final = 10003
UNKNOWN_GUILD: Final = 10004
UNKNOWN_USER: Final = 10013
TROUBLES: Final = (discord.HTTPException, discord.RateLimited, RepeatedError, aiohttp.ClientError, OSError)


@contextmanager
def told_as_undelivered() -> Iterator[None]:
    """Each request within is tried once, and what goes wrong becomes an Undelivered."""
    try:
        with single_tries():
            yield
    except TROUBLES as error:
        raise undelivered(error) from error


def undelivered(error: Exception) -> Undelivered:
    match error:
        case discord.RateLimited(retry_after=seconds):
            return Refused(seconds)
        case discord.Forbidden():
            return Gone(Pause.FORBIDDEN)
        case discord.NotFound(code=code) if code in {UNKNOWN_CHANNEL, UNKNOWN_GUILD, UNKNOWN_USER}:
            return Gone(Pause.GONE)
        case discord.HTTPException(status=status) if status < HTTPStatus.INTERNAL_SERVER_ERROR:
            return Refused()
        case _:
            return Unreachable(str(error) or type(error).__name__)
