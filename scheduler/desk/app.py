"""Addresses → places: which page is shown, what a page may ask for, and how it is told that something cannot be done.

Every page lies below the name of its event. What a page reads is fetched, what it does is sent as JSON; an
answer that is none says in words why, with the cells it rests on.
"""

import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote, unquote

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
from scheduler.desk.places import changes, choosing, intake, timetable, versions, working
from scheduler.desk.state import Another, At, Desk
from scheduler.domain import Message
from scheduler.errors import Located, PlazaError
from scheduler.export.page import STYLE

Answer = Callable[[Request], Awaitable[Response]]

PLACES: dict[str, Callable[[At], dict[str, Any]]] = {
    "intake": intake.place,
    "timetable": timetable.place,
    "changes": changes.place,
    "versions": versions.place,
}
"""The places of an event, in the order of the season, with what each shows."""

FOUND: dict[str, Callable[[At, dict[str, str]], dict[str, Any]]] = {
    "intake/open": intake.open_now,
    "intake/sheet": intake.sheet,
    "intake/layout": intake.layout,
    "timetable/grid": timetable.grid,
    "timetable/shades": timetable.shades,
    "timetable/ways": timetable.ways,
    "job": working.standing,
}
"""What a page may ask for."""

DONE: dict[str, Callable[[At, dict[str, Any]], dict[str, Any]]] = {
    "intake/answer": intake.answer,
    "intake/aside": intake.put_aside,
    "intake/back": intake.put_back,
    "intake/launch": intake.launch,
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

TAKEN: dict[str, Callable[[At, str, bytes], dict[str, Any]]] = {"intake/receive": intake.receive}
"""Where a page may send a file, with its name in the header `x-file-name`, percent-encoded."""


def app(desk: Desk) -> Starlette:
    """The whole desk, still without its guard."""

    def shown(name: str) -> Answer:
        async def answer(request: Request) -> Response:
            at = _at(desk, request)
            if at is None:
                return RedirectResponse("/", 303)
            return await run_in_threadpool(_page, at, name)

        return answer

    def found(find: Callable[[At, dict[str, str]], dict[str, Any]]) -> Answer:
        async def answer(request: Request) -> Response:
            return await run_in_threadpool(_told, _at(desk, request), find, dict(request.query_params))

        return answer

    def done(do: Callable[[At, dict[str, Any]], dict[str, Any]]) -> Answer:
        async def answer(request: Request) -> Response:
            try:
                asked = json.loads(await request.body())
            except (ValueError, RecursionError):
                asked = None
            if not isinstance(asked, dict):
                return PlainTextResponse("Not in a form that the desk takes.", 400)
            return await run_in_threadpool(_told, _at(desk, request), do, asked)

        return answer

    def taken(take: Callable[[At, str, bytes], dict[str, Any]]) -> Answer:
        async def answer(request: Request) -> Response:
            name, data = unquote(request.headers.get("x-file-name", "")), await request.body()
            return await run_in_threadpool(_told, _at(desk, request), lambda at, _: take(at, name, data), None)

        return answer

    async def begin(request: Request) -> Response:
        at = At(desk, "", _language(desk, request))
        if at.desk.only:
            return RedirectResponse(f"/{quote(at.desk.only)}/{desk.first_place(at.desk.only)}", 303)
        return await run_in_threadpool(_choosing, at)

    async def enter(request: Request) -> Response:
        at = _at(desk, request)
        return RedirectResponse(f"/{quote(at.event)}/{desk.first_place(at.event)}" if at else "/", 303)

    async def stream(request: Request) -> Response:
        at = _at(desk, request)
        if at is None:
            return PlainTextResponse("", 404)
        return StreamingResponse(working.stream(at), media_type="text/event-stream")

    async def new(request: Request) -> Response:
        asked = json.loads(await request.body())
        return await run_in_threadpool(_told, At(desk, "", _language(desk, request)), choosing.begin, asked)

    async def style(request: Request) -> Response:
        return FileResponse(STYLE)

    return Starlette(
        routes=[
            Route("/", begin),
            Route("/begin", new, methods=["POST"]),
            Route("/static/page.css", style),
            Mount("/static", StaticFiles(directory=HERE.parent / "static")),
            Route("/{event}", enter),
            Route("/{event}/job/stream", stream),
            *(Route(f"/{{event}}/{name}", shown(name)) for name in PLACES),
            *(Route(f"/{{event}}/{name}", found(find)) for name, find in FOUND.items()),
            *(Route(f"/{{event}}/{name}", done(do), methods=["POST"]) for name, do in DONE.items()),
            *(Route(f"/{{event}}/{name}", taken(take), methods=["POST"]) for name, take in TAKEN.items()),
        ]
    )


def _at(desk: Desk, request: Request) -> At | None:
    """Which event a page is of; `None` where there is none of that name."""
    name = request.path_params["event"]
    guests = request.cookies.get("guests") == "yes"
    return At(desk, name, _language(desk, request), guests) if name in desk.events else None


def _language(desk: Desk, request: Request) -> str:
    asked = request.cookies.get("lang", "")
    return asked if asked in words.LANGUAGES else desk.language


def _choosing(at: At) -> Response:
    return HTMLResponse(page("choosing", at, choosing.place(at)))


def _page(at: At, name: str) -> Response:
    """A place; where it cannot be shown, why not and what to do."""
    try:
        return HTMLResponse(page(name, at, {"places": tuple(PLACES), "place": name, **PLACES[name](at)}))
    except PlazaError as error:
        says = [_said(at, one) for one in error.says]
        return HTMLResponse(page("hindered", at, {"places": tuple(PLACES), "place": name, "says": says}))


def _told(at: At | None, answer: Callable[[At, Any], dict[str, Any]], asked: Any) -> Response:
    if at is None:
        return JSONResponse({"says": []}, 404)
    try:
        return JSONResponse(answer(at, asked))
    except Another:
        return JSONResponse({"says": [_said(at, Message("desk.another"))], "another": True}, 409)
    except PlazaError as error:
        return JSONResponse({"says": [_said(at, one) for one in error.says]}, 422)
    except (KeyError, TypeError, ValueError, AttributeError):
        return PlainTextResponse("Not in a form that the desk takes.", 400)


def _said(at: At, message: Located) -> dict[str, Any]:
    """A message in words, with its cells."""
    return {"text": words.say(at.language, message.key, message.values), "cells": [str(cell) for cell in message.cells]}
