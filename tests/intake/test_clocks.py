"""Whose clock a time is on, column by column: the cell over the heading or the column Time zone, that over the owner."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scheduler import intake
from scheduler.check.clock import minute_of, spans
from scheduler.domain import Event, LocalRange
from tests.small import Desk

BEIJING = "北京时间"
"""An hour behind the host, whose clock is that of Seoul."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, solved=False)


def read(desk: Desk) -> Event:
    desk.write()
    return intake.read_event(desk.event).event


def problems(desk: Desk) -> list[tuple[str, str, str]]:
    desk.write()
    look = intake.look_at_event(desk.event)
    return [(p.severity, p.key, p.cells[0].cell) for p in look.problems if p.severity != "note"]


def rename(desk: Desk, sheet: str, old: str, new: str) -> None:
    desk.headings[sheet][desk.headings[sheet].index(old)] = new


def utc(range_: LocalRange) -> tuple[float, float]:
    """The hours of a range on 5 November, UTC."""
    (span,) = spans(range_)
    return tuple((at - minute_of_day()) / 60 for at in (span.start, span.stop))  # type: ignore[return-value]


def minute_of_day() -> int:
    from datetime import UTC, datetime

    return minute_of(datetime(2021, 11, 5, tzinfo=UTC))


@pytest.mark.parametrize("how", ["cell", "heading", "column"])
def test_slots(desk: Desk, how: str) -> None:
    if how == "cell":
        desk.rows["Slots"] = [["2021-11-05", f"09:00({BEIJING})", f"13:00({BEIJING})", ""]]
    if how == "heading":
        rename(desk, "Slots", "Start", f"Start ({BEIJING})")
        rename(desk, "Slots", "End", f"End ({BEIJING})")
    if how == "column":
        desk.put("Slots", "Time zone", "UTC+8")
    assert utc(read(desk).slots[0].range) == (1, 5)


@pytest.mark.parametrize("how", ["cell", "heading"])
def test_programme(desk: Desk, how: str) -> None:
    heads = ["Start", "End"] if how == "cell" else [f"Start ({BEIJING})", f"End ({BEIJING})"]
    at = ["09:00 北京时间", "10:00 北京时间"] if how == "cell" else ["09:00", "10:00"]
    desk.headings["Programme"] = ["Title", "Date", *heads, "Who"]
    desk.rows["Programme"] = [["Opening", "2021-11-05", *at, "all"]]
    assert utc(read(desk).programme[0].range) == (1, 2)


@pytest.mark.parametrize("how", ["cell", "heading"])
@pytest.mark.parametrize("sheet", ["Rooms", "Interpreters"])
def test_availability_of_rooms_and_interpreters(desk: Desk, sheet: str, how: str) -> None:
    end = "" if how == "cell" else f" ({BEIJING})"
    named = f"2021-11-05 10:00({BEIJING})" if how == "cell" else "2021-11-05 10:00"
    desk.put(sheet, f"Available from{end}", named, named)
    desk.put(sheet, f"Available to{end}", "", f"12:00({BEIJING})" if how == "cell" else "12:00")
    desk.write()
    assert desk.run("solve").exit_code == 0
    starts = [meeting["start"] for meeting in desk.table().values() if meeting["start"]]
    assert starts
    assert min(starts) == "2021-11-05T02:00:00Z"  # ten o'clock in Beijing


@pytest.mark.parametrize("how", ["cell", "heading"])
def test_fixed_start(desk: Desk, how: str) -> None:
    heading = "Fixed start" if how == "cell" else f"Fixed start ({BEIJING})"
    desk.put("Requests", heading, f"2021-11-05 09:30({BEIJING})" if how == "cell" else "2021-11-05 09:30")
    desk.write()
    assert desk.run("solve").exit_code == 0
    assert desk.table()["M01"]["start"] == "2021-11-05T01:30:00Z"


@pytest.mark.parametrize("how", ["cell", "heading", "owner"])
def test_office_hours_and_lunch(desk: Desk, how: str) -> None:
    end = " (日本時間)" if how == "heading" else ""
    named = " (日本時間)" if how == "cell" else ""
    rename(desk, "Governments", "Office hours", f"Office hours{end}")
    rename(desk, "Governments", "Lunch", f"Lunch{end}")
    desk.put("Governments", f"Office hours{end}", f"09:00-18:00{named}")
    desk.put("Governments", f"Lunch{end}", f"12:00-13:00{named}")
    beijing = read(desk).government("CN01")
    zone = "Asia/Shanghai" if how == "owner" else "Asia/Tokyo"
    assert beijing.office_hours is not None
    assert [range_.zone for range_ in (*beijing.office_hours, *beijing.lunch)] == [zone, zone]


@pytest.mark.parametrize("how", ["cell", "heading", "owner"])
def test_wishes(desk: Desk, how: str) -> None:
    for name in ("Preferred", "Unavailable"):
        heading = f"{name} (韓国時間)" if how == "heading" else name
        desk.put("Requests", heading, f"10:00-11:00{' (韓国時間)' if how == 'cell' else ''}")
    request = read(desk).requests[0]  # of a government in China
    zone = "Asia/Shanghai" if how == "owner" else "Asia/Seoul"
    assert [range_.zone for range_ in (*request.preferred, *request.unavailable)] == [zone, zone]


@pytest.mark.parametrize("how", ["cell", "heading"])
def test_changes(desk: Desk, how: str) -> None:
    desk.write()
    assert desk.run("solve").exit_code == 0
    before = desk.table()
    end = f" ({BEIJING})" if how == "heading" else ""
    named = f" ({BEIJING})" if how == "cell" else ""
    rename(desk, "Changes", "From", f"From{end}")
    rename(desk, "Changes", "To", f"To{end}")
    desk.change("close", "slot", f"2021-11-05 08:00{named}", f"2021-11-05 09:00{named}")
    assert desk.run("reschedule").exit_code == 0
    held = [(m["start"], m["end"]) for m in desk.table().values() if m["start"]]
    assert any(start < "2021-11-05T01:00:00Z" for start in (m["start"] for m in before.values()))
    assert not any(start < "2021-11-05T01:00:00Z" for start, _ in held)  # nine o'clock in Beijing


def test_a_session_on_another_clock_is_closed_on_it(desk: Desk) -> None:
    desk.rows["Slots"] = [["2021-11-05", "09:00", "11:00", "First"], ["2021-11-05", "11:00", "14:00", "Second"]]
    desk.put("Slots", "Time zone", "Asia/Shanghai", "Asia/Shanghai")
    desk.write()
    assert desk.run("solve").exit_code == 0
    desk.change("close", "first")
    assert desk.run("reschedule").exit_code == 0
    assert all(m["start"] >= "2021-11-05T03:00:00Z" for m in desk.table().values() if m["start"])
    record = json.loads((desk.home / "v002" / "record.json").read_bytes())
    assert record["changes"][0]["start"] == "2021-11-05 09:00 @ Asia/Shanghai"
    assert desk.run("reschedule", "--cancel", "M01").exit_code == 0  # which reads the record back
    assert all(m["start"] >= "2021-11-05T03:00:00Z" for m in desk.table().values() if m["start"])


def one_clock_of_two(desk: Desk) -> Iterator[tuple[str, str]]:
    desk.rows["Slots"] = [["2021-11-05", f"09:00({BEIJING})", "13:00", ""]]
    yield "range.two_clocks", "B2"


def heading_and_column(desk: Desk) -> Iterator[tuple[str, str]]:
    rename(desk, "Slots", "Start", f"Start ({BEIJING})")
    rename(desk, "Slots", "End", f"End ({BEIJING})")
    desk.put("Slots", "Time zone", "Asia/Tokyo")
    yield "range.two_clocks", "B2"


def a_clock_over_dates(desk: Desk) -> Iterator[tuple[str, str]]:
    rename(desk, "Slots", "Date", f"Date ({BEIJING})")
    yield "sheet.heading_zone", "A1"


def a_date_with_a_clock(desk: Desk) -> Iterator[tuple[str, str]]:
    desk.put("Slots", "Date", f"2021-11-05 ({BEIJING})")
    yield "value.date", "A2"


def a_room_on_two_clocks(desk: Desk) -> Iterator[tuple[str, str]]:
    desk.put("Rooms", "Available from", f"10:00({BEIJING})")
    desk.put("Rooms", "Available to", "12:00")
    yield "range.two_clocks", "D2"


@pytest.mark.parametrize(
    "kind", [one_clock_of_two, heading_and_column, a_clock_over_dates, a_date_with_a_clock, a_room_on_two_clocks]
)
def test_a_clock_that_cannot_be_taken_is_said_by_cell(desk: Desk, kind: Any) -> None:
    ((key, cell),) = kind(desk)
    assert (key, cell) in [(found, at) for _, found, at in problems(desk)]


NEW_YORK = "America/New_York"


@pytest.mark.parametrize(
    ("day", "hour", "key"),
    [
        ("2021-11-07", "01:30", "range.hour_twice"),
        ("2021-03-14", "02:30", "range.hour_never"),
        ("2021-11-07", "03:30", ""),
        ("2021-11-07", "01:30 (UTC-5)", ""),
    ],
)
@pytest.mark.parametrize("column", ["Fixed start", "Preferred", "Available from"])
def test_an_hour_that_a_clock_shows_twice_or_never_is_asked(desk: Desk, column: str, day: str, hour: str, key: str) -> None:
    desk.rows["Slots"] = [[day, "00:00", "12:00", ""]]
    desk.rows["Event"][1] = ["Host time zone", NEW_YORK]
    desk.put("Governments", "Time zone", *[NEW_YORK] * 5)
    sheet = "Rooms" if column == "Available from" else "Requests"
    end, _, zone = "05:00", None, hour.partition(" ")[2]
    desk.put(sheet, column, f"{day} {hour.partition(' ')[0]}-{end} {zone}" if column == "Preferred" else f"{day} {hour}")
    assert [found for _, found, _ in problems(desk)] == ([key] if key else [])


def test_an_offset_is_shown_as_one(desk: Desk) -> None:
    desk.put("Slots", "Time zone", "UTC+9")
    desk.rows["Event"][1] = ["Host time zone", "UTC+9"]
    desk.write()
    assert desk.run("solve").exit_code == 0
    assert desk.run("check").exit_code == 0
    texts = set()
    for path in (desk.home / "v001" / "timetable.xlsx", desk.home / "intake-review.xlsx"):
        import openpyxl

        texts |= {str(cell.value) for sheet in openpyxl.load_workbook(path) for row in sheet for cell in row}
    assert any("UTC+09:00" in text for text in texts)
    assert not any("Etc/" in text for text in texts)
