"""The HTTP front: reads a request, records it, lets the ordered trouble happen, and answers."""

import asyncio
import json
from contextlib import suppress
from typing import assert_never

from aiohttp import web
from aiohttp.web_request import FileField

from tests.discord_server.call import Answer, Call, Routes
from tests.discord_server.errors import ApiError, unauthorized
from tests.discord_server.faults import Cut, Fault, Faults, Hang, Outage, RateLimited, Refused
from tests.discord_server.recording import Recording, Request, Upload

CUT = 0


class Rest:
    """One handler for every path under /api/v10."""

    def __init__(self, routes: Routes, faults: Faults, recording: Recording, token: str) -> None:
        self._routes = routes
        self._faults = faults
        self._recording = recording
        self._authorization = f"Bot {token}"

    async def serve(self, incoming: web.Request) -> web.StreamResponse:
        request = await read_request(incoming)
        self._recording.add(request)
        fault = self._faults.meet(request.method, request.path)
        response = await self._under(fault, request) if fault else self._respond(request)
        if response is None:
            self._recording.done(request, CUT)
            return cut(incoming)
        with suppress(ConnectionError):  # whoever asked may be gone
            await response.prepare(incoming)
            await response.write_eof()
        self._recording.done(request, response.status)
        return response

    async def _under(self, fault: Fault, request: Request) -> web.Response | None:
        """The answer under a fault, or None when the connection ends without one."""
        match fault:
            case RateLimited():
                return limited(fault)
            case Outage():
                return web.Response(status=fault.status, text="upstream trouble")
            case Refused():
                return answered(request, Answer(fault.error.status, fault.error.body))
            case Cut():
                if fault.accepted:
                    self._respond(request)
                return None
            case Hang():
                return await self._hang(fault.release, request, accepted=fault.accepted)
            case _:
                assert_never(fault)

    async def _hang(self, release: asyncio.Event, request: Request, *, accepted: bool) -> web.Response:
        if not accepted:
            await release.wait()
            return self._respond(request)
        response = self._respond(request)
        await release.wait()
        return response

    def _respond(self, request: Request) -> web.Response:
        try:
            found = self._routes.find(request)
            if not found.route.open and request.headers.get("Authorization") != self._authorization:
                raise unauthorized()
            return answered(request, found.route.handler(Call(found.params, request)))
        except ApiError as error:
            return answered(request, Answer(error.status, error.body))


async def read_request(incoming: web.Request) -> Request:
    request = Request(
        incoming.method,
        "/" + incoming.match_info["path"],
        dict(incoming.query),
        dict(incoming.headers),
        None,
        incoming.content_type if incoming.body_exists else "",
    )
    if request.content_type == "multipart/form-data":
        await _read_form(incoming, request)
    elif request.content_type == "application/json":
        request.body = json.loads(await incoming.text() or "null")
    return request


async def _read_form(incoming: web.Request, request: Request) -> None:
    for name, value in (await incoming.post()).items():
        if isinstance(value, FileField):
            request.files.append(Upload(name, value.filename, value.file.read()))
            value.file.close()
        elif name == "payload_json" and isinstance(value, str):
            request.body = json.loads(value)


def answered(request: Request, answer: Answer) -> web.Response:
    request.answer = answer.body
    headers = bucket_headers(request)
    if answer.body is None:
        return web.Response(status=answer.status, headers=headers)
    return web.Response(
        status=answer.status,
        body=json.dumps(answer.body).encode(),
        headers={**headers, "Content-Type": "application/json"},
    )


def bucket_headers(request: Request) -> dict[str, str]:
    """A bucket that never runs dry: limits come from the test, not from the clock."""
    bucket = f"{request.method}-{request.path.count('/')}-{request.path.split('/')[1]}"
    return {
        "X-RateLimit-Bucket": bucket,
        "X-RateLimit-Limit": "1000",
        "X-RateLimit-Remaining": "999",
        "X-RateLimit-Reset": "4102444800.000",
        "X-RateLimit-Reset-After": "1.000",
    }


def limited(fault: RateLimited) -> web.Response:
    body = {
        "message": "You are being rate limited.",
        "retry_after": fault.retry_after,
        "global": fault.everywhere,
        "code": 0,
    }
    headers = {
        "Retry-After": str(int(fault.retry_after) + 1),
        "Via": "1.1 loopback",
        "X-RateLimit-Scope": "global" if fault.everywhere else "user",
        "Content-Type": "application/json",
    }
    if fault.everywhere:
        headers["X-RateLimit-Global"] = "true"
    return web.Response(status=429, body=json.dumps(body).encode(), headers=headers)


def cut(incoming: web.Request) -> web.Response:
    """End the connection as a broken line would."""
    if incoming.transport:
        incoming.transport.abort()
    return web.Response()
