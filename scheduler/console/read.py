"""How an intake was read, for a machine: what `plaza check --json` has under `read`."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from scheduler.domain import clock_time

if TYPE_CHECKING:
    from scheduler.domain import Event, Government, LocalRange, Moment, Request

OF_REQUEST = (
    *("no", "requester", "choice", "declined", "label", "topic", "duration", "participants", "interpreter", "mode"),
    *("session", "fixed_room", "mandatory", "notes"),
)
OF_GOVERNMENT = ("code", "department", "contact", "contact_title", "email", "phone")


def read_as_json(event: "Event") -> dict[str, Any]:
    """Requests, marks and governments; times as `2021-11-05 10:00-11:00 Asia/Tokyo`, without a date where of every day."""
    return {
        "requests": [_request(request) for request in event.requests],
        "availability": [
            {"government": mark.government, "range": _range(mark.range), "mark": mark.level} for mark in event.marks
        ],
        "governments": [_government(government) for government in event.governments],
    }


def _request(request: "Request") -> dict[str, Any]:
    return {
        **{name: getattr(request, name) for name in OF_REQUEST},
        "counterparts": list(request.counterparts) or ["anyone"],
        "optional": list(request.optional),
        "after": list(request.after),
        "preferred": _ranges(request.preferred),
        "unavailable": _ranges(request.unavailable),
        "fixed_start": _moment(request.fixed_start),
    }


def _government(government: "Government") -> dict[str, Any]:
    return {**{name: getattr(government, name) for name in OF_GOVERNMENT}, "platforms": list(government.platforms)}


def _ranges(ranges: Iterable["LocalRange"]) -> list[str]:
    return [_range(range_) for range_ in ranges]


def _range(range_: "LocalRange") -> str:
    return f"{range_.day or ''} {clock_time(range_.start)}-{clock_time(range_.end)} {range_.zone}".strip()


def _moment(moment: "Moment | None") -> str:
    return f"{moment.day or ''} {clock_time(moment.minute)}".strip() if moment else ""
