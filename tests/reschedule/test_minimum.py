"""On small events no repair disturbs less: all of them are tried."""

from dataclasses import replace

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from scheduler.check import goal_values
from scheduler.domain import Change, Commitment, Event
from scheduler.reschedule import as_changed
from tests.events import repaired, solve
from tests.model.test_optimum import all_valid, small_events
from tests.strategies import changes


@settings(max_examples=20, deadline=None, phases=(Phase.generate,))
@given(small_events(), st.data())
def test_the_disturbance_is_the_least_there_is(event: Event, data: st.DataObject) -> None:
    base = solve(event, explained=False)
    agreed = [Commitment(m.id, m.governments[0], "agreed") for m in event.meetings if data.draw(st.booleans())]
    booked = [Commitment(id, one.name, "booked") for id, place in base.placements.items() for one in place.interpreters]
    committed = replace(event, commitments=(*agreed, *(booked if data.draw(st.booleans()) else ())))
    listed: list[Change] = data.draw(st.lists(changes(event), min_size=1, max_size=2))
    changed = as_changed(committed.deciding(changes=tuple(listed)), base.placements)
    changed = replace(changed, settings=replace(changed.settings, fairness_bound=None))
    found = repaired(changed, base.placements, explained=False)
    least = min(goal_values(changed, tried, base.placements).get("D", 0) for tried, _, _ in all_valid(changed))
    assert goal_values(changed, found, base.placements).get("D", 0) == least
