"""The floor plan holds: imports point one way, and a question from a shell waits for nothing needless."""

import os
import re
import sys
from collections import Counter
from pathlib import Path

from tests.child_process import completed

ROOT = Path(__file__).parents[1]
# Where tests start processes: there each has an end, also where nobody answers.
STARTERS = {"child_process.py", "forked_process.py", "forking.py"}
STARTING = re.compile(
    r"\b(?:Popen|fork|posix_spawn|system|create_subprocess_exec|create_subprocess_shell)\("
    r"|\bsubprocess\.(?:run|call|check_\w+)\b"
)

SLOW = {"discord", "aiohttp", "aiosqlite", "prompt_toolkit", "rich", "sqlite3", "asyncio"}
OF_EXTRAS = {"onnxruntime", "tokenizers", "huggingface_hub"}

# A process of its own: the linter sets up logging anew and switches every logger off that is there already.
LINT = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"


def test_every_import_contract_is_kept() -> None:
    result = completed([sys.executable, "-c", LINT], cwd=ROOT)

    assert result.returncode == 0, result.stdout


# Commands one after the other, and what they have loaded; each leaves by SystemExit.
LOADED = """
import contextlib, io, sys
from bot import __main__
__main__._prepare()
from bot.cli.program import main
for words in sys.argv[1:]:
    sys.argv[1:] = words.split("|")
    with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
        main()
print(*sys.modules)
"""


def loaded(home: Path, *commands: str) -> set[str]:
    """The libraries that commands import, whatever becomes of them."""
    result = completed(
        [sys.executable, "-c", LOADED, *commands],
        env=os.environ
        | {"BOT_KNOWLEDGE__PATH": str(home / "knowledge"), "BOT_DATABASE__PATH": str(home / "bot.sqlite3")},
        cwd=ROOT,
    )
    return {name.partition(".")[0] for name in result.stdout.splitlines()[-1].split()}


def test_a_question_as_json_loads_no_slow_library(home: Path) -> None:
    libraries = loaded(home, "ask|--json|when was it lit")

    assert {"yaml", "numpy"} <= libraries
    assert libraries.isdisjoint(SLOW | OF_EXTRAS)


def test_help_a_probe_and_a_backup_load_no_matcher(home: Path) -> None:
    libraries = loaded(home, "--help", "status|--brief", "backup|copy")

    assert {"click", "pydantic", "sqlite3"} <= libraries
    assert libraries.isdisjoint(
        {"numpy", "rapidfuzz", "Stemmer", "discord", "aiohttp", "prompt_toolkit", "rich"}
    )


def test_every_module_says_in_a_sentence_what_it_is_for() -> None:
    silent = [
        str(file)
        for file in (ROOT / "bot").rglob("*.py")
        if not file.read_text(encoding="utf-8").startswith('"""')
    ]

    assert silent == []


def test_init_files_hold_a_docstring_and_nothing_else() -> None:
    busy = [
        str(file)
        for file in (ROOT / "bot").rglob("__init__.py")
        if file.read_text(encoding="utf-8").strip().count('"""') != 2
        or not file.read_text(encoding="utf-8").strip().endswith('"""')
    ]

    assert busy == []


def test_a_test_file_is_found_by_its_name() -> None:
    names = Counter(file.name for file in (ROOT / "tests").rglob("test_*.py"))

    assert [name for name, count in names.items() if count > 1] == []


def test_tests_start_processes_in_one_place() -> None:
    files = [file for file in (ROOT / "tests").rglob("*.py") if file.name not in STARTERS]

    assert len(files) > 300
    assert [str(file) for file in files if STARTING.search(file.read_text(encoding="utf-8"))] == []
