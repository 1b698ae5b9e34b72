"""What Discord refuses although its API description lets it pass; pure, a list of problems for a body."""

import re
from collections.abc import Collection, Iterator

from tests.discord_server.command_book import SLASH
from tests.discord_server.json_shape import Json
from tests.discord_server.messages import COMPONENTS_V2, Message
from tests.discord_server.reading import embed_words, flattened

CONTENT = 2_000
EMBEDS_TOGETHER = 6_000
WORDS_TOGETHER = 4_000  # of components
MOST_COMPONENTS = 40
MOST_ROWS, MOST_IN_A_ROW = 5, 5
ROW, BUTTON, TEXT_DISPLAY, GALLERY, FILE = 1, 2, 10, 12, 13
COMMAND_CHARACTERS = 8_000
SLASH_NAME = re.compile(r"^[-_'\w\u0900-\u097f\u0e00-\u0e7f]{1,32}$")
LEGACY = ("content", "embeds", "sticker_ids", "poll")
FILLING = (*LEGACY, "attachments")


def message_problems(
    body: Json, *, files: Collection[str] = (), edit: bool = False, before: Message | None = None
) -> list[str]:
    """A message that Discord would not take; `before` is what an edit changes, `files` those that are there.

    Once a message was sent in components, it can never have anything else.
    """
    flags = (body.get("flags") or 0) | (before.flags if before else 0)
    if flags & COMPONENTS_V2:
        return [*_layout_problems(body, files, before, edit=edit), *_component_problems(body)]
    return [*_message_problems(body, edit=edit), *_component_problems(body)]


def _layout_problems(
    body: Json, files: Collection[str], before: Message | None, *, edit: bool
) -> Iterator[str]:
    if any(body.get(key) for key in LEGACY):
        yield "content and embeds cannot go with components v2"
    kept = before is not None and not before.flags & COMPONENTS_V2 and (before.content or before.embeds)
    if kept and not {"content", "embeds"} <= body.keys():
        yield "content and embeds were not taken out of a message that is to have components v2"
    if "components" not in body and edit:
        return
    every = list(flattened(body.get("components") or []))
    if not every:
        yield "the message is empty"
    if len(every) > MOST_COMPONENTS:
        yield f"there are more than {MOST_COMPONENTS} components"
    if sum(len(each.get("content") or "") for each in every) > WORDS_TOGETHER:
        yield f"the components hold more than {WORDS_TOGETHER} characters together"
    if any(not (each.get("content") or "").strip() for each in every if each["type"] == TEXT_DISPLAY):
        yield "a text display is empty"
    for name in _shown_files(every):
        if name not in files:
            yield f"there is no attachment {name!r}"


def _shown_files(components: list[Json]) -> Iterator[str]:
    media = [each["file"] for each in components if each["type"] == FILE]
    media += [item["media"] for each in components if each["type"] == GALLERY for item in each["items"]]
    for each in media:
        place, _, name = str(each["url"]).partition("://")
        if place == "attachment":
            yield name


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
    rows = body.get("components") or []
    if any(row["type"] != ROW for row in rows):
        yield "without the flag of components v2 there are rows of controls only"
    if len(rows) > MOST_ROWS:
        yield f"there are more than {MOST_ROWS} rows"


def _component_problems(body: Json) -> Iterator[str]:
    every = list(flattened(body.get("components") or []))
    for row in (component for component in every if component["type"] == ROW):
        held = [component["type"] for component in row["components"]]
        if not 1 <= len(held) <= (MOST_IN_A_ROW if set(held) <= {BUTTON} else 1):
            yield "a row holds up to five buttons or one menu"
    ids = [component["custom_id"] for component in every if component.get("custom_id")]
    for custom_id in sorted({each for each in ids if ids.count(each) > 1}):
        yield f"custom_id {custom_id!r} is used twice"
    for component in every:
        values = [option["value"] for option in component.get("options") or ()]
        if len(values) != len(set(values)):
            yield f"select {component.get('custom_id')!r} has a value twice"


def modal_problems(data: Json) -> list[str]:
    return list(_component_problems(data))


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
