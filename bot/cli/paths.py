"""Files and folders named on the command line."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

import click

STANDARD_OUTPUT: Final = Path("-")
PRIVATE: Final = 0o600


class NamedPath(click.Path):
    """A path; an empty one, as an unset variable leaves it, would mean the current folder."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not str(value):
            self.fail("it is empty. Name a file or a folder.", param, ctx)
        return super().convert(value, param, ctx)


NAMED_PATH: Final = NamedPath()


@contextmanager
def written(path: Path, mode: int | None = None) -> Iterator[IO[str]]:
    """Open standard output, or a file that is written whole or not at all."""
    from bot.sheets.whole_files import whole_file

    place = click.open_file("-", "w", encoding="utf-8") if path == STANDARD_OUTPUT else whole_file(path, mode)
    with place as file:
        yield file
