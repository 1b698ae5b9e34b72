"""Discord's own description of its API, and values held against its schemas, as quickly as it can be done."""

import json
import os
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match
from jsonschema.validators import create
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.discord_server.json_shape import Json

PROJECT = Path(__file__).parents[2]
BESIDE = PROJECT.parent / "shared" / "discord" / "openapi.json"
NAME = "urn:discord"


def description_path() -> Path:
    return Path(os.environ.get("DISCORD_OPENAPI") or BESIDE)


@cache
def description() -> Json:
    """The description, read once; snowflakes may also come as numbers, which Discord takes."""
    described: Json = json.loads(description_path().read_text(encoding="utf-8"))
    described["components"]["schemas"]["SnowflakeType"]["type"] = ["string", "integer"]
    return described


@lru_cache(maxsize=2000)
def worst_problem(schema: str, value: str) -> str | None:
    """Where and how a value breaks a schema, both as JSON; most tests send what others have sent before."""
    error = best_match(validator(schema).iter_errors(json.loads(value)))
    return f"{_place(error)}: {error.message[:300]}" if error else None


@cache
def validator(schema: str) -> Any:
    """The validator of one schema of the description, made when it is first needed."""
    return _quick_validator()(json.loads(schema))


def absolute(schema: str) -> Json:
    """The schema with its references leading into the description."""
    led: Json = json.loads(schema.replace('"#/components', f'"{NAME}#/components'))
    return led


@cache
def registry() -> Registry[Any]:
    resource = DRAFT202012.create_resource(description())
    known: Registry[Any] = Registry().with_resource(NAME, resource)
    return known


def _place(error: ValidationError) -> str:
    return "/".join(str(step) for step in error.absolute_path) or "body"


@cache
def _quick_validator() -> Any:
    usual: Any = Draft202012Validator
    quick = {keyword: _quick(usual.VALIDATORS[keyword]) for keyword in ("oneOf", "anyOf")} | {"$ref": _follow}
    return create(
        usual.META_SCHEMA, usual.VALIDATORS | quick, type_checker=usual.TYPE_CHECKER, id_of=usual.ID_OF
    )


def _follow(_validator: object, reference: str, value: object, _schema: Json) -> Any:
    """Within the description; a validator of each place is made once."""
    return _named(reference.partition("#")[2]).iter_errors(value)


@cache
def _named(pointer: str) -> Any:
    schema = description()
    for step in pointer.strip("/").split("/"):
        schema = schema[step]
    return _quick_validator()(schema)


def _quick(usual: Any) -> Any:
    """`oneOf` or `anyOf`, where a branch that is for something else is not tried."""

    def check(validator: object, branches: list[Json], value: object, schema: Json) -> Any:
        return usual(validator, _fitting(branches, value), value, schema)

    return check


def _fitting(branches: list[Json], value: object) -> list[Json]:
    """Of numbers, callbacks, components and options, those that may be meant: an error speaks plainly."""
    return [branch for branch in branches if _may_fit(branch, value)] or branches


def _may_fit(branch: Json, value: object) -> bool:
    if "const" in branch:
        return bool(branch["const"] == value)
    if not isinstance(value, dict) or "type" not in value:
        return True
    numbers = _type_numbers(branch.get("$ref", "").rsplit("/")[-1])
    return not numbers or value["type"] in numbers


@cache
def _type_numbers(name: str) -> list[int]:
    """The types that a named schema is for; none if it does not say."""
    described = description()["components"]["schemas"].get(name, {})
    numbers: list[int] = described.get("properties", {}).get("type", {}).get("enum", [])
    return numbers
