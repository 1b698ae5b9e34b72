"""Every request the server received, for the contract and for the asserts of tests."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from tests.discord_server.json_shape import Json
from tests.discord_server.pulse import Pulse


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a multipart request, by the name of its field."""

    field: str
    name: str
    data: bytes


@dataclass(slots=True, eq=False)
class Request:
    """One request; `status` is None while it is served and 0 when its connection was cut."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Json | list[Json] | None
    content_type: str = ""
    files: list[Upload] = field(default_factory=list)
    status: int | None = None
    answer: object = None
    problems: list[str] = field(default_factory=list)

    @property
    def data(self) -> Json:
        assert isinstance(self.body, dict), f"{self.method} {self.path} has no JSON object"
        return self.body

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


@cache
def path_pattern(template: str) -> re.Pattern[str]:
    """`/channels/{channel_id}` as a pattern with named groups."""
    parts = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(template))
    return re.compile(parts + "$")


class Recording:
    """The requests in the order of their arrival."""

    def __init__(self, pulse: Pulse) -> None:
        self._requests: list[Request] = []
        self._pulse = pulse

    def __iter__(self) -> Iterator[Request]:
        return iter(self._requests)

    def __len__(self) -> int:
        return len(self._requests)

    def add(self, request: Request) -> None:
        self._requests.append(request)
        self._pulse.beat()

    def done(self, request: Request, status: int) -> None:
        request.status = status
        self._pulse.beat()

    def clear(self) -> None:
        """Forget them, for long runs."""
        self._requests.clear()

    def to(self, method: str, template: str) -> list[Request]:
        """Those to one route: `requests.to("POST", "/channels/{id}/messages")`."""
        pattern = path_pattern(template)
        return [each for each in self._requests if each.method == method and pattern.match(each.path)]
