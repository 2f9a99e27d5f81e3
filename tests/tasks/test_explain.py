"""`plaza explain`: of a meeting, of a government, of all that has no place; at one start; of what is not there."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scheduler import words
from tests.small import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def one_room(desk: Desk) -> None:
    """One room for an hour and a quarter, so that one meeting of four has a place: the must-have, else any could."""
    desk.rows["Rooms"] = [["R1", "", "meeting"]]
    desk.rows["Slots"] = [["2021-11-05", "09:00", "10:15", ""]]
    desk.put("Requests", "Mandatory", "", "", "yes")


def liked(desk: Desk) -> None:
    """One of the meetings has a time that it is to be at."""
    desk.put("Requests", "Preferred", "", "2021-11-05 10:15-11:15")


@pytest.fixture
def crowded(tmp_path: Path) -> Desk:
    return Desk(tmp_path, arranged=one_room)


def test_the_free_places_of_a_meeting_are_ranked_with_what_they_cost(desk: Desk) -> None:
    found = json.loads(desk.ends(0, "explain", "M03", "--json"))
    table = desk.table()
    assert (found["meeting"], found["state"]) == ("M03", "scheduled")
    here = [
        one
        for one in found["places"]
        if one["start"][:16] == table["M03"]["start"][:16] and one["room"] == table["M03"]["room"]
    ]
    assert [one["goals"] for one in here] == [{}]
    worse = [sum(goal["would_be"] - goal["is"] for goal in one["goals"].values()) for one in found["places"]]
    assert len(worse) > 3 and min(worse) == 0, "the timetable is the best: nothing else is better"
    said = desk.ends(0, "explain", "M03")
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
    more = {"en": "One more room", "ja": "会議室をもう一つ", "ko": "회의실 하나 추가", "zh": "增加一间会议室"}
    for language in words.LANGUAGES:
        assert more[language] in crowded.ends(0, "explain", left, "--lang", language)


def test_a_way_out_can_be_taken_as_it_is_written(crowded: Desk) -> None:
    left = next(id for id, one in crowded.table().items() if one["state"] == "unscheduled")
    change = crowded.ends(0, "explain", left).partition("As a change: “")[2].partition("”")[0]
    crowded.ends(0, "reschedule", "--change", change)
    assert sum(one["state"] == "scheduled" for one in crowded.table().values()) == 2


@pytest.mark.parametrize(
    ("said", "given_back"),
    [
        (["close R1 10:00-12:00", "close R2 10:00-12:00"], "open R1 2021-11-05 10:15-11:15"),
        (["lost I1 10:00-12:00", "lost I2 10:00-12:00"], 'back "I1" 2021-11-05 10:15-11:15'),
        (["close 10:00-12:00"], "open 2021-11-05 10:15-11:15"),
    ],
)
def test_what_a_change_took_away_is_given_back_by_the_change_that_is_named(
    tmp_path: Path, said: list[str], given_back: str
) -> None:
    desk = Desk(tmp_path, arranged=liked)
    desk.ends(0, "reschedule", *(word for one in said for word in ("--change", one)))
    assert desk.table()["M02"]["state"] == "unscheduled"
    assert desk.ends(0, "explain", "M02").count(f"As a change: “{given_back}”") == 1
    desk.ends(0, "reschedule", "--change", given_back)
    assert desk.table()["M02"]["start"] == "2021-11-05T01:15:00Z"


def test_a_meeting_on_a_sheet_has_a_picture_of_its_places_and_a_line_for_each(desk: Desk) -> None:
    said = desk.ends(0, "explain", "M03", "--sheet")
    assert "explain-M03.xlsx" in said and "CN01" not in said
    assert "JP02 Gamma" in said.partition("are to be told")[2]
    book = openpyxl.load_workbook(desk.home / "explain-M03.xlsx")
    assert book.sheetnames == ["Reasons", "Other places"]
    found = json.loads(desk.ends(0, "explain", "M03", "--json"))
    marks = [cell.value for row in book["Reasons"].iter_rows() for cell in row if cell.value in ("●", "○", "+")]
    _, *lines = values(book, "Other places")
    assert marks.count("●") == 1 and len(marks) == len(found["places"])
    here = next(one for one in found["places"] if not one["goals"])
    free = [(one["room"], [each["name"] for each in one["interpreters"]]) for one in found["places"] if one != here]
    assert [(line[1], [line[2].removeprefix("Japanese–Korean ")]) for line in lines] == free


def test_what_has_no_place_and_a_government_each_have_a_sheet(crowded: Desk) -> None:
    left = [id for id, one in crowded.table().items() if one["state"] == "unscheduled"]
    crowded.ends(0, "explain", "--sheet", "--lang", "ja")
    _, *lines = values(openpyxl.load_workbook(crowded.home / "explain.xlsx"), "理由")
    assert [line[0] for line in lines] == left
    assert all("R1" in line[2] and "R2" in line[3] and "event.xlsx" in line[4] for line in lines)
    crowded.ends(0, "explain", "KR01", "--sheet")
    summary, headings, *mine = values(openpyxl.load_workbook(crowded.home / "explain-KR01.xlsx"), "Reasons")
    assert "KR01 Delta" in summary[0] and headings[0] == "Meeting"
    assert [line[0] for line in mine] == ["M02", "M04"]


def values(book: openpyxl.Workbook, sheet: str) -> list[tuple[Any, ...]]:
    return list(book[sheet].values)


def test_why_not_then(desk: Desk) -> None:
    assert "KR01 Delta is in" in desk.ends(0, "explain", "M02", "--at", desk_time(desk, "M04"))
    assert "no slot" in desk.ends(0, "explain", "M02", "--at", "20:00")
    assert "off the grid" in desk.ends(0, "explain", "M02", "--at", "9:07")


def desk_time(desk: Desk, meeting: str) -> str:
    """When a meeting begins, on the host's clock."""
    start = desk.table()[meeting]["start"]
    return f"{int(start[11:13]) + 9:02}:{start[14:16]}"


def test_what_became_of_a_governments_requests_is_said_on_its_own_clock(desk: Desk) -> None:
    said = desk.ends(0, "explain", "CN01")
    start = desk.table()["M01"]["start"]
    assert "China time" in said and f"{int(start[11:13]) + 8:02}:{start[14:16]}" in said
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
