"""Events so small that all their timetables can be tried, with everything in the way that an event can have."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from scheduler.domain import CalendarDay, Closure, Event, Interpreter, Mark, Meeting, Moment, ProgrammeItem, Room, Slot
from tests.events import DAY, OF_COUNTRY, event, government, hours, meeting
from tests.strategies import some

CODES = ("CN01", "JP01", "JP02", "KR01")
BEGINS = (9, 10, 13)
"""Hours at which slots of one hour open, one after another or apart."""

PLATFORMS = ((), ("Zoom",), ("Teams",), ("Teams", "Zoom"))


@st.composite
def narrow_events(draw: st.DrawFn) -> Event:
    """Two or three meetings for two or three hours, in one or two rooms, of four governments."""

    def often(value: object, *others: object) -> Any:
        return draw(st.sampled_from((*[value] * 5, *others)))

    def hour() -> Any:
        begin = draw(st.sampled_from(BEGINS))
        return hours(begin, begin + 1)

    interpreted = draw(st.booleans())
    begins = sorted(draw(some(BEGINS, 2, 3)))
    slots = tuple(Slot(hours(begin, begin + 1), "early" if begin < 12 else "late") for begin in begins)
    asked: list[Meeting] = []
    for number in range(1, draw(st.integers(3, 4)) + 1):
        parties = draw(some(CODES, 2, 2 if interpreted or number > 1 else 3))
        others = [code for code in CODES if code not in parties]
        asked.append(
            meeting(
                f"M{number:02}",
                *parties,
                duration=often(60, 30),
                weight=draw(st.sampled_from((1, 2, 4))),
                optional=often((), tuple(others[:1])),
                participants=often(None, 20),
                preferred=(hour(),) if draw(st.booleans()) else (),
                unavailable=often((), (hour(),)),
                session=often("", "early", "late") if {one.session for one in slots} == {"early", "late"} else "",
                fixed_room=often("", "R1"),
                fixed_start=often(None, None, Moment(DAY, begins[-1] * 60)) if number == 2 else None,
                interpreter=often("", "own"),
                after=("M01",) if number > 1 and often(False, True) else (),
                mandatory=often(False, True) if number == 1 else False,
            )
        )
    asked = [replace(one, mandatory=one.mandatory and one.id == "M01") for one in asked]
    own = [
        government(
            code,
            platforms=often((), *PLATFORMS),
            delegations=often(1, 2),
            max_per_day=often(None, 1),
            office_hours=often(None, (hours(9, 13, None, OF_COUNTRY[code[:2]][0]),)),
            lunch=often((), (hours(12, 13, None, OF_COUNTRY[code[:2]][0]),)),
            min_meetings=draw(st.integers(0, 2)),
        )
        for code in CODES
    ]
    there = tuple(sorted({code for one in asked for code in (*one.governments, *one.optional)}))
    languages = st.sampled_from((("ja", "zh"), ("ja", "ko"), ("ko", "zh"), ("ja", "ko", "zh")))
    people = [
        Interpreter(
            f"I{number}",
            draw(languages),
            max_minutes=often(1440, 60),
            away=often((), (Closure(hour()),)),
        )
        for number in range(1, draw(st.integers(1, 2)) + 1)
    ]
    rooms = [
        Room(name, capacity=often(None, 10), platform=often("", "Zoom", "Teams"), closed=often((), (Closure(hour()),)))
        for name in ("R1", "R2")[: draw(st.integers(1, 2))]
    ]
    return event(
        *asked,
        own=own,
        slots=slots,
        rooms=tuple(rooms),
        interpreters=tuple(people) if interpreted else (),
        marks=tuple(Mark(code, hour(), draw(st.sampled_from(("maybe", "no")))) for code in draw(some(there, 0, 2))),
        programme=tuple(ProgrammeItem("visit", hour(), (code,)) for code in draw(some(there, 0, 1))),
        calendar=tuple(CalendarDay(code, DAY, False, "founding day") for code in often([], draw(some(there, 1, 1)))),
        settings={
            "start_grid": 60,
            "room_changeover": often(0, 15),
            "government_break": often(0, 15),
            "max_per_day": often(None, 2),
            "relay": draw(st.booleans()),
        },
    )
