"""`plaza desk` as a process of its own, with the browser that it is opened in."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psutil

COMMAND = [sys.executable, "-u", "-m", "scheduler", "desk", "--no-browser"]


class Served:
    """A desk that was started as a secretary starts it.

    Parameters
    ----------
    event
        Its folder; without one the desk is that of all events in the `folder` in which it is started.

    Attributes
    ----------
    address
        With which one browser can come in.
    """

    def __init__(
        self, event: Path | None, out: Path, port: int = 0, language: str = "en", folder: Path | None = None
    ) -> None:
        self.port = port or _free_port()
        named = [str(event)] if event else []
        command = [*COMMAND, *named, "--port", str(self.port), "--out", str(out), "--lang", language]
        quiet = {"stderr": subprocess.DEVNULL, "start_new_session": True, "cwd": folder}
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **quiet)  # type: ignore[call-overload]
        self.address = self.next_address()

    def next_address(self) -> str:
        """The next that is printed."""
        for line in self.process.stdout:
            if "http://" in line:
                return "http://" + str(line).partition("http://")[2].strip()
        raise AssertionError("no address was printed")

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def interrupt(self) -> None:
        """Ctrl-C, which every process in the window gets."""
        os.killpg(self.process.pid, signal.SIGINT)

    def halt_its_work(self) -> None:
        """What is being solved goes on no more, and does not end either."""
        (worker,) = [one for one in psutil.Process(self.process.pid).children() if "spawn_main" in " ".join(one.cmdline())]
        worker.suspend()

    def end(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
