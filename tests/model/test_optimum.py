"""On small events every tier's value is the least that any timetable has: all of them are tried."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import combinations, product

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from scheduler.check import breaches, check, goal_values
from scheduler.domain import (
    GOALS,
    Closure,
    Disturbance,
    Event,
    Interpreter,
    Interpreting,
    Mark,
    Meeting,
    MeetingOutcome,
    Placement,
    Room,
    Slot,
    Timetable,
)
from tests.events import DAY, event, government, hours, instant, meeting, repaired, solve, timetable
from tests.strategies import some

HOURS = (9, 10, 13)
PARTIES = ("CN01", "JP01", "JP02", "KR01")


@st.composite
def small_events(draw: st.DrawFn) -> Event:
    """Three short meetings of few parties, with wishes in conflict; or two with interpreters."""
    interpreted = draw(st.booleans())
    asked = []
    for number in range(1, 3 if interpreted else 4):
        parties = draw(some(PARTIES, 2, 2 if interpreted else 3))
        wish = draw(st.sampled_from(HOURS))
        others = [code for code in PARTIES if code not in parties]
        asked.append(
            meeting(
                f"M{number:02}",
                *parties,
                weight=draw(st.sampled_from((1, 2, 4))),
                preferred=(hours(wish, wish + 1),),
                optional=(others[0],) if draw(st.booleans()) and others else (),
                fixed_room=draw(st.sampled_from(("", "R1"))),
            )
        )
    marked = st.builds(
        Mark,
        st.sampled_from(sorted({code for m in asked for code in m.governments})),
        st.sampled_from(HOURS).map(lambda hour: hours(hour, hour + 1)),
        st.sampled_from(("maybe", "no")),
    )
    pairs = (("ja", "zh"), ("ja", "ko"), ("ko", "zh"), ("ja", "ko", "zh"))
    people = [Interpreter(f"I{n}", draw(st.sampled_from(pairs))) for n in range(2)] if interpreted else []
    delegations = draw(st.sampled_from((1, 2)))
    own = [government(code, min_meetings=draw(st.integers(0, 3))) for code in PARTIES if code != "JP01"]
    return event(
        *asked,
        slots=(Slot(hours(9, 11)), Slot(hours(13, 14))),
        rooms=(Room("R1"),) if interpreted else (Room("R1"), Room("R2")),
        marks=tuple(draw(st.lists(marked, max_size=3))),
        interpreters=tuple(people),
        own=[*own, government("JP01", delegations=delegations, min_meetings=draw(st.integers(0, 3)))],
        settings={"fairness_bound": draw(st.sampled_from((None, 0)))},
    )


def all_placements(event: Event, meeting: Meeting, starts: Sequence[int] = HOURS) -> Iterator[Placement]:
    """Anywhere with anybody."""
    naming = [Interpreting(pair, i.name) for i in event.interpreters for pair in _pairs(i)]
    staffed = [(), *((one,) for one in naming), *combinations(naming, 2)] if event.interpreters else [()]
    for hour, room, people in product(starts, event.rooms, staffed):
        start = instant(hour)
        yield Placement(start, start + timedelta(minutes=meeting.duration), room.name, people)


def _pairs(interpreter: Interpreter) -> list[str]:
    return ["-".join(pair) for pair in combinations(sorted(interpreter.languages), 2)]


Tried = tuple[Timetable, dict[str, int], bool]


def all_valid(event: Event, starts: Sequence[int] = HOURS) -> Iterator[Tried]:
    """Every timetable that keeps the rules, its goals, and whether it keeps the fairness bound as well.

    Where placements break a rule between them, further ones are not tried beside them: they would not put it right.
    """
    tried: list[dict[str, Placement]] = [{}]
    for one in event.meetings:
        beside = [places | {one.id: place} for places in tried for place in all_placements(event, one, starts)]
        tried += [places for places in beside if not breaches(event, places)]
    empty = timetable(event)
    for places in tried:
        outcomes = tuple(_placed(outcome, places.get(outcome.id)) for outcome in empty.meetings)
        verdict = check(event, table := replace(empty, meetings=outcomes), claims=False)
        if {violation.rule for violation in verdict.violations} <= {"R12"}:
            yield table, dict(verdict.goals), not verdict.violations


def _placed(outcome: MeetingOutcome, place: Placement | None) -> MeetingOutcome:
    return replace(outcome, placement=place, state="scheduled" if place else "unscheduled")


def best_of(valid: list[Tried]) -> list[int]:
    """The goals before G9 of the best timetable, tier by tier; the fairness bound counts among the best in G1 and G2."""
    best = min((goals["G1"], goals["G2"]) for _, goals, _ in valid)
    placing_most = [(goals, fair) for _, goals, fair in valid if (goals["G1"], goals["G2"]) == best]
    fair_ones = [goals for goals, fair in placing_most if fair]
    return min([goals[goal] for goal in GOALS[:-1]] for goals in fair_ones or [goals for goals, _ in placing_most])


def without_rooms(table: Timetable) -> list[object]:
    return [outcome.placement and replace(outcome.placement, room="") for outcome in table.meetings]


@settings(max_examples=20, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(small_events())
def test_no_timetable_is_better_in_any_tier(event: Event) -> None:
    found = solve(event, explained=False)
    assert found.status == "optimal"
    goals = check(event, found).goals
    valid = list(all_valid(event))
    if not any(goal.goal == "R12" for tier in found.tiers for goal in tier.goals):
        assert [goals[goal] for goal in GOALS[:-1]] == best_of(valid)
    same_but_rooms = [tried["G9"] for table, tried, _ in valid if without_rooms(table) == without_rooms(found)]
    assert goals["G9"] == min(same_but_rooms)
    for tier in found.tiers:
        assert tier.tier == 0 or tier.goals[0].goal == "R12" or tier.bound == goals[tier.goals[0].goal]


@settings(max_examples=12, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(small_events(), st.sampled_from(("R1", "R2")), st.integers(0, 3), st.booleans())
def test_no_repair_changes_less(event: Event, room: str, hour: int, far: bool) -> None:
    """Two days, so that another day and the hours between count; what is before may lie on either."""
    slots = (*event.slots, Slot(hours(9, 11, DAY + timedelta(days=1)))) if far else event.slots
    settings = replace(event.settings, fairness_bound=None)
    event = replace(event, slots=slots, settings=settings, disturbance=Disturbance(hour=hour, day=30))
    before = solve(event, explained=False).placements
    closed = tuple(replace(r, closed=(Closure(hours(9, 10)),)) if r.name == room else r for r in event.rooms)
    changed = replace(event, rooms=closed)
    found = repaired(changed, before, explained=False)
    starts = [*HOURS, 33, 34] if far else HOURS
    least = min(goal_values(changed, table, before).get("D", 0) for table, _, _ in all_valid(changed, starts))
    assert check(changed, found, before).goals.get("D", 0) == least


def test_the_least_fairness_bound_that_can_be_kept_is_said() -> None:
    apart = event(
        meeting("M01", "JP01", "KR01", preferred=(hours(9, 10),)),
        meeting("M02", "JP01", "KR02"),
        slots=(Slot(hours(9, 10), "first"), Slot(hours(11, 12), "last"), Slot(hours(10, 11))),
        marks=(Mark("JP01", hours(10, 11), "no"),),
        settings={"fairness_bound": 0},
    )
    found: Timetable = solve(apart)
    assert [(tier.value, tier.bound) for tier in found.tiers if tier.goals[0].goal == "R12"] == [(1, 1)]
