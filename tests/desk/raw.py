"""The desk spoken to below the browser: any bytes in any header, and bodies of any length, announced or not.

What holds of every answer is asserted of each: it has the headers that keep it in, and none is a fault of the program.
"""

import asyncio
import json
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote, urlsplit

from scheduler import model
from scheduler.desk import doing, jobs
from scheduler.desk.app import app
from scheduler.desk.front import KEPT, Front
from scheduler.desk.guard import HEADERS, Guard
from scheduler.desk.state import Desk
from tests import small

PORT = 8017
HOST = b"127.0.0.1:8017"
ORIGIN = b"http://127.0.0.1:8017"
JSON = b"application/json"

Header = tuple[bytes, bytes]


class AtOnce:
    """Does what the worker does, in this process and before it says that it was begun."""

    def __init__(self) -> None:
        self.job: jobs.Job | None = None

    def begin(self, task: jobs.Task) -> jobs.Job:
        self.job = jobs.Job(task, self.job.number + 1 if self.job else 1)
        self.job.ended = doing.done(task, model.Budget(), cast(Any, self))
        return self.job

    def send(self, told: object) -> None:
        assert self.job
        self.job.told.append(cast(jobs.Told, told))

    def follow(self) -> Iterable[object]:
        assert self.job
        return [*self.job.told, self.job.ended]

    def stop(self) -> None:
        """It has ended already."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


class Raw:
    """A desk over a folder of events, and who asks it."""

    def __init__(self, inputs: Path, out: Path, only: str = "") -> None:
        self.desk = Desk(inputs, out, "en", only, worker=cast(Any, AtOnce()))
        self.addresses: list[str] = []
        front = Front(lambda: app(self.desk), "en")
        front._behind.result()  # by the time that anybody asks it is loaded
        self.guard = Guard(front, PORT, self.addresses.append)
        self.cookies: dict[str, str] = {}

    @classmethod
    def of(cls, event: small.Desk) -> "Raw":
        """Of a small event alone, by somebody who was let in."""
        return cls(event.event.parent, event.out, event.event.name).enter()

    def enter(self) -> "Raw":
        address = urlsplit(self.addresses[-1])
        answer = self.ask("GET", f"{address.path}?{address.query}")
        name, _, rest = answer.headers["set-cookie"].partition("=")
        self.cookies[name] = rest.partition(";")[0]
        return self

    def get(self, target: str) -> Answer:
        return self.ask("GET", target)

    def post(self, target: str, asked: object) -> Answer:
        return self.send(target, json.dumps(asked).encode())

    def send(self, target: str, *body: bytes, **other: bytes) -> Answer:
        """As a page of the desk sends it, or with another origin or kind."""
        headers = {b"origin": other.get("origin", ORIGIN), b"content-type": other.get("kind", JSON)}
        return self.ask("POST", target, [*headers.items()], *body, host=other.get("host", HOST))

    def ask(self, method: str, target: str, headers: Iterable[Header] = (), *body: bytes, host: bytes = HOST) -> Answer:
        """Any question; where a cookie is among the headers, those of the desk are not sent."""
        sent = [(b"host", host), *headers]
        if self.cookies and not any(name == b"cookie" for name, _ in sent):
            sent.append((b"cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items()).encode()))
        path, _, query = target.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": query.encode("latin-1"),
            "root_path": "",
            "headers": sent,
            "client": ("127.0.0.1", 50000),
            "server": ("127.0.0.1", PORT),
        }
        answer = asyncio.run(_answered(self.guard, scope, list(body)))
        assert answer.status < 500, answer
        kept = {"Cache-Control": KEPT} if answer.status == 200 and path.startswith("/static/") else {}
        assert {name: answer.headers.get(name.lower()) for name in HEADERS} == {**HEADERS, **kept}
        return answer


async def _answered(guard: Guard, scope: MutableMapping[str, Any], body: list[bytes]) -> Answer:
    said: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        if body is not None and scope.setdefault("ended", False) is False:
            part = body.pop(0) if body else b""
            scope["ended"] = not body
            return {"type": "http.request", "body": part, "more_body": bool(body)}
        await asyncio.Event().wait()
        raise AssertionError("whoever has asked stays")

    async def send(message: MutableMapping[str, Any]) -> None:
        said.append(message)

    await guard(scope, receive, send)
    (start,) = [one for one in said if one["type"] == "http.response.start"]
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in start["headers"]}
    return Answer(start["status"], headers, b"".join(one.get("body", b"") for one in said[1:]))
