"""What one command says, another does not contradict: small things that used to differ."""

import json
from pathlib import Path

import openpyxl
import pytest

from scheduler import files, intake
from tests.small import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_first_interpreter_is_asked_about(tmp_path: Path) -> None:
    desk = Desk(tmp_path, solved=False)
    desk.rows["Interpreters"] = []
    desk.write()
    desk.ends(0, "solve")
    said = desk.ends(3, "reschedule", "--changes", desk.file(("add", "Kim", "", "", "interpreter ja/ko", "", "")))
    assert "No interpreters are managed so far" in said
    assert all(meeting["interpreters"] == [] for meeting in desk.table().values())


def test_a_pin_of_a_meeting_without_a_place_is_refused(tmp_path: Path) -> None:
    desk = Desk(tmp_path, solved=False)
    desk.rows["Interpreters"] = [["I1", "ja/zh"]]
    desk.write()
    desk.ends(0, "solve")
    assert desk.table()["M02"]["state"] == "unscheduled"
    assert "M02 has no place yet" in desk.ends(3, "reschedule", "--changes", desk.file(("pin", "M02", "", "", "", "", "")))


def test_a_link_of_a_declined_meeting_is_noted_in_the_first_run_and_later(tmp_path: Path) -> None:
    desk = Desk(tmp_path, solved=False)
    desk.put("Requests", "Meeting", "", "", "Youth")
    desk.rows["Requests"].append([5, "KR02", "JP02", "", "youth"])
    desk.put("Requests", "Choice", "", "", "", "", "decline")
    desk.headings["Links"] = ["Meeting", "Join link"]
    desk.rows["Links"] = [["Youth", "https://a.example/y"]]
    desk.write()
    for _ in range(2):
        desk.ends(0, "solve")
        assert [note["cells"] for note in json.loads(desk.run("check", "--json").stdout)["notes"] if "Youth" in note["text"]]


def test_a_column_of_availability_that_is_no_time_is_a_note_and_a_star_is_none(desk: Desk) -> None:
    desk.headings["Availability"] = ["Government", "Remarks", "2021-11-05 09:00-10:00*"]
    desk.rows["Availability"] = [["CN01", "by telephone", "×"]]
    desk.write()
    said = desk.ends(0, "solve")
    assert "The column “Remarks” of “Availability” is none the program knows" in said
    assert all(m["start"] != "2021-11-05T00:00:00Z" for m in desk.table().values() if "CN01" in m["governments"])


def test_marks_below_what_is_no_time_are_an_error(desk: Desk) -> None:
    desk.headings["Availability"] = ["Government", "first hour"]
    desk.rows["Availability"] = [["CN01", "×"]]
    desk.write()
    assert "Availability!B1" in desk.ends(3, "solve")


def test_the_certificate_lists_the_rules_that_the_check_ran(tmp_path: Path) -> None:
    desk = Desk(tmp_path, solved=False)
    desk.rows["Interpreters"] = []
    desk.write()
    desk.ends(0, "solve")
    book = openpyxl.load_workbook(desk.home / "v001" / "timetable.xlsx")
    said = {str(row[0].value)[:3].strip(): row[1].value for row in book["Certificate"]}
    assert said["R0"] == said["R12"] == "checked, holds"
    assert said["R7"] == "not checked: no interpreters are managed"
    found = json.loads(desk.checked(desk.home / "v001" / "timetable.json", "--json").output)
    assert "R7" not in found["rules"] and "R0" in found["rules"]


def test_what_a_check_cannot_see_it_says(desk: Desk, tmp_path: Path) -> None:
    desk.ends(0, "reschedule", "--cancel", "M02")
    (desk.home / "v001").rename(tmp_path / "elsewhere")
    assert "What is stated of goal D was not checked" in desk.checked(desk.home / "v002" / "timetable.json").output
    other = "R1" if desk.table()["M01"]["room"] == "R2" else "R2"
    edited = desk.edit(lambda sheet, columns, rows: setattr(sheet.cell(rows["M01"], columns["Room"]), "value", other))
    assert "(R0: requests, marks, links, reasons, tiers) was not checked" in desk.checked(edited).output


def test_goal_d_is_recomputed_against_the_version_before(desk: Desk) -> None:
    desk.ends(0, "reschedule", "--close-room", "R1")
    file = desk.home / "v002" / "timetable.json"
    content = json.loads(file.read_bytes())
    tier = next(tier for tier in content["tiers"] if tier["goals"][0]["goal"] == "D")
    assert tier["value"] > 0
    assert desk.checked(file).exit_code == 0
    tier["value"] = tier["bound"] = tier["goals"][0]["value"] = 0
    file.write_text(json.dumps(content), encoding="utf-8")
    result = desk.checked(file)
    assert result.exit_code == 6 and "R0: D is stated as 0" in result.output
    content["tiers"] = [one for one in content["tiers"] if one is not tier]
    file.write_text(json.dumps(content), encoding="utf-8")
    assert desk.checked(file).exit_code == 6


def test_a_missing_interpreter_is_the_reason(tmp_path: Path) -> None:
    desk = Desk(tmp_path, solved=False)
    desk.rows["Interpreters"] = [["I1", "ja/zh"]]
    desk.write()
    desk.ends(0, "solve")
    reasons = {id: m["reason"]["text"] for id, m in desk.table().items() if m["reason"]}
    assert set(reasons) == {"M02", "M03", "M04"}
    assert "nobody interprets Japanese–Korean" in reasons["M02"]


def test_a_holiday_is_the_reason_by_its_name_and_row(tmp_path: Path) -> None:
    desk = Desk(tmp_path, solved=False)
    desk.headings["Holidays"] = ["Country or government", "Date", "Working day?", "Name"]
    desk.rows["Holidays"] = [["KR02", "2021-11-05", "no", "founding day"]]
    desk.write()
    desk.ends(0, "solve")
    reason = desk.table()["M03"]["reason"]
    assert "a day off of KR02 (2021-11-05, founding day)" in reason["text"]
    assert "event.xlsx/Holidays!B2" in reason["cells"]


def test_what_is_not_proven_is_not_called_so(tmp_path: Path) -> None:
    desk = Desk(tmp_path, solved=False)
    desk.rows["Rooms"] = [["R1", "", "meeting"]]
    desk.rows["Slots"] = [["2021-11-05", "09:00", "10:00", ""]]
    desk.write()
    desk.ends(0, "solve")
    left = [m["reason"]["text"] for m in desk.table().values() if m["reason"]]
    assert left and all("it is proven" in text or "of the same worth" in text for text in left)
    desk.ends(0, "reschedule", "--cancel", next(id for id, m in desk.table().items() if m["reason"]))
    kept = [m["reason"]["text"] for m in desk.table().values() if m["state"] == "unscheduled"]
    assert kept and all("“changes of the timetable before” would be" in text for text in kept)


def test_a_closing_that_begins_later_spares_what_runs_then(desk: Desk) -> None:
    begun = {id for id, m in desk.table().items() if m["start"] == "2021-11-05T00:00:00Z"}
    desk.change("close", "slot", "2021-11-05 09:30", "2021-11-05 10:30")
    desk.ends(0, "reschedule", "--now", "2021-11-05 09:15")
    after = desk.table()
    assert {id for id, m in after.items() if m["start"] == "2021-11-05T00:00:00Z"} == begun
    assert all(m["start"] >= "2021-11-05T01:30:00Z" for id, m in after.items() if id not in begun and m["start"])
    assert desk.checked(desk.home / "v002" / "timetable.json").exit_code == 0
    desk.ends(0, "reschedule", "--lost", "I1")
    assert {id for id, m in desk.table().items() if m["start"] == "2021-11-05T00:00:00Z"} == begun


def test_a_file_that_cannot_be_written_is_named_and_not_its_copy(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path) -> None:
        raise OSError(28, "No space left on device", str(path))

    with pytest.raises(Exception) as caught:  # noqa: PT011 - what it says is what matters
        files.put(desk.home / "releases.json", full)
    assert caught.value.says[0].values["path"] == str(desk.home / "releases.json")  # type: ignore[attr-defined]


def test_meetings_are_listed_by_number(tmp_path: Path) -> None:
    desk = Desk(tmp_path, solved=False)
    desk.rows["Interpreters"] = []
    desk.rows["Requests"] = [[n, "CN01", "JP01", "", f"subject {n}", 300] for n in range(1, 102)]  # longer than the slot
    desk.headings["Requests"] += ["Meeting", "Duration (min)"]
    desk.write()
    event = intake.read_event(desk.event).event
    assert [meeting.id for meeting in event.meetings][-3:] == ["M99", "M100", "M101"]
    desk.ends(0, "solve")
    sheet = openpyxl.load_workbook(desk.home / "v001" / "timetable.xlsx")["Meetings"]
    assert [row[0].value for row in sheet][-3:] == ["M99", "M100", "M101"]
