"""The floor plan holds: imports point one way, and a question from a shell waits for nothing needless."""

import os
import subprocess
import sys
from pathlib import Path

from tests.child_process import PATIENCE

ROOT = Path(__file__).parents[1]


# A process of its own: the linter sets up logging anew and switches every logger off that is there already.
LINT = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"


def test_every_import_contract_is_kept() -> None:
    result = subprocess.run(
        [sys.executable, "-c", LINT], cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE
    )

    assert result.returncode == 0, result.stdout


def test_a_question_as_json_loads_no_slow_library(home: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "bot", "ask", "--json", "when was it lit"],
        env=os.environ | {"BOT_KNOWLEDGE__PATH": str(home / "knowledge")},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )

    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in result.stderr.splitlines()}
    assert "yaml" in loaded
    assert loaded.isdisjoint(
        {"discord", "aiohttp", "aiosqlite", "prompt_toolkit", "rich", "sqlite3", "asyncio"}
        | {"onnxruntime", "tokenizers", "huggingface_hub"}
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
