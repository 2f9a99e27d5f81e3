"""What a change does to an event, where it is plain."""

from dataclasses import replace
from datetime import timedelta

import pytest

from scheduler.domain import Cancel, Change, CloseRoom, CloseTime, Event, Interpreter, Lost, Moment, Room, Sparing, Withdraw
from scheduler.reschedule import as_changed, freeze, sparing_begun, touched
from scheduler.reschedule.difference import difference
from tests.events import DAY, event, instant, meeting, repaired, timetable

EVENT = event(meeting("M01", "CN01", "JP01"), meeting("M02", "JP01", "KR01", after=("M01",)), meeting("M03", "KR01", "CN01"))


def changed(*changes: Change, of: Event = EVENT) -> Event:
    return as_changed(of.deciding(changes=changes), {})


def test_what_came_after_a_cancelled_meeting_comes_after_nothing() -> None:
    found = changed(Cancel("M01"))
    assert [(m.id, m.after) for m in found.meetings] == [("M02", ()), ("M03", ())]
    assert [cancelled.meeting.id for cancelled in found.decided.cancelled] == ["M01"]
    assert found.meeting("M01").governments == ("CN01", "JP01")


def test_a_closing_over_several_days_closes_each() -> None:
    hours = CloseRoom("R1", start=Moment(DAY, 600), end=Moment(DAY + timedelta(days=1), 540))
    closed = changed(hours).room("R1").closed
    assert [(closure.range.day, closure.range.start, closure.range.end) for closure in closed] == [
        (DAY, 600, 1440),
        (DAY + timedelta(days=1), 0, 540),
    ]


def at_half_past_nine(change: Change, **places: tuple[float, str]) -> Event:
    """The event as a change makes it that is said when M01 runs, and M02 has not begun."""
    placed = timetable(EVENT, **{"M01": (9, "R1"), "M02": (10, "R1")} | places).placements
    found = sparing_begun(EVENT.deciding(changes=(change,)), placed, instant(9.5))
    return freeze(as_changed(found, placed), placed, instant(9.5))


def test_what_has_begun_stays_and_all_else_is_subject_to_the_change() -> None:
    closed = at_half_past_nine(CloseRoom("R1"))
    assert {pin.meeting: pin.start for pin in closed.decided.pins} == {"M01": instant(9)}
    assert [m.id for m in closed.meetings if m.mandatory] == ["M01"]
    assert {closure.spared for closure in closed.room("R1").closed} == {("M01",)}
    assert set(repaired(closed, {}).placements) == {"M01"}  # the one room is closed for the others


@pytest.mark.parametrize(("start", "end"), [(8, 11), (9.5, 9.75), (9.75, 11)])
@pytest.mark.parametrize("kind", [CloseRoom, CloseTime, Withdraw, Lost])
def test_a_change_for_some_hours_spares_what_runs_however_it_lies(kind: type[Sparing], start: float, end: float) -> None:
    what = {CloseRoom: "R1", CloseTime: "", Withdraw: "JP01", Lost: "I1"}[kind]
    times = {"start": Moment(DAY, round(start * 60)), "end": Moment(DAY, round(end * 60))}
    spoken = replace(EVENT, interpreters=(Interpreter("I1", ("ja", "zh", "ko")),))
    before = repaired(replace(spoken, meetings=(replace(spoken.meetings[0], mandatory=True), *spoken.meetings[1:])), {})
    placed = before.placements
    now = placed["M01"].start + timedelta(minutes=30)
    change = kind(what, **times)  # type: ignore[arg-type]  # each of them takes its subject first
    found = sparing_begun(spoken.deciding(changes=(change,)), placed, now)
    after = repaired(freeze(as_changed(found, placed), placed, now), placed)
    assert after.placements["M01"] == placed["M01"]
    hits = [
        id
        for id, place in after.placements.items()
        if id != "M01" and place.start < instant(end) and place.end > instant(start)
    ]
    assert all(kind is Withdraw and "JP01" not in EVENT.meeting(id).governments for id in hits)


def test_what_had_begun_stays_where_it_is_in_later_repairs() -> None:
    placed = timetable(EVENT, M01=(9, "R1"), M02=(10, "R1")).placements
    said = sparing_begun(EVENT.deciding(changes=(CloseRoom("R1"),)), placed, instant(9.5)).decided.changes
    later = as_changed(replace(EVENT, rooms=(*EVENT.rooms, Room("R2"))).deciding(changes=said), placed)
    assert repaired(later, placed).placements["M01"] == placed["M01"]


def test_who_might_come_and_now_must_is_told() -> None:
    """CN01 was an optional attendee and joins: the same three sit in it, and yet it is another meeting for all."""
    before = event(meeting("M01", "JP01", "KR01", optional=("CN01",)))
    after = event(meeting("M01", "JP01", "KR01", "CN01"))
    found = difference(timetable(before, M01=(9, "R1")), timetable(after, M01=(9, "R1")))
    assert "parties" in found.altered[0].how
    assert {one.who for one in touched(after, found)} == {"CN01", "JP01", "KR01"}


def test_who_is_told_is_who_is_touched() -> None:
    before = timetable(EVENT, M01=(9, "R1"), M02=(10, "R1"))
    after = timetable(EVENT, M01=(9, "R1"), M02=(11, "R1"))
    told = touched(EVENT, difference(before, after))
    assert [(one.who, one.languages, one.meetings) for one in told] == [
        ("JP01", ("ja",), (("M02", ("moved",)),)),
        ("KR01", ("ko",), (("M02", ("moved",)),)),
    ]
