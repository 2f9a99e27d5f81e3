"""Addresses → places: which page is shown, what a page may ask for, and how it is told that something cannot be done.

Every page lies below the name of its event. What a page reads is fetched, what it does is sent as JSON; an
answer that is none says in words why, with the cells it rests on.
"""

import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from scheduler import words
from scheduler.desk.pages import HERE, page
from scheduler.desk.places import changes, choosing, timetable, versions, working
from scheduler.desk.state import Another, At, Desk
from scheduler.domain import Message
from scheduler.errors import Located, PlazaError
from scheduler.export.page import STYLE

Answer = Callable[[Request], Awaitable[Response]]

PLACES: dict[str, Callable[[At], dict[str, Any]]] = {
    "timetable": timetable.place,
    "changes": changes.place,
    "versions": versions.place,
}
"""The places of an event, in the order of the season, with what each shows."""

FOR_GUESTS = ("timetable", "versions")
"""The places in which nothing is said of contacts, links, topics and reasons while guests look on; the rest is not shown."""

FOUND: dict[str, Callable[[At, dict[str, str]], dict[str, Any]]] = {
    "timetable/grid": timetable.grid,
    "timetable/shades": timetable.shades,
    "timetable/ways": timetable.ways,
    "job": working.standing,
}
"""What a page may ask for."""

TOLD_TO_GUESTS = (timetable.grid, timetable.shades, timetable.ways, working.standing)
"""What of it leaves out what guests are not told."""

DONE: dict[str, Callable[[At, dict[str, Any]], dict[str, Any]]] = {
    "timetable/put": timetable.put,
    "timetable/swap": timetable.swap,
    "timetable/change": timetable.change,
    "timetable/undo": timetable.undo,
    "timetable/redo": timetable.redo,
    "job/solve": working.solve,
    "job/keep": working.keep,
    "job/options": working.options,
    "job/take": working.take,
    "job/stop": working.stop,
    "versions/restore": versions.restore,
    "versions/release": versions.release,
}
"""What a page may do."""


def app(desk: Desk) -> Starlette:
    """The whole desk, still without its guard."""

    def shown(name: str) -> Answer:
        async def answer(request: Request) -> Response:
            at = _at(desk, request)
            if at is None:
                return RedirectResponse("/", 303)
            if name not in _places(at):
                return RedirectResponse(f"/{quote(at.event, safe='')}/timetable", 303)
            return await run_in_threadpool(_page, at, name)

        return answer

    def found(find: Callable[[At, dict[str, str]], dict[str, Any]]) -> Answer:
        async def answer(request: Request) -> Response:
            at = _at(desk, request)
            if at and at.guests and find not in TOLD_TO_GUESTS:
                return _no_form()
            return await run_in_threadpool(_told, at, find, dict(request.query_params))

        return answer

    def done(do: Callable[[At, dict[str, Any]], dict[str, Any]]) -> Answer:
        async def answer(request: Request) -> Response:
            return await run_in_threadpool(_done, _at(desk, request), do, await request.body())

        return answer

    async def begin(request: Request) -> Response:
        at = At(desk, "", _language(desk, request))
        if at.desk.only:
            return RedirectResponse(f"/{quote(at.desk.only, safe='')}/timetable", 303)
        return await run_in_threadpool(_choosing, at)

    async def stream(request: Request) -> Response:
        at = _at(desk, request)
        if at is None:
            return PlainTextResponse("", 404)
        return StreamingResponse(working.stream(at), media_type="text/event-stream")

    async def new(request: Request) -> Response:
        return await run_in_threadpool(_done, At(desk, "", _language(desk, request)), choosing.begin, await request.body())

    async def style(request: Request) -> Response:
        return FileResponse(STYLE)

    return Starlette(
        routes=[
            Route("/", begin),
            Route("/begin", new, methods=["POST"]),
            Route("/static/page.css", style),
            Mount("/static", StaticFiles(directory=HERE.parent / "static")),
            Route("/{event}/job/stream", stream),
            *(Route(f"/{{event}}/{name}", shown(name)) for name in PLACES),
            *(Route(f"/{{event}}/{name}", found(find)) for name, find in FOUND.items()),
            *(Route(f"/{{event}}/{name}", done(do), methods=["POST"]) for name, do in DONE.items()),
        ]
    )


def _at(desk: Desk, request: Request) -> At | None:
    """Which event a page is of; `None` where there is none of that name."""
    name = request.path_params["event"]
    guests = request.cookies.get("guests") == "yes"
    return At(desk, name, _language(desk, request), guests) if name in desk.events else None


def _places(at: At) -> tuple[str, ...]:
    """Those that can be shown to whoever looks on."""
    return tuple(name for name in PLACES if not at.guests or name in FOR_GUESTS)


def _language(desk: Desk, request: Request) -> str:
    asked = request.cookies.get("lang", "")
    return asked if asked in words.LANGUAGES else desk.language


def _choosing(at: At) -> Response:
    return HTMLResponse(page("choosing", at, choosing.place(at)))


def _page(at: At, name: str) -> Response:
    """A place; where it cannot be shown, why not and what to do."""
    try:
        return HTMLResponse(page(name, at, {"places": _places(at), "place": name, **PLACES[name](at)}))
    except (PlazaError, OSError) as error:
        says = [_said(at, one) for one in _says(error)]
        return HTMLResponse(page("hindered", at, {"places": _places(at), "place": name, "says": says}))


def _done(at: At | None, do: Callable[[At, dict[str, Any]], dict[str, Any]], sent: bytes) -> Response:
    try:
        asked = json.loads(sent)
        json.dumps(asked, ensure_ascii=False).encode()  # halves of letters are no text that could be written or shown
    except (ValueError, RecursionError):
        asked = None
    return _told(at, do, asked) if isinstance(asked, dict) else _no_form()


def _no_form() -> Response:
    return PlainTextResponse("Not in a form that the desk takes.", 400)


def _told(at: At | None, answer: Callable[[At, Any], dict[str, Any]], asked: Any) -> Response:
    if at is None:
        return JSONResponse({"says": []}, 404)
    try:
        return JSONResponse(answer(at, asked))
    except Another:
        return JSONResponse({"says": [_said(at, Message("desk.another"))], "another": True}, 409)
    except (PlazaError, OSError) as error:
        return JSONResponse({"says": [_said(at, one) for one in _says(error)]}, 422)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError):
        return _no_form()


def _says(error: PlazaError | OSError) -> Sequence[Located]:
    if isinstance(error, PlazaError):
        return error.says
    return [Message("system", {"path": error.filename or "–", "cause": error.strerror or str(error)})]


def _said(at: At, message: Located) -> dict[str, Any]:
    """A message in words, with its cells."""
    return {"text": words.say(at.language, message.key, message.values), "cells": [str(cell) for cell in message.cells]}
