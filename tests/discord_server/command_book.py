"""The application commands that have been registered, globally and by guild."""

from collections.abc import Callable, Iterator

from tests.discord_server.json_shape import Json

SLASH = 1
USER_MENU = 2
MESSAGE_MENU = 3
KEPT = ("options", "name_localizations", "description_localizations", "contexts", "integration_types")


class CommandBook:
    """Bulk overwrites in, look-ups out; a command that stays keeps its id."""

    def __init__(self, application_id: int, next_id: Callable[[], int]) -> None:
        self._application_id = application_id
        self._next_id = next_id
        self._by_scope: dict[int | None, dict[tuple[str, int], Json]] = {}
        self.overwrites = 0

    def overwrite(self, scope: int | None, bodies: list[Json]) -> list[Json]:
        """Replace all commands of one guild, or of everywhere when the scope is None."""
        before = self._by_scope.get(scope, {})
        registered = [self._register(scope, body, before) for body in bodies]
        self._by_scope[scope] = {(command["name"], command["type"]): command for command in registered}
        self.overwrites += 1
        return registered

    def listed(self, scope: int | None = None) -> list[Json]:
        return list(self._by_scope.get(scope, {}).values())

    def find(self, name: str, kind: int, guild_id: int | None) -> Json:
        """The command that a person in this guild would get; one nobody registered is a LookupError."""
        for scope in (guild_id, None):
            command = self._by_scope.get(scope, {}).get((name, kind))
            if command:
                return command
        raise LookupError(f"no command {name!r} is registered; there are {sorted(self._names(guild_id))}")

    def _names(self, guild_id: int | None) -> Iterator[str]:
        for scope in {guild_id, None}:
            yield from (name for name, _ in self._by_scope.get(scope, {}))

    def _register(self, scope: int | None, body: Json, before: dict[tuple[str, int], Json]) -> Json:
        kind = body.get("type") or SLASH
        earlier = before.get((body["name"], kind))
        identity = earlier["id"] if earlier else str(self._next_id())
        permissions = body.get("default_member_permissions")
        command: Json = {
            "id": identity,
            "application_id": str(self._application_id),
            "version": str(self._next_id()),
            "type": kind,
            "name": body["name"],
            "description": body.get("description") or "",
            "default_member_permissions": None if permissions is None else str(permissions),
            "nsfw": bool(body.get("nsfw")),
        }
        command |= {key: body[key] for key in KEPT if body.get(key) is not None}
        return command | ({"guild_id": str(scope)} if scope else {})
