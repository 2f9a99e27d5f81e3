"""What is said to keep a meeting out does, and without any one of these things it has a place."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.check import Hours
from scheduler.domain import Event, Violation
from scheduler.explain.facts import facts
from scheduler.explain.obstacles import Trial
from scheduler.explain.smallest import keep_out, smallest, things
from tests.events import solve
from tests.explain.brute import has_a_place, without_all
from tests.explain.hindered import hindered
from tests.strategies import events


def minimal(event: Event) -> int:
    """Look at each meeting that the best timetable leaves out; how many there were."""
    found = solve(event, explained=False)
    left_out = [outcome.id for outcome in found.meetings if outcome.state == "unscheduled"]
    for id in left_out:
        meeting = event.meeting(id)
        begins = Trial(event, found.placements, Hours(event)).begins(meeting)
        all_things = things(begins)
        assert keep_out(begins, all_things), "the best timetable leaves out nothing that fits"
        reason = smallest(begins, all_things)
        assert said_by(event, begins, reason) == {one for one in reason if isinstance(one, str)}
        for dropped in (None, *sorted(reason, key=repr)):
            kept = reason - {dropped}
            ignored = [one for one in all_things - kept if isinstance(one, Violation)]
            among = {other: place for other, place in found.placements.items() if other in kept}
            of = without_all(event, meeting, ignored)
            assert has_a_place(of, of.meeting(id), among) == (dropped is not None), (id, dropped, reason)
    return len(left_out)


def said_by(event: Event, begins: tuple, reason: frozenset) -> set[str]:  # type: ignore[type-arg]
    """The meetings that the facts name."""
    return {id for fact in facts(event, begins, reason) for id in fact.values["meetings"]}  # type: ignore[attr-defined]


@given(st.one_of(events(), hindered()))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_reason_is_minimal(event: Event) -> None:
    minimal(event)
