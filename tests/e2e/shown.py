"""A page as a reader sees it, taken apart again."""

from typing import NamedTuple

from tests.discord_server.messages import Message
from tests.discord_server.reply import Reply


class Shown(NamedTuple):
    """The parts of a page, in markdown."""

    title: str
    body: str
    footer: str


def shown(on: Reply | Message) -> Shown:
    """The one page of a message; an old one's, or plain words, have no parts."""
    message = on.message if isinstance(on, Reply) else on
    assert message is not None
    assert message.in_components
    first, *others = message.displayed
    heading, _, rest = first.partition("\n")
    titled = heading.startswith("### ")
    footer = others[-1].removeprefix("-# ").replace("\\", "") if others else ""
    return Shown(heading[4:] if titled else "", rest if titled else first, footer)
