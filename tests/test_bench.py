"""Every benchmark can be imported and explains itself, as far as the libraries that it needs are there."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
from click.testing import CliRunner

BENCH = Path(__file__).parents[1] / "bench"
# `make bench` installs them; `make test` does not, but for onnx.
OF_THE_BENCHMARKS = {"bm25s", "cosmic_ray", "onnx", "sklearn", "tantivy"}


def test_every_benchmark_can_be_imported_and_explains_itself() -> None:
    commands = list(offered())

    assert len(commands) > 10
    for command in commands:
        explained = CliRunner().invoke(command, ["--help"])
        assert explained.exit_code == 0, (command.name, explained.output)
        assert command.help, command.name


def offered() -> Iterator[click.Command]:
    """The commands of each module whose libraries are there."""
    for path in sorted(BENCH.rglob("*.py")):
        if path.stem.startswith("__"):
            continue  # `__main__` would run
        try:
            module = import_module(".".join(path.relative_to(BENCH.parent).with_suffix("").parts))
        except ModuleNotFoundError as error:
            if error.name not in OF_THE_BENCHMARKS:
                raise
            continue
        yield from (each for each in vars(module).values() if isinstance(each, click.Command))
