"""The sheets By government and Interpreters, cell by cell: each government reads its own clock, interpreters the host's."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.small import Desk

HOURS_FROM_UTC = {"CN01": 8, "JP01": 9, "JP02": 9, "KR01": 9, "KR02": 9, "US01": -4}
"""On 5 November 2021; New York has summer time until the seventh."""


PAIRS = {"ja-zh": "Japanese / Chinese", "ja-ko": "Japanese / Korean", "ko-zh": "Korean / Chinese"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("clocks"), solved=False)
    desk.rows["Governments"].append(["US01", "US", "Zeta", "America/New_York", "en", "any", "any", ""])
    desk.rows["Requests"].append([5, "US01", "JP02", ""])
    desk.put("Requests", "Interpreter", "", "", "", "", "no")
    desk.put("Requests", "Optional attendees", "KR02")
    desk.write()
    assert desk.run("solve").exit_code == 0
    return desk


def rows(desk: Desk, sheet: str) -> list[dict[str, Any]]:
    book = openpyxl.load_workbook(desk.home / "v001" / "timetable.xlsx")
    headings, *lines = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, headings), line, strict=True)) for line in lines]


def utc(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=None)


def blocks(desk: Desk) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each line of By government with the code of whom it is for."""
    book = openpyxl.load_workbook(desk.home / "v001" / "timetable.xlsx")
    code, headings = "", None
    for line in book["By government"].iter_rows(values_only=True):
        if line[0] is None:
            headings = None
        elif line[0] == "Start":
            headings = [str(heading) for heading in line]
        elif headings:
            yield code, dict(zip(headings, line, strict=True))
        elif re.match("[A-Z]{2}[0-9]{2} ", str(line[0])):
            code = str(line[0]).split()[0]


def test_each_government_reads_its_meetings_on_its_own_clock(desk: Desk) -> None:
    held = desk.table()
    seen = set()
    for code, row in blocks(desk):
        meeting = held[row["Meeting"]]
        shift = timedelta(hours=HOURS_FROM_UTC[code])
        assert row["Start"] == utc(meeting["start"]) + shift, row
        assert row["End"] == (utc(meeting["end"]) + shift).time() or row["End"] == utc(meeting["end"]) + shift, row
        assert (row["Room"], row["Attends as"]) == (
            meeting["room"],
            "party" if code in meeting["governments"] else "optional",
        )
        seen.add((code, row["Meeting"]))
    wanted = {(code, id) for id, meeting in held.items() for code in (*meeting["governments"], *meeting["optional"])}
    assert seen == wanted


def test_interpreters_read_the_clock_of_the_host(desk: Desk) -> None:
    held = desk.table()
    seen = set()
    for row in rows(desk, "Interpreters"):
        meeting = held[row["Meeting"]]
        assert row["Start (host clock)"] == utc(meeting["start"]) + timedelta(hours=9), row
        assert row["Minutes"] == 60
        name = str(row["Interpreter"])
        seen.add((name, row["Meeting"], row["Pair"]))
    assert seen == {(one["name"], id, PAIRS[one["pair"]]) for id, meeting in held.items() for one in meeting["interpreters"]}


def test_the_minutes_of_a_day_are_kept(tmp_path: Path) -> None:
    desk = Desk(tmp_path, solved=False)
    desk.put("Interpreters", "Max minutes per day", 120, 60)
    desk.write()
    assert desk.run("solve").exit_code == 0
    minutes: dict[str, int] = {}
    for meeting in desk.table().values():
        for one in meeting["interpreters"]:
            minutes[one["name"]] = minutes.get(one["name"], 0) + 60
    assert minutes == {"I1": 120, "I2": 60}
    assert sum(meeting["state"] == "unscheduled" for meeting in desk.table().values()) == 1


def test_usual_hours_and_the_end_of_the_year(tmp_path: Path) -> None:
    desk = Desk(tmp_path, solved=False)
    desk.put("Governments", "Office hours", *[""] * 5)
    desk.put("Governments", "Lunch", *[""] * 5)
    desk.rows["Slots"] = [["2021-12-29", "00:00", "24:00", ""], ["2021-11-05", "00:00", "24:00", ""]]
    desk.put("Requests", "Preferred", "2021-12-29", "2021-12-29", "", "2021-12-29")
    desk.write()
    assert desk.run("solve").exit_code == 0
    starts = {id: utc(meeting["start"]) for id, meeting in desk.table().items()}
    # Japan is closed from 29 December on; China opens at nine, an hour after Korea does.
    assert {id for id, at in starts.items() if at.month == 12} == {"M04"}
    assert starts["M04"] == datetime(2021, 12, 29, 1)
    assert min(at for id, at in starts.items() if at.month == 11) == datetime(2021, 11, 5, 0)


def test_the_hour_that_the_clock_of_the_host_has_twice_is_shown_twice(tmp_path: Path) -> None:
    desk = Desk(tmp_path, solved=False)
    desk.rows["Event"] = [["Event name", "Night"], ["Host time zone", "America/New_York"], ["Start grid (min)", 90]]
    desk.rows["Slots"] = [["2021-11-07", "00:30", "04:00", ""]]
    desk.rows["Rooms"] = [["R1", "", "meeting"]]
    desk.rows["Interpreters"] = []
    desk.rows["Holidays"] = [
        ["CN", "2021-11-07", "yes", ""],
        ["JP", "2021-11-07", "yes", ""],
        ["KR", "2021-11-07", "yes", ""],
    ]
    desk.headings["Holidays"] = ["Country or government", "Date", "Working day?", "Name"]
    desk.put("Governments", "Office hours", *["any"] * 5)
    desk.write()
    assert desk.run("solve").exit_code == 0
    sheet = openpyxl.load_workbook(desk.home / "v001" / "timetable.xlsx")["Timetable"]
    shown = [str(cell.value) for row in sheet for cell in row if cell.value]
    assert [text for text in shown if len(text) == 5 and text[2] == ":"][:5] == ["00:00", "01:00", "01:00", "02:00", "03:00"]
    held = [next(re.finditer(r"\d\d:\d\d–\d\d:\d\d", text))[0] for text in shown if re.match("M0[1-4].*\\n", text)]
    assert held == ["00:30–01:30", "01:00–02:00", "02:30–03:30"]
