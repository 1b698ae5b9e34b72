"""Two texts that ought to be the same, and where they are not."""

from collections.abc import Iterable
from difflib import unified_diff
from itertools import islice, zip_longest

import click

SHOWN = 24


class Verdict:
    """Counts what was compared and tells the first lines of every difference."""

    def __init__(self) -> None:
        self.compared = 0
        self.differing = 0

    def hold(self, title: str, before: str, after: str) -> None:
        self.compared += 1
        if before == after:
            return
        self.differing += 1
        lines = unified_diff(before.splitlines(), after.splitlines(), "before", "after", n=1, lineterm="")
        click.secho(f"differs: {title}", bold=True)
        for line in islice(lines, SHOWN):
            click.echo(f"    {line[:300]!r}"[:-1].replace("'", "", 1))

    def hold_pages(
        self, story: str, before: Iterable[tuple[str, str]], after: Iterable[tuple[str, str]]
    ) -> None:
        nothing = ("nothing", "")
        for (title, text), (other, changed) in zip_longest(before, after, fillvalue=nothing):
            self.hold(f"{story}: {title}", f"{title}\n{text}", f"{other}\n{changed}")

    def told(self, part: str) -> None:
        state = "identical" if not self.differing else f"{self.differing} differ so far"
        click.echo(f"{part}: {self.compared:,} compared, {state}")
