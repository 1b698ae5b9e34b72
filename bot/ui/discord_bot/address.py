"""Where Discord is: points discord.py, which keeps its addresses in classes, at another one for a while."""

from collections.abc import Iterator
from contextlib import contextmanager

from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL


@contextmanager
def served_from(api_url: str) -> Iterator[None]:
    """The API answers at this address; afterwards everything is where it was."""
    api, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE = api_url.rstrip("/")
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = api, gateway


def connect_through(gateway: str) -> None:
    """The gateway that /gateway/bot named also serves those who have to begin anew."""
    DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway)
