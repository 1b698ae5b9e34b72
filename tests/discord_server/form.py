"""Filling in: which control of a message is meant, and what a modal sends when its fields are filled."""

from typing import Any

from tests.discord_server.json_shape import Json
from tests.discord_server.messages import Message
from tests.discord_server.reading import flattened

BUTTON = 2
SELECT = 3
TEXT = 4
ROW = 1
LABEL = 18
SINGLE_VALUE = (TEXT, 21, 23)


def control(message: Message, wanted: str, kinds: range) -> Json:
    """The button or menu with this custom id, label or placeholder; one that cannot be used is no control."""
    usable = [each for each in message.controls if each["type"] in kinds and not each.get("disabled")]
    for each in usable:
        if wanted in (each.get("custom_id"), each.get("label"), each.get("placeholder")):
            assert each.get("custom_id"), f"{wanted!r} is a link"
            return each
    names = [each.get("label") or each.get("placeholder") or each.get("custom_id") for each in usable]
    raise LookupError(f"nothing usable is called {wanted!r}; there are {names}")


def check_selection(menu: Json, values: list[str]) -> None:
    low, high = menu.get("min_values", 1), menu.get("max_values", 1)
    assert low <= len(values) <= high, f"the menu takes {low} to {high} values, not {len(values)}"
    if menu["type"] == SELECT:
        offered = [option["value"] for option in menu["options"]]
        assert set(values) <= set(offered), f"the menu offers {offered}, not {values}"


def filled(modal: Json, values: dict[str, Any]) -> list[Json]:
    """The components of a submitted modal; values are found by custom id or by label."""
    fields = _fields(modal)
    names = {name for each in fields for name in (each["custom_id"], each.get("label"))}
    assert values.keys() <= names, f"the modal has only {sorted(name for name in names if name)}"
    return [_filled(component, values) for component in modal["components"]]


def _fields(modal: Json) -> list[Json]:
    fields = []
    for component in modal["components"]:
        label = component.get("label")
        inner = (each for each in flattened([component]) if each.get("custom_id"))
        fields += [each | {"label": label} if label else each for each in inner]
    return fields


def _filled(component: Json, values: dict[str, Any]) -> Json:
    number = component.get("id", 0)
    if component["type"] == ROW:
        children = [_value(child, values, child.get("label")) for child in component["components"]]
        return {"type": ROW, "id": number, "components": children}
    if component["type"] == LABEL:
        inner = _value(component["component"], values, component.get("label"))
        return {"type": LABEL, "id": number, "component": inner}
    return {"type": component["type"], "id": number}


def _value(field: Json, values: dict[str, Any], label: str | None) -> Json:
    custom_id, kind = field["custom_id"], field["type"]
    given = values.get(custom_id, values.get(label or "", field.get("value")))
    assert given or not field.get("required", True), f"the modal needs {label or custom_id!r}"
    sent: Json = {"type": kind, "id": field.get("id", 0), "custom_id": custom_id}
    if kind in SINGLE_VALUE:
        if kind == TEXT:
            given = given or ""
            assert field.get("min_length", 0) <= len(given) <= field.get("max_length", 4000), (
                f"length of {label!r}"
            )
        return sent | {"value": given}
    check_selection({"min_values": 0} | field if not field.get("required", True) else field, given or [])
    return sent | {"values": given or []}
