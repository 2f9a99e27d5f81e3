"""One writing for one name at the edge: what differs in width, case or spaces is the same behind it."""

from pathlib import Path

import pytest

from scheduler import intake
from scheduler.domain import Event
from tests.small import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, solved=False)


def read(desk: Desk) -> Event:
    desk.write()
    return intake.read_event(desk.event).event


def test_a_platform_is_written_by_the_name_it_is_known_by_or_as_the_first_room_writes_it(desk: Desk) -> None:
    desk.put("Rooms", "Platform", "腾讯会议", "Ｏｕｒ Ｏｗｎ")
    desk.put("Governments", "Platforms", "VOOV; zoom", "our own; our  Own")
    event = read(desk)
    assert [room.platform for room in event.rooms] == ["VooV", "Ｏｕｒ Ｏｗｎ"]
    assert [government.platforms for government in event.governments[:2]] == [("VooV", "Zoom"), ("Ｏｕｒ Ｏｗｎ",)]


def test_sessions_labels_and_numbers_are_one_however_they_are_written(desk: Desk) -> None:
    desk.rows["Slots"] = [["2021-11-05", "09:00", "11:00", "Morning"], ["2021-11-05", "11:00", "13:00", "ｍｏｒｎｉｎｇ"]]
    desk.put("Requests", "Session", "MORNING")
    desk.put("Requests", "Meeting", "Sister  cities", "", "ｓｉｓｔｅｒ cities")
    desk.rows["Requests"][0][0] = "1a"
    desk.put("Requests", "After", "", "１Ａ")
    desk.rows["Requests"][2][1:3] = ["CN01", "JP01"]
    event = read(desk)
    assert {slot.session for slot in event.slots} == {event.requests[0].session} == {"Morning"}
    assert event.meetings[0].label == "Sister cities"
    assert [request.no for request in event.meetings[0].requests] == ["1a", "3"]
    assert event.meetings[1].after == ("M01",)


def test_links_and_commitments_name_meetings_by_number_with_parties_by_label_or_by_parties(desk: Desk) -> None:
    desk.put("Requests", "Meeting", "", "Youth")
    desk.headings["Links"] = ["Meeting", "Join link"]
    desk.rows["Links"] = [
        ["ｍ1 (Alpha, JP01)", "https://a.example/1"],
        ["YOUTH", "https://a.example/2"],
        ["jp02/KR02", "https://a.example/3"],
    ]
    desk.rows["Commitments"] = [["m01：CN01・JP01", "ｊｐ01", "agreed"], ["youth", "i1", "booked"]]
    event = read(desk)
    assert [link.meeting for link in event.links] == ["M01", "M02", "M03"]
    assert [(one.meeting, one.who) for one in event.commitments] == [("M01", "JP01"), ("M02", "I1")]


def test_a_number_that_no_version_has_given_is_asked_about(desk: Desk) -> None:
    """It would be that of others if rows were sorted, or if the sheet came from another event."""
    desk.headings["Links"] = ["Meeting", "Join link"]
    desk.rows["Links"] = [["M02", "https://a.example/1"], ["M03 (CN01, JP01)", "https://a.example/2"]]
    desk.write()
    found = {
        problem.cells[0].cell: problem for problem in intake.look_at_event(desk.event).problems if problem.severity != "note"
    }
    assert {cell: problem.key for cell, problem in found.items()} == {"A2": "links.by_number", "A3": "links.other_parties"}
    assert found["A2"].values["candidates"] == ["M02 (JP01, KR01)"] and found["A3"].values["known"] == ["M01"]
    desk.rows["Links"] = [found["A2"].values["candidates"] + ["https://a.example/1"]]
    assert [link.meeting for link in read(desk).links] == ["M02"]


def test_two_links_of_one_meeting_are_one_too_many(desk: Desk) -> None:
    desk.put("Requests", "Meeting", "", "Youth")
    desk.headings["Links"] = ["Meeting", "Join link"]
    desk.rows["Links"] = [["M02 (JP01, KR01)", "https://a.example/1"], ["YOUTH", "https://a.example/2"]]
    desk.write()
    found = [(problem.key, problem.cells[0].cell) for problem in intake.look_at_event(desk.event).problems]
    assert ("doubled", "A3") in found


def test_an_edit_may_be_typed_in_any_width_and_order(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    held = desk.table()["M01"]
    other = next(name for name in ("I1", "I2") if name != held["interpreters"][0]["name"])
    edited = desk.edit(lambda s, c, r: s.cell(r["M01"], c["Interpreters"]).__setattr__("value", f"ＺＨ-ja ｉ{other[1]}"))
    said = desk.ends(0, "reschedule", "--from", edited)
    assert desk.table()["M01"]["interpreters"] == [{"pair": "ja-zh", "name": other}], said
