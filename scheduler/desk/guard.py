"""Who may come in: this computer alone, through the address that the desk has printed, from the desk's own pages.

Other pages in the same browser can make it ask this server for things, under any name that leads here; so the name is
looked at (DNS rebinding), what changes anything must come from a page of the desk (CSRF), and nothing is answered without
the secret that the printed address is exchanged for.
"""

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

COOKIE = "plaza_desk_"
"""How the name begins of the cookie that holds the secret; the port follows, for a browser keeps cookies by host alone."""

MOST_BYTES = 10 * 2**20
"""Of what a page sends: more than any form that came back."""

MOST_DIGITS = 9
"""Of the length that is announced."""

KINDS = ("application/json", "application/octet-stream")
"""Of what a page sends; neither is one that a form of another page could send unasked."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Around the whole desk.

    Parameters
    ----------
    app
        What is guarded.
    port
        On which it is reached.
    announce
        Is told the address with which one browser can come in; a new one each time one was used.
    """

    def __init__(self, app: App, port: int, announce: Callable[[str], None]) -> None:
        self._app, self._announce = app, announce
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._port = port
        self._cookie = f"{COOKIE}{port}"
        self._secret = secrets.token_urlsafe(32)
        self._issue()

    def _issue(self) -> None:
        """A new address to come in by, which is told; the one before no longer leads anywhere."""
        self._ticket = secrets.token_urlsafe(24)
        self.address = f"http://127.0.0.1:{self._port}/enter?ticket={self._ticket}"
        self._announce(self.address)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(Headers(scope=scope), scope)
        if refusal is not None:
            await refusal(scope, receive, _with_headers(send))
            return
        await self._app(scope, _bounded(receive), _with_headers(send))

    def _refusal(self, headers: Headers, scope: Scope) -> Response | None:
        """What is answered in place of the desk; `None` where it may answer."""
        if headers.get("host", "").lower() not in self._hosts:
            return PlainTextResponse("This desk is reached from its own computer only.", 421)
        if "\0" in scope["path"]:
            return PlainTextResponse("", 404)  # no file has such a name, and some systems fail over it
        request = Request(scope)
        if scope["path"] == "/enter" and scope["method"] == "GET":
            return self._entered(request)
        if not self._is_inside(request):
            return PlainTextResponse("Open the address that the window shows in which plaza desk was started.", 403)
        if scope["method"] in ("GET", "HEAD"):
            return None
        origin = headers.get("origin", "")
        if origin.removeprefix("http://").lower() not in self._hosts or not origin.startswith("http://"):
            return PlainTextResponse("Only pages of the desk may change anything.", 403)
        if headers.get("content-type", "").partition(";")[0].strip().lower() not in KINDS:
            return PlainTextResponse("Not in a form that the desk takes.", 415)
        length = headers.get("content-length", "")
        if length and (not length.isdecimal() or len(length) > MOST_DIGITS or int(length) > MOST_BYTES):
            return PlainTextResponse("Too large", 413)
        return None

    def _is_inside(self, request: Request) -> bool:
        return _same(request.cookies.get(self._cookie, ""), self._secret)

    def _entered(self, request: Request) -> Response:
        """The ticket is exchanged for the secret, once."""
        inside = self._is_inside(request)
        if not inside and not _same(request.query_params.get("ticket", ""), self._ticket):
            return PlainTextResponse("This address was used before. The window in which plaza desk runs shows another.", 403)
        answer = RedirectResponse("/", 303)
        if not inside:
            answer.set_cookie(self._cookie, self._secret, httponly=True, samesite="strict", path="/")
            self._issue()
        return answer


def _same(given: str, known: str) -> bool:
    """Whether it is the secret; how long that takes tells nothing."""
    return secrets.compare_digest(given.encode(errors="replace"), known.encode())


def _bounded(receive: Receive) -> Receive:
    """Stops taking where more comes than is taken, whatever length was announced."""
    taken = 0

    async def bounded() -> MutableMapping[str, Any]:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MOST_BYTES:
            raise HTTPException(413, "Too large")
        return message

    return bounded


def _with_headers(send: Send) -> Send:
    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
