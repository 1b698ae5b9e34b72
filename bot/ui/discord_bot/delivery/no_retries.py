"""One try for each request, where a ledger keeps the count, and what a failure means for a digest.

After a 5xx or a 429 discord.py waits and asks again, up to five times. For a digest that would be a second
post without a look into the channel, and hours late if the machine was suspended meanwhile. Within
`no_retries` the first answer is the only one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from http import HTTPStatus
from types import SimpleNamespace
from typing import Final

import aiohttp
import discord
from discord.http import json_or_text

from bot.database.subscriptions import Pause
from bot.services.digest.publisher import Gone, Refused, Undelivered, Unreachable
from bot.ui.discord_bot.outage import said_by

UNKNOWN_CHANNEL: Final = 10003
UNKNOWN_GUILD: Final = 10004
UNKNOWN_USER: Final = 10013
_SEEN: Final[ContextVar[set[str] | None]] = ContextVar("requests of a single try", default=None)


class RepeatedError(discord.DiscordException):
    """A request was about to be sent a second time."""


TROUBLES: Final = (discord.HTTPException, discord.RateLimited, RepeatedError, aiohttp.ClientError, OSError)


@contextmanager
def no_retries() -> Iterator[None]:
    """Within the block a request fails at its first refusal; each page of a long list counts as one."""
    token = _SEEN.set(set())
    try:
        yield
    finally:
        _SEEN.reset(token)


def request_trace() -> aiohttp.TraceConfig:
    """For the client's `http_trace`; outside `no_retries` it does nothing."""
    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(_count)
    trace.on_request_end.append(_refuse)
    return trace


async def _count(_: object, __: SimpleNamespace, params: aiohttp.TraceRequestStartParams) -> None:
    seen = _SEEN.get()
    if seen is None:
        return
    request = f"{params.method} {params.url}"
    if request in seen:
        raise RepeatedError(request)
    seen.add(request)


async def _refuse(_: object, __: SimpleNamespace, params: aiohttp.TraceRequestEndParams) -> None:
    """Raise here what discord.py would raise after its last try."""
    status = params.response.status
    if _SEEN.get() is None:
        return
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise discord.RateLimited(await _retry_after(params.response))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise discord.DiscordServerError(params.response, await json_or_text(params.response))


async def _retry_after(response: aiohttp.ClientResponse) -> float:
    """In seconds; a proxy before Discord says it in a header instead of JSON."""
    body = await json_or_text(response)
    told = body.get("retry_after") if isinstance(body, dict) else response.headers.get("Retry-After")
    try:
        return float(told or 0)
    except (TypeError, ValueError):  # a date, which no server of Discord's sends
        return 0.0


@contextmanager
def told_as_undelivered() -> Iterator[None]:
    """Each request within is tried once, and any failure becomes an Undelivered."""
    try:
        with no_retries():
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
            return Unreachable(said_by(error))
