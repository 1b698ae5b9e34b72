"""`python -m bot`, and the console script: gets the program going quickly."""

import gc
import os


def main() -> None:
    """Import and run the program.

    Nothing that is made while it starts becomes garbage, so the collector may rest until then; and no array
    here is large enough for a second thread, which would only take time to start.
    """
    gc.disable()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from bot.cli.program import main as program

    gc.enable()
    program()


if __name__ == "__main__":
    main()
