"""A busy day has as few breaks as any order of its meetings allows: all of them are tried."""

from datetime import timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from scheduler.check import breaches, check
from scheduler.domain import Event, Room, Slot, Weight
from scheduler.errors import Contradiction
from tests.events import DAY, event, government, hours, meeting, solve, timetable

STARTS = (9, 9.5, 10, 10.5), (13, 13.5)
ROOMS = tuple(Room(f"R{number}") for number in range(1, 4))
NO_OTHER_GOALS = tuple(Weight(goal, 0, 0) for goal in ("G3", "G4", "G6", "G7", "G8", "G9"))


@st.composite
def busy_days(draw: st.DrawFn) -> Event:
    """Three meetings of one government, short and long, before or after noon, all or some of them must-haves.

    That noon may be of the next working day.
    """
    lasting, session = st.sampled_from((30, 60)), st.sampled_from(("", "", "before noon", "after noon"))
    must = draw(st.booleans())
    asked = [
        meeting(
            f"M0{n}",
            "JP01",
            f"KR0{n}",
            duration=draw(lasting),
            session=draw(session),
            mandatory=must or draw(st.booleans()),
        )
        for n in (1, 2, 3)
    ]
    after_noon = hours(13, 14, draw(st.sampled_from((DAY, DAY, DAY + timedelta(days=3)))))
    return event(
        *asked,
        slots=(Slot(hours(9, 11), "before noon"), Slot(after_noon, "after noon")),
        rooms=ROOMS,
        own=[government("JP01", min_meetings=draw(st.integers(0, 3)))],
        weights=NO_OTHER_GOALS,
        settings={
            "start_grid": 30,
            "government_break": draw(st.sampled_from((0, 15, 30))),
            "fairness_bound": draw(st.sampled_from((None, 0, 1))),
        },
    )


def best_of(event: Event) -> list[int] | None:
    """The least G1, G2 and G5, in this order, of all timetables that keep the rules; the fairness bound before G5."""
    best: list[int] | None = None
    first, last = (slot.range.day or DAY for slot in event.slots)
    starts = [*STARTS[0], *(hour + 24 * (last - first).days for hour in STARTS[1])]
    places: list[dict[str, tuple[float, str]]] = [{}]
    for number, m in enumerate(event.meetings):
        room = ROOMS[number % 3].name
        further = [place | {m.id: (start, room)} for place in places for start in starts]
        kept = [place for place in further if not breaches(event, timetable(event, **place).placements)]
        places = kept if m.mandatory else [*places, *kept]
    for place in places:
        verdict = check(event, timetable(event, **place), claims=False)
        broken = {violation.rule for violation in verdict.violations}
        if broken <= {"R12"}:
            value = [verdict.goals["G1"], verdict.goals["G2"], len(broken), verdict.goals["G5"]]
            best = min(best or value, value)
    return best


@settings(max_examples=40, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(busy_days())
def test_no_order_of_a_busy_day_has_fewer_breaks(event: Event) -> None:
    best = best_of(event)
    if best is None:
        with pytest.raises(Contradiction):
            solve(event, explained=False)
        return
    found = solve(event, explained=False)
    unfair = any(goal.goal == "R12" for tier in found.tiers for goal in tier.goals)
    goals = check(event, found).goals
    assert [goals["G1"], goals["G2"], int(unfair)] == best[:3]
    if not unfair:
        assert goals["G5"] == best[3]


def test_a_day_on_which_nothing_takes_place_has_no_break() -> None:
    """Both would rather meet on the first day, and that comes before breaks."""
    days = hours(9, 11), hours(9, 11, DAY + timedelta(days=3))
    both = [meeting(f"M0{n}", "JP01", f"KR0{n}", preferred=(days[0],)) for n in (1, 2)]
    found = solve(event(*both, slots=tuple(map(Slot, days)), rooms=ROOMS), explained=False)
    assert [(tier.value, tier.bound) for tier in found.tiers for goal in tier.goals if goal.goal in ("G3", "G5")] == [
        (0, 0)
    ] * 2
