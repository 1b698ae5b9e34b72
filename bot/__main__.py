"""`python -m bot`, and the console script: starts the program quickly, and ends it as quickly."""

import gc
import os
import sys
import warnings
from contextlib import suppress
from pathlib import Path
from typing import NoReturn


def main() -> NoReturn:
    """Import and run the program, and end the process with its exit code."""
    _prepare()
    from bot.cli.program import main as program

    gc.enable()
    code: object = 0
    try:
        program()
    except SystemExit as end:
        code = end.code
    _leave(code if isinstance(code, int) else int(bool(code)))


def _prepare() -> None:
    """Skip what only costs time at the start.

    Nothing made while the program starts becomes garbage, no array here is large enough for a second thread,
    and no pydantic plugin has a say in a sheet. What a library will have to change is no error of ours, even
    where warnings are.
    """
    gc.disable()
    warnings.filterwarnings("ignore", category=DeprecationWarning, module="discord")
    _fill_streams()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _fill_streams() -> None:
    """Replace closed streams: the next file to be opened would get their number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - to the end


def _leave(code: int) -> NoReturn:
    """Everything that had to be closed is closed; freeing a big index piece by piece only takes time."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
