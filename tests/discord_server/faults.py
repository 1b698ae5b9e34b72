"""Troubles that a test orders for a route: limits, outages, cut connections, refusals, silence."""

import asyncio
from dataclasses import dataclass, field

from tests.discord_server.errors import ApiError
from tests.discord_server.recording import path_pattern


@dataclass(frozen=True, slots=True)
class RateLimited:
    """429 with retry-after, in seconds."""

    retry_after: float = 0.01
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Outage:
    """500, 502, 503: something in front of Discord answers with a page of text."""

    status: int = 500


@dataclass(frozen=True, slots=True)
class Cut:
    """The connection ends without an answer, before or after Discord has done what was asked."""

    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Hang:
    """No answer until the test sets `release`; `accepted` tells whether the deed is done before or after."""

    release: asyncio.Event = field(default_factory=asyncio.Event)
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal such as `errors.missing_access()`."""

    error: ApiError


Fault = RateLimited | Outage | Cut | Hang | Refused


@dataclass(slots=True, eq=False)
class Trouble:
    """A fault on one route for a number of requests; `reached` is set when the first of them came."""

    method: str
    template: str
    fault: Fault
    left: int
    met: int = 0
    reached: asyncio.Event = field(default_factory=asyncio.Event)

    def meet(self) -> Fault:
        self.left -= 1
        self.met += 1
        self.reached.set()
        return self.fault


class Faults:
    """The ordered troubles, first come first served."""

    def __init__(self) -> None:
        self._troubles: list[Trouble] = []

    def order(self, method: str, template: str, fault: Fault, times: int = 1) -> Trouble:
        trouble = Trouble(method, template, fault, times)
        self._troubles.append(trouble)
        return trouble

    def meet(self, method: str, path: str) -> Fault | None:
        for trouble in self._troubles:
            fits = trouble.method == method and path_pattern(trouble.template).match(path)
            if fits and trouble.left > 0:
                return trouble.meet()
        return None

    def clear(self) -> None:
        """No more troubles, and nobody hangs any longer."""
        for trouble in self._troubles:
            if isinstance(trouble.fault, Hang):
                trouble.fault.release.set()
        self._troubles.clear()
