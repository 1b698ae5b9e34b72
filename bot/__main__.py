"""`python -m bot`, and the console script: gets the program going quickly."""

import gc
import os


def main() -> None:
    """Import and run the program.

    Nothing that is made while it starts becomes garbage, so the collector may rest until then. No array here
    is large enough for a second thread, and no plugin of pydantic has a say in a sheet: to start the one and
    to look for the other would only take time.
    """
    gc.disable()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from bot.cli.program import main as program

    gc.enable()
    program()


if __name__ == "__main__":
    main()
