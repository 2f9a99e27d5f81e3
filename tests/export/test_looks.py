"""How the sheets look: what is provisional, what is wide and high enough, what comes first, where a page ends."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from rich.cells import cell_len

from scheduler import explain, export, stored, words
from scheduler.check import check
from scheduler.domain import Event, Names, ProgrammeItem, Request, Room, Slot, Source, Timetable
from scheduler.export.workbook.page import HIGHEST, PARTED, WHOLE, lines
from tests.events import event, government, hours, meeting, timetable

MADE = datetime(2021, 10, 20, 1, 30, tzinfo=UTC)
SHEETS = ["Overview", *export.workbook.SHEETS]
WEST = "Room of the second floor, west"
LONG = Names("Very Long Name " * 8, "很长的名称" * 12, "とても長い名称" * 10, "아주 긴 이름 " * 12)


def book_of(path: Path, event: Event, found: Timetable, language: str) -> dict[str, Worksheet]:
    """The sheets by their English names."""
    view = export.View(event, found, language, check(event, found), explain.treatment(event, found), MADE)
    export.write_workbook(path / "timetable.xlsx", view)
    return dict(zip(SHEETS, openpyxl.load_workbook(path / "timetable.xlsx"), strict=True))


def shown(cell: Cell, language: str) -> str:
    """What a reader sees in a cell; of a time, as many characters as the widest day takes."""
    if isinstance(cell.value, datetime):
        if cell.number_format == "hh:mm":
            return "00:00"
        day = {
            "en": "Wed 15 Nov 2021,",
            "ja": "2021年11月15日（金）",
            "ko": "2021. 11. 15.(금)",
            "zh": "2021年11月15日（星期五）",
        }
        alone = {"en": "Wed", "ja": "（金）", "ko": "(금)", "zh": "（星期五）"}
        return f"{(day if 'yyy' in cell.number_format else alone)[language]} 00:00"
    return "" if cell.value is None else str(cell.value)


def everything() -> tuple[Event, Timetable]:
    """Two days, a provisional meeting, one without a place, long names, a programme, and clocks three hours apart."""
    asked = event(
        meeting("M01", "CN01", "JP01", weight=8, topic="観光と青少年交流"),
        meeting("M02", "JP02", "KR01", topic="https://example.org/" + "a" * 80),
        meeting("M03", "KR01", "CN01", duration=240),
        meeting("M04", "CN01", "IN01", weight=8, participants=10),
        own=(
            replace(government("JP01"), names=LONG),
            government("IN01", zone="Asia/Kolkata"),
        ),
        slots=(Slot(hours(9, 12)), Slot(hours(9, 12, date(2021, 11, 15)))),
        rooms=(
            Room("R1", platform="Zoom", capacity=300, link="https://a.example/1"),
            Room("Room of the second floor, west"),
        ),
        programme=(ProgrammeItem("Opening of the conference", hours(9, 9.5), ("CN01", "JP01")),),
    )
    found = timetable(asked, M01=(10, "R1"), M02=(9, "R1"), M04=(9 + 240, WEST))
    return asked, found


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_columns_are_as_wide_as_their_lines_and_rows_as_high(tmp_path: Path, language: str) -> None:
    for name, sheet in book_of(tmp_path, *everything(), language).items():
        merged = {merge.min_row * 1000 + merge.min_col: merge for merge in sheet.merged_cells.ranges}
        for cell in (cell for cell in cells(sheet) if cell.value is not None):
            merge = merged.get(cell.row * 1000 + cell.column)
            last = merge.max_col if merge else cell.column
            letters = [openpyxl.utils.get_column_letter(column) for column in range(cell.column, last + 1)]
            width = sum(sheet.column_dimensions[letter].width for letter in letters)
            text, small = shown(cell, language), (cell.font.size or 11) / 11
            if cell.alignment.wrap_text:
                needed = lines(text, width / small) * 11 * small
                height = sheet.row_dimensions[cell.row].height or 15
                assert min(needed, HIGHEST) <= height, (name, cell.coordinate, text)
            elif isinstance(cell.value, datetime):
                assert cell_len(text) < width, (name, cell.coordinate, text)


def test_no_column_is_much_wider_than_what_stands_in_it(tmp_path: Path) -> None:
    """Of the tables that are the only one of their sheet."""
    sheets = book_of(tmp_path, *everything(), "zh")
    for name in ("Meetings", "Interpreters", "Certificate", "Not scheduled"):
        longest: dict[str, int] = {}
        for cell in cells(sheets[name]):
            lengths = map(cell_len, shown(cell, "zh").split("\n"))
            longest[cell.column_letter] = max(longest.get(cell.column_letter, 0), *lengths, 0)
        for letter, length in longest.items():
            assert sheets[name].column_dimensions[letter].width <= max(11, length * 1.1 + 2), (name, letter)


@pytest.mark.parametrize(
    ("text", "width", "least"),
    [
        ("one word", 12, 1),
        ("", 8, 1),
        ("あ" * 47, 100, 1),
        ("あ" * 48, 100, 2),  # wide characters take more than two of the digits by which columns are measured
        ("「日本」" * 4, 13, 4),  # no line ends with 「 or begins with 」
        ("event.xlsx/Governments!A2", 16, 2),
        ("a-request-form-of-Yamanashi.xlsx", 16, 3),  # parted after a dash by some programs
        ("a_request_form_of_Yamanashi.xlsx", 16, 3),
        ("one\ntwo three", 7, 3),
    ],
)
def test_a_row_is_as_high_as_excel_and_libreoffice_need(text: str, width: float, least: int) -> None:
    assert lines(text, width) == least


@pytest.mark.parametrize("text", ["a-b/c?d–e  f", "東京(a/b)、「大阪」 c-1/2", "서울-도쿄/x", "  x", "–?/"])
def test_no_character_is_lost_where_a_line_is_parted(text: str) -> None:
    assert "".join(WHOLE.findall(text)) == "".join(PARTED.findall(text)) == text


def test_tables_that_go_on_over_pages_repeat_their_headings(tmp_path: Path) -> None:
    sheets = book_of(tmp_path, *everything(), "en")
    repeated = {name: sheet.print_title_rows for name, sheet in sheets.items() if sheet.print_title_rows}
    assert set(repeated) >= {"Meetings", "Interpreters", "Not scheduled", "Changes", "Quality", "Certificate"}
    row = int(str(repeated["Quality"]).split("$")[-1])
    assert sheets["Quality"].cell(row, 2).value == words.say("en", "treatment.name")
    assert sheets["Quality"].cell(row - 1, 1).value == words.say("en", "treatment.governments"), "the longest of the sheet"


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_what_is_provisional_is_hatched_and_said_everywhere(tmp_path: Path, language: str) -> None:
    sheets = book_of(tmp_path, *everything(), language)
    said = words.say(language, "state.provisional")
    for name in ("Timetable", "Meetings", "By government"):
        hatched = {cell.value for cell in cells(sheets[name]) if cell.fill.patternType == "lightUp"}
        assert any(said in str(value) for value in hatched), name
        firm = [cell for cell in cells(sheets[name]) if str(cell.value).startswith(("M01", "M04"))]
        assert {cell.fill.patternType for cell in firm} <= {"solid", None}, name
        waiting = [cell for cell in cells(sheets[name]) if str(cell.value).split("  ")[0] == "M02"]
        assert all(cell.fill.patternType == "lightUp" for cell in waiting if name != "Meetings"), name
        assert waiting
    states = {row[0].value: row[1].value for row in sheets["Meetings"].iter_rows(min_row=2)}
    firm_word, none = (words.say(language, f"state.{state}") for state in ("scheduled", "unscheduled"))
    assert states == {"M01": firm_word, "M02": said, "M03": none, "M04": firm_word}


def test_where_one_side_is_enough_nothing_is_provisional(tmp_path: Path) -> None:
    asked = event(meeting("M01", "JP01", "KR01"), settings={"one_sided": "schedule"})
    sheets = book_of(tmp_path, asked, timetable(asked, M01=(9, "R1")), "en")
    assert not any(cell.fill.patternType == "lightUp" for sheet in sheets.values() for cell in cells(sheet))


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_words_for_a_state_read_back_in_every_language(tmp_path: Path, language: str) -> None:
    asked, found = everything()
    sheets = book_of(tmp_path, asked, found, language)
    (offered,) = sheets["Meetings"].data_validations.dataValidation
    words_offered = offered.formula1.strip('"').split(",")
    assert [words.recognise("state.", word) for word in words_offered] == ["scheduled", "unscheduled", "cancelled"]
    book = stored.open_workbook(tmp_path / "timetable.xlsx")
    assert stored.read_timetable_sheet(book, asked.settings.host_zone).placements == found.placements
    assert stored.read_edited(book, found, asked).edits == ()


def test_meetings_stand_by_their_numbers(tmp_path: Path) -> None:
    ids = ["M100", "M99", "M9"]
    asked = event(*(meeting(id, "JP01", "KR01") for id in ids))
    sheets = book_of(tmp_path, asked, timetable(asked, M100=(9, "R1")), "en")
    column = [cell.value for cell in sheets["Meetings"]["A"][1:]]
    assert column == ["M9", "M99", "M100"]
    assert [cell.value for cell in sheets["Not scheduled"]["A"][1:]] == ["M9", "M99"]
    below = [str(cell.value).split()[0] for cell in sheets["Timetable"]["A"] if "not scheduled" in str(cell.value)]
    assert below == ["M9", "M99"]


@pytest.mark.parametrize("topic", ["x" * 32_767, "長" * 40_000, "a\x07b\ud800"])
def test_a_topic_that_no_cell_holds_is_not_an_edit_by_hand(tmp_path: Path, topic: str) -> None:
    both = (Request("1", "JP01", ("KR01",), topic=topic), Request("1b", "KR01", ("JP01",), topic="y"))
    asked = event(replace(meeting("M01", "JP01", "KR01", weight=8), requests=both))
    found = timetable(asked, M01=(9, "R1"))
    sheets = book_of(tmp_path, asked, found, "en")
    assert all((row.height or 0) <= HIGHEST for row in sheets["Meetings"].row_dimensions.values())
    assert stored.read_edited(stored.open_workbook(tmp_path / "timetable.xlsx"), found, asked).edits == ()


@pytest.mark.parametrize("order", ["code", "host first"])
def test_countries_stand_in_the_order_of_the_event(tmp_path: Path, order: str) -> None:
    asked = event(
        meeting("M01", "CN01", "JP01", "KR01", weight=8),
        settings={"country_order": order},
    )
    sheets = book_of(tmp_path, asked, timetable(asked, M01=(9, "R1")), "en")
    codes = ["CN01", "JP01", "KR01"] if order == "code" else ["KR01", "CN01", "JP01"]
    titles = [cell.value for cell in sheets["By government"]["A"] if cell.value in codes]
    assert titles == codes
    (line,) = sheets["Meetings"].iter_rows(min_row=2, values_only=True)
    assert "\n".join(codes) in line
    treated = [cell.value for cell in sheets["Quality"]["A"] if cell.value in ("CN", "JP", "KR", *codes)]
    assert treated == [*(code[:2] for code in codes), *codes]
    assert line[2] == "China, Japan and Korea"


def test_each_day_and_each_government_has_a_page(tmp_path: Path) -> None:
    sheets = book_of(tmp_path, *everything(), "en")
    (end,) = [one.id for one in sheets["Timetable"].row_breaks.brk]
    assert sheets["Timetable"].cell(end + 1, 1).value == "Mon 15 Nov 2021"
    for sheet in sheets.values():
        fitted = sheet.sheet_properties.pageSetUpPr
        assert fitted
        assert fitted.fitToPage
        assert sheet.page_setup.fitToWidth == 1


def test_a_day_with_many_rooms_is_cut_where_a_page_ends(tmp_path: Path) -> None:
    rooms = tuple(Room(f"R{number}", platform="Zoom", capacity=9) for number in range(30))
    asked = event(meeting("M01", "JP01", "KR01"), rooms=rooms)
    sheet = book_of(tmp_path, asked, timetable(asked, M01=(9, "R29")), "en")["Timetable"]
    ends = [one.id for one in sheet.row_breaks.brk]
    assert ends
    assert {sheet.cell(end + 1, 1).value for end in ends} == {"Fri 5 Nov 2021"}
    for first, last in zip([0, *ends], [*ends, sheet.max_row], strict=True):
        high = sum(sheet.row_dimensions[row].height or 15 for row in range(first + 1, last + 1))
        assert high <= 500
    named = [str(cell.value).split("\n")[0] for cell in sheet["A"]]
    assert [name for name in named if name.startswith("R") and name[1:].isdigit()] == [room.name for room in rooms]


def test_when_no_slot_is_is_shaded_as_the_legend_says_and_hours_are_framed(tmp_path: Path) -> None:
    asked = event(meeting("M01", "JP01", "KR01"), slots=(Slot(hours(9, 10)), Slot(hours(11, 12))))
    for of, shaded in ((asked, True), (replace(asked, slots=(Slot(hours(9, 10)),)), False)):
        sheet = book_of(tmp_path, of, timetable(of, M01=(9, "R1")), "en")["Timetable"]
        legend = [cell for cell in cells(sheet) if cell.value == words.say("en", "timetable.closed")]
        assert bool(legend) is shaded
    sheet = book_of(tmp_path, asked, timetable(asked, M01=(9, "R1")), "en")["Timetable"]
    row = next(cell.row for cell in cells(sheet) if cell.value == "09:00")
    last = max(merge.max_col for merge in sheet.merged_cells.ranges if merge.min_row == row) if sheet.merged_cells else 0
    assert sheet.cell(row, last or sheet.max_column).border.right.style == "thin"


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_overview_names_the_sheets_of_the_events_file_as_they_are_called_there(tmp_path: Path, language: str) -> None:
    source = {"code": Source("event.xlsx", "参会单位", "A2")}
    governments = (replace(government("CN01"), cells=source), replace(government("JP01"), cells=source))
    asked = event(meeting("M01", "CN01", "JP01"), own=governments)
    sheet = book_of(tmp_path, asked, timetable(asked, M01=(9, "R1")), language)["Overview"]
    said = "\n".join(str(cell.value) for cell in cells(sheet))
    chinese = words.contract_headings("Sheets", "zh")
    assert all(chinese[name] in said for name in ("Commitments", "Changes", "Governments"))


def test_the_timetable_shows_every_clock(tmp_path: Path) -> None:
    sheet = book_of(tmp_path, *everything(), "en")["Timetable"]
    found = [[cell.value for cell in row if cell.value] for row in sheet.iter_rows()]
    assert [row[:2] for row in found if row and row[0] in ("Korea, Japan", "China", "India")][:3] == [
        ["Korea, Japan", "09:00"],
        ["China", "08:00"],
        ["India", "05:30"],
    ]


def test_the_same_event_made_at_the_same_moment_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        book_of(tmp_path / name, *everything(), "ja")
    assert (tmp_path / "one" / "timetable.xlsx").read_bytes() == (tmp_path / "two" / "timetable.xlsx").read_bytes()


def cells(sheet: Worksheet) -> Iterator[Cell]:
    return (cell for row in sheet.iter_rows() for cell in row if isinstance(cell, Cell))
