"""Spoiled copies of an event: each is refused, or read and noted, with its cells, and nothing written is harmed.

The event is a small one, but for a few cases on the founding case, which is as large as they come.
"""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook

from scheduler.cli import cli
from scheduler.intake import read_event
from tests.intake.desk import WINDOWS, Desk, crashed, small_book, small_event

PLAZA_22 = Path(__file__).parents[2] / "inputs" / "plaza-22"
REQUIRED = ("Event", "Slots", "Rooms", "Governments", "Requests")
OLE_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
THREE = datetime(2021, 11, 5, 15)

Spoil = Callable[[Workbook], object]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, small_book())


@pytest.fixture
def founding_case(tmp_path: Path) -> Desk:
    return Desk(tmp_path, load_workbook(PLAZA_22 / "event.xlsx"))


def _zip(**files: str) -> bytes:
    with zipfile.ZipFile(stream := BytesIO(), "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("command", ["check", "solve"])
def test_check_and_solve_refuse_alike(founding_case: Desk, command: str) -> None:
    places = [founding_case.put("Slots", 2, "Date", "next Friday"), founding_case.put("Requests", 9, "Counterpart", "CN99")]
    assert [error.split(": ")[1] for error in founding_case.errors(command)] == places


# ------------------------------------------------------------------------------------------------------------ the file


def test_a_missing_event_folder_is_a_matter_of_usage(tmp_path: Path) -> None:
    for command in ("check", "solve"):
        result = CliRunner().invoke(cli, [command, str(tmp_path / "plaza-23"), "--lang", "en"])
        assert result.exit_code == 2
        assert str(tmp_path / "plaza-23") in result.output
        assert not crashed(result)


def test_a_folder_without_event_workbook_says_which_file_is_missing(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["check", str(tmp_path), "--lang", "en", "--out", str(tmp_path / "out")])
    assert result.exit_code == 3
    assert "Error: event.xlsx: There is no file event.xlsx" in result.output


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(b"", "empty (0 bytes)", id="0 bytes"),
        pytest.param(b"Requester,Counterpart\nCN01,JP01\n", "no Excel workbook", id="csv"),
        pytest.param(b"<html><table></table></html>", "is a page of the web", id="html"),
        pytest.param(_zip(**{"word/document.xml": "<w/>"}), "no Excel workbook", id="docx"),
        pytest.param(OLE_COMPOUND + "EncryptedPackage".encode("utf-16-le"), "password", id="password"),
        pytest.param(OLE_COMPOUND + "Workbook".encode("utf-16-le"), "Excel 97", id="old xls"),
    ],
)
def test_a_file_that_is_no_workbook_is_told_what_it_is(desk: Desk, data: bytes, says: str) -> None:
    desk.replace_file(data)
    error = desk.only_error()
    assert error.startswith("Error: event.xlsx: ") and says in error


def _with_part(data: bytes, name: str, part: bytes) -> bytes:
    """The workbook with another content of one part."""
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream := BytesIO(), "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, part if info.filename == name else old.read(info))
    return stream.getvalue()


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(desk: Desk) -> None:
    desk.replace_file(_with_part(desk.data, "xl/styles.xml", bytes(33 * 2**20)))
    assert "holds more than a workbook of an event can" in desk.only_error()


def test_a_million_empty_formatted_rows_are_not_read(desk: Desk) -> None:
    sheet = "xl/worksheets/sheet3.xml"
    with zipfile.ZipFile(BytesIO(desk.data)) as archive:
        written = archive.read(sheet)
    empty = b"".join(b'<row r="%d" s="1" customFormat="1" ht="15"/>' % row for row in range(1000, 1_000_000))
    desk.replace_file(_with_part(desk.data, sheet, written.replace(b"</sheetData>", empty + b"</sheetData>")))
    assert "formatted far below its table" in desk.only_error()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_nested_entities_are_refused(desk: Desk, encoding: str) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    declared = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE sst [<!ENTITY e0 "x">{levels}]>'
    bomb = f"{declared}<sst><si><t>&e11;</t></si></sst>"
    desk.replace_file(_with_part(desk.data, "xl/styles.xml", bomb.encode(encoding)))
    assert "may be made to do harm" in desk.only_error()


def test_cells_merged_over_all_of_a_sheet_are_refused(desk: Desk) -> None:
    with zipfile.ZipFile(BytesIO(desk.data)) as archive:
        written = archive.read("xl/worksheets/sheet3.xml")
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A5:XFD1048576"/></mergeCells>'
    desk.replace_file(_with_part(desk.data, "xl/worksheets/sheet3.xml", written.replace(b"</sheetData>", merged)))
    assert "holds more than a workbook of an event can" in desk.only_error()


@pytest.mark.parametrize("parser", ["True", "False"])
def test_hostile_files_are_refused_with_lxml_and_without(desk: Desk, parser: str) -> None:
    """Openpyxl reads with lxml where it is installed, unless this variable says otherwise."""
    bomb = '<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY e SYSTEM "file:///etc/passwd">]><sst><si><t>&e;</t></si></sst>'
    desk.replace_file(_with_part(desk.data, "xl/styles.xml", bomb.encode()))
    desk.save()
    command = [sys.executable, "-m", "scheduler", "check", str(desk.event), "--out", str(desk.out), "--lang", "en"]
    environment = {**os.environ, "OPENPYXL_LXML": parser}
    result = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert result.returncode == 3 and "may be made to do harm" in result.stdout and "Traceback" not in result.stderr


def test_cells_of_another_namespace_are_not_passed_over(desk: Desk) -> None:
    """Openpyxl reads none of them; the second reader reads them all."""
    part = f"xl/worksheets/sheet{desk.book.sheetnames.index('Requests') + 1}.xml"
    with zipfile.ZipFile(BytesIO(desk.data)) as archive:
        written = archive.read(part)
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    desk.replace_file(_with_part(desk.data, part, written.replace(main, b"http://purl.oclc.org/ooxml/spreadsheetml/main")))
    assert "was read by a second reader" in desk.notes()
    assert len(read_event(desk.event).event.requests) == len(list(desk.book["Requests"].iter_rows(min_row=2)))


def test_a_cell_that_stands_twice_is_not_read_as_one_of_them(desk: Desk) -> None:
    part = "xl/worksheets/sheet3.xml"
    with zipfile.ZipFile(BytesIO(desk.data)) as archive:
        written = archive.read(part)
    cell = re.search(rb'<c r="A2".*?</c>', written)
    assert cell
    desk.replace_file(_with_part(desk.data, part, written.replace(cell[0], cell[0] * 2)))
    assert "event.xlsx is damaged" in desk.only_error()


def _with_cell(desk: Desk, old: str, new: str, part: str = "xl/worksheets/sheet3.xml") -> bytes:
    """The event with another writing of a cell, or of what a part says."""
    with zipfile.ZipFile(BytesIO(desk.data)) as archive:
        written = archive.read(part).decode()
    assert old in written
    return _with_part(desk.data, part, written.replace(old, new).encode())


R1 = '<c r="A2" t="inlineStr"><is><t>R1</t></is></c>'
"""The first room, as the tests write it."""


@pytest.mark.parametrize(
    "written",
    [
        '<c r="A2"><is><t>R1</t></is></c>',
        '<c r="A2" t="str"><is><t>R1</t></is></c>',
        '<c r="A2" t="inlineStr"><v>R1</v></c>',
        '<c r="A2" t="inlineStr"><x:is xmlns:x="urn:x"><t>R1</t></x:is></c>',
        '<c r="A2"><m:AlternateContent xmlns:m="urn:m"><v>1</v></m:AlternateContent></c>',
        '<c r="A2" t="s"><v> -1</v></c>',
        '<c r="A2" t="s"><v>١</v></c>',
    ],
)
def test_a_text_where_openpyxl_looks_for_none_is_not_passed_over(desk: Desk, written: str) -> None:
    """The second reader reads it, or the file is refused."""
    desk.replace_file(_with_cell(desk, R1, written))
    said = desk.call("check").output
    assert "was read by a second reader" in said or "is damaged" in said


def test_texts_of_another_namespace_do_not_shift_the_others(desk: Desk) -> None:
    data = _with_cell(desk, R1, '<c r="A2" t="s"><v>1</v></c>')
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    table = f'<sst xmlns="{main}"><x:si xmlns:x="urn:x"><t>zero</t></x:si><si><t>R1</t></si><si><t>R7</t></si></sst>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream := BytesIO(), "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "[Content_Types].xml" and b"sharedStrings" not in part:
                declared = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
                part = part.replace(b"</Types>", declared.encode())
            if name != "xl/sharedStrings.xml":
                new.writestr(name, part)
        new.writestr("xl/sharedStrings.xml", table)
    desk.replace_file(stream.getvalue())
    said = desk.call("check").output
    assert "was read by a second reader" in said or "is damaged" in said


def test_two_sheets_of_exactly_one_title_are_not_read_as_one(desk: Desk) -> None:
    desk.replace_file(_with_cell(desk, 'name="Programme"', 'name="Requests"', "xl/workbook.xml"))
    assert "event.xlsx is damaged" in desk.only_error()


def test_a_formula_of_a_text_without_stored_result_is_refused(desk: Desk) -> None:
    desk.replace_file(_with_cell(desk, R1, '<c r="A2" t="str"><f>A9</f></c>'))
    assert any("no stored result" in error for error in desk.errors())


def test_a_time_in_a_format_of_east_asia_is_one(desk: Desk) -> None:
    """32 is 9時00分 in Excel of Japan, China and Korea, and stands in no list of the file."""
    desk.book["Slots"]["B2"] = time(9)
    desk.book["Slots"]["B2"].number_format = "h:mm:ss"
    with zipfile.ZipFile(BytesIO(desk.data)) as archive:
        styles = archive.read("xl/styles.xml").decode()
    given = styles.replace('numFmtId="21"', 'numFmtId="32"')
    assert given != styles
    desk.replace_file(_with_part(desk.data, "xl/styles.xml", given.encode()))
    desk.run("check", 0)


def test_a_value_that_lies_hidden_below_merged_cells_is_not_read(desk: Desk) -> None:
    """What shows is R1, in both rows; R2 still stands in the file."""
    assert desk.book["Rooms"]["A3"].value == "R2"
    merged = '</sheetData><mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>'
    desk.replace_file(_with_cell(desk, "</sheetData>", merged))
    assert any("“R1” stands here a second time" in error for error in desk.errors())


def test_a_button_on_a_sheet_is_no_cell(desk: Desk) -> None:
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    anchor = f'<controls><x:from xmlns:x="{drawing}"><x:col>1</x:col><x:row>2</x:row></x:from></controls>'
    desk.replace_file(_with_cell(desk, "</sheetData>", f"</sheetData>{anchor}"))
    assert "second reader" not in desk.notes()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files here")
def test_a_pipe_is_no_file(desk: Desk) -> None:
    desk.save()
    os.mkfifo(desk.event.parent / "pipe.json")
    for command in (["check", "pipe.json"], ["check", "pipe.xlsx"]):
        path = desk.event.parent / command[1]
        if not path.exists():
            os.mkfifo(path)
        result = CliRunner().invoke(cli, ["check", str(path), "--event", str(desk.event), "--lang", "en"])
        assert (result.exit_code, "not a file" in result.output) == (3, True)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "event").mkdir()
    (tmp_path / "elsewhere.xlsx").write_bytes(small_event())
    try:
        (tmp_path / "event" / "event.xlsx").symlink_to(tmp_path / "elsewhere.xlsx")
    except OSError:
        pytest.skip("links need a right on this system")
    result = CliRunner().invoke(cli, ["check", str(tmp_path / "event"), "--lang", "en", "--out", str(tmp_path / "out")])
    assert result.exit_code == 3 and "a link to a file outside the event folder" in result.output


def test_a_sheet_said_to_be_as_wide_as_excel_is_read_by_its_cells(desk: Desk) -> None:
    with zipfile.ZipFile(BytesIO(desk.data)) as archive:
        written = archive.read("xl/worksheets/sheet3.xml")
    wide = re.sub(rb'<dimension ref="[^"]*" ?/>', b'<dimension ref="A1:XFD1048576"/>', written)
    assert wide != written
    desk.replace_file(_with_part(desk.data, "xl/worksheets/sheet3.xml", wide))
    desk.run("check", 0)


def test_characters_that_do_not_show_are_no_matter(desk: Desk) -> None:
    for column, heading in enumerate(("Requester", "Counterpart", "Preferred"), 1):
        cell = desk.where("Requests", 2, heading).partition("!")[2]
        written = desk.book["Requests"][cell].value or "午後2時\u202e～4時"
        desk.book["Requests"][cell] = f"\u200b{written}\u200f\ufeff" + "\u2060" * column
    desk.run("check", 0)


def test_furigana_does_not_leak_into_a_name(desk: Desk) -> None:
    place = desk.put("Requests", 2, "Counterpart", "Tottori")
    desk.save()
    data = (desk.event / "event.xlsx").read_bytes()
    name, ruby = "<t>Tottori</t></is>", '<t>Tottori</t><rPh sb="0" eb="3"><t>トットリ</t></rPh></is>'
    part = f"xl/worksheets/sheet{desk.book.sheetnames.index('Requests') + 1}.xml"
    with zipfile.ZipFile(BytesIO(data)) as archive:
        written = archive.read(part).decode()
    assert name in written
    desk.replace_file(_with_part(data, part, written.replace(name, ruby).encode()))
    desk.run("check", 0)
    request = next(r for r in read_event(desk.event).event.requests if str(r.cells["counterparts"]) == place)
    assert request.counterparts == ("JP01",)


@pytest.mark.parametrize("kept", [10, 0.5, -30])
def test_a_truncated_workbook_is_damaged(desk: Desk, kept: float) -> None:
    desk.replace_file(desk.data[: int(kept * len(desk.data)) if isinstance(kept, float) else int(kept)])
    assert "event.xlsx is damaged or incomplete" in desk.only_error()


def test_a_workbook_open_in_excel_is_read_and_noted(desk: Desk) -> None:
    (desk.event / "~$event.xlsx").write_bytes(b"\x05Clerk")
    assert "event.xlsx is open in Excel" in desk.notes()


# ---------------------------------------------------------------------------------------------- sheets, columns, cells


@pytest.mark.parametrize("sheet", REQUIRED)
def test_a_missing_sheet_is_the_only_error(desk: Desk, sheet: str) -> None:
    del desk.book[sheet]
    assert desk.only_error().startswith(f"Error: event.xlsx: These sheets are missing: {sheet}.")


@pytest.mark.parametrize(
    ("sheet", "heading"),
    [
        ("Event", "Value"),
        ("Slots", "End"),
        ("Rooms", "Room"),
        ("Governments", "Time zone"),
        ("Requests", "Requester"),
        ("Programme", "Title"),
    ],
)
def test_a_missing_column_is_the_only_error(desk: Desk, sheet: str, heading: str) -> None:
    desk.put(sheet, 1, heading, None)
    error = desk.only_error()
    assert f"event.xlsx/{sheet}!A1: " in error and f"no column {heading}" in error


def test_empty_sheets_are_each_named(desk: Desk) -> None:
    for sheet in desk.book.worksheets:
        sheet.delete_rows(1, sheet.max_row)
    errors = desk.errors()
    assert all(any(f"event.xlsx/{sheet}: " in error for error in errors) for sheet in REQUIRED)


def test_a_blank_workbook_lacks_every_sheet(desk: Desk) -> None:
    desk.book = Workbook()
    error = desk.errors()[0]
    assert all(sheet in error for sheet in REQUIRED)


@pytest.mark.parametrize("sheet", ["Slots", "Requests"])
def test_headings_without_rows_are_refused(desk: Desk, sheet: str) -> None:
    desk.book[sheet].delete_rows(2, desk.book[sheet].max_row)
    assert any(f"event.xlsx/{sheet}: " in error and "no rows" in error for error in desk.errors())


def test_an_excel_error_is_named_with_its_cell(desk: Desk) -> None:
    place = desk.put("Requests", 4, "Counterpart", "#REF!")
    assert f"{place}: The cell shows the error #REF!" in desk.only_error()


def test_a_formula_without_stored_result_is_refused(desk: Desk) -> None:
    place = desk.put("Requests", 4, "Number of participants", "=SUM(Rooms!B2:B3)")
    assert f"{place}: The formula in this cell has no stored result" in desk.only_error()


def test_faults_on_a_sheet_that_is_not_read_stop_nothing(desk: Desk) -> None:
    desk.book.create_sheet("Our sums")["B2"] = "=SUM(A1:A9)"
    assert "“Our sums” is none the program knows; it was not read" in desk.notes()


def test_hidden_rows_and_sheets_are_read_and_noted(desk: Desk) -> None:
    desk.book["Requests"].row_dimensions[4].hidden = True
    desk.book["Rooms"].sheet_state = "hidden"
    desk.book["Governments"].sheet_state = "veryHidden"
    notes = desk.notes()
    assert "event.xlsx/Rooms: The sheet “Rooms” is hidden" in notes
    assert "event.xlsx/Governments: The sheet “Governments” is hidden" in notes
    assert re.search("event.xlsx/Requests: Hidden rows .*: 4[.]", notes)
    assert "3" in {request.no for request in read_event(desk.event).event.requests}


def test_a_hidden_group_of_columns_is_noted_whole(desk: Desk) -> None:
    desk.book["Requests"].column_dimensions.group("D", "F", hidden=True)
    assert re.search("event.xlsx/Requests: Hidden .*(D, E, F|D[-–:]F)", desk.notes())


# --------------------------------------------------------------------------------------------------------- single values

UNREADABLE = [
    ("Slots", 2, "Date", "next Friday", "is no date"),
    ("Slots", 2, "Start", True, "is no time of day"),
    ("Slots", 2, "Start", "25:00", "is no time of day"),
    ("Slots", 2, "Start", datetime(2021, 11, 5, 9), "is no time of day"),
    ("Slots", 2, "Time zone", "Asia/Soul", "is no time zone"),
    ("Governments", 2, "Time zone", "Asia/Beijing", "is no time zone"),
    ("Governments", 2, "Country", "UK", "is no country code"),
    ("Rooms", 2, "Join link", "javascript:alert(1)", "is no join link"),
    *(
        ("Rooms", 2, "Join link", value, "is no join link")
        for value in (
            "https://zoom.us@evil.example/j/1",
            "https://@",
            "https://user:pass@zoom.example/j/1",
            "https://",
            "https://?x",
            "https://a b.example/",
            "https://a.example/1 https://b.example/2",
            "https://a.example/1,https://b.example/2",
            "https://a.example\\@evil.example",
            "https://[::1",
            "https://a.example:99999/",
            "ftp://a.example/",
        )
    ),
    ("Rooms", 2, "Join link", "meet.example.org/r1", "is no join link"),
    ("Rooms", 2, "Capacity", "many", "is no whole number"),
    *(("Governments", 2, "Min meetings", value, "is no whole number of at least 0") for value in (-1, 1.5, "two")),
    ("Requests", 2, "Unavailable", "2021-11-05 17:00-15:00", "ends before it begins"),
    ("Requests", 2, "Unavailable", "14:00-15:00 Asia/Soul", "is no time zone"),
    ("Requests", 2, "Preferred", time(14), "is no time range"),
    ("Requests", 2, "Mode", "x" * 300, "is none of the values"),
    ("Requests", 2, "Mandatory", "maybe", "is none of the values"),
    ("Requests", 2, "Choice", 0, "is no choice"),
    *(
        ("Requests", 2, "Duration (min)", value, "is no whole number")
        for value in (0, -60, 60.5, 1e300, True, "an hour or so", "nan", "inf")
    ),
    ("Availability", 2, "2021-11-05 09:00-10:00", "perhaps", "is none of the values"),
    ("Weights", 6, "Tier", -1, "is no whole number"),
    ("Weights", 6, "Weight", -1, "is no whole number"),
    ("Weights", 6, "Weight", 0.5, "is no whole number"),
    ("Weights", 6, "Goal", "G10", "is no goal"),
]


@pytest.mark.parametrize(
    ("sheet", "row", "heading", "value", "says"),
    UNREADABLE,
    ids=[f"{case[0]} {case[2]}: {case[3]!s:.20}" for case in UNREADABLE],
)
def test_an_unreadable_value_is_the_only_error(
    desk: Desk, sheet: str, row: int, heading: str, value: object, says: str
) -> None:
    place = desk.put(sheet, row, heading, value)
    error = desk.only_error()
    written = "Asia/Soul" if says == "is no time zone" and sheet == "Requests" else value
    assert f"Error: {place}: " in error and says in error
    assert value == 1e300 or f"“{written!s:.100}" in error


QUESTIONS = [
    ("Slots", 2, "Date", "5/11/2021", "is the day or the month first?"),
    ("Requests", 2, "Preferred", "21.11.05 14:00-15:00", "or a year of the era?"),
    ("Requests", 2, "Preferred", "令和元年4月1日", "that era did not have this day"),
    ("Requests", 2, "Unavailable", "午前12時～14時", "noon or midnight?"),
    ("Requests", 2, "Unavailable", "14:00-15:00 CST", "stands for several time zones"),
    ("Requests", 2, "Interpreter", "有", "can mean one thing or another"),
    ("Availability", 2, "2021-11-05 09:00-10:00", "0", "can mean one thing or another"),
    ("Availability", 2, "2021-11-05 09:00-10:00", "－", "can mean one thing or another"),
]


@pytest.mark.parametrize(
    ("sheet", "row", "heading", "value", "asks"),
    QUESTIONS,
    ids=[f"{case[0]} {case[2]}: {case[3]!s:.20}" for case in QUESTIONS],
)
def test_what_can_be_read_in_two_ways_is_a_question(
    desk: Desk, sheet: str, row: int, heading: str, value: object, asks: str
) -> None:
    place = desk.put(sheet, row, heading, value)
    said = desk.run("solve", 3)
    questions = [line for line in said.splitlines() if line.startswith("Question: ")]
    assert len(questions) == 1 and f"Question: {place}: " in questions[0] and asks in questions[0]
    assert "Error: " not in said


def test_all_of_these_at_once_are_reviewed_on_their_cells(desk: Desk) -> None:
    spoilt = {desk.put(*case[:4]): case[3] for case in (*UNREADABLE, *QUESTIONS)}
    said = desk.run("check", 3)
    assert {line.split(": ")[1] for line in said.splitlines() if line.startswith(("Error: ", "Question: "))} == set(spoilt)
    reviewed = load_workbook(desk.review)
    for place, value in spoilt.items():
        sheet, cell = place.removeprefix("event.xlsx/").split("!")
        copied = reviewed[sheet][cell]
        assert str(value)[:20] in str(copied.value) and copied.comment, place


def test_a_host_time_zone_that_does_not_exist_is_refused(desk: Desk) -> None:
    place = desk.set("Host time zone", "Asia/Soul")
    assert f"{place}: “Asia/Soul” is no time zone" in desk.only_error()


MISREAD = [
    pytest.param("Slots", 2, "Date", "05-11-21", id="a year of two digits is not the year 5"),
    pytest.param("Slots", 2, "Date", datetime(9999, 12, 31), id="the last day there is"),
    pytest.param("Requests", 2, "Unavailable", THREE, id="a date with a time is no whole day"),
    pytest.param("Requests", 5, "Counterpart", ";", id="a meeting with nobody"),
    pytest.param("Governments", 2, "Languages", ";", id="no language"),
    pytest.param("Governments", 2, "Office hours", ";", id="office hours without hours"),
    pytest.param("Programme", 2, "Who", ";", id="a programme item for nobody"),
    pytest.param("Requests", 2, "Duration (min)", "1_0", id="no number of any spreadsheet"),
]


@pytest.mark.parametrize(("sheet", "row", "heading", "value"), MISREAD)
def test_what_would_be_misread_is_refused(desk: Desk, sheet: str, row: int, heading: str, value: object) -> None:
    place = desk.put(sheet, row, heading, value)
    assert f"Error: {place}: " in desk.only_error()


@pytest.mark.parametrize(
    ("sheet", "heading", "value"),
    [
        ("Programme", "Date", datetime(9999, 12, 31)),
        ("Rooms", "Available to", datetime(9999, 12, 31)),
        ("Requests", "Unavailable", "9999-12-31"),
        ("Requests", "Unavailable", "0001-01-01"),
        ("Requests", "Fixed start", datetime(9999, 12, 31, 23, 59, 59)),
    ],
)
def test_the_first_and_the_last_day_there_is_are_no_fault_of_the_program(
    desk: Desk, sheet: str, heading: str, value: object
) -> None:
    desk.put(sheet, 2, heading, value)
    desk.only_the_first_goals()
    assert desk.call("solve").exit_code in (0, 3, 4)


# ------------------------------------------------------------------------------------------- values that do not go together


@pytest.mark.parametrize("sheet", ["Slots", "Programme"])
def test_an_end_before_its_start_is_refused(desk: Desk, sheet: str) -> None:
    place = desk.put(sheet, 2, "End", time(8))
    assert f"{place}: The end 08:00 is not after the start 09:00" in desk.only_error()


@pytest.mark.parametrize("sheet", ["Rooms", "Interpreters"])
def test_an_availability_that_ends_before_it_begins_is_refused(desk: Desk, sheet: str) -> None:
    desk.put(sheet, 2, "Available from", time(17))
    place = desk.put(sheet, 2, "Available to", time(9))
    error = desk.only_error()
    assert place in error and "09:00" in error and "17:00" in error


@pytest.mark.parametrize("zone", [None, "Asia/Tokyo"])
def test_overlapping_slots_are_refused(desk: Desk, zone: str | None) -> None:
    desk.put("Slots", 3, "Time zone", zone)
    place = desk.put("Slots", 3, "Start", time(11))
    error = desk.only_error()
    assert place in error and desk.where("Slots", 2, "Start") in error
    assert "11:00" in error


@pytest.mark.parametrize("name", ["CN99", "Atlantis"])
def test_an_unknown_government_is_refused(desk: Desk, name: str) -> None:
    place = desk.put("Requests", 4, "Counterpart", name)
    assert f"{place}: No government is called “{name}”" in desk.only_error()


def test_a_government_whose_request_is_refused_has_not_been_silent(desk: Desk) -> None:
    assert "not sent any request: KR02." in desk.notes()
    desk.put("Requests", 4, "Counterpart", "CN99")
    assert "not sent any request" not in desk.run("check", 3)


@pytest.mark.parametrize("code", ["CN01", "cn01", "ＣＮ０１"])
def test_a_doubled_government_code_is_refused(desk: Desk, code: str) -> None:
    place = desk.append_copy("Governments", 2, first=code)
    error = desk.only_error()
    assert place in error and "event.xlsx/Governments!A2" in error and "“CN01” stands here" in error.replace("cn01", "CN01")


def test_a_doubled_room_is_refused(desk: Desk) -> None:
    place = desk.append_copy("Rooms", 2, first="r1")
    assert f"{place}, event.xlsx/Rooms!A2: “r1” stands here a second time" in desk.only_error()


@pytest.mark.parametrize("number", [1, "1", "１"])
def test_a_doubled_request_number_is_refused(desk: Desk, number: object) -> None:
    place = desk.append_copy("Requests", 2, first=number)
    assert (
        f"{place}, event.xlsx/Requests!A2: The number {normalize('NFKC', str(number))} stands here twice"
        in desk.only_error()
    )


@pytest.mark.parametrize("counterpart", ["CN02", "CN02; JP02", "cn02 / JP02"])
def test_a_request_for_oneself_is_refused(desk: Desk, counterpart: str) -> None:
    place = desk.put("Requests", 5, "Counterpart", counterpart)
    assert f"{place}: CN02 asks for a meeting with itself" in desk.only_error()


def test_a_session_that_no_slot_has_is_refused(desk: Desk) -> None:
    place = desk.put("Requests", 2, "Session", "evening")
    error = desk.only_error()
    assert f"{place}: No slot has the session “evening”" in error and "morning, afternoon" in error


def test_a_fixed_room_that_is_not_there_is_refused(desk: Desk) -> None:
    place = desk.put("Requests", 2, "Fixed room", "R9")
    assert f"{place}: There is no room “R9”" in desk.only_error()


def test_a_request_after_an_unknown_one_is_refused(desk: Desk) -> None:
    place = desk.put("Requests", 2, "After", "99")
    assert f"{place}: There is no request number 99" in desk.only_error()


def test_a_circle_in_after_names_every_cell_of_it(desk: Desk) -> None:
    places = [desk.put("Requests", row, "After", no) for row, no in ((2, "3"), (3, "1"), (4, "2"))]
    error = desk.only_error()
    assert "in a circle" in error and all(place in error for place in places)


def test_two_circles_in_after_are_both_reported(desk: Desk) -> None:
    places = [desk.put("Requests", row, "After", no) for row, no in ((2, "3"), (4, "1"), (5, "5"), (6, "4"))]
    said = "\n".join(desk.errors())
    assert all(place in said for place in places)


def test_a_room_too_small_for_any_meeting_is_noted(desk: Desk) -> None:
    place = desk.put("Rooms", 3, "Capacity", 3)
    assert f"{place}: Room R2 is too small for every meeting" in desk.notes()


def test_a_minimum_above_the_number_of_meetings_is_noted(desk: Desk) -> None:
    """KR02 is a required party of two meetings: 2 can be reached, and 0 is no minimum."""
    desk.put("Governments", 2, "Min meetings", 0)
    place = desk.put("Governments", 7, "Min meetings", 2)
    assert place not in desk.notes()
    desk.put("Governments", 7, "Min meetings", 3)
    assert f"{place}: The meetings of KR02 number 2, fewer than its minimum of 3" in desk.notes()
    desk.put("Requests", 4, "Counterpart", "CN99")
    assert "fewer than its minimum" not in desk.run("check", 3), "how many there are is not known"


@pytest.mark.parametrize(
    ("goal", "field", "value", "says"),
    [
        (1, "Tier", 0, "G1 cannot be switched off"),
        (1, "Weight", 0, "G1 cannot be switched off"),
        (2, "Tier", 0, "G2 cannot be switched off"),
        (3, "Tier", 1, "G1 and G2 come before all other goals"),
        (8, "Tier", 9, "G9 comes last and stands alone"),
        (9, "Tier", 5, "G9 comes last and stands alone"),
        (9, "Goal", "G8", "“G8” stands here a second time"),
    ],
)
def test_an_order_of_goals_that_is_not_allowed_is_refused(
    desk: Desk, goal: int, field: str, value: object, says: str
) -> None:
    place = desk.put("Weights", goal + 1, field, value)
    assert any(place in error and says in error for error in desk.errors())


@pytest.mark.parametrize("bad_date", ["next Friday", "#REF!", "=A3"])
def test_errors_of_different_sheets_are_reported_in_one_pass(desk: Desk, bad_date: str) -> None:
    places = [desk.put("Holidays", 2, "Date", bad_date), desk.put("Requests", 4, "Counterpart", "CN99")]
    errors = desk.errors()
    assert len(errors) == 2
    assert all(any(place in error for error in errors) for place in places)


# ---------------------------------------------------------------------------------------- nothing is dropped in silence


def _no_heading_over_times(book: Workbook) -> None:
    book["Requests"]["I1"] = None


def _marks_of_nobody(book: Workbook) -> None:
    book["Availability"]["A2"] = None


def _row_above_the_headings(book: Workbook) -> None:
    book["Requests"].insert_rows(1)
    book["Requests"]["A1"], book["Requests"]["B1"], book["Requests"]["C1"] = 99, "CN02", "JP01"


def _fuller_headings_further_down(book: Workbook) -> None:
    sheet = book["Requests"]
    sheet.insert_rows(4)
    for column, heading in enumerate([cell.value for cell in sheet[1]], start=1):
        sheet.cell(4, column).value = heading
    sheet["F1"] = "Thema"


def _two_sheets_of_one_name(book: Workbook) -> None:
    sheet = book.create_sheet("Requests ")
    sheet.append(["No.", "Requester", "Counterpart"])
    sheet.append([1, "CN01", "JP01"])


def _third_column_of_settings(book: Workbook) -> None:
    book["Event"]["C1"] = "Remark"


def _link_of_no_meeting(book: Workbook) -> None:
    for row in (["Meeting", "Join link"], ["M99", "https://meet.example.org/99"]):
        (book["Links"] if "Links" in book.sheetnames else book.create_sheet("Links")).append(row)


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (_no_heading_over_times, r"Requests!I\d+"),
        (_marks_of_nobody, r"Availability!A2"),
        (_row_above_the_headings, r"Requests!\w*1\b"),
        (_fuller_headings_further_down, r"Requests\b"),
        (_two_sheets_of_one_name, r"Requests\b"),
        (_third_column_of_settings, r"Event!C1"),
        (_link_of_no_meeting, r"Links!A2"),
    ],
)
def test_what_is_not_read_is_reported(desk: Desk, spoil: Spoil, place: str) -> None:
    spoil(desk.book)
    said = desk.call("check").output
    assert re.search(rf"^(Error|Note): event\.xlsx/{place}", said, re.MULTILINE), said


def test_empty_rows_and_a_title_change_nothing(founding_case: Desk) -> None:
    founding_case.book["Requests"].insert_rows(10, 3)
    founding_case.book["Requests"].insert_rows(1, 2)
    founding_case.book["Requests"]["A1"] = "Requests of 2021"
    assert len(_event(founding_case).meetings) == 17


def test_a_heading_without_its_space_is_known(founding_case: Desk) -> None:
    founding_case.put("Governments", 1, "Time zone", "Timezone")
    assert len(_event(founding_case).governments) == 33


def test_names_of_sheets_and_headings_may_vary_in_case_and_width(founding_case: Desk) -> None:
    founding_case.put("Requests", 1, "Requester", " ＲＥＱＵＥＳＴＥＲ ")
    founding_case.book["Requests"].title = " ｒequests"
    assert len(_event(founding_case).meetings) == 17


def _event(desk: Desk) -> Any:
    desk.save()
    return read_event(desk.event).event


# ------------------------------------------------------------------------------------------- contradictions, and no place


def test_two_fixed_meetings_in_one_room_at_once_contradict_each_other(founding_case: Desk) -> None:
    fixed = {"Fixed start": THREE, "Fixed room": "R1"}
    places = [founding_case.put("Requests", row, heading, value) for row in (16, 18) for heading, value in fixed.items()]
    said = founding_case.contradiction()
    assert all(place in said for place in places)
    assert "M15, M17" in said


def test_a_mandatory_meeting_that_nobody_can_attend_is_a_contradiction(desk: Desk) -> None:
    marks = [desk.put("Availability", 3, window, "×") for window in WINDOWS]
    mandatory = desk.put("Requests", 4, "Mandatory", "yes")
    said = desk.contradiction()
    assert mandatory in said and "CN02 is marked ×" in said
    assert all(mark in said for mark in marks)


def test_a_meeting_longer_than_every_slot_is_left_out_with_the_cell_of_its_duration(desk: Desk) -> None:
    place = desk.put("Requests", 4, "Duration (min)", 400)
    left_out = _left_out(desk)
    assert list(left_out) == ["M03"]
    assert "lasts 400 minutes, longer than every slot" in left_out["M03"]["text"]
    assert place in left_out["M03"]["cells"]


def test_a_usual_duration_longer_than_every_slot_is_named_as_the_cause(desk: Desk) -> None:
    place = desk.set("Trilateral duration (min)", 400)
    left_out = _left_out(desk)
    assert list(left_out) == ["M01"]
    assert place in left_out["M01"]["cells"]


def _left_out(desk: Desk) -> dict[str, Any]:
    """The reasons of a quick solution, by the meetings that have no place."""
    desk.only_the_first_goals()
    return {meeting["id"]: meeting["reason"] for meeting in desk.solved()["meetings"] if meeting["reason"]}


def test_a_mandatory_meeting_longer_than_every_slot_is_a_contradiction(desk: Desk) -> None:
    places = [desk.put("Requests", 4, "Duration (min)", 400), desk.put("Requests", 4, "Mandatory", "yes")]
    said = desk.contradiction()
    assert "lasts 400 minutes, longer than every slot" in said
    assert all(place in said for place in places)


# ----------------------------------------------------------------------------------------------------------- the outputs


@pytest.mark.parametrize("below", ["note.txt", "note.txt/outputs"])
def test_an_output_folder_that_cannot_be_written_is_told_by_its_path(desk: Desk, tmp_path: Path, below: str) -> None:
    desk.only_the_first_goals()
    (tmp_path / "note.txt").write_text("kept", encoding="utf-8")
    desk.out = tmp_path / below
    said = desk.run("solve", 7)
    assert f"{tmp_path / below}" in said and "could not be written" in said
    assert "Earlier versions are whole" in said
