"""The server: where it listens, how a browser comes to it, and how it ends."""

import socket
import sys
import webbrowser
from pathlib import Path

import uvicorn

from scheduler import console, words
from scheduler.desk.front import Front
from scheduler.desk.guard import App, Guard
from scheduler.desk.jobs import Worker
from scheduler.domain import Message
from scheduler.errors import UsageError

HOST = "127.0.0.1"
PORT = 8017


def serve(inputs: Path, only: str, out: Path, language: str, port: int | None, browser: bool) -> None:
    """Serve the desk until Ctrl-C.

    Parameters
    ----------
    inputs, only
        The folder of event folders, and the one event of it; all of them where it is empty.
    out
        The folder of all outputs.
    language
        In which the pages open.
    port
        On which to listen; by default the usual one, or any that is free.
    browser
        Whether to open one.

    Raises
    ------
    UsageError
        Something else listens on the port that was asked for.
    """
    listening = _listen(port)
    number = int(listening.getsockname()[1])
    worker = Worker()

    def load() -> App:
        from scheduler.desk.app import app  # takes longer than the first page may
        from scheduler.desk.state import Desk

        return app(Desk(inputs, out, language, only, worker))

    guard = Guard(
        Front(load, language),
        number,
        lambda address: console.show(words.say(language, "desk.address", {"address": address})),
    )
    console.show(words.say(language, "desk.once"))
    if browser:
        webbrowser.open(guard.address)
    # Open streams of pages would keep it from ending.
    config = uvicorn.Config(guard, log_level="critical", timeout_graceful_shutdown=1, lifespan="off", ws="none")
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        pass
    finally:
        worker.close()
        listening.close()
    console.show(words.say(language, "desk.ended"))


def _listen(port: int | None) -> socket.socket:
    for number in (PORT, 0) if port is None else (port,):
        listening = socket.socket()
        if sys.platform != "win32":  # where it would let two programs have one port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, number))
            listening.listen()  # a browser may be quicker than the server, and then waits
        except OSError as error:
            listening.close()
            cause = error
        else:
            return listening
    raise UsageError(Message("desk.port_taken", {"port": port or PORT, "cause": cause.strerror or str(cause)}))
