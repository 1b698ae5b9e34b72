"""The same answers on every processor: none of them hangs on the last bit of a figure."""

import json
import os
import sys
from pathlib import Path

import pytest
import yaml

from bot.services.asking import ask
from bot.ui.reply_json import reply_line
from tests.child_process import child_process
from tests.shipped_sheet import KNOWLEDGE, shipped
from tests.thorough import THOROUGH, some_of

pytestmark = pytest.mark.slow

CPU = Path("/proc/cpuinfo")
# What numpy's OpenBLAS adds up with beside what fits this processor best: what every x86 has, what most have.
KERNELS = [
    "Prescott",
    *(["Haswell"] if THOROUGH and CPU.exists() and " avx2 " in CPU.read_text("utf-8") else []),
]


def replies(questions: str, kernel: str) -> list[dict[str, object]]:
    environment = os.environ | {"OPENBLAS_CORETYPE": kernel, "BOT_KNOWLEDGE__PATH": str(KNOWLEDGE)}
    command = [sys.executable, "-m", "bot", "ask", "--json", "--batch", "-"]
    with child_process(command, env=environment) as process:
        out, _ = process.communicate(questions)
    return [json.loads(line) | {"elapsed_ms": 0} for line in out.splitlines()]


def test_every_kernel_of_the_arithmetic_gives_the_same_answers_in_the_same_order() -> None:
    golden = yaml.safe_load((KNOWLEDGE / "golden.yaml").read_text("utf-8"))["golden"]
    asked = [question["ask"] for question in some_of(golden, 30)]

    expected = [json.loads(reply_line(ask(shipped(), question))) | {"elapsed_ms": 0} for question in asked]
    others = [replies("\n".join(asked), kernel) for kernel in KERNELS]

    assert len(golden) > 300
    assert all(other == expected for other in others)
