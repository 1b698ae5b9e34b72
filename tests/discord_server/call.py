"""One call of the API as the handlers see it: matched, parsed, and free of HTTP."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from tests.discord_server.errors import not_found
from tests.discord_server.json_shape import Json
from tests.discord_server.recording import Request, Upload, path_pattern


class Answer(NamedTuple):
    """A status and, unless it is 204, a body."""

    status: int = 204
    body: object = None


@dataclass(frozen=True, slots=True)
class Call:
    """The request with the parameters of its path."""

    params: dict[str, str]
    request: Request

    def id(self, name: str) -> int:
        """A snowflake of the path; what is no number names nothing."""
        if not self.params[name].isdecimal():
            raise not_found()
        return int(self.params[name])

    @property
    def body(self) -> Json:
        return self.request.body if isinstance(self.request.body, dict) else {}

    @property
    def items(self) -> list[Json]:
        return self.request.body if isinstance(self.request.body, list) else []

    @property
    def files(self) -> list[Upload]:
        return self.request.files

    def asks(self, flag: str) -> bool:
        return self.request.query.get(flag, "").lower() in {"1", "true"}

    def number(self, name: str, default: int) -> int:
        return int(self.request.query.get(name, default))


Handler = Callable[[Call], Answer]


class Route(NamedTuple):
    """A method, a path and who answers; `open` routes need no token."""

    method: str
    template: str
    handler: Handler
    open: bool = False


class Found(NamedTuple):
    """The route of a request with the parameters of its path."""

    route: Route
    params: dict[str, str]


class Routes:
    """All routes, tried in their order: a literal path stands before its template."""

    def __init__(self, routes: list[Route]) -> None:
        self._routes = [(path_pattern(each.template), each) for each in routes]

    def find(self, request: Request) -> Found:
        for pattern, route in self._routes:
            match = pattern.match(request.path) if route.method == request.method else None
            if match:
                return Found(route, match.groupdict())
        request.problems.append("the loopback Discord does not serve this route")
        raise not_found()
