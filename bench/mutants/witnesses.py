"""Which tests ran which lines."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from keyword import iskeyword
from pathlib import Path
from typing import Final

from coverage import CoverageData

from bench.mutants.mutant import Mutant

DATA: Final = ".coverage"
OPTIONS: Final = ("-q", "-p", "no:randomly", "--cov=bot", "--cov-context=test", "--cov-report=")
LIMITS: Final = "tests/test_limits.py"  # reads them by their names, and runs no line of theirs
SOME: Final = 8
FEW: Final = 3  # may be those that happened to load the module first
NEAR: Final = ("domain", "sheets", "database", "services", "cli", "matching", "ui", "e2e")


class Witnesses:
    def __init__(self, copy: Path, tests: Iterable[str]) -> None:
        self._copy = copy
        self._lines: dict[str, dict[int, list[str]]] = {}
        if not (copy / DATA).exists():
            subprocess.run((sys.executable, "-m", "pytest", *OPTIONS, *tests), cwd=copy, check=True)
        self._data = CoverageData(str(copy / DATA))
        self._data.read()

    def of(self, mutant: Mutant) -> list[str]:
        """The tests that run the mutant's lines, or what they name, the nearest first."""
        lines = range(mutant.first_line, mutant.last_line + 1)
        found = set(self._who(mutant.module, lines))
        more = set[str]()
        if len(found) < FEW:
            more = {test for module, at in self._uses(mutant) for test in self._who(module, (at,))}
        if not found | more:  # run once, when the module is loaded
            more = set(self._who(mutant.module, self._lines[mutant.module]))
        limits = [LIMITS] if mutant.kind == "constants" else []
        return [*limits, *_ranked(found, mutant.module), *_ranked(more - found, mutant.module)]

    def _who(self, module: str, lines: Iterable[int]) -> Iterator[str]:
        if module not in self._lines:
            file = next((file for file in self._data.measured_files() if file.endswith(f"/{module}")), module)
            self._lines[module] = self._data.contexts_by_lineno(file)
        known = self._lines[module]
        return (who.rpartition("|")[0] for line in lines for who in known.get(line, ()) if who)

    def _uses(self, mutant: Mutant) -> Iterator[tuple[str, int]]:
        """What is only said when the module is loaded counts where its name is used."""
        text = self._sources[mutant.module][mutant.first_line - 1]
        name = re.match(r"\s*(?:async )?(?:def |class )?(\w+)", text)
        if name and not iskeyword(name[1]):
            wanted = re.compile(rf"\b{name[1]}\b")
            for module, lines in self._sources.items():
                yield from ((module, at) for at, line in enumerate(lines, start=1) if wanted.search(line))

    @cached_property
    def _sources(self) -> dict[str, list[str]]:
        files = (self._copy / "bot").rglob("*.py")
        return {
            file.relative_to(self._copy).as_posix(): file.read_text("utf-8").splitlines() for file in files
        }


def _ranked(tests: Iterable[str], module: str) -> list[str]:
    """The nearest first."""
    of_file: Counter[str] = Counter()
    ranks = {}
    for test in sorted(tests):
        file = test.partition("::")[0]
        ranks[test] = _distance(file, Path(module), of_file[file])
        of_file[file] += 1
    return sorted(ranks, key=ranks.__getitem__)


def _distance(file: str, module: Path, before: int) -> tuple[bool, int, bool, int, str]:
    """Its own tests, then some of each file, those of its room first, then some more."""
    room = next((at for at, name in enumerate(NEAR) if f"tests/{name}/" in file), len(NEAR))
    is_own = Path(file).stem == f"test_{module.stem}"
    return not is_own, before // SOME, f"tests/{module.parts[1]}/" not in file, room, file
