"""Events in which much is in the way: platforms, sessions, days off, fixed starts, and all that other random events have."""

from dataclasses import replace

from hypothesis import strategies as st

from scheduler.domain import CalendarDay, Event, Moment, Source, days_of
from tests.strategies import CODES, mixed_events

PLATFORMS = ((), ("Zoom",), ("Teams",), ("Teams", "Zoom"))


@st.composite
def hindered(draw: st.DrawFn) -> Event:
    """Seven meetings at most, with delegations, several days and clocks as in `mixed_events`."""
    event = draw(mixed_events(most=7))
    own = tuple(replace(one, platforms=draw(st.sampled_from(PLATFORMS))) for one in event.governments)
    rooms = tuple(replace(one, platform=draw(st.sampled_from(("", "Zoom", "Teams")))) for one in event.rooms)
    off = draw(st.lists(st.sampled_from(CODES), max_size=2, unique=True))
    day = draw(st.sampled_from(days_of(event.slots)))
    row = Source("event.xlsx", "Holidays", "B2")
    calendar = tuple(one for one in event.calendar if (one.government, one.day) not in {(code, day) for code in off})
    calendar += tuple(CalendarDay(code, day, False, "founding day", cells={"date": row}) for code in off)
    meetings = list(event.meetings)
    if draw(st.booleans()):
        of = meetings[0]
        session = draw(st.sampled_from(("night", "day")))
        meetings[0] = replace(of, requests=(replace(of.requests[0], session=session), *of.requests[1:]))
    if len(meetings) > 2 and draw(st.booleans()):
        of, slot = meetings[1], draw(st.sampled_from(event.slots))
        at = Moment(slot.range.day, slot.range.start + 5)
        meetings[1] = replace(of, requests=(replace(of.requests[0], fixed_start=at), *of.requests[1:]))
    requests = tuple(request for meeting in meetings for request in meeting.requests)
    return replace(event, governments=own, rooms=rooms, calendar=calendar, meetings=tuple(meetings), requests=requests)
