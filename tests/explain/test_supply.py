"""Demand against supply, held against what a person counts by hand."""

from datetime import timedelta

import pytest

from scheduler.domain import Event, Interpreter, Line, LocalRange, Mark, Moment, Room, Slot
from scheduler.explain import supply
from tests.events import DAY, SEOUL, event, government, hours, instant, meeting


def counted() -> Event:
    """9 to 12, each meeting with few starts: M01 at 9, 10, 11; M02, two hours long, at 9, 10; M03 at 10, 11 in R1 alone."""
    return event(
        meeting("M01", "CN01", "JP01"),
        meeting("M02", "JP01", "KR01", duration=120),
        meeting("M03", "JP02", "KR01", participants=50),
        rooms=(Room("R1", platform="Zoom", capacity=100), Room("R2", platform="Zoom", capacity=10)),
        marks=(Mark("JP02", hours(9, 10), "no"),),
        interpreters=(
            Interpreter("I1", ("ja", "zh")),
            Interpreter("I2", ("ja", "ko")),
            Interpreter("I3", ("ja", "ko", "zh")),
        ),
    )


def line(found: tuple[Line, ...], name: str, seats: int | None = None) -> Line:
    (one,) = (one for one in found if (one.name, one.seats) == (name, seats))
    return one


def demand(of: Line) -> list[float]:
    return [load.demand for load in of.loads]


def test_each_meeting_spreads_its_length_over_its_possible_starts() -> None:
    found = supply(counted())
    assert [hour.start for hour in found.hours] == [instant(9), instant(10), instant(11)]
    rooms = line(found.of("rooms"), "")
    assert demand(rooms) == pytest.approx([1 / 3 + 1 / 2, 1 / 3 + 1 + 1 / 2, 1 / 3 + 1 / 2 + 1 / 2])
    assert [load.supply for load in rooms.loads] == [2, 2, 2]
    assert [load.meetings for load in rooms.loads] == [2, 3, 3]
    assert sum(demand(rooms)) == pytest.approx(1 + 2 + 1)  # all that they last, in hours


def test_a_set_of_rooms_is_wanted_by_what_no_other_room_is_enough_for() -> None:
    found = supply(counted())
    large = line(found.of("rooms"), "", 100)
    assert large.meetings == ("M03",)
    assert demand(large) == pytest.approx([0, 1 / 2, 1 / 2])
    assert [load.who for load in large.loads] == [("R1",)] * 3


def test_pairs_of_languages_are_counted_with_who_can_interpret_them() -> None:
    found = supply(counted())
    pair = line(found.of("interpreters"), "ja-ko")
    assert demand(pair) == pytest.approx([1 / 2, 1 + 1 / 2, 1 / 2 + 1 / 2])
    assert pair.meetings == ("M02", "M03")
    assert pair.loads[0].who == ("I2", "I3") and pair.loads[0].supply == 2
    assert demand(line(found.of("interpreters"), "")) == pytest.approx([5 / 6, 11 / 6, 4 / 3])


def test_governments_are_counted_with_the_meetings_that_could_be_in_an_hour() -> None:
    free = government("JP01", office_hours=(hours(9, 11.5, None, "Asia/Tokyo"),))
    of = line(supply(event(meeting("M01", "JP01", "KR01"), own=[free])).of("government"), "JP01")
    assert [load.meetings for load in of.loads] == [1, 1, 0]
    assert [load.supply for load in of.loads] == [1, 1, 0.5]


def test_a_government_of_two_delegations_is_there_twice() -> None:
    double = government("JP01", delegations=2)
    of = line(supply(event(meeting("M01", "JP01", "KR01"), own=[double])).of("government"), "JP01")
    assert [load.supply for load in of.loads] == [2, 2, 2]


def test_hours_are_those_of_the_hosts_clock_and_end_with_the_slot() -> None:
    slots = (Slot(LocalRange(DAY, 9 * 60 + 30, 11 * 60, SEOUL)), Slot(hours(10, 12)))
    found = supply(event(meeting("M01", "JP01", "KR01"), slots=slots, settings={"start_grid": 30}))
    assert [(hour.start, hour.minutes) for hour in found.hours] == [(instant(9.5), 30), (instant(10), 60), (instant(11), 60)]
    # at 9:30, 10:00, 10:30 and 11:00, of which the slots hold the first, the second, and those from 10:00 on
    assert demand(line(found.of("rooms"), "")) == pytest.approx([1 / 4, 1 / 8 + 1 / 4 + 1 / 8, 1 / 8 + 1 / 4])


def test_what_is_there_for_a_part_of_an_hour_counts_for_that_part() -> None:
    rooms = (Room("R1", available_from=Moment(None, 9 * 60 + 30)), Room("R2"))
    found = line(supply(event(meeting("M01", "JP01", "KR01"), rooms=rooms)).of("rooms"), "")
    assert [load.supply for load in found.loads] == [1.5, 2, 2]


def test_the_tightest_hour_is_named_and_what_one_meeting_wants_is_nowhere_tight() -> None:
    tight = supply(counted()).tight
    assert [(one.line.kind, one.line.name, one.hour.start) for one in tight] == [
        ("government", "KR01", instant(10)),  # M02 is sure to run then, M03 as likely as not
        ("rooms", "", instant(10)),
        ("interpreters", "ja-ko", instant(10)),
    ]
    assert tight[0].load.share == pytest.approx(3 / 2)
    alone = event(meeting("M01", "JP01", "KR01", fixed_start=Moment(DAY, 9 * 60)))
    assert supply(alone).tight == ()


def test_a_meeting_without_a_possible_start_has_its_reason() -> None:
    found = supply(event(meeting("M01", "JP01", "KR01", participants=50), rooms=(Room("R1", capacity=10),)))
    reason = found.impossible["M01"]
    assert reason.key == "reason.no_place"
    assert isinstance(reason.values["why"], tuple)
    assert [why.key for why in reason.values["why"]] == ["fact.room_capacity"]


@pytest.mark.parametrize(("pause", "delegations", "a_day", "most"), [(0, 1, None, 3), (15, 1, None, 2), (0, 2, 2, 2)])
def test_more_wishes_than_starts(pause: int, delegations: int, a_day: int | None, most: int) -> None:
    busy = government("JP01", delegations=delegations, max_per_day=a_day)
    meetings = [meeting(f"M0{number}", "JP01", f"KR0{number}") for number in range(1, 5)]
    crowded = supply(event(*meetings, own=[busy], settings={"government_break": pause})).crowded
    assert [(one.government, one.most, len(one.meetings)) for one in crowded] == [("JP01", most, 4)]


def test_certain_meetings_may_want_fewer_starts_than_they_are() -> None:
    nine = Moment(DAY, 9 * 60)
    fixed = [meeting(f"M0{number}", "JP01", f"KR0{number}", fixed_start=nine) for number in (1, 2)]
    (crowded,) = supply(event(*fixed, meeting("M03", "JP01", "KR03"))).crowded
    assert (crowded.government, crowded.most, sorted(crowded.meetings)) == ("JP01", 1, ["M01", "M02"])


def test_where_all_can_be_nobody_is_crowded() -> None:
    assert supply(event(meeting("M01", "JP01", "KR01"), meeting("M02", "JP01", "KR02"))).crowded == ()


def test_relay_spreads_over_the_ways_there_are() -> None:
    people = tuple(Interpreter(f"I{number}", ("ja", "ko", "zh")) for number in range(3))
    three = event(meeting("M01", "CN01", "JP01", "KR01"), interpreters=people, settings={"relay": True})
    found = supply(three).of("interpreters")
    assert sum(demand(line(found, ""))) == pytest.approx(2)  # two pairs of three link the languages
    assert sum(demand(line(found, "ja-ko"))) == pytest.approx(2 / 3)


def test_nothing_asked_for_and_several_days() -> None:
    days = tuple(Slot(hours(9, 10, DAY + timedelta(days=day))) for day in (1, 0))
    found = supply(event(slots=days))
    assert [hour.start for hour in found.hours] == [instant(9), instant(9, DAY + timedelta(days=1))]
    assert [line.kind for line in found.lines] == ["rooms"] and found.tight == ()
