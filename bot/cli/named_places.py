"""What the doctor finds out about the channels and roles that the settings name."""

import os
from typing import TYPE_CHECKING

from bot.settings import Settings, discord_token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.services.doctor import Health
    from bot.ui.discord_bot.named_places import Known, NamedPlace

    Told = Iterator[tuple[Health, str]]


def places(settings: Settings) -> "Told":
    """Nothing is asked, nor said, where no place is named or there is no token."""
    import asyncio

    from bot.errors import BotError
    from bot.services.doctor import Health, digest_channels
    from bot.ui.discord_bot.named_places import look_at
    from bot.ui.discord_bot.reaching import UnreachableError

    token, curators = discord_token(settings, os.environ), settings.curators.channel
    digests = digest_channels(settings.database.path)
    digests |= {item.channel for item in settings.digest.subscriptions}
    channels = sorted(digests | ({curators} if curators else set()))
    if token is None or not channels:
        return
    try:
        known = asyncio.run(look_at(settings.discord.api_url, token.get_secret_value(), channels))
    except UnreachableError as error:
        raise BotError(f"Discord was asked about the channels in vain: {error}.") from error
    told = [*_channels(known, digests, curators), *_roles(known, settings)]
    yield from told
    if not told:
        names = ", ".join(f"#{known.places[each].name}" for each in channels)
        yield Health.WELL, f"The bot may do what it needs in {names}."


def _channels(known: "Known", digests: frozenset[int], curators: int | None) -> "Told":
    for channel_id, place in known.places.items():
        if channel_id in digests:
            yield from _channel(place, "a digest", "a subscription")
        if channel_id == curators:
            yield from _channel(place, "what curators read", "curators.channel")


def _channel(place: "NamedPlace", what: str, setting: str) -> "Told":
    from bot.services.doctor import Health
    from bot.ui.texts.digest import RIGHTS
    from bot.ui.texts.plain import human_join

    if place.name is None:
        sentence = f"There is no channel {place.channel_id} for {what}, or the bot does not see it."
        yield Health.ILL, f"{sentence} Let it in, or change {setting}."
    elif place.missing:
        allowed = human_join([RIGHTS[right] for right in place.missing])
        yield Health.ILL, f"{what.capitalize()} cannot go to #{place.name}: allow the bot to {allowed} there."


def _roles(known: "Known", settings: Settings) -> "Told":
    """They are looked for in the servers of the channels; without one there is nowhere to look."""
    from bot.services.doctor import Health

    called = settings.curators.role
    named = {"curators.roles": settings.curators.roles, "discord.admin_roles": settings.discord.admin_roles}
    if not known.roles:
        return
    for setting, roles in {"curators.role": (called,) if called else (), **named}.items():
        for role in roles:
            if role not in known.roles:
                yield Health.WEAK, f"{setting}: no role {role} is in the servers of these channels."
    if called in known.roles and not known.roles[called].can_be_called:
        name = known.roles[called].name
        sentence = f"curators.role: nobody hears a call of {name}. Let everybody mention that role in the "
        yield Health.WEAK, f"{sentence}server's settings, or allow the bot to mention all roles."
