"""How much memory a process has held at most, counted from a chosen moment."""

import gc
import resource
import sys
from contextlib import suppress
from pathlib import Path

STATUS = Path("/proc/self/status")
RESET = Path("/proc/self/clear_refs")


class PeakMemory:
    """The growth of the resident set since it was made, at its highest, in MiB."""

    def __init__(self) -> None:
        gc.collect()
        with suppress(OSError):  # without the reset an earlier peak may hide some of the growth
            RESET.write_text("5", encoding="ascii")
        self._start = _highest()

    @property
    def growth(self) -> float:
        return _highest() - self._start


def _highest() -> float:
    if STATUS.exists():
        line = next(
            line for line in STATUS.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM")
        )
        return int(line.split()[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
