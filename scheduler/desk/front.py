"""What is there at once: styles, scripts, and a page that says that the desk opens; all else comes once it is loaded."""

import asyncio
import threading
from collections.abc import Callable, MutableMapping
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from scheduler.desk.guard import App, Receive, Scope, Send
from scheduler.desk.pages import opening

HERE = Path(__file__).parent
STYLES = (HERE.parent / "export" / "page" / "style.css", HERE / "desk.css")
"""The first is found by its path: to load the package it belongs to takes longer than the first page may."""

KEPT = "private, max-age=60"
"""How long a browser may keep styles and scripts: not until another release is installed."""


class Front:
    """In front of the desk.

    Parameters
    ----------
    load
        Makes the desk itself, which takes a moment; it is begun at once, on a thread of its own.
    language
        In which it is said that the desk opens.
    """

    def __init__(self, load: Callable[[], App], language: str) -> None:
        self._language = language
        self._behind: Future[App] = Future()
        self._static = Starlette(
            routes=[Route("/static/style.css", _style), Mount("/static", StaticFiles(directory=HERE / "static"))]
        )
        threading.Thread(target=self._load, args=(load,), daemon=True).start()

    def _load(self, load: Callable[[], App]) -> None:
        try:
            self._behind.set_result(load())
        except BaseException as fault:  # is told to whoever asks
            self._behind.set_exception(fault)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"].startswith("/static/"):
            await self._static(scope, receive, _kept(send))
        elif self._is_first(scope):
            await HTMLResponse(opening(self._language))(scope, receive, send)
        else:
            behind = await asyncio.wrap_future(self._behind)
            await behind(scope, receive, send)

    def _is_first(self, scope: Scope) -> bool:
        """Whether it is the first page, which then asks for itself again and waits."""
        return scope["path"] == "/" and not scope["query_string"] and not self._behind.done()


async def _style(request: Request) -> Response:
    """The style of the page that is exported, and what the desk adds to it."""
    return Response(b"".join(path.read_bytes() for path in STYLES), media_type="text/css")


def _kept(send: Send) -> Send:
    """With leave to the browser to keep it for a while."""

    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            MutableHeaders(scope=message)["Cache-Control"] = KEPT
        await send(message)

    return sending
