"""Tells systemd how the bot is doing, by sd_notify(3); without systemd it does nothing."""

import os
import socket
from contextlib import suppress
from typing import Final

SOCKET: Final = "NOTIFY_SOCKET"


class Supervisor:
    """Speaks to the address that systemd leaves in the environment of the process it started."""

    def __init__(self, address: str | None = None) -> None:
        self._address = os.environ.get(SOCKET) if address is None else address
        self._ready = False

    def ready(self) -> None:
        """Sent once; `systemctl start` waits for it."""
        if not self._ready:
            self._ready = True
            self._tell("READY=1")

    def alive(self, line: str) -> None:
        """Feeds the watchdog; the line is what `systemctl status` shows."""
        self._tell(f"WATCHDOG=1\nSTATUS={line}")

    def stopping(self) -> None:
        self._tell("STOPPING=1")

    def _tell(self, words: str) -> None:
        if not self._address or not hasattr(socket, "AF_UNIX"):
            return
        # An address that begins with @ has no file: the kernel wants a zero there.
        address = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.settimeout(0)
            line.sendto(words.encode(), address)
