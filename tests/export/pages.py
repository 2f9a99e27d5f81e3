"""Events to make pages of, and the pages."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from scheduler import explain, export
from scheduler.check import check
from scheduler.domain import (
    Event,
    Interpreting,
    Link,
    Message,
    Names,
    Placement,
    ProgrammeItem,
    Request,
    RequestOutcome,
    Room,
    Slot,
    Source,
    Timetable,
)
from tests.events import event, government, hours, meeting, timetable

LINK, OTHERS_LINK = "https://meet.example/secret", "https://meet.example/others"
MEETING_ID, PASSCODE, TOPIC, INTERPRETER = "987-654", "open-sesame", "Tea and rivers", "Interpreter Kim"
CONTACT, PHONE = "Ms Contact", "+00 123 456"
OPENING, BRIEFING = "Opening of all", "Briefing of some"
CELL = Source("event.xlsx", "Requests", "C9")

GOVERNMENTS = (
    government("CN01", names=Names("Fujian Province", "福建省", "福建省", "푸젠성"), contact=CONTACT, phone=PHONE),
    government("JP01", names=Names("Toyama Prefecture", "富山县", "富山県", "도야마현"), delegations=2),
    government("JP02", names=Names("Sapporo City")),  # which has no name in other languages
    government("KR01", names=Names("Gangwon", "江原道", "江原道", "강원도"), zone="Asia/Seoul"),
    government("IN01", names=Names("Kerala"), zone="Asia/Kolkata", languages=("en",)),
    government("US01", names=Names("Oregon"), zone="America/Los_Angeles", languages=("en",)),
)
"""Clocks with half hours, and with one that is put back in the night between the two days, on 7 November 2021."""

MEETINGS = (
    meeting("M01", "CN01", "JP01", weight=8, topic=TOPIC, duration=60),
    meeting("M02", "JP01", "KR01", topic="Snow", duration=90),
    meeting("M03", "CN01", "JP02", "KR01", duration=45, optional=("IN01",)),
    meeting("M04", "JP02", "US01", weight=8, duration=30),
    meeting("M05", "IN01", "JP01", duration=60),
    meeting("M06", "KR01", "US01"),
)
TWO_DAYS = event(
    *MEETINGS,
    own=GOVERNMENTS,
    rooms=(Room("R1", link=LINK), Room("R2", link=OTHERS_LINK)),
    slots=(Slot(hours(9, 17)), Slot(hours(9, 17, date(2021, 11, 8)))),
    links=(Link("M01", LINK, MEETING_ID, PASSCODE),),
    programme=(
        ProgrammeItem(OPENING, hours(8, 8.5), tuple(one.code for one in GOVERNMENTS)),
        ProgrammeItem(BRIEFING, hours(11, 12), ("JP01", "US01")),
    ),
)
TWO_DAYS = replace(
    TWO_DAYS,
    requests=(*TWO_DAYS.requests, Request("9", "CN01", ("JP02",))),
    not_met=(RequestOutcome("9", None, Message("reason.declined", {"no": "9", "who": "JP02"}, (CELL,))),),
)


def placed(event: Event) -> Timetable:
    """Five meetings in two rooms on two days, one of which is left out for a reason; and a request that is declined.

    M01 and M02 overlap, as the two delegations of JP01 may.
    """
    found = timetable(event, M01=(9, "R1"), M02=(9.5, "R2"), M03=(11, "R1"), M04=(16.5, "R2"), M05=(9 + 72, "R1"))
    why = Message(
        "reason.no_place", {"meeting": "M06", "governments": ["KR01", "US01"], "zone": "Asia/Seoul", "why": ()}, (CELL,)
    )
    seated = {"M01": (Interpreting("ja-zh", INTERPRETER),)}
    outcomes = (
        replace(
            one,
            placement=replace(one.placement, interpreters=seated.get(one.id, ())) if one.placement else None,
            link=event.link_of(event.meeting(one.id), one.placement.room) if one.placement else None,
            reason=None if one.placement else why,
        )
        for one in found.meetings
    )
    return replace(found, meetings=tuple(outcomes), requests=event.outcomes_of_requests)


def of_two_days(**stated: Any) -> tuple[Event, Timetable]:
    """The event of this file, with what is stated in place of its own."""
    made = replace(TWO_DAYS, **stated)
    return made, placed(made)


MADE = datetime(2021, 10, 1, 9, tzinfo=UTC)


def page(path: Path, made: Event, found: Timetable, language: str = "en", *audience: Any) -> str:
    """The page of a timetable, written to a file; for the secretariat unless for others."""
    view = export.View(made, found, language, check(made, found, claims=False), explain.treatment(made, found), MADE)
    export.write_page(path, view, *(audience or ("secretariat",)))
    return path.read_bytes().decode("utf-8")


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{ 7*7 }}\u2028"
"""Stands for what anybody may write into a cell."""


def hostile() -> tuple[Event, Timetable]:
    """The same event with such text in every place where intake is shown."""
    names = Names(HOSTILE, HOSTILE, "", HOSTILE)
    made, found = of_two_days()
    topics = [replace(one, requests=tuple(replace(r, topic=HOSTILE) for r in one.requests)) for one in made.meetings]
    made = replace(
        made,
        names=names,
        meetings=tuple(topics),
        governments=tuple(
            replace(one, names=names, contact=HOSTILE, email=HOSTILE, via=HOSTILE) for one in made.governments
        ),
        programme=tuple(replace(one, title=HOSTILE) for one in made.programme),
        rooms=tuple(replace(room, name=room.name + HOSTILE) for room in made.rooms),
        links=(Link("M01", "javascript:alert(1)", HOSTILE, HOSTILE),),
    )
    links = ("javascript:alert(1)", f"https://meet.example/{HOSTILE}", "data:text/html,x", "//meet.example", "https://[")
    return made, replace(found, meetings=tuple(_hostile(found, links)))


def _hostile(found: Timetable, links: Iterable[str]) -> Iterable[Any]:
    left = iter(links)
    for one in found.meetings:
        place: Placement | None = one.placement
        if place:
            who = (Interpreting("ja-zh", HOSTILE),)
            place = replace(place, room=place.room + HOSTILE, interpreters=who)
        yield replace(one, placement=place, link=next(left) if place else None)
