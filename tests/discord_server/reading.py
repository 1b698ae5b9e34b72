"""Everything a person can read in a message, whichever part of it carries the words."""

from collections.abc import Iterator, Sequence

from tests.discord_server.json_shape import Json

WORDED_KEYS = ("label", "content", "placeholder", "description")
NESTED_KEYS = ("components", "options", "items")


def embed_words(embed: Json) -> Iterator[str]:
    yield from (embed[key] for key in ("title", "description") if embed.get(key))
    for field in embed.get("fields") or ():
        yield from (field["name"], field["value"])
    yield from (embed[part]["name"] for part in ("author",) if embed.get(part))
    yield from (embed[part]["text"] for part in ("footer",) if embed.get(part))


def component_words(component: Json) -> Iterator[str]:
    yield from (component[key] for key in WORDED_KEYS if component.get(key))
    for key in NESTED_KEYS:
        for child in component.get(key) or ():
            yield from component_words(child)
    for key in ("component", "accessory"):
        if component.get(key):
            yield from component_words(component[key])


def hidden_words(body: Json) -> bool:
    """Whether something is said where members who switched embeds off do not read it."""
    data = body.get("data") or body
    return bool(data.get("embeds"))


def flattened(components: Sequence[Json]) -> Iterator[Json]:
    """Every component, the nested ones after their holder."""
    for component in components:
        yield component
        yield from flattened(component.get("components") or ())
        yield from flattened([component[key] for key in ("component", "accessory") if component.get(key)])
