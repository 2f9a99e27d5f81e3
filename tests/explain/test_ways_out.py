"""Every way out is one: where what it asks for is given, the meeting has a place, which is found by solving."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler import explain, model
from scheduler.check import Hours, goal_values
from scheduler.domain import (
    CalendarDay,
    Closure,
    Event,
    Interpreter,
    Mark,
    Meeting,
    Message,
    Moment,
    Pin,
    ProgrammeItem,
    Room,
    Slot,
    Source,
    Timetable,
    Violation,
)
from scheduler.explain.obstacles import Trial
from scheduler.explain.ways_out import WaysOut
from tests.events import DAY, SEOUL, SHANGHAI, event, government, hours, instant, meeting, solve, timetable
from tests.explain.brute import has_a_place, without
from tests.explain.hindered import hindered
from tests.strategies import events


def ways_of(event: Event, found: Timetable, meeting: Meeting) -> tuple[Message, ...]:
    of_event = Hours(event)
    return WaysOut(event, found, of_event).of(meeting, Trial(event, found.placements, of_event).begins(meeting), True)


def steps(way: Message) -> list[Message]:
    found = way.values["steps"]
    assert isinstance(found, tuple)
    return list(found)


def given_what_it_asks(event: Event, meeting: Meeting, way: Message) -> tuple[Event, set[str]]:
    """The event in which a way out is taken, and the meetings that move by it."""
    moving = set()
    for step in steps(way):
        name, values = step.key.removeprefix("way."), step.values
        if name == "room":
            kind = "" if values["type"] == "online" else values["type"]
            more = Room("one more", kind, "" if values["platform"] == "–" else str(values["platform"]))  # type: ignore[arg-type]
            event = replace(event, rooms=(*event.rooms, more))
        elif name == "interpreter":
            one, other = str(values["pair"]).split("-")
            more_people = tuple(Interpreter(f"more {one} {other} {n}", (one, other)) for n in (1, 2))
            event = replace(event, interpreters=(*event.interpreters, *more_people))
        elif name == "move":
            moving.add(str(values["meeting"]))
        elif name in ("all_the_same", "times"):
            event = as_if_not_said(event, meeting, values["fact"])  # type: ignore[arg-type]
    return event, moving


def as_if_not_said(event: Event, meeting: Meeting, fact: Message) -> Event:
    name, values = fact.key.removeprefix("fact."), fact.values
    name = "interpreter_minutes" if name == "interpreter_too_long" else name
    for room in values["rooms"] or [""]:  # type: ignore[attr-defined]
        for person in values["interpreters"] or [""]:  # type: ignore[attr-defined]
            said = {**values, "room": room, "interpreter": person, "meetings": [meeting.id]}
            event = without(event, event.meeting(meeting.id), Violation(f"violation.{name}", said, fact.cells))
    return event


def holds(event: Event) -> int:
    """Look at the ways out of each meeting that the best timetable leaves out; how many there were."""
    found, count = solve(event, explained=False), 0
    for id in (outcome.id for outcome in found.meetings if outcome.state == "unscheduled"):
        for way in ways_of(event, found, event.meeting(id)):
            relaxed, moving = given_what_it_asks(event, event.meeting(id), way)
            among = {other: place for other, place in found.placements.items() if other not in moving}
            assert has_a_place(relaxed, relaxed.meeting(id), among, moving), (id, way)
            count += 1
    return count


@given(st.one_of(events(), hindered()))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_way_out_is_one(event: Event) -> None:
    holds(event)


# -------------------------------------------------------------------------------------------------------- one by one


def test_another_meeting_moves_where_that_costs_no_meeting() -> None:
    """M02 sits where M01 could be; it has the whole morning, M01 only nine o'clock."""
    pair = meeting("M01", "JP01", "KR01")
    marks = (Mark("KR01", hours(10, 12), "no"),)
    of = event(pair, meeting("M02", "JP02", "KR02"), marks=marks)
    found = timetable(of, M02=(9, "R1"))
    first = ways_of(of, found, pair)[0]
    (move, change) = steps(first)
    assert (move.key, move.values["meeting"], move.values["at"]) == ("way.move", "M02", "11-05 10:00")
    assert (move.values["governments"], change.values["change"]) == (["JP02", "KR02"], "move M02 at 2021-11-05 10:00")
    assert first.values["at"] == "2021-11-05 09:00 Asia/Seoul"


def test_what_it_does_to_the_goals_is_what_the_check_counts() -> None:
    of = event(*(meeting(f"M0{n}", f"JP0{n}", f"KR0{n}") for n in (1, 2, 3, 4)))
    best = model.solve(of, model.Budget(), lambda *_: None)
    found = explain.with_reasons(of, best, model.Budget())
    (left,) = (one for one in found.meetings if one.reason)
    assert left.reason
    way = left.reason.values["ways"][0]  # type: ignore[index]
    assert [step.key for step in steps(way)] == ["way.room", "way.change"]
    said = {goal.values["goal"].key: goal.values["value"] for goal in way.values["goals"]}
    with_room = replace(of, rooms=(Room("R1"), Room("R2")))
    after = goal_values(with_room, model.solve(with_room, model.Budget(), lambda *_: None))
    assert (
        {goal: said[f"goal.{goal}"] for goal in ("G1", "G2")}
        == {goal: after[goal] for goal in ("G1", "G2")}
        == {
            "G1": 0,
            "G2": 0,
        }
    )


def test_nobody_is_asked_to_come_when_the_time_is_over() -> None:
    pair = meeting("M01", "JP01", "KR01")
    of = event(pair).deciding(not_before=instant(12))
    assert ways_of(of, timetable(of), pair) == ()
    assert ways_of(event(replace(pair, duration=600)), timetable(of), pair) == ()


def hours_given(of: Event, id: str = "M01") -> list[tuple[object, list[str], str]]:
    """Who gives which hours, on whose clock, so that a meeting has a place."""
    found = []
    for way in ways_of(of, timetable(of), of.meeting(id)):
        found += [step.values for step in steps(way) if step.key == "way.times"]
    return [(one["who"], one["times"], one["zone"]) for one in found]  # type: ignore[misc]


def test_the_hours_that_are_missing_are_said_on_the_clock_of_who_gives_them() -> None:
    pair, late = meeting("M01", "CN01", "KR01", duration=90), (Slot(hours(16.5, 18)),)
    closes = government("KR01", office_hours=(hours(9, 17, None),))
    assert hours_given(event(pair, slots=late, own=(closes,))) == [("KR01", ["11-05 17:00–18:00"], SEOUL)]
    chinese = government("CN01", office_hours=(hours(9, 16.5, None, SHANGHAI),), lunch=(hours(15.5, 16, None, SHANGHAI),))
    both = hours_given(event(pair, slots=late, own=(chinese,)))
    assert both == [("CN01", ["11-05 16:30–17:00"], SHANGHAI), ("CN01", ["11-05 15:30–16:00"], SHANGHAI)]
    marks = (Mark("KR01", hours(16.75, 17), "no"), Mark("KR01", hours(17.25, 17.5), "no"))
    assert hours_given(event(pair, slots=late, marks=marks)) == [("KR01", ["11-05 16:45–17:00", "11-05 17:15–17:30"], SEOUL)]
    opens = Room("R1", available_from=Moment(None, 17 * 60))
    assert hours_given(event(pair, slots=late, rooms=(opens,))) == [(["R1"], ["11-05 16:30–17:00"], SEOUL)]
    off = (CalendarDay("KR01", DAY, False, "founding day"),)
    assert hours_given(event(pair, slots=late, calendar=off)) == [("KR01", ["11-05 16:30–18:00"], SEOUL)]
    busy = (ProgrammeItem("visit", hours(16, 17), ("CN01",)),)
    assert hours_given(event(pair, slots=late, programme=busy)) == [("CN01", ["11-05 15:30–16:00"], SHANGHAI)]


def test_an_interpreter_gives_hours_on_the_clock_of_the_host() -> None:
    away = Interpreter("I1", ("ja", "ko"), away=(Closure(hours(9.5, 12)),))
    of = event(meeting("M01", "JP01", "KR01", duration=180), interpreters=(away,))
    assert hours_given(of)[0] == (["I1"], ["11-05 09:30–12:00"], SEOUL)


def test_what_is_to_be_corrected_is_named_by_its_cell() -> None:
    cells = {"office_hours": Source("event.xlsx", "Governments", "F2")}
    closes = government("KR01", office_hours=(hours(9, 17, None),), cells=cells)
    of = event(meeting("M01", "JP01", "KR01"), slots=(Slot(hours(16.5, 17.5)),), own=(closes,))
    (way,) = ways_of(of, timetable(of), of.meeting("M01"))
    assert [step.key for step in steps(way)] == ["way.times", "way.correct"]
    assert steps(way)[1].values == {"cells": ["event.xlsx/Governments!F2"]}


def test_what_is_pinned_is_let_go_by_a_change() -> None:
    pair = meeting("M01", "JP01", "KR01")
    of = event(pair, marks=(Mark("KR01", hours(9, 10), "no"),)).deciding(pins=(Pin("M01", start=instant(9)),))
    (at_ten, *_) = [way for way in ways_of(of, timetable(of), pair) if way.values["at"] == "2021-11-05 10:00 Asia/Seoul"]
    assert [step.values.get("change") for step in steps(at_ten)] == [None, "unpin M01"]
