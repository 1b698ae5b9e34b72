"""What Discord refuses although its API description lets it pass; pure, a list of problems for a body."""

import re
from collections.abc import Iterator

from tests.discord_server.command_book import SLASH
from tests.discord_server.json_shape import Json
from tests.discord_server.reading import embed_words, flattened

CONTENT = 2_000
EMBEDS_TOGETHER = 6_000
COMPONENTS_V2 = 1 << 15
COMMAND_CHARACTERS = 8_000
SLASH_NAME = re.compile(r"^[-_'\w\u0900-\u097f\u0e00-\u0e7f]{1,32}$")
FILLING = ("content", "embeds", "components", "attachments", "sticker_ids", "poll")


def message_problems(body: Json, *, edit: bool = False) -> list[str]:
    """A message that Discord would not take."""
    return list(_message_problems(body, edit=edit))


def _message_problems(body: Json, *, edit: bool) -> Iterator[str]:
    if not edit and not any(body.get(key) for key in FILLING):
        yield "the message is empty"
    if len(body.get("content") or "") > CONTENT:
        yield f"content is longer than {CONTENT}"
    embeds = body.get("embeds") or ()
    if sum(len(words) for embed in embeds for words in embed_words(embed)) > EMBEDS_TOGETHER:
        yield f"the embeds hold more than {EMBEDS_TOGETHER} characters together"
    if any(not any(embed_words(embed)) and not ({"image", "thumbnail"} & embed.keys()) for embed in embeds):
        yield "an embed is empty"
    yield from _component_problems(body.get("components") or [])
    if (body.get("flags") or 0) & COMPONENTS_V2 and (body.get("content") or body.get("embeds")):
        yield "content and embeds cannot go with components v2"


def _component_problems(components: list[Json]) -> Iterator[str]:
    every = list(flattened(components))
    ids = [component["custom_id"] for component in every if component.get("custom_id")]
    for custom_id in sorted({each for each in ids if ids.count(each) > 1}):
        yield f"custom_id {custom_id!r} is used twice"
    for component in every:
        values = [option["value"] for option in component.get("options") or ()]
        if len(values) != len(set(values)):
            yield f"select {component.get('custom_id')!r} has a value twice"


def modal_problems(data: Json) -> list[str]:
    return list(_component_problems(data.get("components") or []))


def command_problems(bodies: list[Json]) -> list[str]:
    """A set of commands that Discord would not register."""
    names = [(body["name"], body.get("type") or SLASH) for body in bodies]
    twice = {name for name in names if names.count(name) > 1}
    return [f"command {name!r} is there twice" for name, _ in twice] + [
        problem for body in bodies for problem in _one_command(body)
    ]


def _one_command(body: Json) -> Iterator[str]:
    if (body.get("type") or SLASH) != SLASH:
        if body.get("description"):
            yield f"context menu {body['name']!r} has a description"
        return
    for name in _names(body):
        if not SLASH_NAME.match(name) or name != name.lower():
            yield f"{name!r} is no name for a slash command or option"
    if not body.get("description"):
        yield f"slash command {body['name']!r} has no description"
    if sum(len(words) for words in _command_words(body)) > COMMAND_CHARACTERS:
        yield f"slash command {body['name']!r} is longer than {COMMAND_CHARACTERS} characters"
    yield from _order_problems(body)


def _names(body: Json) -> Iterator[str]:
    yield body["name"]
    yield from (body.get("name_localizations") or {}).values()
    for option in body.get("options") or ():
        yield from _names(option)


def _command_words(body: Json) -> Iterator[str]:
    for key in ("name", "description"):
        localized = (body.get(f"{key}_localizations") or {}).values()
        yield max((body.get(key) or "", *localized), key=len)
    yield from (str(choice["value"]) for choice in body.get("choices") or ())
    for option in body.get("options") or ():
        yield from _command_words(option)


def _order_problems(body: Json) -> Iterator[str]:
    required = [bool(option.get("required")) for option in body.get("options") or () if option["type"] > 2]
    if required != sorted(required, reverse=True):
        yield f"{body['name']!r} has a required option after an optional one"
