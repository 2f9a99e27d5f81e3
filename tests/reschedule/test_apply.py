"""What a change does to an event, where it is plain."""

from dataclasses import replace
from datetime import timedelta

from scheduler.domain import Change, Event, Moment
from scheduler.reschedule import as_changed, freeze, since, touched
from scheduler.reschedule.difference import difference
from tests.events import DAY, event, instant, meeting, timetable

EVENT = event(meeting("M01", "CN01", "JP01"), meeting("M02", "JP01", "KR01", after=("M01",)), meeting("M03", "KR01", "CN01"))


def changed(*changes: Change, of: Event = EVENT) -> Event:
    return as_changed(replace(of, changes=changes), {})


def test_what_came_after_a_cancelled_meeting_comes_after_nothing() -> None:
    found = changed(Change("cancel", "meeting", "M01"))
    assert [(m.id, m.after) for m in found.meetings] == [("M02", ()), ("M03", ())]
    assert [cancelled.meeting.id for cancelled in found.cancelled] == ["M01"]
    assert found.meeting("M01").governments == ("CN01", "JP01")


def test_a_closing_over_several_days_closes_each() -> None:
    hours = Change("close", "room", "R1", Moment(DAY, 600), Moment(DAY + timedelta(days=1), 540))
    closed = changed(hours).room("R1").closed
    assert [(range_.day, range_.start, range_.end) for range_ in closed] == [
        (DAY, 600, 1440),
        (DAY + timedelta(days=1), 0, 540),
    ]


def test_a_closing_takes_effect_when_what_runs_in_the_room_is_over() -> None:
    placed = timetable(EVENT, M01=(9, "R1"), M02=(10, "R1")).placements
    asked = replace(EVENT, changes=(Change("close", "room", "R1"),))
    found = since(asked, 0, placed, instant(9.5))
    assert found.changes[0].since == instant(10)
    frozen = freeze(as_changed(found, placed), placed, instant(9.5))
    assert {pin.meeting: pin.start for pin in frozen.pins} == {"M01": instant(9)}
    assert [m.id for m in frozen.meetings if m.mandatory] == ["M01"]
    assert min(range_.start for range_ in frozen.room("R1").closed if range_.day == DAY) == 600


def test_who_is_told_is_who_is_touched() -> None:
    before = timetable(EVENT, M01=(9, "R1"), M02=(10, "R1"))
    after = timetable(EVENT, M01=(9, "R1"), M02=(11, "R1"))
    told = touched(EVENT, difference(before, after))
    assert [(one.who, one.language, one.meetings) for one in told] == [("JP01", "ja", ("M02",)), ("KR01", "ko", ("M02",))]
