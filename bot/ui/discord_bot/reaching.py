"""Whether Discord can be reached from here and takes the token; no session is begun for it."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import aiohttp

from bot.ui.discord_bot.outage import said_by

SECONDS: Final = 10.0


@dataclass(frozen=True, slots=True)
class Reached:
    """What Discord told: whether it took the token, and how many sessions it still allows today."""

    accepted: bool
    remaining: int = 0
    total: int = 0


class UnreachableError(Exception):
    """It cannot be reached, for a reason in words."""


async def reach(api_url: str, token: str) -> Reached:
    """Ask for the gateway's address, as a start does."""
    headers = {"Authorization": f"Bot {token}"}
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, headers=headers) as session,
            session.get(f"{api_url.rstrip('/')}/gateway/bot") as response,
        ):
            if response.status == HTTPStatus.UNAUTHORIZED:
                return Reached(accepted=False)
            if response.status != HTTPStatus.OK:
                raise UnreachableError(f"it answers with status {response.status}")
            told = await response.json()
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
        raise UnreachableError(said_by(error)) from error
    limit = told["session_start_limit"]
    return Reached(accepted=True, remaining=limit["remaining"], total=limit["total"])
