"""What the check finds of one meeting that moves is what it finds of the whole timetable."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from scheduler.check import Facts, Hours, Moving, check, goal_values
from scheduler.domain import Event, Interpreting, Meeting, Placement, Room, Timetable, Violation
from tests.events import event, meeting, timetable
from tests.explain.narrow import narrow_events
from tests.strategies import mixed_events

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

MANY = settings(
    max_examples=60, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)


@st.composite
def places(draw: st.DrawFn, of: Event, meeting: Meeting) -> Placement:
    """Anywhere about a slot, in a room that need not suffice, with anybody."""
    facts = Facts(of, {})
    span, _ = draw(st.sampled_from(facts.spans))
    start = EPOCH + timedelta(minutes=span.start + 15 * draw(st.integers(-2, len(span) // 15)))
    people = [one.name for one in of.interpreters]
    pairs = sorted("-".join(sorted(pair)) for pair in facts.pairs(meeting)) or ["ja-zh"]
    named = draw(st.lists(st.sampled_from(people), max_size=2, unique=True)) if people else []
    seated = tuple(Interpreting(draw(st.sampled_from(pairs)), name) for name in named)
    return Placement(start, start + timedelta(minutes=meeting.duration), draw(st.sampled_from(of.rooms)).name, seated)


@st.composite
def moves(draw: st.DrawFn) -> tuple[Event, dict[str, Placement], Meeting, Placement]:
    """An event, a timetable that may break any rule, one of its meetings, and a place for that."""
    of = draw(st.one_of(narrow_events(), mixed_events()))
    bound = draw(st.sampled_from((None, 0, 1)))
    of = replace(of, settings=replace(of.settings, fairness_bound=bound))
    there = {one.id: draw(places(of, one)) for one in of.meetings if draw(st.integers(0, 4))}
    meeting = draw(st.sampled_from(of.meetings))
    return of, there, meeting, draw(places(of, meeting))


def compared(violations: list[Violation], id: str) -> set[tuple[object, ...]]:
    """Those that concern a meeting, or all together, whatever the order in which others are named."""
    return {
        (
            one.rule,
            one.key,
            tuple(sorted(one.meetings)),
            str(sorted((k, v) for k, v in one.values.items() if k != "meetings")),
        )
        for one in violations
        if id in one.meetings or one.rule == "R12"
    }


@MANY
@given(moves())
def test_a_move_breaks_what_the_whole_timetable_then_breaks(
    made: tuple[Event, dict[str, Placement], Meeting, Placement],
) -> None:
    of, there, meeting, place = made
    after = whole(of, {**there, meeting.id: place})
    verdict = check(of, after, claims=False)
    moving = Moving(of, there, meeting, Hours(of))
    assert compared(moving.breaches(place), meeting.id) == compared(list(verdict.violations), meeting.id)


@MANY
@given(moves())
def test_a_move_changes_each_goal_by_as_much_as_in_the_whole_timetable(
    made: tuple[Event, dict[str, Placement], Meeting, Placement],
) -> None:
    of, there, meeting, place = made
    was, becomes = (goal_values(of, whole(of, one)) for one in (there, {**there, meeting.id: place}))
    differ = {goal: becomes[goal] - was[goal] for goal in was if becomes[goal] != was[goal]}
    assert Moving(of, there, meeting, Hours(of)).changes(place) == differ


def whole(of: Event, placements: dict[str, Placement]) -> Timetable:
    return timetable(of).placed_as(placements)


def test_of_meetings_that_begin_at_once_none_comes_first_by_chance() -> None:
    """A timetable on the way may have a government in two meetings at once."""
    of = event(
        meeting("M01", "CN01", "JP01"),
        meeting("M02", "JP01", "KR01"),
        meeting("M03", "CN02", "JP01"),
        rooms=(Room("R1"), Room("R2")),
    )
    placed = timetable(of, M01=(10, "R1"), M02=(10, "R2"), M03=(12, "R1")).placements
    either = [Facts(of, dict(order)).room_changes["JP01"] for order in (placed.items(), reversed(placed.items()))]
    assert either[0] == either[1]
