"""Files and components as Discord gives them back: numbered, and with all that it adds to them."""

from collections.abc import Sequence
from itertools import count

from tests.discord_server.json_shape import Json
from tests.discord_server.messages import File, Message
from tests.discord_server.places import Channel

GALLERY, FILE, CONTAINER = 12, 13, 17


def file_payload(file: File, channel: Channel, files_url: str) -> Json:
    url = f"{files_url}/{channel.id}/{file.id}/{file.name}"
    payload: Json = {"id": str(file.id), "filename": file.name, "size": len(file.data), "url": url}
    return payload | {"proxy_url": url, "content_type": "application/octet-stream"}


def components_payload(message: Message, files_url: str) -> list[Json]:
    return numbered(message.components, media_payloads(message, files_url))


def media_payloads(message: Message, files_url: str) -> dict[str, Json]:
    """What became of the files that components show, by the name under which they were sent."""
    shown = {}
    for file in message.files:
        payload = file_payload(file, message.channel, files_url)
        media = {key: payload[key] for key in ("id", "url", "proxy_url")}
        shown[f"attachment://{file.name}"] = media | {"name": file.name, "size": len(file.data)}
    return shown


def completed(component: Json, media: dict[str, Json]) -> Json:
    """What Discord adds to a component that it gives back."""
    kind, extra = component["type"], {"description": None, "spoiler": False}
    if kind == CONTAINER:
        return {"accent_color": None, "spoiler": False} | component
    if kind == GALLERY:
        items = [extra | item | {"media": _medium(item["media"], media)} for item in component["items"]]
        return component | {"items": items}
    if kind == FILE:
        file = _medium(component["file"], media)
        known: Json = {"name": file.pop("name", None), "size": file.pop("size", None), "spoiler": False}
        return known | component | {"file": file}
    return component


def _medium(wanted: Json, media: dict[str, Json]) -> Json:
    unknown: Json = {"id": "0", "url": wanted["url"], "proxy_url": wanted["url"]}
    return dict(media.get(wanted["url"], unknown))


def numbered(components: Sequence[Json], media: dict[str, Json]) -> list[Json]:
    """Components as Discord gives them back: each has a number of its own within the message."""
    numbers = count(1)

    def number(component: Json) -> Json:
        copy: Json = {"id": next(numbers)} | completed(component, media)
        for key in ("components", "component", "accessory"):
            if isinstance(copy.get(key), list):
                copy[key] = [number(child) for child in copy[key]]
            elif copy.get(key):
                copy[key] = number(copy[key])
        return copy

    return [number(component) for component in components]
