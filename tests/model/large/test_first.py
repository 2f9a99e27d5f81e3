"""The first timetable: it keeps every rule, and who is in the way of another looks for another place."""

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler import model
from scheduler.check import breaches, check
from scheduler.domain import Event, Interpreter, Mark, Placement, Room
from scheduler.errors import Contradiction, OutOfTime
from scheduler.model.canonical import in_one_order
from scheduler.model.clock import instant as instant_of
from scheduler.model.large.first import first
from scheduler.model.search import Budget
from scheduler.model.starts import Starts
from tests.events import event, government, hours, instant, meeting
from tests.strategies import busy_hours, events


def placements(of: Event) -> dict[str, Placement] | None:
    found = first(Starts(in_one_order(of)), "nothing moves", Budget())
    if found is None:
        return None
    given = found.allotment
    return {
        id: Placement(instant_of(start.begin), instant_of(start.end), given.rooms[id], given.interpreters[id])
        for id, start in found.taken.items()
    }


@settings(max_examples=100, deadline=None)
@given(st.one_of(events(), busy_hours()))
def test_it_keeps_every_rule(of: Event) -> None:
    """But for fairness, which stands among the tiers."""
    found = placements(of)
    if found is None:
        assert any(one.mandatory for one in of.meetings)
    else:
        assert [one for one in breaches(of, found) if one.rule != "R12"] == []


@settings(max_examples=60, deadline=None)
@given(st.one_of(events(), busy_hours()))
def test_what_is_left_where_there_is_no_time_passes_the_check(of: Event) -> None:
    budget = model.Budget()
    budget.stop.set()
    try:
        found = model.solve(of, budget, lambda progress: None)
    except (OutOfTime, Contradiction, model.Unplaceable):
        assert any(one.mandatory for one in of.meetings)
    else:
        assert check(of, found, claims=False).violations == ()


def only(code: str, start: float) -> tuple[Mark, ...]:
    """A government that has time for an hour alone, of a morning from nine to twelve."""
    return tuple(Mark(code, hours(at, at + 1), "no") for at in (9, 10, 11) if at != start)


def test_who_is_in_the_way_of_another_looks_for_another_place() -> None:
    """The busy one is placed first and early, where the only room is needed by one who has no other time."""
    asked = (meeting("M1", "CN01", "JP01"), meeting("M2", "CN01", "JP02"), meeting("M3", "CN02", "KR01"))
    found = placements(event(*asked, marks=only("KR01", 9)))
    assert found and {id: place.start for id, place in found.items()}["M3"] == instant(9)
    assert len(found) == 3


def test_interpreters_who_are_needed_elsewhere_are_given_up() -> None:
    """Both can interpret the first, one alone the second, and each but one hour."""
    asked = (meeting("M1", "CN01", "JP01"), meeting("M2", "CN02", "KR01"), meeting("M3", "CN01", "JP02"))
    people = (Interpreter("I1", ("zh", "ja", "ko"), max_minutes=60), Interpreter("I2", ("zh", "ja"), max_minutes=120))
    found = placements(event(*asked, interpreters=people, rooms=(Room("R1"), Room("R2")), marks=only("KR01", 9)))
    assert found and len(found) == 3
    assert [one.name for one in found["M2"].interpreters] == ["I1"]


def test_of_two_that_exclude_each_other_the_weightier_is_placed() -> None:
    asked = (meeting("M1", "CN01", "JP01", weight=2), meeting("M2", "CN01", "KR01", weight=8))
    for order in (asked, asked[::-1]):
        found = placements(event(*order, marks=only("CN01", 10)))
        assert found and list(found) == ["M2"]


def test_delegations_meet_at_once_and_no_more() -> None:
    asked = [meeting(f"M{number}", "CN01", f"JP0{number}") for number in range(1, 6)]
    own = [government("CN01", delegations=2)]
    found = placements(event(*asked, own=own, rooms=tuple(Room(f"R{n}") for n in range(9)), marks=only("CN01", 9)))
    assert found and len(found) == 2


def test_there_is_none_where_a_must_has_no_place() -> None:
    asked = (meeting("M1", "CN01", "JP01", mandatory=True), meeting("M2", "CN01", "KR01", mandatory=True))
    assert placements(event(*asked, marks=only("CN01", 9))) is None


def test_a_search_that_is_stopped_at_once_ends_with_it() -> None:
    asked = event(meeting("M1", "CN01", "JP01"), meeting("M2", "CN01", "KR01"))
    budget = model.Budget()
    budget.stop.set()
    told: list[model.Progress] = []
    found = model.solve(asked, budget, told.append)
    assert len(found.placements) == 2 and not breaches(asked, found.placements)
    assert told[0].found and told[0].found.placements == found.placements, "it was shown before anything else"
    assert found.status == "feasible"


def test_where_it_is_not_fair_no_more_is_promised() -> None:
    """One government has a break, and no time is left to do without."""
    asked = (
        meeting("M1", "CN01", "JP01"),
        meeting("M2", "CN01", "KR01"),
        meeting("M3", "CN02", "JP02"),
        meeting("M4", "CN02", "KR02"),
    )
    break_ = (Mark("CN01", hours(10, 11), "no"),)
    unfair = event(*asked, marks=break_, rooms=(Room("R1"), Room("R2")), settings={"fairness_bound": 0})
    budget = model.Budget()
    budget.stop.set()
    found = model.solve(unfair, budget, lambda progress: None)
    verdict = check(unfair, found, claims=False)
    assert verdict.goals["G6"] == 1 and verdict.violations == ()
