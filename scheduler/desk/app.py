"""Addresses → places: which page is shown, what a page may ask for, and how it is told that something cannot be done.

Every page lies below the name of its event. What a page reads is fetched, what it does is sent as JSON; an
answer that is none says in words why, with the cells it rests on.
"""

import json
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from scheduler import words
from scheduler.desk.pages import page
from scheduler.desk.places import changes, choosing, day, intake, sending, timetable, versions, working
from scheduler.desk.state import Another, At, Desk
from scheduler.domain import Message
from scheduler.errors import Located, PlazaError

TYPES = {
    ".eml": "message/rfc822",
    ".ics": "text/calendar; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Of files that are taken away; all others are bytes to the browser."""

Answer = Callable[[Request], Awaitable[Response]]

PLACES: dict[str, Callable[[At], dict[str, Any]]] = {
    "intake": intake.place,
    "timetable": timetable.place,
    "changes": changes.place,
    "sending": sending.place,
    "versions": versions.place,
    "day": day.place,
}
"""The places of an event, in the order of the season, with what each shows."""

FOR_GUESTS = ("timetable", "day")
"""The places in which nothing is said of contacts, links, topics and reasons while guests look on; the rest is not shown."""

WAITING: dict[str, Callable[[At], int]] = {"sending": sending.open_letters}
"""How much is still to be done at a place."""

FOUND: dict[str, Callable[[At, dict[str, str]], dict[str, Any]]] = {
    "intake/open": intake.open_now,
    "intake/sheet": intake.sheet,
    "intake/layout": intake.layout,
    "timetable/grid": timetable.grid,
    "timetable/shades": timetable.shades,
    "timetable/ways": timetable.ways,
    "day/look": day.look,
    "sending/letter": sending.letter,
    "versions/grids": versions.grids,
    "job": working.standing,
}
"""What a page may ask for."""

TOLD_TO_GUESTS = (timetable.grid, day.look)
"""What of it leaves out what guests are not told; they are given no file, and can do nothing."""

DONE: dict[str, Callable[[At, dict[str, Any]], dict[str, Any]]] = {
    "intake/answer": intake.answer,
    "intake/aside": intake.put_aside,
    "intake/back": intake.put_back,
    "intake/forms": intake.make_forms,
    "intake/launch": intake.launch,
    "timetable/put": timetable.put,
    "timetable/swap": timetable.swap,
    "timetable/exchange": timetable.exchange,
    "timetable/change": timetable.change,
    "timetable/undo": timetable.undo,
    "timetable/redo": timetable.redo,
    "changes/say": changes.say,
    "day/late": day.late,
    "job/solve": working.solve,
    "job/keep": working.keep,
    "job/options": working.options,
    "job/take": working.take,
    "job/export": working.export,
    "job/stop": working.stop,
    "sending/mark": sending.mark,
    "versions/restore": versions.restore,
    "versions/release": versions.release,
}
"""What a page may do."""

FILES: dict[str, Callable[[At, dict[str, str]], tuple[str, bytes]]] = {"sending/file": sending.file}
"""What can be taken away as a file."""

TAKEN: dict[str, Callable[[At, str, bytes], dict[str, Any]]] = {"intake/receive": intake.receive}
"""Where a page may send a file, with its name in the header `x-file-name`, percent-encoded."""


def app(desk: Desk) -> Starlette:
    """The whole desk behind its front, which has what is fetched by every page."""

    def shown(name: str) -> Answer:
        async def answer(request: Request) -> Response:
            at = _at(desk, request)
            if at is None:
                return RedirectResponse("/", 303)
            if name not in places(at):
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

    def taken(take: Callable[[At, dict[str, str]], tuple[str, bytes]]) -> Answer:
        async def answer(request: Request) -> Response:
            at = _at(desk, request)
            if at and at.guests:
                return _no_form()
            return await run_in_threadpool(_file, at, take, dict(request.query_params))

        return answer

    def received(take: Callable[[At, str, bytes], dict[str, Any]]) -> Answer:
        async def answer(request: Request) -> Response:
            at, name, data = _at(desk, request), unquote(request.headers.get("x-file-name", "")), await request.body()
            if at and at.guests:
                return _no_form()
            return await run_in_threadpool(_told, at, lambda at, _: take(at, name, data), None)

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
        if at.guests:
            return _no_form()
        return StreamingResponse(working.stream(at), media_type="text/event-stream")

    async def new(request: Request) -> Response:
        return await run_in_threadpool(_done, At(desk, "", _language(desk, request)), choosing.begin, await request.body())

    return Starlette(
        routes=[
            Route("/", begin),
            Route("/begin", new, methods=["POST"]),
            Route("/{event}", enter),
            Route("/{event}/job/stream", stream),
            *(Route(f"/{{event}}/{name}", shown(name)) for name in PLACES),
            *(Route(f"/{{event}}/{name}", found(find)) for name, find in FOUND.items()),
            *(Route(f"/{{event}}/{name}", taken(take)) for name, take in FILES.items()),
            *(Route(f"/{{event}}/{name}", done(do), methods=["POST"]) for name, do in DONE.items()),
            *(Route(f"/{{event}}/{name}", received(take), methods=["POST"]) for name, take in TAKEN.items()),
        ]
    )


def places(at: At) -> tuple[str, ...]:
    """Those that a reader is shown."""
    return FOR_GUESTS if at.guests else tuple(PLACES)


def _at(desk: Desk, request: Request) -> At | None:
    """Which event a page is of; `None` where there is none of that name."""
    name = request.path_params["event"]
    guests = request.cookies.get("guests") == "yes"
    asked = dict(request.query_params)
    return At(desk, name, _language(desk, request), guests, asked) if name in desk.events else None


def _language(desk: Desk, request: Request) -> str:
    asked = request.cookies.get("lang", "")
    return asked if asked in words.LANGUAGES else desk.language


def _choosing(at: At) -> Response:
    return HTMLResponse(page("choosing", at, choosing.place(at)))


def _page(at: At, name: str) -> Response:
    """A place; where it cannot be shown, why not and what to do."""
    try:
        return HTMLResponse(page(name, at, {**_about(at, name), **PLACES[name](at)}))
    except (PlazaError, OSError) as error:
        says = [_said(at, one) for one in _says(error)]
        return HTMLResponse(page("hindered", at, {**_about(at, name), "says": says}))


def _about(at: At, name: str) -> dict[str, Any]:
    """What every page of an event shows: the places, and how much waits at each."""
    return {"places": places(at), "place": name, "waiting": {place: count(at) for place, count in WAITING.items()}}


def _file(at: At | None, take: Callable[[At, dict[str, str]], tuple[str, bytes]], asked: dict[str, str]) -> Response:
    """A file to be kept or opened by the program that is for it, never shown as a page of the desk."""
    try:
        name, content = take(at, asked) if at else ("", b"")
    except (PlazaError, KeyError) as error:
        says = error.says if isinstance(error, PlazaError) else ()
        return PlainTextResponse("\n".join(_said(at, one)["text"] for one in says) if at else "", 404)
    if not name:
        return PlainTextResponse("", 404)
    kind = TYPES.get(Path(name).suffix.lower(), "application/octet-stream")
    shown = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, media_type=kind, headers={"Content-Disposition": shown})


def _done(at: At | None, do: Callable[[At, dict[str, Any]], dict[str, Any]], sent: bytes) -> Response:
    try:
        asked = json.loads(sent)
        json.dumps(asked, ensure_ascii=False).encode()  # halves of letters are no text that could be written or shown
    except (ValueError, RecursionError):
        asked = None
    if at and at.guests:
        return _no_form()  # whoever looks on is to do nothing
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
    text = words.say(at.language, message.key, message.values)
    return {"key": message.key, "text": text, "cells": [str(cell) for cell in message.cells]}
