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


def test_overview(desk: Desk) -> None:
    found = rows(desk, "v001", "Overview")
    texts = [line[0] for line in found]
    made = ["2 of 3 meetings have a place.", "4 of 5 governments meet.", "Result: proven optimal, goal by goal."]
    assert texts[2:5] == made
    kinds = {line[0]: line[1:5] for line in found if isinstance(line[4], int)}
    assert kinds == {
        "China and Japan": [1, 1, 1, 0],
        "China and Korea": [1, 0, 0, 1],
        "Japan and Korea": [1, 1, 1, 0],
        "All": [3, 2, 2, 1],
    }
    opened = {line[0]: line[1:3] for line in found if isinstance(line[1], int) and line[4] is None}
    assert opened == {
        "Consent is awaited (provisional)": [2, "M01 (JP01 Beta), M02 (KR01 Delta)"],
        "Meetings without a place": [1, "M03"],
        "No address known": [4, "CN01 Alpha, JP01 Beta, JP02 Gamma, KR01 Delta"],
    }
    assert any("plaza release EVENT v001" in str(text) for text in texts)
    after = rows(desk, "v002", "Overview")
    assert after[2][0] == "1 of 2 meetings have a place."
    assert next(line[1:5] for line in after if line[0] == "All") == [2, 1, 1, 1]


def test_the_overview_leads_to_every_other_sheet(desk: Desk) -> None:
    book = openpyxl.load_workbook(desk.home / "v001" / "timetable.xlsx")
    links = {cell.value: cell.hyperlink.location for row in book.worksheets[0] for cell in row if cell.hyperlink}
    assert links == {name: f"'{name}'!A1" for name in book.sheetnames[1:]}


def test_timetable(desk: Desk) -> None:
    found = rows(desk, "v001", "Timetable")
    hours = [[value for value in line if value] for line in found if line[0] in ("Korea, Japan", "China")]
    assert hours == [
        ["Korea, Japan", "09:00", "10:00", "11:00", "12:00"],
        ["China", "08:00", "09:00", "10:00", "11:00"],
    ]
    held = {line[0]: [value for value in line[1:] if value] for line in found if line[0] in ("R1", "R2")}
    assert held == {
        "R1": ["M01  provisional\n09:00–10:00\nCN01 Alpha\nJP01 Beta"],
        "R2": ["M02  provisional\n11:00–11:45\nJP02 Gamma\nKR01 Delta"],
    }
    assert found[-1][:2] == ["M03  not scheduled", "CN01 Alpha, KR02 Epsilon"]


def test_by_government(desk: Desk) -> None:
    tea = ["R1", "https://a.example/1", "Tea"]
    trams = ["R2", "https://a.example/2", "Trams"]
    eleven = ["11-05 11:00", "11-05 11:45", "M02", "provisional"]
    heading = ["Start", "End", "Meeting", "State", "With", "Attends as", "Room", "Join link", "Topic"]
    of_each = [
        (
            "CN01 Alpha",
            "China",
            "Asia/Shanghai",
            ["11-05 08:00", "11-05 09:00", "M01", "provisional", "JP01 Beta", "party", *tea],
        ),
        (
            "JP01 Beta",
            "Japan",
            "Asia/Tokyo",
            ["11-05 09:00", "11-05 10:00", "M01", "provisional", "CN01 Alpha", "party", *tea],
        ),
        ("JP02 Gamma", "Japan", "Asia/Tokyo", [*eleven, "KR01 Delta", "party", *trams]),
        ("KR01 Delta", "Korea", "Asia/Seoul", [*eleven, "JP02 Gamma", "party", *trams]),
        ("KR02 Epsilon", "Korea", "Asia/Seoul", [*eleven, "JP02 Gamma\nKR01 Delta", "optional", *trams]),
    ]
    why = "No time was found at which all parties, a room and interpreters are free."
    not_got = {"CN01 Alpha": f"KR02 Epsilon: {why}", "KR02 Epsilon": f"CN01 Alpha: {why}"}
    expected: Rows = []
    for who, place, zone, line in of_each:
        expected += [[who], [f"All times are {place} time ({zone})."], heading, line]
        expected += [[not_got[who]]] if who in not_got else []
    assert shortened(rows(desk, "v001", "By government")) == expected
    after = shortened(rows(desk, "v002", "By government"))
    assert after[after.index(["JP02 Gamma"]) + 2 :][:2] == [["no meeting"], ["KR01 Delta: The meeting does not take place."]]
    book = openpyxl.load_workbook(desk.home / "v001" / "timetable.xlsx")["By government"]
    ends = [one.id for one in book.row_breaks.brk]
    assert [book.cell(end + 1, 1).value for end in ends] == [who for who, *_ in of_each[1:]]


def shortened(found: Rows) -> Rows:
    """Without the empty cells at the end of each row."""
    return [[str(value) for value in line if value is not None] for line in found]


def test_interpreters(desk: Desk) -> None:
    (line,) = rows(desk, "v001", "Interpreters")[1:]
    assert line[:4] == ["I1", "Japanese / Chinese", "11-05 09:00", "11-05 10:00"]
    assert line[4:8] == [60, "M01", "provisional", "Japanese / Chinese"]
    assert line[8:] == ["CN01 Alpha\nJP01 Beta", "R1", "https://a.example/1"]


def test_consent_is_awaited_of_governments_by_name_and_of_nobody_once_the_meeting_is_cancelled(desk: Desk) -> None:
    for version, said in (("v001", "awaiting consent of KR01 Delta"), ("v002", "not needed: cancelled")):
        headings, *lines = rows(desk, version, "Meetings")
        assert next(line for line in lines if line[0] == "M02")[headings.index("Consent")] == said
    assert "error" not in desk.checked(desk.home / "v002" / "timetable.xlsx").output.lower()


def test_not_scheduled(desk: Desk) -> None:
    (line,) = rows(desk, "v001", "Not scheduled")[1:]
    assert line[:4] == ["M03", "not scheduled", "3", "CN01 Alpha\nKR02 Epsilon"]
    assert "event.xlsx/Requests!J4" in line[6].split()
    assert "300" in line[4]
    assert "None was found" in line[5]
    cancelled = [line for line in rows(desk, "v002", "Not scheduled") if line[0] == "M02"]
    assert [line[1:4] for line in cancelled] == [["cancelled", "2", "JP02 Gamma\nKR01 Delta"]]
    assert "storm" in cancelled[0][4]


def test_changes(desk: Desk) -> None:
    was = "Fri 5 Nov 2021, 11:00–11:45"
    found = rows(desk, "v002", "Changes")
    seen = [[line[0], line[1], line[2], str(line[3]).split(" (")[0], line[4]] for line in found]
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
    assert [line[0] for line in rows(desk, "v002", "Quality")[1:4]] == ["before tier 1", 1, 2]
    assert "before tier 1: D" in second and "Tier 1: G1" in second
    assert second["Meetings placed"] == "1 of 2", "a cancelled one is none of those that might have a place, as in Overview"
    assert (second["Version"], second["Based on version"]) == ("v002", "v001")
    assert certificate["Tier 2: G2"] == "value 4, bound 4: proven: no timetable does better, given the tiers above"
    assert certificate["R7 interpreters: every pair of languages covered"] == "checked, holds"
