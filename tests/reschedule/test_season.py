"""Laws of a season: many changes of every kind, one after the other, over random events."""

from collections.abc import Mapping

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.domain import (
    Back,
    Cancel,
    Change,
    CloseRoom,
    CloseTime,
    Consent,
    Event,
    Join,
    Leave,
    Lengthen,
    Lost,
    MeetingOutcome,
    Moment,
    Move,
    OpenRoom,
    OpenTime,
    PinMeeting,
    Placement,
    PlatformOfRoom,
    Reinstate,
    Replace,
    Return,
    Swap,
    Timetable,
    Unpin,
    Withdraw,
)
from scheduler.errors import Contradiction, IntakeError
from scheduler.reschedule import as_changed, difference, refuse_contradictory, swapped, touched, with_old_places, with_swaps
from tests.events import repaired, solve
from tests.strategies import mixed_events

LENGTH = 10


@st.composite
def any_change(draw: st.DrawFn, event: Event) -> Change:
    """Any change that names what there is, whether or not it makes sense."""
    meetings = st.sampled_from([meeting.id for meeting in event.meetings])
    codes = st.sampled_from([government.code for government in event.governments])
    rooms = st.sampled_from([room.name for room in event.rooms])
    people = st.sampled_from([person.name for person in event.interpreters])
    day = event.slots[0].range.day
    start = draw(st.integers(0, 40)) * 30
    hours = {"start": st.just(Moment(day, start)), "end": st.just(Moment(day, start + 120))}
    times: dict[str, st.SearchStrategy[Moment]] = draw(st.sampled_from(({}, hours)))
    every: list[st.SearchStrategy[Change]] = [
        st.builds(Cancel, meetings),
        st.builds(Reinstate, meetings),
        st.builds(Leave, meetings, codes),
        st.builds(Join, meetings, codes),
        st.builds(Replace, meetings, codes, codes),
        st.builds(Move, meetings, start=hours["start"]),
        st.builds(Swap, meetings, meetings, st.sampled_from(("time", "room"))),
        st.builds(Lengthen, meetings, st.sampled_from((30, 45, 60))),
        st.builds(PinMeeting, meetings, st.sampled_from(((), ("time",), ("room",)))),
        st.builds(Unpin, meetings),
        st.builds(Consent, meetings, codes, st.sampled_from(("agreed", "declined"))),
        st.builds(PlatformOfRoom, rooms, st.sampled_from(("", "Zoom"))),
        st.builds(CloseRoom, rooms, **times),
        st.builds(OpenRoom, rooms, **times),
        st.builds(CloseTime, st.just(""), **hours),
        st.builds(OpenTime, st.just(""), **hours),
        st.builds(Withdraw, codes),
        st.builds(Return, codes),
    ]
    if event.interpreters:
        every += [st.builds(Lost, people, **times), st.builds(Back, people, **times)]
    change: Change = draw(st.one_of(every))
    return change


class Season:
    """An event and its timetable, change by change; what makes no sense or cannot be is refused and changes nothing."""

    def __init__(self, event: Event) -> None:
        self.event, self.table = event, solve(event, explained=False)
        self.last: dict[str, Placement] = dict(self.table.placements)

    def take(self, change: Change) -> tuple[Event, Timetable, Timetable] | None:
        """The event as changed, the timetable before and the one after; `None` where it was refused."""
        if isinstance(change, Swap) and change.meeting == change.other:
            return None
        known = self.event.decided.changes
        asked, placed = self.event.deciding(changes=(*known, change), known=len(known)), self.table.placements
        try:
            refuse_contradictory(asked, placed)
        except (Contradiction, IntakeError):
            return None
        now = as_changed(asked, placed)
        over = {outcome.id for outcome in self.table.meetings if outcome.state == "cancelled"}
        before = with_old_places(now, placed, {id: self.last[id] for id in over & now.ids & self.last.keys()})
        before = swapped(before, (change,))
        found = self._repaired(now, before, change)
        if found is None:
            return None
        old, self.event, self.table = self.table, asked, found
        self.last |= found.placements
        return now, old, found

    def _repaired(self, event: Event, before: Mapping[str, Placement], change: Change) -> Timetable | None:
        for one in with_swaps(event, before, (change,)):
            try:
                return repaired(one, before, explained=False)
            except Contradiction:
                continue
        return None


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mixed_events(), st.data())
def test_ten_changes_never_end_in_a_fault_and_whom_they_touch_is_told(event: Event, data: st.DataObject) -> None:
    """Each timetable passes the check (in `repaired`); `leave` keeps all others in place; reinstating moves nothing."""
    season = Season(event)
    for _ in range(LENGTH):
        change = data.draw(any_change(event))
        done = season.take(change)
        if done is None:
            continue
        now, old, new = done
        told = {one.who for one in touched(now, difference(old, new))}
        for outcome in new.meetings:
            was = old.outcome(outcome.id)
            if was and shown(was) != shown(outcome):
                assert {*was.governments, *outcome.governments} <= told
        if isinstance(change, Leave):
            others = {id: place.start for id, place in old.placements.items() if id != change.meeting}
            assert {id: place.start for id, place in new.placements.items() if id in others} == others
        if isinstance(change, Cancel):
            back = season.take(Reinstate(change.meeting))
            kept = {id: place for id, place in old.placements.items() if id != change.meeting}
            assert back and new.placements.items() <= back[2].placements.items()
            if new.placements == kept:  # nobody was offered the place that became free
                assert back[2].placements == old.placements


def shown(outcome: MeetingOutcome) -> object:
    """What a party of a meeting sees of it."""
    place = outcome.placement
    return place and (place.start, place.end, place.room), set(outcome.governments)
