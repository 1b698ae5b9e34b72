"""One mutant and the tests that run it, in a process that has loaded everything else already."""

import importlib
import os
import resource
import select
import signal
import sys
from pathlib import Path
from typing import Final

from bench.mutants.mutant import Mutant

LOADED: Final = (
    *(
        "pytest",
        "discord",
        "numpy",
        "pydantic.main",
        "aiosqlite",
        "rapidfuzz",
        "yaml",
        "click",
        "rich.console",
    ),
    *(
        "Stemmer",
        "asyncio",
        "jsonschema",
        "zoneinfo",
        "unittest.mock",
        "hypothesis.internal.conjecture.engine",
    ),
    *(
        "_hypothesis_pytestplugin",
        "pytest_asyncio.plugin",
        "pytest_socket",
        "pytest_timeout",
        "_pytest.doctest",
    ),
)
# What is loaded already cannot be rewritten, and nobody reads what an assertion compared.
PLAIN: Final = (
    *("-x", "-q", "--assert=plain", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:xdist"),
    *("-p", "no:cov", "-p", "no:anyio"),
)
OURS: Final = {"bot", "tests", "bench", "conftest"}
SECONDS_FOR_A_TEST: Final = 60
SECONDS: Final = 400.0
MEMORY: Final = 6 * 2**30
NEAREST: Final = 16  # most mutants are noticed by one of these; to load the files of all others takes longer
KILLED, SURVIVED, UNRUN = "killed", "survived", "run by no test"


def load() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # after the copy is as it was
    for name in LOADED:
        importlib.import_module(name)


def outcome(mutant: Mutant, copy: Path, tests: list[str], output: Path) -> str:
    """Change the copy, run the tests, change it back; a test that hangs has noticed."""
    if not tests:
        return UNRUN
    file = copy / mutant.module
    source, before = file.read_text("utf-8"), file.stat()
    file.write_text(mutant.code(source), "utf-8")
    try:
        return SURVIVED if passes(copy, tests, output) else KILLED
    finally:
        file.write_text(source, "utf-8")
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def passes(copy: Path, tests: list[str], output: Path) -> bool:
    """Whether no test says anything, first the nearest and then the others."""
    parts = (tests[:NEAREST], tests[NEAREST:])
    return not any(_fails(copy, part, output) for part in parts if part)


def _fails(copy: Path, tests: list[str], output: Path) -> bool:
    """When time is up and no test has failed so far, nothing was noticed."""
    child = os.fork()
    if not child:
        os._exit(_run(copy, tests, output))
    watched = os.pidfd_open(child)
    try:
        has_ended = bool(select.select([watched], (), (), SECONDS)[0])
    finally:
        os.close(watched)
    if not has_ended:
        os.killpg(child, 9)
    _, status = os.waitpid(child, 0)
    return has_ended and os.waitstatus_to_exitcode(status) != 0


def _run(copy: Path, tests: list[str], output: Path) -> int:
    os.setpgid(0, 0)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.chdir(copy)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    descriptor = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    for name in [name for name in sys.modules if name.split(".")[0] in OURS]:
        del sys.modules[name]
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(copy))
    os.environ["PYTHONPATH"] = str(copy)
    import pytest

    return int(pytest.main([*PLAIN, f"--timeout={SECONDS_FOR_A_TEST}", "--timeout-method=thread", *tests]))
