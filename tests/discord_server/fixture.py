"""The `discord_server` fixture: a fresh loopback Discord for one test, and the contract when it is over."""

import asyncio
import importlib
import threading
import warnings
from collections.abc import AsyncIterator

import pytest_asyncio

from tests.discord_server import contract
from tests.discord_server.pulse import PATIENCE
from tests.discord_server.server import DiscordServer

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # discord.py's player still imports audioop
    importlib.import_module("discord")


@pytest_asyncio.fixture
async def discord_server() -> AsyncIterator[DiscordServer]:
    """Every request of the test must have been one that Discord takes.

    A test that misbehaves on purpose asserts the `contract.violations` and then clears `server.requests`.
    """
    contract.available()
    async with DiscordServer() as server:
        yield server
    await asyncio.to_thread(rest, "keep-alive-handler")
    assert contract.violations(server.requests) == []


def rest(name: str) -> None:
    """Wait for a client's threads: a heartbeat that one of them asks for must not outlive the loop."""
    for thread in threading.enumerate():
        if thread.name.startswith(name):
            thread.join(PATIENCE)
