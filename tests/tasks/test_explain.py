"""`plaza explain`: of a meeting, of a government, of all that has no place; at one start; of what is not there."""

import json
from pathlib import Path

import pytest

from scheduler import words
from tests.small import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def crowded(tmp_path: Path) -> Desk:
    """One room for an hour and a quarter, so that one meeting of four has a place."""
    desk = Desk(tmp_path, solved=False)
    desk.rows["Rooms"] = [["R1", "", "meeting"]]
    desk.rows["Slots"] = [["2021-11-05", "09:00", "10:15", ""]]
    desk.write()
    desk.ends(0, "solve")
    return desk


def test_the_free_places_of_a_meeting_are_ranked_with_what_they_cost(desk: Desk) -> None:
    found = json.loads(desk.ends(0, "explain", "M01", "--json"))
    table = desk.table()
    assert (found["meeting"], found["state"]) == ("M01", "scheduled")
    here = [
        one
        for one in found["places"]
        if one["start"][:16] == table["M01"]["start"][:16] and one["room"] == table["M01"]["room"]
    ]
    assert [one["goals"] for one in here] == [{}]
    worse = [sum(goal["would_be"] - goal["is"] for goal in one["goals"].values()) for one in found["places"]]
    assert len(worse) > 3 and min(worse) == 0, "the timetable is the best: nothing else is better"
    said = desk.ends(0, "explain", "m1".upper().replace("M1", "M01"))
    assert "is better in the goals" in said and "●" in said


def test_what_a_place_costs_is_what_the_check_counts_when_it_is_there(desk: Desk) -> None:
    found = json.loads(desk.ends(0, "explain", "M03", "--json"))
    other = next(one for one in found["places"] if one["goals"])
    start = other["start"][:16]
    assert start.startswith("2021-11-05T")
    hour, minute = int(start[11:13]) + 9, start[14:16]  # the host's clock is nine hours ahead

    def put(sheet, columns, rows) -> None:  # type: ignore[no-untyped-def]
        sheet.cell(rows["M03"], columns["Start, Korea (host clock)"]).value = f"{hour:02}:{minute}"
        sheet.cell(rows["M03"], columns["Room"]).value = other["room"]

    goals = json.loads(desk.checked(desk.edit(put), "--json").output)["goals"]
    assert {goal: goals[goal] for goal in other["goals"]} == {
        goal: values["would_be"] for goal, values in other["goals"].items()
    }


def test_what_has_no_place_is_told_with_its_cells_and_ways_out(crowded: Desk) -> None:
    said = crowded.ends(0, "explain")
    assert said.count("Ways out:") == 3
    left = next(id for id, one in crowded.table().items() if one["state"] == "unscheduled")
    one = crowded.ends(0, "explain", left)
    assert "One more room" in one and "add room R2" in one and "the rooms that would do are taken by" in one
    assert "takes place" not in one
    for language in words.LANGUAGES:
        assert "R2" in crowded.ends(0, "explain", left, "--lang", language)


def test_a_way_out_can_be_taken_as_it_is_written(crowded: Desk) -> None:
    left = next(id for id, one in crowded.table().items() if one["state"] == "unscheduled")
    change = crowded.ends(0, "explain", left).partition("As a change: “")[2].partition("”")[0]
    crowded.ends(0, "reschedule", "--change", change)
    assert sum(one["state"] == "scheduled" for one in crowded.table().values()) == 2


def test_why_not_then(desk: Desk) -> None:
    assert "KR01 is in" in desk.ends(0, "explain", "M02", "--at", desk_time(desk, "M04"))
    assert "no slot" in desk.ends(0, "explain", "M02", "--at", "20:00")
    assert "off the grid" in desk.ends(0, "explain", "M02", "--at", "9:07")


def desk_time(desk: Desk, meeting: str) -> str:
    """When a meeting begins, on the host's clock."""
    start = desk.table()[meeting]["start"]
    return f"{int(start[11:13]) + 9:02}:{start[14:16]}"


def test_what_became_of_a_governments_requests_is_said_on_its_own_clock(desk: Desk) -> None:
    said = desk.ends(0, "explain", "CN01")
    start = desk.table()["M01"]["start"]
    assert "Asia/Shanghai" in said and f"{int(start[11:13]) + 8:02}:{start[14:16]}" in said
    assert "2 of 2 meetings" in said
    assert desk.ends(0, "explain", "Alpha") == said
    assert json.loads(desk.ends(0, "explain", "CN01", "--json"))["government"] == "CN01"


def test_what_is_not_there_is_answered_with_the_nearest(desk: Desk, tmp_path: Path) -> None:
    said = desk.ends(2, "explain", "M09")
    assert "no meeting or government “M09”" in said and "M0" in said.partition("nearest")[2]
    assert "has a place" in desk.ends(0, "explain")


def test_an_intake_that_changed_since_is_said(desk: Desk) -> None:
    desk.rows["Rooms"][0][1] = "https://c.example/1"
    desk.write()
    assert "event.xlsx changed since v001" in desk.ends(0, "explain", "M01")
    desk.rows["Rooms"][0][0] = ""
    desk.write()
    desk.ends(3, "explain", "M01")


def test_an_event_without_interpreters(tmp_path: Path) -> None:
    desk = Desk(tmp_path, solved=False)
    desk.rows["Interpreters"] = []
    desk.write()
    desk.ends(0, "solve")
    assert "has a place" in desk.ends(0, "explain")
    assert "●" in desk.ends(0, "explain", "M01")


def test_an_event_whose_only_request_is_declined(tmp_path: Path) -> None:
    desk = Desk(tmp_path, solved=False)
    desk.rows["Requests"] = [[1, "CN01", "JP01", ""]]
    desk.put("Requests", "Choice", "decline")
    desk.write()
    desk.ends(0, "solve")
    assert "has a place" in desk.ends(0, "explain")
    assert "declines" in desk.ends(0, "explain", "CN01")
    assert "no meeting or government “M01”" in desk.ends(2, "explain", "M01")
