"""Who am I, where is the gateway, who are they: what a client asks before and around its work."""

from tests.discord_server.call import Answer, Call, Route
from tests.discord_server.errors import unknown
from tests.discord_server.gateway import Gateway
from tests.discord_server.payloads import guild_payload, member_payload, own_user_payload, user_payload
from tests.discord_server.world import World


class LoginRoutes:
    """The bot's own account, its application, the gateway's address, users and guilds."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway

    def routes(self) -> list[Route]:
        return [
            Route("GET", "/users/@me", self.me),
            Route("GET", "/users/{user_id}", self.user),
            Route("GET", "/oauth2/applications/@me", self.application),
            Route("GET", "/applications/@me", self.application),
            Route("GET", "/gateway", self.gateway),
            Route("GET", "/gateway/bot", self.gateway_for_bots),
            Route("GET", "/guilds/{guild_id}", self.guild),
            Route("GET", "/guilds/{guild_id}/members/{user_id}", self.member),
        ]

    def me(self, _: Call) -> Answer:
        return Answer(200, own_user_payload(self._world.bot))

    def user(self, call: Call) -> Answer:
        user = self._world.users.get(call.id("user_id"))
        if user is None:
            raise unknown("User")
        return Answer(200, user_payload(user))

    def application(self, _: Call) -> Answer:
        application = self._world.application
        payload: dict[str, object] = {
            "id": str(application.id),
            "name": application.name,
            "icon": None,
            "description": "",
            "type": None,
            "summary": "",
            "bot_public": True,
            "bot_require_code_grant": False,
            "owner": user_payload(application.owner),
            "bot": user_payload(self._world.bot),
            "team": application.team,
            "verify_key": "0" * 64,
            "flags": 0,
            "flags_new": "0",
            "redirect_uris": [],
            "interactions_endpoint_url": None,
            "role_connections_verification_url": None,
            "approximate_guild_count": len(self._world.guilds),
            "approximate_user_install_count": 0,
            "approximate_user_authorization_count": 0,
            "explicit_content_filter": 0,
            "eligible_oauth2_scopes": [],
            "integration_types_config": {"0": {}, "1": {}},
        }
        return Answer(200, payload)

    def gateway(self, _: Call) -> Answer:
        return Answer(200, {"url": self._gateway.url})

    def gateway_for_bots(self, _: Call) -> Answer:
        limit = {"total": 1000, "remaining": 999, "reset_after": 86_400_000, "max_concurrency": 1}
        body = {"url": self._gateway.url, "shards": self._gateway.shards, "session_start_limit": limit}
        return Answer(200, body)

    def guild(self, call: Call) -> Answer:
        guild = self._world.guilds.get(call.id("guild_id"))
        if guild is None or not guild.has_bot:
            raise unknown("Guild")
        return Answer(200, guild_payload(guild, self._world.bot))

    def member(self, call: Call) -> Answer:
        guild = self._world.guilds.get(call.id("guild_id"))
        if guild is None or not guild.has_bot:
            raise unknown("Guild")
        member = guild.members.get(call.id("user_id"))
        if member is None:
            raise unknown("Member")
        return Answer(200, member_payload(member) | {"user": user_payload(member.user)})
