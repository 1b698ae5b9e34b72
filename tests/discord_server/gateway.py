"""The gateway: greets, identifies, resumes, acknowledges, and does what a test wants to go wrong."""

import json
import secrets

from aiohttp import WSMsgType, web

from tests.discord_server.ids import shard_of
from tests.discord_server.json_shape import Json
from tests.discord_server.link import Link, Op
from tests.discord_server.payloads import guild_payload, own_user_payload
from tests.discord_server.pulse import Pulse
from tests.discord_server.session import PRIVILEGED, Intent, Session, as_seen
from tests.discord_server.world import World

API_VERSION = 10
AUTHENTICATION_FAILED = 4004
INVALID_SHARD = 4010
DISALLOWED_INTENTS = 4014
GOING_AWAY = 1001


class Gateway:
    """All connections and sessions, with the levers that tests pull."""

    def __init__(self, world: World, token: str, pulse: Pulse) -> None:
        self._world = world
        self._token = token
        self._pulse = pulse
        self._links: set[Link] = set()
        self.url = ""
        self.shards = 1
        self.heartbeat_ms = 41_250
        self.acknowledges = True
        self.resumable = True
        self.privileged_allowed = False
        self.sessions: dict[int, Session] = {}
        self.identifies: list[Json] = []
        self.resumes: list[Json] = []
        self.heartbeats = 0

    @property
    def ready(self) -> bool:
        """Whether every shard has a session with a living connection."""
        return all(self.connected(shard) for shard in range(self.shards))

    def connected(self, shard: int) -> bool:
        return shard in self.sessions and self.sessions[shard].link is not None

    def session_for(self, guild_id: int | None) -> Session | None:
        return self.sessions.get(0 if guild_id is None else shard_of(guild_id, self.shards))

    def dispatch(self, event: str, data: Json, guild_id: int | None = None) -> None:
        """Send an event to the shard that serves the guild; without a session it is lost, as on Discord."""
        session = self.session_for(guild_id)
        if session:
            session.dispatch(event, data)

    def dispatch_message(self, event: str, payload: Json, guild_id: int | None) -> None:
        """Send a message's event as far as the session's intents allow."""
        session = self.session_for(guild_id)
        needed = Intent.DIRECT_MESSAGES if guild_id is None else Intent.GUILD_MESSAGES
        if session and needed in session.intents:
            session.dispatch(event, as_seen(payload, session.intents, self._world.bot))

    def ask_to_reconnect(self, shard: int = 0) -> None:
        self._link(shard).send(Op.RECONNECT)

    def invalidate(self, shard: int = 0, *, resumable: bool = False) -> None:
        """Tell the bot that its session is invalid; one that is not resumable is gone at once."""
        self._link(shard).send(Op.INVALID_SESSION, resumable)
        if not resumable:
            del self.sessions[shard]

    def drop(self, shard: int = 0, code: int = 4000) -> None:
        """Close the connection with this code."""
        self._link(shard).close(code)

    def hang_up(self) -> None:
        for link in self._links:
            link.close(GOING_AWAY)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One connection from its HELLO to its end."""
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        link = Link(socket, request.query.get("compress"))
        self._links.add(link)
        link.send(Op.HELLO, {"heartbeat_interval": self.heartbeat_ms})
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    self._receive(link, json.loads(frame.data))
        finally:
            await self._forget(link)
        return socket

    def _link(self, shard: int) -> Link:
        link = self.sessions[shard].link
        assert link is not None, f"shard {shard} is not connected"
        return link

    async def _forget(self, link: Link) -> None:
        self._links.discard(link)
        await link.stop()
        for session in self.sessions.values():
            if session.link is link:
                session.link = None
        self._pulse.beat()

    def _receive(self, link: Link, frame: Json) -> None:
        match frame["op"]:
            case Op.HEARTBEAT:
                self.heartbeats += 1
                if self.acknowledges:
                    link.send(Op.HEARTBEAT_ACK)
            case Op.IDENTIFY:
                self.identifies.append(frame["d"])
                self._identify(link, frame["d"])
            case Op.RESUME:
                self.resumes.append(frame["d"])
                self._resume(link, frame["d"])
        self._pulse.beat()

    def _identify(self, link: Link, data: Json) -> None:
        shard, shards = data.get("shard") or (0, 1)
        refusal = self._refusal(data, shard, shards)
        if refusal:
            link.close(refusal)
            return
        self.shards = shards
        self.sessions = {kept: each for kept, each in self.sessions.items() if each.shards == shards}
        session = Session(secrets.token_hex(8), shard, shards, Intent(data["intents"]), link)
        self.sessions[shard] = session
        self._welcome(session)

    def _refusal(self, data: Json, shard: int, shards: int) -> int | None:
        if data["token"] != self._token:
            return AUTHENTICATION_FAILED
        if not 0 <= shard < shards:
            return INVALID_SHARD
        wants_privileged = Intent(data["intents"]) & PRIVILEGED
        return DISALLOWED_INTENTS if wants_privileged and not self.privileged_allowed else None

    def _welcome(self, session: Session) -> None:
        guilds = [guild for guild in self._world.guilds.values() if guild.has_bot]
        served = [guild for guild in guilds if shard_of(guild.id, session.shards) == session.shard]
        ready: Json = {
            "v": API_VERSION,
            "user": own_user_payload(self._world.bot),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in served],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "shard": [session.shard, session.shards],
            "application": {"id": str(self._world.application.id), "flags": 0},
        }
        session.dispatch("READY", ready)
        if Intent.GUILDS in session.intents:
            for guild in served:
                session.dispatch("GUILD_CREATE", guild_payload(guild, self._world.bot))

    def _resume(self, link: Link, data: Json) -> None:
        known = (each for each in self.sessions.values() if each.id == data["session_id"])
        session = next(known, None)
        if session is None or not self.resumable or data["token"] != self._token:
            link.send(Op.INVALID_SESSION, False)  # noqa: FBT003
            return
        session.resume(link, data["seq"])
