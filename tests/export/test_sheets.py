"""What stands in the sheets of a workbook, written here by hand: one small event, its first version and its repair."""

from typing import Any

import openpyxl
import pytest

from tests.small import Desk

Rows = list[list[Any]]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """M01 at 09:00 in R1, M02 at 11:00 in R2 with KR02 as a guest, M03 too long for the morning; M02 is then cancelled."""
    desk = Desk(tmp_path_factory.mktemp("sheets"), solved=False)
    desk.rows["Requests"] = [[1, "CN01", "JP01"], [2, "JP02", "KR01"], [3, "KR02", "CN01"]]
    desk.put("Requests", "Fixed start", "2021-11-05 09:00", "2021-11-05 11:00")
    desk.put("Requests", "Fixed room", "R1", "R2")
    desk.put("Requests", "Optional attendees", "", "KR02")
    desk.put("Requests", "Topic", "Tea", "Trams", "Trees")
    desk.put("Requests", "Interpreter", "yes", "no", "no")
    desk.put("Requests", "Duration (min)", 60, 45, 300)
    desk.rows["Interpreters"] = [["I1", "ja/zh"]]
    desk.write()
    desk.ends(0, "solve")
    desk.ends(0, "release", "v001", "--anyway")
    desk.ends(0, "reschedule", "--cancel", "M02", "--reason", "storm")
    return desk


def rows(desk: Desk, version: str, sheet: str) -> Rows:
    """The values of a sheet, times as they read."""
    book = openpyxl.load_workbook(desk.home / version / "timetable.xlsx")
    found = [[_read(cell) for cell in row] for row in book[sheet].iter_rows(values_only=True)]
    return [row for row in found if any(value is not None for value in row)]


def _read(value: Any) -> Any:
    return f"{value:%m-%d %H:%M}" if hasattr(value, "strftime") else value


def test_by_government(desk: Desk) -> None:
    none = [None] * 7
    tea = ["R1", "https://a.example/1", "Tea"]
    trams = ["R2", "https://a.example/2", "Trams"]
    eleven = ["11-05 11:00", "11-05 11:45", "M02"]
    assert rows(desk, "v001", "By government")[1:] == [
        ["CN01 Alpha", "Asia/Shanghai", "11-05 08:00", "11-05 09:00", "M01", "JP01 Beta", "party", *tea],
        ["JP01 Beta", "Asia/Tokyo", "11-05 09:00", "11-05 10:00", "M01", "CN01 Alpha", "party", *tea],
        ["JP02 Gamma", "Asia/Tokyo", *eleven, "KR01 Delta", "party", *trams],
        ["KR01 Delta", "Asia/Seoul", *eleven, "JP02 Gamma", "party", *trams],
        ["KR02 Epsilon", "Asia/Seoul", *eleven, "JP02 Gamma\nKR01 Delta", "optional", *trams],
    ]
    after = rows(desk, "v002", "By government")
    assert after[3] == ["JP02 Gamma", "Asia/Tokyo", "no meeting", *none]


def test_interpreters(desk: Desk) -> None:
    (line,) = rows(desk, "v001", "Interpreters")[1:]
    assert line[:7] == ["I1", "ja / zh", "11-05 09:00", "11-05 10:00", 60, "M01", "ja-zh"]
    assert line[7:] == ["CN01 Alpha\nJP01 Beta", "R1", "https://a.example/1"]


def test_not_scheduled(desk: Desk) -> None:
    (line,) = rows(desk, "v001", "Not scheduled")[1:]
    assert line[:3] == ["M03", "3", "CN01 Alpha\nKR02 Epsilon"]
    assert "event.xlsx/Requests!J4" in line[5].split()
    assert "300" in line[3]
    assert "None was found" in line[4]
    cancelled = [line for line in rows(desk, "v002", "Not scheduled") if line[0] == "M02"]
    assert [(line[1], line[2]) for line in cancelled] == [("2", "JP02 Gamma\nKR01 Delta")]
    assert "storm" in cancelled[0][3]


def test_changes(desk: Desk) -> None:
    was = "Fri 5 Nov 2021 11:00–11:45"
    found = rows(desk, "v002", "Changes")
    seen = [[line[0], line[1], line[2], str(line[3]).split(" (Asia")[0], line[4]] for line in found]
    of_all = ["M02", "cancelled", "JP02 Gamma\nKR01 Delta", was, "cancelled"]
    assert of_all in seen
    assert ["M02", "cancelled", "JP02 Gamma", was, "cancelled"] in seen
    assert ["M02", "cancelled", "KR01 Delta", was, "cancelled"] in seen
    assert len(rows(desk, "v001", "Changes")) == 2


def test_quality_and_certificate_say_what_the_timetable_says(desk: Desk) -> None:
    quality = {str(line[1]).split()[0]: line for line in rows(desk, "v001", "Quality")[1:]}
    assert [quality["G2"][at] for at in (0, 2, 3, 4, 5, 6)] == [
        2,
        1,
        4,
        4,
        4,
        "proven: no timetable does better, given the tiers above",
    ]
    certificate = dict(line for line in rows(desk, "v001", "Certificate")[1:] if len(line) == 2)
    assert certificate["Meetings placed"] == "2 of 3"
    assert certificate["Version"] == "v001"
    assert certificate["Seed"] == "0"
    second = dict(rows(desk, "v002", "Certificate")[1:])
    assert (second["Version"], second["Based on version"]) == ("v002", "v001")
    assert certificate["Tier 2: G2"] == "value 4, bound 4: proven: no timetable does better, given the tiers above"
    assert certificate["R7 interpreters: every pair of languages covered"] == "checked, holds"
