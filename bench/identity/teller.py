"""Tells a story to one bot, step by step, and writes down all that the bot did at each."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from itertools import filterfalse
from pathlib import Path
from typing import Any, TypeVar, Unpack

from bench.identity.recorded import database_text, is_unasked, joined, request_text
from tests.discord_server.acting import Where
from tests.discord_server.messages import Message
from tests.discord_server.reply import CallbackKind, Reply
from tests.discord_server.server import DiscordServer
from tests.snapshots.neutral import Names

QUIET = 0.15
WORKING = 0.03
LONGEST = 120.0
BUTTON = 2

Found = TypeVar("Found")
On = Reply | Message | None  # none where the step before has failed


class Teller:
    """A step is over when nothing is under way and nothing new has come for a moment."""

    def __init__(self, server: DiscordServer) -> None:
        self.server = server
        self.worked: Callable[[], float] = lambda: 0.0
        self.pages: list[tuple[str, str]] = []
        self._names = Names()
        self._seen = 0
        self._unasked: list[str] = []

    async def chapter(self, deeds: Awaitable[None]) -> None:
        """One that cannot go on is over, and the next begins."""
        try:
            await deeds
        except Exception as error:  # noqa: BLE001 - whatever it is, it must happen on the other side as well
            self.write("the chapter ends early", f"{type(error).__name__}: {error}")

    async def step(self, title: str, deed: Awaitable[Found], quiet: float = QUIET) -> Found | None:
        """What fails is written down as well: it has to fail on the other side in the same way."""
        result, trouble = None, ""
        try:
            result = await deed
        except (AssertionError, LookupError, AttributeError) as error:
            trouble = f"{type(error).__name__}: {error}\n"
        if isinstance(result, Reply):
            await self._finished(result)
        await self._quiet(quiet)
        requests = list(self.server.requests)[self._seen :]
        self._seen += len(requests)
        self._unasked += map(request_text, filter(is_unasked, requests))
        self.write(title, trouble + joined(filterfalse(is_unasked, requests)))
        return result

    def write_unasked(self) -> None:
        """A page of its own: it comes at its time, and at which step that is depends on the machine."""
        self.write("what it posts unasked", "\n".join(self._unasked))
        self._unasked = []

    def write(self, title: str, text: str) -> None:
        self.pages.append(
            (f"{len(self.pages) + 1:03} {self._names.neutral(title)}", self._names.neutral(text))
        )

    def write_database(self, title: str, path: Path) -> None:
        self.write(title, database_text(path))

    async def slash(
        self, name: str, values: dict[str, Any] | None = None, **where: Unpack[Where]
    ) -> Reply | None:
        deed = self.server.slash(name, values, **where)
        who = " ".join(f"{key}={getattr(value, 'name', value)}" for key, value in where.items())
        shown = {key: getattr(value, "name", value) for key, value in (values or {}).items()}
        return await self.step(f"/{name} {shown or ''} {who}".strip(), deed)

    async def click(self, on: On, wanted: str, **where: Unpack[Where]) -> Reply | None:
        return await self.step(f"press {wanted}", pressed(self.server, on, wanted, where))

    async def forged(self, on: On, custom_id: str, **where: Unpack[Where]) -> None:
        """Press a button of a message that an older or another bot could have posted."""
        message = message_of(on)
        if message is not None:
            button = {"type": BUTTON, "style": 2, "label": custom_id, "custom_id": custom_id}
            message.components = [{"type": 1, "components": [button]}]
        await self.step(f"press {custom_id}", started(self.server, on, custom_id, where))

    async def press_all(self, on: On, **where: Unpack[Where]) -> None:
        """Every button of the answer, as it was shown first."""
        message = message_of(on)
        if message is None:
            raise LookupError("there is no message with buttons")
        for custom_id in [each["custom_id"] for each in message.controls if each.get("custom_id")]:
            await self.click(on, custom_id, **where)

    async def _finished(self, reply: Reply) -> None:
        """What was put off is done: the answer has its words, or the page has been turned."""
        if reply.kind is CallbackKind.DEFERRED_MESSAGE:
            await reply.finished(LONGEST)
        elif reply.kind is CallbackKind.DEFERRED_UPDATE and reply.source is not None:
            since = reply.opened_at
            await reply.until(lambda each: bool(each.followups) or changed_since(each.source, since), LONGEST)

    async def _quiet(self, quiet: float) -> None:
        """No request is under way, none has come for a moment, and the process has not worked meanwhile."""
        async with asyncio.timeout(LONGEST):
            while True:
                before = len(self.server.requests), self.worked()
                await asyncio.sleep(quiet)
                under_way = any(each.status is None for each in self.server.requests)
                if (
                    not under_way
                    and before[0] == len(self.server.requests)
                    and self.worked() - before[1] < WORKING
                ):
                    return


async def pressed(server: DiscordServer, on: On, wanted: str, where: Where) -> Reply:
    return await server.click(there(on), wanted, **where)


async def started(server: DiscordServer, on: On, custom_id: str, where: Where) -> None:
    """Press and do not wait: perhaps nobody answers."""
    server.start_click(there(on), custom_id, **where)


def message_of(on: On) -> Message | None:
    return on.message if isinstance(on, Reply) else on


def there(on: On) -> Reply | Message:
    if on is None:
        raise LookupError("there is nothing to act on")
    return on


def changed_since(message: Message | None, since: datetime) -> bool:
    return (
        message is None or message.deleted or (message.edited_at is not None and message.edited_at >= since)
    )
