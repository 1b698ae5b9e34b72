"""Mutants of one module, made and counted by cosmic-ray in a copy of the project, which it changes.

It is in no lock file, for nothing else needs it: `pip install cosmic-ray` where the tests' packages are.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import click

ROOT: Final = Path(__file__).parents[1]
COPIED: Final = ("bot", "bench", "tests", "knowledge", "seeds", "pyproject.toml")
SECONDS: Final = 90.0
SETTINGS: Final = """[cosmic-ray]
module-path = "{module}"
timeout = {seconds}
excluded-modules = []
test-command = "{python} -m pytest -x -q -p no:randomly -p no:cacheprovider {tests}"
distributor.name = "local"
"""


@click.command("mutants")
@click.argument("module", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("tests", nargs=-1, required=True, type=click.Path(exists=True))
def mutants_command(module: Path, tests: tuple[str, ...]) -> None:
    """Change MODULE in every small way, one at a time, and show the changes that no test of TESTS notices."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in COPIED:
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, copy / name)
        settings = SETTINGS.format(
            module=module, seconds=SECONDS, python=sys.executable, tests=" ".join(tests)
        )
        (copy / "mutants.toml").write_text(settings, "utf-8")
        for words in (
            ("baseline", "mutants.toml"),
            ("init", "mutants.toml", "m.sqlite"),
            ("exec", "mutants.toml", "m.sqlite"),
        ):
            _run("cosmic-ray", copy, *words)
        _run("cr-report", copy, "m.sqlite", "--surviving-only", "--show-diff")


def _run(tool: str, copy: Path, *words: str) -> None:
    """The tool stands beside the interpreter; the tests see the copy and not what is installed."""
    command = [str(Path(sys.executable).parent / tool), *words]
    subprocess.run(command, cwd=copy, env=os.environ | {"PYTHONPATH": str(copy)}, check=True)


if __name__ == "__main__":
    mutants_command(prog_name="python -m bench.mutants")
