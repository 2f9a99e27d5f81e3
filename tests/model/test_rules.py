"""Each rule: an event that can be held, one that cannot, and a timetable whose breach the check catches."""

from datetime import date
from typing import Any

import pytest

from scheduler.domain import CalendarDay, Event, Mark, Moment, ProgrammeItem, Room, Slot
from scheduler.errors import Contradiction
from tests.events import DAY, TOKYO, broken_rules, event, government, hours, meeting, placed, solve

TWO_ROOMS = (Room("R1"), Room("R2"))


def test_r1_a_meeting_lies_wholly_inside_one_slot() -> None:
    fits = event(meeting("M01", "JP01", "KR01", duration=180))
    assert placed(solve(fits)) == {"M01"}
    too_long = event(meeting("M01", "JP01", "KR01", duration=240))
    assert placed(solve(too_long)) == set()
    assert broken_rules(too_long, M01=(9, "R1")) == {"R1"}


def test_r1_touching_slots_are_not_one() -> None:
    split = event(meeting("M01", "JP01", "KR01", duration=120), slots=(Slot(hours(9, 10)), Slot(hours(10, 11))))
    assert placed(solve(split)) == set()
    assert broken_rules(split, M01=(9, "R1")) == {"R1"}


def test_r1_starts_are_on_the_grid() -> None:
    late_opening = event(meeting("M01", "JP01", "KR01"), slots=(Slot(hours(9.25, 11)),))
    assert solve(late_opening).placements["M01"].start.minute == 15
    assert broken_rules(late_opening, M01=(9.5, "R1")) == {"R1"}


def test_r2_a_government_is_in_one_meeting_at_a_time() -> None:
    pair = (meeting("M01", "JP01", "KR01", duration=90), meeting("M02", "JP01", "KR02", duration=90))
    one_after_the_other = event(*pair, rooms=TWO_ROOMS, settings={"start_grid": 30})
    assert placed(solve(one_after_the_other)) == {"M01", "M02"}
    assert broken_rules(one_after_the_other, M01=(9, "R1"), M02=(10, "R2")) == {"R2"}
    with_break = event(*pair, rooms=TWO_ROOMS, settings={"start_grid": 30, "government_break": 15})
    assert len(placed(solve(with_break))) == 1
    assert broken_rules(with_break, M01=(9, "R1"), M02=(10.5, "R2")) == {"R2"}


def test_r2_two_delegations_sit_in_two_meetings_at_once() -> None:
    three = [meeting(f"M0{n}", "JP01", f"KR0{n}", duration=180) for n in (1, 2, 3)]
    two_delegations = event(*three, rooms=(*TWO_ROOMS, Room("R3")), own=[government("JP01", delegations=2)])
    assert len(placed(solve(two_delegations))) == 2
    assert broken_rules(two_delegations, M01=(9, "R1"), M02=(9, "R2")) == set()
    assert broken_rules(two_delegations, M01=(9, "R1"), M02=(9, "R2"), M03=(9, "R3")) == {"R2"}


def test_r3_a_room_holds_one_meeting_with_its_changeover() -> None:
    pair = (meeting("M01", "JP01", "KR01", duration=90), meeting("M02", "JP02", "KR02", duration=90))
    back_to_back = event(*pair, settings={"start_grid": 30})
    assert placed(solve(back_to_back)) == {"M01", "M02"}
    with_changeover = event(*pair, settings={"start_grid": 30, "room_changeover": 10})
    assert len(placed(solve(with_changeover))) == 1
    assert broken_rules(with_changeover, M01=(9, "R1"), M02=(10.5, "R1")) == {"R3"}


def test_r3_meetings_that_do_not_exclude_each_other_count_each() -> None:
    three = [meeting(f"M0{n}", "JP01", f"KR0{n}") for n in (1, 2, 3)]
    many = [government(code, delegations=3) for code in ("JP01", "KR01", "KR02", "KR03")]
    at_once = event(*three, own=many, rooms=TWO_ROOMS, slots=(Slot(hours(9, 10)),))
    assert len(placed(solve(at_once))) == 2
    # with a changeover longer than the break a government may go from one room to another that is free
    must = [meeting(f"M0{n}", "JP01", f"KR0{n}", mandatory=True) for n in (1, 2)]
    others = [meeting(f"M0{n}", f"JP0{n}", f"KR0{n}") for n in (3, 4)]
    short = event(*must, *others, rooms=TWO_ROOMS, slots=(Slot(hours(9, 11)),), settings={"room_changeover": 60})
    assert placed(solve(short)) == {"M01", "M02"}


@pytest.mark.parametrize(
    ("room", "asked"),
    [
        (Room("R1", capacity=10), {"participants": 11}),
        (Room("R1", type="on-site"), {"mode": "online"}),
        (Room("R1", type="on-site"), {}),
        (Room("R1", type="online"), {"mode": "on-site"}),
        (Room("R1", available_from=Moment(None, 600), available_to=Moment(None, 650)), {}),
        (Room("R1", available_to=Moment(date(2021, 11, 4), 700)), {}),
    ],
)
def test_r4_a_room_must_suffice(room: Room, asked: dict[str, Any]) -> None:
    lacking = event(meeting("M01", "JP01", "KR01", **asked), rooms=(room,))
    assert placed(solve(lacking)) == set()
    assert broken_rules(lacking, M01=(10, "R1")) == {"R4"}
    sufficing = event(meeting("M01", "JP01", "KR01", **asked), rooms=(room, Room("R2", type="hybrid")))
    assert solve(sufficing).placements["M01"].room == "R2"


def test_r4_every_party_can_use_the_platform() -> None:
    on_zoom = event(meeting("M01", "CN01", "JP01"), rooms=(Room("R1", platform="Zoom"),))
    only_voov = event(*on_zoom.meetings, rooms=on_zoom.rooms, own=[government("CN01", platforms=("VooV",))])
    assert placed(solve(on_zoom)) == {"M01"}
    assert placed(solve(only_voov)) == set()
    assert broken_rules(only_voov, M01=(9, "R1")) == {"R4"}


def test_r4_simultaneous_interpretation_needs_a_channel_for_each_pair() -> None:
    trilateral = meeting("M01", "CN01", "JP01", "KR01")
    settings = {"interpretation": "simultaneous"}
    two_channels = event(trilateral, rooms=(Room("R1", channels=2),), settings=settings)
    assert placed(solve(two_channels)) == set()
    assert broken_rules(two_channels, M01=(9, "R1")) == {"R4"}
    assert placed(solve(event(trilateral, rooms=(Room("R1", channels=3),), settings=settings))) == {"M01"}


def _blocked(kind: str, until: float) -> Event:
    range_ = hours(9, until)
    plain = event(meeting("M01", "JP01", "KR01", unavailable=(range_,) if kind == "unavailable" else ()))
    marks = (Mark("KR01", range_, "no"),) if kind == "marked" else ()
    programme = (ProgrammeItem("Opening", range_, ("KR01",)),) if kind == "programme" else ()
    return event(*plain.meetings, marks=marks, programme=programme)


@pytest.mark.parametrize("kind", ["marked", "programme", "unavailable"])
def test_r5_nobody_meets_where_it_is_not_free(kind: str) -> None:
    assert solve(_blocked(kind, 10.5)).placements["M01"].start.hour == 2  # 11:00 in Seoul
    assert placed(solve(_blocked(kind, 11.5))) == set()
    assert broken_rules(_blocked(kind, 10.5), M01=(10, "R1")) == {"R5"}


def test_r5_a_mark_of_perhaps_does_not_block() -> None:
    perhaps = event(meeting("M01", "JP01", "KR01"), marks=(Mark("KR01", hours(9, 12), "maybe"),))
    assert placed(solve(perhaps)) == {"M01"}


def test_r6_working_hours_are_those_of_each_party_on_its_own_clock() -> None:
    nine_to_five = hours(9, 17, day=None, zone="Asia/Shanghai")
    chinese = event(meeting("M01", "CN01", "KR01"), own=[government("CN01", office_hours=(nine_to_five,))])
    assert solve(chinese).placements["M01"].start.hour == 1  # 10:00 in Seoul is 09:00 in Shanghai
    assert broken_rules(chinese, M01=(9, "R1")) == {"R6"}


def test_r6_lunch_and_touching_office_hours() -> None:
    split = (hours(9, 10, None, TOKYO), hours(10, 12, None, TOKYO))
    lunch = (hours(11, 12, None, TOKYO),)
    two_hours = meeting("M01", "JP01", "KR01", duration=120)
    assert placed(solve(event(two_hours, own=[government("JP01", office_hours=split)]))) == {"M01"}
    early_lunch = event(two_hours, own=[government("JP01", office_hours=split, lunch=lunch)])
    assert broken_rules(early_lunch, M01=(10, "R1")) == {"R6"}
    assert broken_rules(early_lunch, M01=(9, "R1")) == set()


def test_r6_no_meeting_on_a_day_off_and_one_on_a_working_saturday() -> None:
    saturday = date(2021, 11, 6)
    on_saturday = (Slot(hours(9, 12, saturday)),)
    both = [CalendarDay(code, saturday, True, "in lieu") for code in ("JP01", "KR01")]
    assert placed(solve(event(meeting("M01", "JP01", "KR01"), slots=on_saturday))) == set()
    assert placed(solve(event(meeting("M01", "JP01", "KR01"), slots=on_saturday, calendar=tuple(both)))) == {"M01"}
    holiday = event(meeting("M01", "JP01", "KR01"), calendar=(CalendarDay("JP01", DAY, False, "holiday"),))
    assert placed(solve(holiday)) == set()
    assert broken_rules(holiday, M01=(9, "R1")) == {"R6"}


def test_r8_no_more_meetings_a_day_than_allowed() -> None:
    three = [meeting(f"M0{n}", "JP01", f"KR0{n}") for n in (1, 2, 3)]
    assert len(placed(solve(event(*three)))) == 3
    limited = event(*three, settings={"max_per_day": 2})
    assert len(placed(solve(limited))) == 2
    assert broken_rules(limited, M01=(9, "R1"), M02=(10, "R1"), M03=(11, "R1")) == {"R8"}
    own_limit = event(*three, settings={"max_per_day": 2}, own=[government("JP01", max_per_day=1)])
    assert len(placed(solve(own_limit))) == 1


def test_r8_counts_each_day_and_each_government_by_itself() -> None:
    two = [meeting(f"M0{n}", "JP01", f"KR0{n}") for n in (1, 2)]
    days = (Slot(hours(9, 12)), Slot(hours(9, 12, date(2021, 11, 8))))
    assert len(placed(solve(event(*two, slots=days, settings={"max_per_day": 1})))) == 2
    last = meeting("M00", "CN01", "KR01")  # of a government without a limit, before the one with one
    assert len(placed(solve(event(last, *two, own=[government("JP01", max_per_day=1)])))) == 2


def test_r9_fixed_start_room_and_session_are_kept() -> None:
    bound = event(
        meeting("M01", "JP01", "KR01", fixed_start=Moment(DAY, 9 * 60 + 20), fixed_room="R2", session="early"),
        rooms=TWO_ROOMS,
        slots=(Slot(hours(9, 12), "early"), Slot(hours(13, 15), "late")),
    )
    found = solve(bound).placements["M01"]
    assert (found.start.hour, found.start.minute, found.room) == (0, 20, "R2")
    assert broken_rules(bound, M01=(10, "R2")) == {"R9"}
    assert broken_rules(bound, M01=(9 + 1 / 3, "R1")) == {"R9"}
    late = event(meeting("M01", "JP01", "KR01", session="late"), slots=bound.slots)
    assert solve(late).placements["M01"].start.hour == 4  # 13:00 in Seoul
    assert broken_rules(late, M01=(9, "R1")) == {"R9"}


def test_r10_after_is_kept_where_both_are_placed() -> None:
    ordered = event(
        meeting("M01", "JP01", "KR01", after=("M02",)), meeting("M02", "JP02", "KR02", duration=120), rooms=TWO_ROOMS
    )
    found = solve(ordered).placements
    assert found["M01"].start >= found["M02"].end
    assert broken_rules(ordered, M01=(9, "R1"), M02=(10, "R2")) == {"R10"}
    too_short = event(meeting("M01", "JP01", "KR01", duration=120, after=("M02",)), ordered.meetings[1], rooms=TWO_ROOMS)
    assert len(placed(solve(too_short))) == 1


def test_r11_a_mandatory_meeting_is_placed_even_where_others_weigh_more() -> None:
    light = meeting("M01", "JP01", "KR01", duration=180, weight=1, mandatory=True)
    heavy = meeting("M02", "JP02", "KR02", duration=180, weight=8)
    assert placed(solve(event(light, heavy))) == {"M01"}
    assert broken_rules(event(light, heavy), M02=(9, "R1")) == {"R11"}
    both = event(light, meeting("M02", "JP02", "KR02", duration=180, mandatory=True))
    with pytest.raises(Contradiction) as caught:
        solve(both)
    assert caught.value.says[0].values["meetings"] == ["M01", "M02"]


def test_a_smallest_set_of_contradicting_meetings_is_named() -> None:
    fixed = Moment(DAY, 9 * 60)
    clashing = [meeting(f"M0{n}", f"JP0{n}", f"KR0{n}", fixed_start=fixed, fixed_room="R1") for n in (2, 3)]
    fine = meeting("M01", "JP01", "KR01", fixed_start=fixed, fixed_room="R2")
    with pytest.raises(Contradiction) as caught:
        solve(event(fine, *clashing, rooms=TWO_ROOMS))
    assert caught.value.says[0].values["meetings"] == ["M02", "M03"]


def test_r12_fairness_is_checked() -> None:
    uneven = event(
        *(meeting(f"M0{n}", "JP01", f"KR0{n}") for n in (1, 2)),
        settings={"fairness_bound": 0},
    )
    assert broken_rules(uneven, M01=(9, "R1"), M02=(11, "R1")) == {"R12"}
    assert broken_rules(uneven, M01=(9, "R1"), M02=(10, "R1")) == set()


def test_the_check_refuses_a_meeting_or_room_that_the_event_does_not_have() -> None:
    known = event(meeting("M01", "JP01", "KR01"))
    more = event(meeting("M01", "JP01", "KR01"), meeting("M02", "JP01", "KR01"))
    from scheduler.check import check
    from tests.events import timetable

    assert {v.key for v in check(known, timetable(more, M02=(9, "R1")), claims=False).violations} == {"violation.stranger"}
    assert broken_rules(known, M01=(9, "R9")) == {"R4"}
