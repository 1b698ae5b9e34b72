"""An answer to a person's message: a reply where there can be one, sent again when the line was cut."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

import aiohttp
import discord

UNKNOWN_MESSAGE: Final = 10008
INVALID_FORM: Final = 50035
NO_HISTORY: Final = 160002
# The message is gone, or Discord will not have it replied to: the answer itself may be welcome.
CANNOT_REFER: Final = frozenset({UNKNOWN_MESSAGE, INVALID_FORM, NO_HISTORY})
CUT: Final = (aiohttp.ClientError, OSError)
PAUSES: Final = (0.0, 1.0, 5.0)
Sleep = Callable[[float], Awaitable[None]]


async def reply_to(message: discord.Message, sleep: Sleep, **shown: Any) -> discord.Message:
    """By the nonce a repeated request finds the first message instead of posting again."""
    for pause in PAUSES:
        try:
            return await _reply(message, **shown)
        except CUT:
            await sleep(pause)
    return await _reply(message, **shown)


async def _reply(message: discord.Message, **shown: Any) -> discord.Message:
    nonce = str(message.id)
    try:
        return await message.reply(**shown, mention_author=False, nonce=nonce)
    except discord.HTTPException as error:
        if error.code not in CANNOT_REFER:
            raise
    return await message.channel.send(**shown, nonce=nonce)
