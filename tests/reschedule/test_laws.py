"""Laws of repair that hold for every event and all changes."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.check import check
from scheduler.domain import Cancel, CloseTime, Event, Moment, PinMeeting, Timetable
from scheduler.errors import Contradiction
from scheduler.reschedule import as_changed, difference
from tests.events import repaired, solve
from tests.strategies import changes, events


@settings(max_examples=24, deadline=None)
@given(events(), st.data())
def test_any_changes_in_any_order_give_a_timetable_that_is_accepted(event: Event, data: st.DataObject) -> None:
    base = solve(event, explained=False)
    listed = data.draw(st.lists(changes(event), min_size=1, max_size=3))
    once = as_changed(event.deciding(changes=tuple(listed)), base.placements)
    other = as_changed(event.deciding(changes=tuple(reversed(listed))), base.placements)
    assert {meeting.id for meeting in once.meetings} == {meeting.id for meeting in other.meetings}
    assert _value(once, base, explained=True) == _value(other, base, explained=False)


def _value(event: Event, base: Timetable, explained: bool) -> int | None:
    try:
        found = repaired(event, base.placements, explained=explained)
    except Contradiction:
        return None
    return check(event, found, base.placements).goals.get("D", 0)


@settings(max_examples=15, deadline=None)
@given(events())
def test_cancelling_nothing_moves_nothing(event: Event) -> None:
    base = solve(event, explained=False)
    assert repaired(event, base.placements, explained=False).placements == base.placements


@settings(max_examples=15, deadline=None)
@given(events(), st.data())
def test_a_cancellation_moves_nothing(event: Event, data: st.DataObject) -> None:
    base = solve(event, explained=False)
    gone = data.draw(st.sampled_from(event.meetings)).id
    event = as_changed(event.deciding(changes=(Cancel(gone),)), base.placements)
    found = repaired(event, base.placements, explained=False)
    kept = {id: place for id, place in base.placements.items() if id != gone}
    assert {id: found.placements[id] for id in kept} == kept


@settings(max_examples=15, deadline=None)
@given(events(), st.data())
def test_old_and_difference_make_the_new(event: Event, data: st.DataObject) -> None:
    base = solve(event, explained=False)
    changed = as_changed(event.deciding(changes=(data.draw(changes(event)),)), base.placements)
    try:
        found = repaired(changed, base.placements, explained=False)
    except Contradiction:
        return
    against = difference(base, found)
    old = {outcome.id: replace(outcome, reason=None) for outcome in base.meetings}
    made = old | {altered.id: altered.after for altered in against.altered}
    assert [made[outcome.id] for outcome in found.meetings] == [replace(o, reason=None) for o in found.meetings]
    assert set(against.kept) == old.keys() - {altered.id for altered in against.altered}
    assert difference(found, found).altered == ()


@settings(max_examples=10, deadline=None)
@given(events())
def test_what_is_pinned_does_not_move(event: Event) -> None:
    base = solve(event, explained=False)
    if not base.placements:
        return
    id, place = next(iter(base.placements.items()))
    shut = Moment(event.slots[0].range.day, 0)
    closed = CloseTime("", start=shut, end=replace(shut, minute=60))
    event = as_changed(event.deciding(changes=(closed, PinMeeting(id))), base.placements)
    try:
        found = repaired(event, base.placements, "best overall", explained=False)
    except Contradiction:
        broken = check(event, base).violations  # it lies in the time that was closed, and may not leave it
        assert any(id in violation.values["meetings"] for violation in broken)  # type: ignore[operator]
        return
    assert found.placements[id] == place
