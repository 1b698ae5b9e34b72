"""`doctor`: looks at everything a bot needs before, or while, it runs."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from bot.cli.session import Session, pass_session
from bot.errors import BotError, SheetError

if TYPE_CHECKING:
    from bot.services.health.doctor import Diagnosis, Health
    from bot.settings.settings import Settings
    from bot.ui.discord_bot.doctor import Known, NamedPlace

    Told = Iterator[tuple[Health, str]]


@click.command()
@click.option("--offline", is_flag=True, help="Do not ask Discord.")
@pass_session
@click.pass_context
def doctor(ctx: click.Context, session: Session, /, *, offline: bool) -> None:
    """Check everything that a bot needs.

    Exit code 0 well, 1 weak, 2 ill.
    """
    from bot.services.health.doctor import Health
    from bot.ui.texts.plain import printable

    worst = Health.WELL
    for finding in _findings(session, offline=offline):
        worst = max(worst, finding.health)
        click.echo(f"{finding.health.name.lower():<5} {finding.thing:<12} {printable(finding.words)}")
    ctx.exit(worst)


def _findings(session: Session, *, offline: bool) -> Iterator["Diagnosis"]:
    """Settings come first: without them there is nothing else to look at."""
    from bot.services.health import doctor as look
    from bot.services.health.doctor import Health, examine

    settled = tuple(examine("settings", lambda: _settings(session)))
    yield from settled
    if any(finding.health is Health.ILL for finding in settled):
        return
    settings = session.settings
    path = settings.database.path
    yield from examine("token", lambda: _token(session))
    yield from examine("sheet", lambda: _sheet(session))
    yield from examine("database", lambda: look.database(path))
    yield from examine("disk", lambda: look.disk(path))
    yield from examine("permissions", lambda: look.rights(path))
    zones = frozenset(item.timezone for item in settings.digest.subscriptions)
    yield from examine("zones", lambda: look.zones(zones))
    yield from examine("model", lambda: _model(session))
    yield from examine("running", lambda: look.running(path))
    if not offline:
        yield from examine("network", lambda: _network(session))
        yield from examine("places", lambda: places(session.settings))


def _settings(session: Session) -> "Told":
    from bot.services.health.doctor import Health
    from bot.settings.reading import misspelt_variables
    from bot.settings.settings import DEFAULT_FILE

    file = session.config or DEFAULT_FILE
    session.settings  # noqa: B018 - read once; what is wrong with them is raised here
    read = (
        f"{file} is in order."
        if file.exists()
        else f"There is no {file}; the defaults and the environment count."
    )
    yield Health.WELL, read
    for sentence in misspelt_variables(os.environ):
        yield Health.WEAK, sentence


def _token(session: Session) -> "Told":
    from bot.services.health.doctor import Health
    from bot.settings.settings import discord_token

    if discord_token(session.settings, os.environ) is None:
        yield (
            Health.WEAK,
            "There is none, so `run` is a chat. Set DISCORD_TOKEN or discord.token_file.",
        )
    else:
        yield Health.WELL, "It has the form of one."


def _sheet(session: Session) -> "Told":
    from bot.services.health.doctor import Health
    from bot.ui.texts.answers import sheet_summary

    try:
        briefing = session.snapshot.briefing
    except SheetError as error:
        first, count = error.problems[0], len(error.problems)
        more = f" And {count - 1} more; `check` names them all." if count > 1 else ""
        yield Health.ILL, f"{first}{more}"
        return
    yield Health.WELL, f"“{briefing.sheet.title}”: {sheet_summary(briefing)}"


def _model(session: Session) -> "Told":
    """The learned decision comes with the program; a sentence encoder may stand beside it."""
    from bot.matching.forest import forest
    from bot.services.health.doctor import Health
    from bot.settings.settings import OFF

    forest()
    yield Health.WELL, "The learned decision is there."
    wanted = session.settings.matching.meaning
    if wanted != OFF:
        there = session.meaning is not None
        words = f"The sentence encoder {wanted} " + (
            "is there." if there else "cannot be used; words alone decide."
        )
        yield (Health.WELL if there else Health.WEAK), words


def _network(session: Session) -> "Told":
    import asyncio

    from bot.services.health.doctor import Health
    from bot.settings.settings import discord_token
    from bot.ui.discord_bot.doctor import UnreachableError, reach

    token = discord_token(session.settings, os.environ)
    if token is None:
        yield Health.WEAK, "Discord was not asked: there is no token."
        return
    api_url = session.settings.discord.api_url
    try:
        reached = asyncio.run(reach(api_url, token.get_secret_value()))
    except UnreachableError as error:
        raise BotError(f"Discord cannot be reached at {api_url}: {error}.") from error
    if not reached.accepted:
        yield Health.ILL, "Discord refused the token. Copy it again."
        return
    left = f"{reached.remaining:,} of {reached.total:,} sessions are left today"
    yield Health.WELL, f"Discord can be reached and takes the token; {left}."


def places(settings: "Settings") -> "Told":
    """Channels and roles; skipped where none is named or there is no token."""
    import asyncio

    from bot.services.health.doctor import Health, digest_channels
    from bot.settings.settings import discord_token
    from bot.ui.discord_bot.doctor import UnreachableError, look_at

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
    from bot.services.health.doctor import Health
    from bot.ui.texts.digest_admin import RIGHTS
    from bot.ui.texts.plain import human_join

    if place.name is None:
        sentence = f"There is no channel {place.channel_id} for {what}, or the bot does not see it."
        yield Health.ILL, f"{sentence} Let it in, or change {setting}."
    elif place.missing:
        allowed = human_join([RIGHTS[right] for right in place.missing])
        yield Health.ILL, f"{what.capitalize()} cannot go to #{place.name}: allow the bot to {allowed} there."


def _roles(known: "Known", settings: "Settings") -> "Told":
    """They are looked for in the servers of the channels; without a channel there is nowhere to look."""
    from bot.services.health.doctor import Health

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
