"""The loopback Discord itself: opens a port of 127.0.0.1, serves the API and the gateway, closes both again.

async with DiscordServer() as server:
    …  # a client that was told server.api_url connects
    await server.wait_ready()
    reply = await server.slash("ask", {"question": "who launched?"})
"""

from collections.abc import Callable
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.discord_server.acting import Acting
from tests.discord_server.call import Routes
from tests.discord_server.callback_routes import CallbackRoutes
from tests.discord_server.channel_routes import ChannelRoutes
from tests.discord_server.command_routes import CommandRoutes
from tests.discord_server.faults import Fault, Trouble
from tests.discord_server.login_routes import LoginRoutes
from tests.discord_server.pulse import PATIENCE
from tests.discord_server.rest import Rest
from tests.discord_server.webhook_routes import WebhookRoutes

HOST = "127.0.0.1"
LARGEST_UPLOAD = 32 * 1024 * 1024
CALLERS = 1000  # who finds the queue full calls again only after a second


class DiscordServer(Acting):
    """Everything a test needs of Discord, on one ephemeral port."""

    def __init__(self, *, ticking: bool = False, port: int = 0) -> None:
        super().__init__(ticking=ticking)
        self._port = port
        self._runner: web.AppRunner | None = None
        self.api_url = ""

    @property
    def gateway_url(self) -> str:
        return self.gateway.url

    async def __aenter__(self) -> Self:
        runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        await web.TCPSite(runner, HOST, self._port, backlog=CALLERS).start()
        port = runner.addresses[0][1]
        self.api_url = f"http://{HOST}:{port}/api/v10"
        self.gateway.url = f"ws://{HOST}:{port}/gateway"
        self.posting.files_url = f"http://{HOST}:{port}/attachments"
        self._runner = runner
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.faults.clear()
        self.gateway.hang_up()
        if self._runner:
            await self._runner.cleanup()

    def fail(self, method: str, template: str, fault: Fault, times: int = 1) -> Trouble:
        """Order a trouble: `server.fail("POST", "/channels/{id}/messages", RateLimited(0.01))`."""
        return self.faults.order(method, template, fault, times)

    async def wait_ready(self, within: float = PATIENCE) -> None:
        """Wait until every shard has identified itself."""
        await self.pulse.until(lambda: self.gateway.ready, within, what="the bot on the gateway")

    async def wait_synced(self, overwrites: int = 1, within: float = PATIENCE) -> None:
        """Wait until the bot has registered its commands."""
        book = self.world.commands
        await self.pulse.until(lambda: book.overwrites >= overwrites, within, what="the commands")

    async def wait_for(self, claim: Callable[[], object], within: float = PATIENCE) -> None:
        """Wait until the claim is true; it is looked at again after each request, frame and message."""
        await self.pulse.until(lambda: bool(claim()), within, what="what the test expects")

    def _application(self) -> web.Application:
        routes = [
            *LoginRoutes(self.world, self.gateway).routes(),
            *CommandRoutes(self.world, self.pulse).routes(),
            *ChannelRoutes(self.world, self.posting).routes(),
            *CallbackRoutes(self.world, self.posting, self.replies).routes(),
            *WebhookRoutes(self.world, self.posting, self.replies).routes(),
        ]
        rest = Rest(Routes(routes), self.faults, self.requests, self.token)
        application = web.Application(client_max_size=LARGEST_UPLOAD)
        application.router.add_route("*", "/api/v10/{path:.*}", rest.serve)
        application.router.add_get("/gateway", self.gateway.serve)
        application.router.add_get("/attachments/{channel_id}/{file_id}/{name}", self._file)
        return application

    async def _file(self, request: web.Request) -> web.Response:
        wanted = request.match_info["file_id"]
        for message in self.world.messages.values():
            for file in message.files:
                if str(file.id) == wanted:
                    return web.Response(body=file.data)
        return web.Response(status=404)
