"""Tells a story to one bot, step by step, and writes down all that the bot did at each."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.identity.recorded import database_text, joined
from tests.discord_server.messages import Message
from tests.discord_server.reply import CallbackKind, Reply
from tests.discord_server.server import DiscordServer
from tests.snapshots.neutral import Names

QUIET = 0.15
WORKING = 0.03
LONGEST = 120.0
BUTTON = 2


class Teller:
    """A step is over when nothing is under way and nothing new has come for a moment."""

    def __init__(self, server: DiscordServer) -> None:
        self.server = server
        self.worked: Callable[[], float] = lambda: 0.0
        self.pages: list[tuple[str, str]] = []
        self._names = Names()
        self._seen = 0

    async def chapter(self, deeds: Awaitable[None]) -> None:
        """One that cannot go on is over, and the next begins."""
        try:
            await deeds
        except Exception as error:  # noqa: BLE001 - whatever it is, it must happen on the other side as well
            self.write("the chapter ends early", f"{type(error).__name__}: {error}")

    async def step(self, title: str, deed: Awaitable[Any], quiet: float = QUIET) -> Any:
        """What fails is written down as well: it has to fail on the other side in the same way."""
        try:
            result, trouble = await deed, ""
        except (AssertionError, LookupError, AttributeError) as error:
            result, trouble = None, f"{type(error).__name__}: {error}\n"
        if isinstance(result, Reply):
            await self._finished(result)
        await self._quiet(quiet)
        requests = list(self.server.requests)[self._seen :]
        self._seen += len(requests)
        self.write(title, trouble + joined(requests))
        return result

    def write(self, title: str, text: str) -> None:
        self.pages.append(
            (f"{len(self.pages) + 1:03} {self._names.neutral(title)}", self._names.neutral(text))
        )

    def write_database(self, title: str, path: Path) -> None:
        self.write(title, database_text(path))

    async def slash(self, name: str, values: dict[str, Any] | None = None, **where: Any) -> Reply:
        deed = self.server.slash(name, values, **where)
        who = " ".join(f"{key}={getattr(value, 'name', value)}" for key, value in where.items())
        shown = {key: getattr(value, "name", value) for key, value in (values or {}).items()}
        return await self.step(f"/{name} {shown or ''} {who}".strip(), deed)

    async def click(self, on: Reply | Message, wanted: str, **where: Any) -> Reply:
        return await self.step(f"press {wanted}", self.server.click(on, wanted, **where))

    async def forged(self, on: Reply | Message, custom_id: str, **where: Any) -> Reply:
        """Press a button of a message that an older or another bot could have posted."""
        message = on if isinstance(on, Message) else on.message
        if message is not None:
            button = {"type": BUTTON, "style": 2, "label": custom_id, "custom_id": custom_id}
            message.components = [{"type": 1, "components": [button]}]
        return await self.step(f"press {custom_id}", started(self.server, on, custom_id, where))

    async def press_all(self, on: Reply | Message, **where: Any) -> None:
        """Every button of the answer, as it was shown first."""
        message = on if isinstance(on, Message) else on.message
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


async def started(server: DiscordServer, on: Reply | Message, custom_id: str, where: dict[str, Any]) -> None:
    """Press and do not wait: perhaps nobody answers."""
    server.start_click(on, custom_id, **where)


def changed_since(message: Message | None, since: datetime) -> bool:
    return (
        message is None or message.deleted or (message.edited_at is not None and message.edited_at >= since)
    )
