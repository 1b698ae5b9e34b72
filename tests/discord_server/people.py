"""Users, roles and members."""

from dataclasses import dataclass, field

from tests.discord_server.permission import Permission


@dataclass(frozen=True, slots=True)
class User:
    """An account; `locale` is the language of its Discord client."""

    id: int
    name: str
    bot: bool = False
    locale: str = "en-US"

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"


@dataclass(slots=True, eq=False)
class Role:
    """A named set of permissions; `bot` marks the managed role of an application."""

    id: int
    name: str
    permissions: Permission = Permission.NONE
    position: int = 1
    bot: User | None = None


@dataclass(slots=True, eq=False)
class Member:
    """A user inside one guild."""

    user: User
    roles: list[Role] = field(default_factory=list)
    nick: str | None = None
