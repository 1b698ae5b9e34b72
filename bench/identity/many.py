"""Runs `python -m bot` many times in forks of one warm process; started with the path of a checkout.

Reads a JSON line `[words, given, more]` a call; writes a JSON line `[exit code, output, errors]` each.
"""

import json
import os
import runpy
import sys
import tempfile
from typing import NoReturn


def once(words: list[str], given: str, more: dict[str, str]) -> tuple[int, str, str]:
    with tempfile.TemporaryFile() as pipe, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        pipe.write(given.encode())
        pipe.seek(0)
        child = os.fork()
        if not child:
            for stream, number in ((pipe, 0), (out, 1), (err, 2)):
                os.dup2(stream.fileno(), number)
            os.environ.update(more)
            become_bot(words)
        _, status = os.waitpid(child, 0)
        out.seek(0)
        err.seek(0)
        output, errors = (each.read().decode(errors="backslashreplace") for each in (out, err))
        return os.waitstatus_to_exitcode(status), output, errors


def become_bot(words: list[str]) -> NoReturn:
    sys.argv = ["bot", *words]
    try:
        runpy.run_module("bot", run_name="__main__", alter_sys=True)
    finally:
        sys.stderr.flush()
        os._exit(99)


def warm() -> None:
    """Import what the commands need: the program leaves by os._exit, which is held back here alone."""
    leave, keep = os._exit, (os.dup(1), os.dup(2))
    os._exit = sys.exit  # type: ignore[assignment]
    with tempfile.TemporaryFile() as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
        for words in (["ask", "--explain", "who"], ["digest"], ["check"]):
            sys.argv = ["bot", *words]
            try:
                runpy.run_module("bot", run_name="__main__", alter_sys=True)
            except SystemExit:
                sys.stdout.flush()
                sys.stderr.flush()
        for number, stream in enumerate(keep, 1):
            os.dup2(stream, number)
            os.close(stream)
    os._exit = leave


if __name__ == "__main__":
    lines = sys.stdin.buffer.readlines()
    warm()
    for line in lines:
        result = once(*json.loads(line))
        sys.stdout.write(json.dumps(result) + "\n")
        sys.stdout.flush()
