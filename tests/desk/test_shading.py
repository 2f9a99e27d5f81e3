"""What the desk says of a place before a meeting is put there is what the check says of the whole timetable after."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from scheduler.check import check
from scheduler.domain import Cancel, CloseRoom, Event, Journal, Lost, PinMeeting, Placement, Record, Step
from scheduler.errors import Contradiction
from scheduler.tasks.draft import Draft
from scheduler.tasks.history import Saved
from tests.check.test_moving import compared, places
from tests.events import solve, timetable
from tests.explain.narrow import narrow_events
from tests.strategies import mixed_events

FEW = settings(
    max_examples=8, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)
RECORD = Record("", "", "", "", "UTC", "", 0, False)


def begun(of: Event, there: dict[str, Placement]) -> Draft:
    """A draft of which nothing is on any disk."""
    return Draft(Saved(Path("v001"), timetable(of).placed_as(there), RECORD), Journal(), 0, of)


def after(draft: Draft, puts: dict[str, Placement]) -> Draft:
    return replace(draft, journal=draft.journal.doing(Step(puts)), lines=draft.lines + 1)


@st.composite
def said(draw: st.DrawFn, of: Event) -> Event:
    """The event with nothing more said, or a change of any kind that leaves it solvable or not."""
    meeting, room = draw(st.sampled_from(of.meetings)).id, draw(st.sampled_from(of.rooms)).name
    person = (Lost(draw(st.sampled_from(of.interpreters)).name),) if of.interpreters else ()
    parts = st.lists(st.sampled_from(("time", "room", "interpreters")), min_size=1, max_size=3, unique=True)
    pin = PinMeeting(meeting, tuple(draw(parts)))  # type: ignore[arg-type]
    change = draw(st.sampled_from((None, None, None, Cancel(meeting), CloseRoom(room), pin, *person)))
    return of.deciding(changes=(change,)) if change else of


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """A timetable that was found, or in which anything may be wrong, and up to three steps since."""
    of = draw(st.one_of(narrow_events(), mixed_events(most=4)))
    of = replace(of, settings=replace(of.settings, fairness_bound=draw(st.sampled_from((None, 0, 1)))))
    there = {one.id: draw(places(of, one)) for one in of.meetings if draw(st.integers(0, 4))}
    if draw(st.booleans()):
        with suppress(Contradiction):  # of which there is no timetable
            unbound = replace(of, settings=replace(of.settings, fairness_bound=None))
            there = dict(solve(unbound, explained=False).placements)
    draft = begun(draw(said(of)), there)
    for _ in range(draw(st.integers(0, 3))):
        movable = sorted(draft.event.ids)
        if not movable:
            break
        placed = sorted(draft.timetable.placements)
        if len(placed) > 1 and draw(st.booleans()):
            draft = after(draft, draft.swapped(*draw(st.permutations(placed))[:2]))
        else:
            id = draw(st.sampled_from(movable))
            draft = after(draft, {id: draw(st.sampled_from(draft.everywhere(id))).place})
    return draft


@FEW
@given(drafts())
def test_a_place_is_shaded_as_the_check_finds_it_after_the_drop(draft: Draft) -> None:
    for id in sorted(draft.event.ids):
        cells = draft.everywhere(id)
        here = {place.start for at, place in draft.timetable.placements.items() if at == id}
        starts = {*draft.starts, *here}
        assert len(cells) == len(starts) * len(draft.event.rooms), "every start in every room"
        for cell in cells[:: max(1, len(cells) // 24)]:
            dropped = after(draft, {id: cell.place})
            verdict = check(dropped.event, dropped.timetable, claims=False)
            assert dropped.timetable.placements[id] == cell.place
            assert compared(list(cell.breaks), id) == compared(list(verdict.violations), id)
            if not cell.breaks:
                was, becomes = draft.verdict.goals, verdict.goals
                assert dict(cell.goals) == {g: (was[g], becomes[g]) for g in was if was[g] != becomes[g]}


@FEW
@given(drafts())
def test_where_a_meeting_is_nothing_would_be_other_than_it_is(draft: Draft) -> None:
    for id, place in draft.timetable.placements.items():
        (here,) = [one for one in draft.everywhere(id, (place.start,)) if one.place.room == place.room]
        if here.place == place:
            assert compared(list(here.breaks), id) == compared(list(draft.verdict.violations), id)
            assert here.goals == {}
