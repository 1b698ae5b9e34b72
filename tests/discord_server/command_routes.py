"""Registering application commands: one bulk overwrite for everywhere or for one guild."""

from tests.discord_server.call import Answer, Call, Route
from tests.discord_server.errors import invalid_form, missing_access, unknown
from tests.discord_server.limits import command_problems
from tests.discord_server.pulse import Pulse
from tests.discord_server.world import World


class CommandRoutes:
    """GET and PUT of the commands of one application."""

    def __init__(self, world: World, pulse: Pulse) -> None:
        self._world = world
        self._pulse = pulse

    def routes(self) -> list[Route]:
        everywhere = "/applications/{application_id}/commands"
        one_guild = "/applications/{application_id}/guilds/{guild_id}/commands"
        return [
            Route("GET", everywhere, self.read),
            Route("GET", everywhere + "/{command_id}", self.read_one),
            Route("PUT", everywhere, self.overwrite),
            Route("GET", one_guild, self.read),
            Route("GET", one_guild + "/{command_id}", self.read_one),
            Route("PUT", one_guild, self.overwrite),
        ]

    def read(self, call: Call) -> Answer:
        return Answer(200, self._world.commands.listed(self._scope(call)))

    def read_one(self, call: Call) -> Answer:
        for command in self._world.commands.listed(self._scope(call)):
            if command["id"] == call.params["command_id"]:
                return Answer(200, command)
        raise unknown("application command")

    def overwrite(self, call: Call) -> Answer:
        scope = self._scope(call)
        problems = command_problems(call.items)
        if problems:
            call.request.problems += problems
            raise invalid_form(problems)
        registered = self._world.commands.overwrite(scope, call.items)
        self._pulse.beat()
        return Answer(200, registered)

    def _scope(self, call: Call) -> int | None:
        if call.id("application_id") != self._world.application.id:
            raise missing_access()
        if "guild_id" not in call.params:
            return None
        if call.id("guild_id") not in self._world.guilds:
            raise missing_access()
        return call.id("guild_id")
