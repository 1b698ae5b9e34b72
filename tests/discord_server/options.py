"""From `"log recent"` and plain values to the data of a command interaction, as a Discord client makes it.

The registered definition decides: a command, option or type that nobody registered cannot be used.
"""

from collections.abc import Mapping
from typing import Any

from tests.discord_server.command_book import SLASH, CommandBook
from tests.discord_server.json_shape import Json
from tests.discord_server.payloads import channel_payload, member_payload, role_payload, user_payload
from tests.discord_server.people import Role, User
from tests.discord_server.permission import MEMBER
from tests.discord_server.places import Channel, Guild

SUBCOMMAND = 1
GROUP = 2
NESTING = (SUBCOMMAND, GROUP)
PYTHON_TYPES: dict[int, type | tuple[type, ...]] = {
    3: str,
    4: int,
    5: bool,
    6: User,
    7: Channel,
    8: Role,
    9: (User, Role),
    10: (int, float),
}
Values = Mapping[str, Any]


def check_place(command: Json, channel: Channel, installed: str) -> None:
    """A Discord client offers a command only where it was registered for."""
    contexts = command.get("contexts")
    assert contexts is None or int(channel.context) in contexts, (
        f"{command['name']!r} is registered for contexts {contexts}, not for {channel.context.name}"
    )
    number = {"guild": 0, "user": 1}.get(installed)
    types = command.get("integration_types") or [0]
    assert number is None or number in types, (
        f"{command['name']!r} is not registered for {installed} installs"
    )


def slash_data(book: CommandBook, name: str, values: Values, guild: Guild | None, focused: str = "") -> Json:
    """The data of a slash command, or of its autocomplete when an option is focused."""
    first, *rest = name.split()
    command = book.find(first, SLASH, guild.id if guild else None)
    resolved: Json = {}
    data: Json = {"id": command["id"], "name": first, "type": SLASH}
    data["options"] = _options(command, rest, values, resolved, guild, focused)
    return data | _scope(command) | ({"resolved": resolved} if resolved else {})


def menu_data(
    book: CommandBook, name: str, kind: int, guild: Guild | None, target: int, resolved: Json
) -> Json:
    """The data of a context-menu command on a user or a message."""
    command = book.find(name, kind, guild.id if guild else None)
    data: Json = {"id": command["id"], "name": name, "type": kind, "target_id": str(target)}
    return data | {"resolved": resolved} | _scope(command)


def _scope(command: Json) -> Json:
    return {"guild_id": command["guild_id"]} if "guild_id" in command else {}


def _options(
    definition: Json, path: list[str], values: Values, resolved: Json, guild: Guild | None, focused: str
) -> list[Json]:
    known: dict[str, Json] = {option["name"]: option for option in definition.get("options") or ()}
    if path:
        nested = known.get(path[0])
        assert nested, f"{definition['name']!r} has no sub-command {path[0]!r}"
        inner = _options(nested, path[1:], values, resolved, guild, focused)
        return [{"name": path[0], "type": nested["type"], "options": inner}]
    _check_names(definition, known, values, focused)
    return [_option(known[name], value, resolved, guild, focused) for name, value in values.items()]


def _check_names(definition: Json, known: dict[str, Json], values: Values, focused: str) -> None:
    nested = [name for name, option in known.items() if option["type"] in NESTING]
    assert not nested, f"{definition['name']!r} needs one of the sub-commands {nested}"
    assert values.keys() <= known.keys(), f"{definition['name']!r} has only the options {sorted(known)}"
    if focused:
        assert known[focused].get("autocomplete"), f"option {focused!r} has no autocomplete"
        return
    missing = [name for name, option in known.items() if option.get("required") and name not in values]
    assert not missing, f"{definition['name']!r} needs the options {missing}"


def _option(definition: Json, value: Any, resolved: Json, guild: Guild | None, focused: str) -> Json:
    name, kind = definition["name"], definition["type"]
    option: Json = {"name": name, "type": kind, "value": value}
    if name == focused:
        return option | {"value": str(value), "focused": True}
    _check_value(definition, value)
    if isinstance(value, User | Channel | Role):
        option["value"] = str(value.id)
        _resolve(value, resolved, guild)
    return option


def _check_value(definition: Json, value: Any) -> None:
    name, kind = definition["name"], definition["type"]
    assert isinstance(value, PYTHON_TYPES[kind]), f"option {name!r} (type {kind}) cannot be {value!r}"
    assert kind == 5 or not isinstance(value, bool), f"option {name!r} is no switch"
    choices = [choice["value"] for choice in definition.get("choices") or ()]
    assert not choices or value in choices, f"option {name!r} is one of {choices}, not {value!r}"
    if isinstance(value, str):
        assert definition.get("min_length", 0) <= len(value) <= definition.get("max_length", 6000), name
    elif isinstance(value, int | float):
        assert definition.get("min_value", value) <= value <= definition.get("max_value", value), name


def _resolve(thing: User | Channel | Role, resolved: Json, guild: Guild | None) -> None:
    key = str(thing.id)
    match thing:
        case User():
            resolved.setdefault("users", {})[key] = user_payload(thing)
            member = guild.members.get(thing.id) if guild else None
            if guild and member:
                extra = {"permissions": str(int(guild.permissions_of(thing)))}
                resolved.setdefault("members", {})[key] = member_payload(member) | extra
        case Channel():
            extra = {"permissions": str(int(MEMBER))}
            resolved.setdefault("channels", {})[key] = channel_payload(thing) | extra
        case Role():
            resolved.setdefault("roles", {})[key] = role_payload(thing)
