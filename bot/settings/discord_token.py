"""The Discord token: from the environment or a file, checked before Discord sees it, never repeated."""

import re
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pydantic import SecretStr

from bot.errors import ConfigError
from bot.sheets.documents import UnreadableFileError, read_text

VARIABLE: Final = "DISCORD_TOKEN"
# Three parts of Base64, as Discord shows it; whatever is long and names no folder may be one as well.
_TOKEN: Final = re.compile(r"[\w-]{18,}\.[\w-]{4,}\.[\w-]{20,}|[^/\\]{50,}")
_MISFIT: Final = re.compile(r"[^!#-&(-~]")
COPY: Final = "Copy it again, the token alone and on one line."


def read_token(file: Path | None, environment: Mapping[str, str]) -> SecretStr | None:
    """The token from the environment, else from the file, else none."""
    if written := environment.get(VARIABLE, ""):
        return SecretStr(_checked(written, VARIABLE))
    return None if file is None else SecretStr(_from_file(file))


def _from_file(file: Path) -> str:
    if _TOKEN.fullmatch(str(file)) and not _exists(file):
        raise ConfigError(
            "discord.token_file must name a file, and what it says looks like a token itself. Write the "
            "token into a file that only the bot can read, and name that file."
        )
    try:
        written = read_text(file)
    except UnreadableFileError as error:
        raise ConfigError(f"No token: {error.message} {error.hint}") from error
    _require_private(file)
    return _checked(written, f"The token file {file}")


def _exists(file: Path) -> bool:
    try:
        return file.exists()
    except OSError:  # such as a name that is too long for any file
        return False


def _checked(written: str, place: str) -> str:
    token = written.removeprefix("\ufeff").strip()
    if not token:
        raise ConfigError(f"{place} is empty. {COPY}")
    if token.upper().startswith(f"{VARIABLE}="):
        raise ConfigError(f"{place} begins with “{VARIABLE}=”, which is not part of the token. {COPY}")
    if token.lower().startswith("bot "):
        raise ConfigError(f"{place} begins with “Bot”, which is not part of the token. {COPY}")
    if _MISFIT.search(token):
        raise ConfigError(
            f"{place} holds a blank, a line break, a quotation mark or another odd sign. {COPY}"
        )
    return token


def _require_private(path: Path) -> None:
    """The group may read it: the access list of a file that systemd hands over looks like that."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if sys.platform != "win32" and mode & 0o007:
        raise ConfigError(
            f"The token file {path} can be used by everybody (mode {mode:04o}). Run: chmod 600 {path}"
        )
