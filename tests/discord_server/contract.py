"""Would Discord accept it? Holds recorded requests against Discord's own description of its API.

The description is found through DISCORD_OPENAPI or beside the project. Without it nothing is checked; CI
requires it.
"""

import json
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from re import Match, Pattern
from typing import Any, NamedTuple

from tests.discord_server.description import description, description_path, validator, worst_problem
from tests.discord_server.json_shape import Json
from tests.discord_server.recording import Request, path_pattern

# Ids, and times in marks: what is new in each test.
NUMBER = re.compile(r"\d{10,20}")


class MissingDescriptionError(Exception):
    """Discord's API description is required and not there."""


class Operation(NamedTuple):
    """One method of one path of the description."""

    template: str
    details: Json
    params: dict[str, str]


def available() -> bool:
    """Whether there is a description to check against; in CI there has to be."""
    if description_path().is_file():
        return True
    if os.environ.get("CI"):
        raise MissingDescriptionError(f"Discord's API description is required in CI: {description_path()}")
    return False


def status_line() -> str:
    """One line for the head of a test run."""
    if available():
        return f"discord contract: {description_path()}"
    return f"discord contract: NOT CHECKED, there is no {description_path()} (set DISCORD_OPENAPI)"


def violations(requests: Iterable[Request]) -> list[str]:
    """All that Discord would not have taken, with what the server itself had to refuse."""
    checked = available()
    found = []
    for request in requests:
        problems = [*request.problems, *(problems_of(request) if checked else ())]
        found += [f"{request}: {problem}" for problem in problems]
    return found


def problems_of(request: Request) -> list[str]:
    """What is wrong with one request: its path, method, parameters or body."""
    try:
        operation = find_operation(request.method, request.path)
    except LookupError as unknown:
        return [str(unknown)]
    return [*parameter_problems(operation, request), *body_problems(operation, request)]


def answer_problems(request: Request) -> list[str]:
    """Where the loopback's own answer is not the one that Discord describes."""
    operation = find_operation(request.method, request.path)
    content = operation.details["responses"].get(str(request.status), {}).get("content", {})
    if "application/json" not in content:
        return []
    error = worst_problem(json.dumps(content["application/json"]["schema"]), json.dumps(request.answer))
    return [f"{request}: {error}"] if error else []


def find_operation(method: str, path: str) -> Operation:
    near = _paths()[path.count("/")]
    matches = [(item, match) for item, pattern in near if (match := pattern.match(path))]
    if not matches:
        raise LookupError("unknown path")
    template, match = min(matches, key=lambda each: each[0].count("{"))
    item = description()["paths"][template]
    if method.lower() not in item:
        raise LookupError(f"unknown method for {template}")
    details = item[method.lower()]
    shared = item.get("parameters", [])
    return Operation(
        template, details | {"parameters": [*shared, *details.get("parameters", [])]}, match.groupdict()
    )


def parameter_problems(operation: Operation, request: Request) -> Iterator[str]:
    given = {"path": operation.params, "query": request.query}
    declared = {each["name"]: each for each in operation.details["parameters"]}
    for name, parameter in declared.items():
        value = given.get(parameter["in"], {}).get(name)
        if value is None:
            if parameter.get("required"):
                yield f"parameter {name} is missing"
            continue
        allowed = validator(json.dumps(parameter["schema"]))
        if not any(allowed.is_valid(reading) for reading in _readings(value)):
            yield f"parameter {name} cannot be {value!r}"
    yield from (f"unknown parameter {name}" for name in request.query.keys() - declared.keys())


def body_problems(operation: Operation, request: Request) -> Iterator[str]:
    wanted = operation.details.get("requestBody")
    if wanted is None:
        if request.body is not None:
            yield "a body where none belongs"
        return
    if request.body is None:
        if wanted.get("required"):
            yield "the body is missing"
        return
    content = wanted["content"].get(request.content_type)
    if content is None:
        yield f"content type {request.content_type} is not taken"
        return
    error = worst_problem(json.dumps(content["schema"]), renumbered(json.dumps(request.body)))
    if error:
        yield error


def renumbered(body: str) -> str:
    """With other ids and times of the same length, so that what most tests send is looked at once."""
    numbers: dict[str, str] = {}

    def other(found: Match[str]) -> str:
        number = found[0]
        return numbers.setdefault(number, f"1{len(numbers):0>{len(number) - 1}}")

    return NUMBER.sub(other, body)


def _readings(value: str) -> Iterator[Any]:
    """A parameter is text; the description may want a number or a switch."""
    yield value
    if value.lower() in {"1", "true"}:
        yield True
    if value.lower() in {"0", "false"}:
        yield False
    if value.lstrip("-").isdecimal():
        yield int(value)


@cache
def _paths() -> dict[int, list[tuple[str, Pattern[str]]]]:
    """By the number of their steps."""
    found = defaultdict[int, list[tuple[str, Pattern[str]]]](list)
    for template in description()["paths"]:
        found[template.count("/")].append((template, path_pattern(template)))
    return found
