"""Small events for tests, said as briefly as the point allows."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from scheduler import model
from scheduler.check import check
from scheduler.domain import (
    Event,
    Government,
    LocalRange,
    Meeting,
    MeetingOutcome,
    Message,
    Names,
    Placement,
    Request,
    RequestOutcome,
    Room,
    Settings,
    Slot,
    Timetable,
)
from scheduler.tasks.finding import find
from scheduler.tasks.saving import passed

DAY = date(2021, 11, 5)
SEOUL, TOKYO, SHANGHAI = "Asia/Seoul", "Asia/Tokyo", "Asia/Shanghai"
OF_COUNTRY = {"CN": (SHANGHAI, "zh"), "JP": (TOKYO, "ja"), "KR": (SEOUL, "ko")}


def hours(start: float, end: float, day: date | None = DAY, zone: str = SEOUL) -> LocalRange:
    return LocalRange(day, round(start * 60), round(end * 60), zone)


def government(code: str, **stated: Any) -> Government:
    """A government without limits of its own unless stated; its country is the beginning of its code."""
    zone, language = OF_COUNTRY.get(code[:2], ("UTC", "en"))
    defaults: dict[str, Any] = {"names": Names(code), "zone": zone, "languages": (language,)}
    return Government(code=code, country=code[:2], **defaults | stated)


CHOICES = {1: (3,), 2: (2,), 4: (None,), 8: (None, None)}
"""The choices of one or two sides that give a meeting its weight."""


def meeting(id: str, *parties: str, duration: int = 60, weight: int = 4, **stated: Any) -> Meeting:
    """A meeting asked for by its first party, of weight 8 by its second too; what is stated belongs to the first request,
    or to the meeting.
    """
    of_meeting = {name: stated.pop(name) for name in ("after", "mandatory") if name in stated}
    label = stated.get("label", f"apart {id}")  # meetings of the same parties are different ones
    stated |= {"duration": duration, "label": label, "choice": CHOICES[weight][0]}
    request = Request(no=id[1:], requester=parties[0], counterparts=tuple(parties[1:]), **stated)
    other = Request(no=f"{id[1:]}b", requester=parties[1], counterparts=(parties[0], *parties[2:]), label=label)
    defaults: dict[str, Any] = {"weight": weight, "label": label, "mandatory": request.fixed_start is not None}
    return Meeting(
        id=id,
        requests=(request, other)[: len(CHOICES[weight])],
        governments=tuple(sorted(parties)),
        duration=duration,
        optional=request.optional,
        participants=request.participants,
        **defaults | of_meeting,
    )


def event(*meetings: Meeting, **stated: Any) -> Event:
    """One morning of three hours on the hour in one room, host clock Seoul, no breaks, unless stated otherwise."""
    codes = sorted({code for m in meetings for code in (*m.governments, *m.optional)})
    settings = {"start_grid": 60, "room_changeover": 0, "government_break": 0} | stated.pop("settings", {})
    defaults: dict[str, Any] = {
        "slots": (Slot(hours(9, 12)),),
        "rooms": (Room("R1"),),
        "governments": tuple(government(code) for code in codes),
    }
    own = {g.code: g for g in stated.pop("own", ())}
    found = defaults | stated
    found["governments"] = tuple(own.get(g.code, g) for g in found["governments"])
    return Event(
        folder="test",
        names=Names("Test"),
        settings=Settings(**{"host_zone": SEOUL} | settings),
        requests=tuple(request for m in meetings for request in m.requests),
        meetings=meetings,
        **found,
    )


def instant(hour: float, day: date = DAY) -> datetime:
    """A time on the clock of Seoul or Tokyo."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hour - 9)


def timetable(event: Event, **places: tuple[float, str] | None) -> Timetable:
    """A timetable by hand: meeting id → (hour on the host's clock, room)."""
    outcomes = []
    for m in event.meetings:
        place = places.get(m.id)
        placement = None
        if place:
            start = instant(place[0])
            placement = Placement(start, start + timedelta(minutes=m.duration), place[1])
        outcomes.append(
            MeetingOutcome(
                id=m.id,
                requests=tuple(request.no for request in m.requests),
                governments=m.governments,
                optional=m.optional,
                mutual=m.mutual,
                state="scheduled" if placement else "unscheduled",
                placement=placement,
            )
        )
    requests = tuple(RequestOutcome(r.no, m.id) for m in event.meetings for r in m.requests)
    return Timetable(event=event.folder, meetings=tuple(outcomes), requests=requests, version="v001")


def solve(event: Event, seed: int = 0, explained: bool = True) -> Timetable:
    """The timetable the solver finds, with its reasons, which must pass the check with all that it claims."""
    return repaired(event, {}, seed=seed, explained=explained)


def repaired(
    event: Event,
    before: Mapping[str, Placement],
    order: model.Order = "nothing moves",
    seed: int = 0,
    explained: bool = True,
) -> Timetable:
    """The same where there were placements before; finding out the reasons, half of the work, may be left out."""
    budget = model.Budget(seed=seed)
    if explained:
        found = find(event, budget, lambda progress: None, before, order)
    else:
        found = unexplained(model.solve(event, budget, lambda progress: None, before, order))
    return passed(event, found, before).timetable


def unexplained(found: Timetable) -> Timetable:
    """A timetable with a reason that says nothing for each meeting without a place."""
    reason = Message("reason.open", {"meeting": "", "governments": [], "why": ()})
    out = (replace(one, reason=reason) if one.state == "unscheduled" else one for one in found.meetings)
    return replace(found, meetings=tuple(out))


def placed(found: Timetable) -> set[str]:
    return set(found.placements)


def broken_rules(event: Event, **places: tuple[float, str] | None) -> set[str]:
    """The rules that a timetable by hand breaks."""
    return {violation.rule for violation in check(event, timetable(event, **places), claims=False).violations}
