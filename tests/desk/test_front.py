"""What a browser is shown before the desk is loaded."""

import asyncio
import threading
from collections.abc import MutableMapping
from typing import Any

import pytest
from starlette.responses import PlainTextResponse

from scheduler.desk.front import Front
from scheduler.desk.guard import App


async def asked(front: Front, path: str, query: bytes = b"") -> str:
    said: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request"}

    async def send(message: MutableMapping[str, Any]) -> None:
        said.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "root_path": "", "query_string": query, "headers": []}
    await front(scope, receive, send)
    return b"".join(message.get("body", b"") for message in said).decode()


def test_the_first_page_is_there_before_the_desk_and_then_waits_for_it() -> None:
    loaded = threading.Event()

    def load() -> App:
        loaded.wait(timeout=30)
        return PlainTextResponse("the desk")

    async def visit() -> None:
        front = Front(load, "en")
        first = await asked(front, "/")
        assert "The desk is opening" in first and 'content="0; url=/?opened"' in first
        assert "color-scheme" in await asked(front, "/static/style.css")
        waiting = asyncio.ensure_future(asked(front, "/", b"opened"))
        await asyncio.sleep(0)
        assert not waiting.done()
        loaded.set()
        assert await waiting == await asked(front, "/") == await asked(front, "/small/timetable") == "the desk"

    asyncio.run(visit())


def test_a_desk_that_cannot_be_loaded_keeps_nobody_waiting() -> None:
    def load() -> App:
        raise ImportError("half of it is missing")

    with pytest.raises(ImportError, match="half of it is missing"):
        asyncio.run(asked(Front(load, "en"), "/", b"opened"))
