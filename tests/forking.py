"""`python -m tests.forking HANDLE`: the whole program read once, and forked whenever it is to run.

Each line on its socket asks for one process: as JSON a module and its words, the folder, the
environment and the signals that are to be ignored, with the handles that become its standard ones and a
socket of its own. That is told the number of the process, and how it ended. The end of the first socket is
the end of this.
"""

import gc
import json
import os
import runpy
import select
import signal
import socket
import sys
import traceback
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NoReturn

LONGEST: Final = 2**16  # bytes at once
END: Final = b"\n"
HANDLES: Final = 4
NUMBER: Final = 4  # bytes
SMALL: Final = Path(__file__).parent / "small_briefings" / "gym" / "knowledge"


def attend(asking: socket.socket) -> None:
    while True:
        message, handles, _, _ = socket.recv_fds(asking, LONGEST, HANDLES)
        while message and not message.endswith(END):
            message += asking.recv(LONGEST)
        bury()
        if not message:
            return
        if os.fork() == 0:
            asking.close()
            look_after(json.loads(message), handles)
        for handle in handles:
            os.close(handle)


def bury() -> None:
    """What those who have ended did counts as done here."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass


def look_after(wanted: dict[str, Any], handles: list[int]) -> NoReturn:
    """A process between the two, which can wait for the other and tell of it."""
    *standard, telling = handles
    living, life = os.pipe()  # its end is closed by whoever has ended
    child = os.fork()
    if child == 0:
        os.close(telling)
        become(wanted, standard)
    for handle in (life, *standard):
        os.close(handle)
    with suppress(OSError):
        os.write(telling, child.to_bytes(NUMBER, "little"))
        ended, _, _ = select.select([living, telling], [], [])
        if living not in ended:  # nobody is there any more who would end it
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        os.write(telling, os.waitstatus_to_exitcode(status).to_bytes(NUMBER, "little", signed=True))
    os._exit(0)


def become(wanted: dict[str, Any], standard: list[int]) -> NoReturn:
    """The program, as if it had just been started with this."""
    os.setsid()
    os.chdir(wanted["folder"])
    os.environ.clear()
    os.environ.update(wanted["environment"])
    for number, handle in enumerate(standard):
        os.dup2(handle, number)
        os.close(handle)
    sys.stdin, sys.stdout = open(0, closefd=False), open(1, "w", closefd=False)  # noqa: SIM115 - to its end
    sys.stderr = open(2, "w", 1, errors="backslashreplace", closefd=False)  # noqa: SIM115 - the same
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where the tests run in the background
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # and under nohup
    for number in wanted["ignored"]:
        signal.signal(number, signal.SIG_IGN)
    sys.argv = [wanted["module"], *wanted["words"]]
    gc.enable()
    code = 1
    try:
        runpy.run_module(wanted["module"], run_name="__main__", alter_sys=True)
        code = 0
    except BaseException:  # noqa: BLE001 - told as Python does, and nothing of what is around it goes on
        traceback.print_exc()
    sys.stdout.flush()
    os._exit(code)


def know_english() -> None:
    """Read what every bot reads of English at its start."""
    from bot.services.first_questions import ask_first
    from bot.services.snapshot import snapshot_of
    from bot.sheets.knowledge import load

    snapshot = snapshot_of(load(SMALL))
    snapshot.prepare()
    ask_first(snapshot)


if __name__ == "__main__":
    gc.disable()
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as the program does; and a process of one thread can be forked
    import_module("bot.app")
    import_module("bot.cli.program")
    know_english()
    gc.freeze()
    attend(socket.socket(fileno=int(sys.argv[1])))
