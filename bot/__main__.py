"""`python -m bot`, and the console script: gets the program going quickly, and ends it as quickly."""

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
    """Do without what would only take time.

    Nothing that is made while the program starts becomes garbage, no array here is large enough for a second
    thread, and no plugin of pydantic has a say in a sheet. What a library will have to change is no error of
    ours, also where warnings are.
    """
    gc.disable()
    warnings.filterwarnings("ignore", category=DeprecationWarning, module="discord")
    _fill_streams()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _fill_streams() -> None:
    """A stream that was closed is wanted by nobody; left so, a file that is opened would get its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - to the end


def _leave(code: int) -> NoReturn:
    """All that had to be closed is closed; to take a big index apart piece by piece would only take time."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
