"""Those who ask while there is trouble, and what each of them was told."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Final

from tests.discord_server.acting import Where
from tests.discord_server.messages import Message
from tests.discord_server.people import User
from tests.discord_server.reply import Reply
from tests.discord_server.server import DiscordServer

AT_ONCE: Final = 12
PATIENCE: Final = 3.0  # whoever hears nothing for so long asks something else
PAUSE: Final = 0.05
TOLD: Final = "You are forgotten"  # now, or as soon as the database can be written
HOSTILE: Final = ("", "", "", " @everyone", " <@1> <@&2>", " ||`*", " [here](https://evil.example)")


@dataclass
class People:
    """What was asked since it was calm last."""

    server: DiscordServer
    questions: Sequence[str]
    dice: Random
    replies: list[Reply] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    forgotten: list[User] = field(default_factory=list)
    unsure_of: set[int] = field(default_factory=set)
    """Who wanted to be forgotten and was not told that it was done: nothing is promised of their rows."""
    done: Counter[str] = field(default_factory=Counter)

    async def ask_for(self, seconds: float) -> None:
        """So many at once, each again and again."""
        end = time.monotonic() + seconds
        await asyncio.gather(*(self._ask_until(end) for _ in range(AT_ONCE)))

    async def _ask_until(self, end: float) -> None:
        deeds: dict[str, tuple[int, Callable[[], Awaitable[object]]]] = {
            "asked by command": (60, self._command),
            "asked by mention": (15, self._mention),
            "asked by direct message": (8, self._direct),
            "gave a verdict": (8, self._verdict),
            "looked around": (6, self._look),
            "was forgotten": (3, self._forget),
        }
        weights = [weight for weight, _ in deeds.values()]
        while time.monotonic() < end:
            (name,) = self.dice.choices(list(deeds), weights)
            self.done[name] += 1
            with suppress(
                AssertionError, LookupError
            ):  # nothing came in time, or nothing that can be pressed
                await deeds[name][1]()
            await asyncio.sleep(PAUSE)

    def question(self) -> str:
        return self.dice.choice(self.questions) + self.dice.choice(HOSTILE)

    async def _command(self, user: User | None = None) -> Reply:
        where = Where(user=user) if user else Where()
        private = self.dice.random() < 0.2
        reply = self.server.start_slash("ask", {"question": self.question(), "private": private}, **where)
        self.replies.append(reply)
        return await reply.answered(PATIENCE)

    async def _mention(self) -> None:
        message = self.server.say(self.question(), mention=True)
        self.messages.append(message)
        await self._reply_to(message)

    async def _direct(self) -> None:
        message = self.server.say(self.question(), dm=True)
        self.messages.append(message)
        await self._reply_to(message)

    async def _reply_to(self, message: Message) -> None:
        def replied() -> bool:
            return any(each.reply_to is message for each in self.server.world.messages.values())

        await self.server.wait_for(replied, PATIENCE)

    async def _verdict(self) -> None:
        reply = await self._command()
        await self.server.start_click(reply, self.dice.choice(("Helpful", "Not helpful"))).answered(PATIENCE)

    async def _look(self) -> None:
        name = self.dice.choice(("topics", "sources", "help", "privacy", "digest show"))
        await self.server.start_slash(name).finished(PATIENCE)

    async def _forget(self) -> None:
        """Somebody who asks, is forgotten and never comes back."""
        user = self.server.add_user("passer-by")
        self.unsure_of.add(user.id)
        self.server.add_member(self.server.guild, user)
        await self._command(user)
        asked = await self.server.start_slash("forgetme", user=user).answered(PATIENCE)
        pressed = self.server.start_click(asked, "Forget me", user=user)
        await pressed.until(lambda reply: TOLD in reply.text, 3 * PATIENCE)
        self.forgotten.append(user)
