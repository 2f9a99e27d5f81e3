"""What `plaza init` writes, filled in as intended, reads back without a problem and as what was filled in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from scheduler import intake, words
from scheduler.contract import SHEETS
from scheduler.domain import Event, Government, LocalRange, Request
from scheduler.intake import Look
from scheduler.tasks.begin import begin
from tests.intake.desk import small_event

PLAZA_22 = Path(__file__).parents[2] / "inputs" / "plaza-22"
EXPECTED_NOTES = {"governments.assumed_hours", "governments.silent", "rooms.link_shared"}
"""What is true of the founding case itself."""


@pytest.fixture(scope="module")
def founding() -> Event:
    return intake.read_event(PLAZA_22).event


@pytest.fixture
def small(tmp_path: Path) -> Event:
    """A small event with one of everything, whose workbook is in the folder `given`."""
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "event.xlsx").write_bytes(small_event())
    return intake.read_event(tmp_path / "given").event


def problems(look: Look) -> list[str]:
    return [f"{p.key} {p.cells} {p.values}" for p in look.problems if p.key not in EXPECTED_NOTES]


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_an_event_workbook_filled_in_is_the_event(language: str, small: Event, tmp_path: Path) -> None:
    folder = tmp_path / "begun"
    begin(folder, language)
    fill_event_book(folder / "event.xlsx", tmp_path / "given", language)
    look = intake.look_at_event(folder)
    assert problems(look) == []
    assert look.event and replace(look.event, intake=(), folder="given") == replace(small, intake=())


def test_the_workbook_holds_the_founding_case(founding: Event, tmp_path: Path) -> None:
    folder = tmp_path / founding.folder
    begin(folder, "ja")
    fill_event_book(folder / "event.xlsx", PLAZA_22, "ja")
    look = intake.look_at_event(folder)
    assert problems(look) == []
    assert look.event and replace(look.event, intake=()) == replace(founding, intake=())


def test_forms_filled_in_are_the_requests(small: Event, tmp_path: Path) -> None:
    folder = tmp_path / "begun"
    begin(folder, "ko")
    fill_event_book(folder / "event.xlsx", tmp_path / "given", "ko", without=("Requests", "Availability"))
    begun = begin(folder, "ko")
    assert folder / "event.xlsx" in begun.kept
    for government in small.governments:
        if asked := [request for request in small.requests if request.requester == government.code]:
            fill_form(folder, government, asked)
    look = intake.look_at_event(folder)
    assert problems(look) == []
    assert look.event and {m.governments for m in look.event.meetings} == {m.governments for m in small.meetings}
    assert sorted(map(content, look.event.requests)) == sorted(map(content, small.requests))


def test_nothing_is_written_over(tmp_path: Path) -> None:
    first = begin(tmp_path / "event", "en")
    assert len(first.written) == 1 + len(words.LANGUAGES) and not first.kept
    for path in first.written:
        path.write_bytes(path.read_bytes() + b"changed")
    before = {path: path.read_bytes() for path in first.written}
    (tmp_path / "event" / "event.xlsx").unlink()
    again = begin(tmp_path / "event", "en")
    assert [path.name for path in again.written] == ["event.xlsx"] and len(again.kept) == 4
    assert all(path.read_bytes() == data for path, data in before.items() if path.name != "event.xlsx")


def test_a_form_that_says_something_else_than_the_event_does_now_is_told(small: Event, tmp_path: Path) -> None:
    folder = tmp_path / small.folder
    assert begin(folder, "en").outdated == begin(folder, "en").outdated == ()
    book = load_workbook(folder / "event.xlsx")
    book["Slots"]["C3"].value = time(17)
    book.save(folder / "event.xlsx")
    again = begin(folder, "en")
    assert {path.name.split("_")[1] for path in again.outdated} == {one.code for one in small.governments}


def test_a_form_offers_the_other_governments_and_the_slots_on_its_own_clock(small: Event, tmp_path: Path) -> None:
    folder = tmp_path / small.folder
    begin(folder, "en")
    book = load_workbook(form_of(folder, "CN01"))
    offered = {str(cell.value) for sheet in book.worksheets[1:] for row in sheet for cell in row}
    assert {"2021-11-05 08:00-11:00", "Busan Metropolitan City", "Tottori Prefecture"} <= offered
    assert "Jilin Province" not in offered


def test_a_form_says_by_when_and_to_whom_it_is_returned(tmp_path: Path) -> None:
    (tmp_path / "event.xlsx").write_bytes(small_event())
    book = load_workbook(tmp_path / "event.xlsx")
    for setting, value in (("Forms due by", "2021-10-15"), ("Secretariat e-mail", "plaza@example.org")):
        book["Event"].append((setting, value))
    book.save(tmp_path / "event.xlsx")
    begin(tmp_path, "en")
    texts = [str(cell.value) for row in load_workbook(form_of(tmp_path, "JP01")).worksheets[0] for cell in row if cell.value]
    assert "返送期限：2021年10月15日（金）　返送先：plaza@example.org" in texts
    assert (tmp_path / "requests").is_dir()


@pytest.mark.parametrize("code", ["JP01", "KR01", "CN01"])
def test_a_form_is_read_alike_whatever_is_left_empty(code: str, tmp_path: Path) -> None:
    """Where a title is empty, what stands beside and below it is no list of people."""
    said = {
        "department": "X",
        "contact": "Yamada",
        "contact_title": "Y",
        "email": "a@x.org",
        "phone": "25-1",
        "platforms": "Zoom",
    }
    (tmp_path / "event.xlsx").write_bytes(small_event())
    begin(tmp_path, "en")
    language = {"JP": "ja", "KR": "ko", "CN": "zh"}[code[:2]]
    labels, headings = words.contract_headings("form", language), words.contract_headings("Requests", language)
    for left_out in said:
        book = load_workbook(form_of(tmp_path, code))
        places = {str(cell.value): cell for row in book.worksheets[0] for cell in row if isinstance(cell, Cell)}
        for field, value in said.items():
            at = places[labels[field]]
            book.worksheets[0].cell(at.row, at.column + 2).value = value if field != left_out else None
        partner = places[headings["counterparts"]]
        book.worksheets[0].cell(partner.row + 2, partner.column).value = "CN02"
        book.save(tmp_path / "requests" / "form.xlsx")
        look = intake.look_at_event(tmp_path)
        assert look.event and [p.key for p in look.problems if p.severity != "note"] == []
        one = look.event.government(code)
        assert {f: getattr(one, f) for f in said} == {
            f: ("" if f != "platforms" else ()) if f == left_out else (v if f != "platforms" else (v,))
            for f, v in said.items()
        }


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_what_is_missing_is_named_as_the_workbook_names_it(language: str, tmp_path: Path) -> None:
    begin(tmp_path, language)
    said = [problem for problem in intake.look_at_event(tmp_path).problems if problem.severity == "error"]
    settings, sheets = (words.contract_headings(of, language) for of in ("Settings", "Sheets"))
    assert said[0].values["settings"] == [settings["en"], settings["host_zone"]]
    empty = ["Slots", "Rooms", "Governments"]
    assert [problem.cells[0].sheet for problem in said] == [sheets[name] for name in ("Event", *empty)]
    assert [problem.values.get("sheet") for problem in said[1:]] == [sheets[name] for name in empty]


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_setting_and_every_goal_is_explained(language: str, tmp_path: Path) -> None:
    begin(tmp_path, language)
    titles = words.contract_headings("Sheets", language)
    book = load_workbook(tmp_path / "event.xlsx")
    named = {words.contract_headings("Settings", language)[name] for name in words.LANGUAGES}
    settings = [cell for (cell,) in book[titles["Event"]].iter_rows(min_row=3, max_col=1) if cell.value]
    assert [cell.value for cell in settings if not cell.comment and str(cell.value).rstrip("*") not in named] == []
    goals = [cell for (cell,) in book[titles["Weights"]].iter_rows(min_row=3, max_col=1) if str(cell.value).startswith("G")]
    assert len(goals) == 9 and all(cell.comment and len(cell.comment.text) > 3 for cell in goals)


def test_every_time_heading_of_a_form_names_the_clock(small: Event, tmp_path: Path) -> None:
    folder = tmp_path / small.folder
    begin(folder, "en")
    clocks = {"CN01": "北京时间", "JP01": "日本時間", "KR01": "한국 시간"}
    for code, clock in clocks.items():
        sheet = load_workbook(form_of(folder, code)).worksheets[0]
        headings = [str(cell.value) for row in sheet.iter_rows() for cell in row if clock in str(cell.value or "")]
        assert len(headings) == 4, headings  # the explanation, preferred and unavailable times, the times to mark


def test_what_the_contract_requires_is_marked_with_a_star(tmp_path: Path) -> None:
    begin(tmp_path, "en")
    book = load_workbook(tmp_path / "event.xlsx")
    for sheet in SHEETS:
        headings = words.contract_headings(sheet.name)
        starred = {str(cell.value).rstrip("*") for cell in book[sheet.name][1] if str(cell.value).endswith("*")}
        assert starred == {headings[column.field] for column in sheet.columns if column.required}, sheet.name


# ------------------------------------------------------------------------------------------------------------- filling in


def fill_event_book(path: Path, event: Path, language: str, without: tuple[str, ...] = ()) -> None:
    """Type an event into the workbook, below the examples."""
    book, given = load_workbook(path), load_workbook(event / "event.xlsx")
    titles = words.contract_headings("Sheets", language)
    for source in given:
        if source.title in titles and source.title not in (*without, "Read me", "Lists"):
            fill_sheet(book[titles[source.title]], source)
    book.save(path)


def fill_sheet(sheet: Worksheet, source: Worksheet) -> None:
    name = source.title
    if name in ("Event", "Weights"):
        sheet.delete_rows(3, sheet.max_row)
    known = words.headings(name)
    places = {known.get(words.fold(str(cell.value).rstrip("*"))): cell.column for cell in sheet[1]}
    for offset, cell in enumerate(source[1]):
        column = places.get(known.get(words.fold(str(cell.value)))) or sheet.max_column + 1
        if name == "Availability":
            column = offset + 1
            sheet.cell(1, column).value = cell.value
        for row in range(2, source.max_row + 1):
            target = sheet.cell(row + 1, column)
            target.value, target.number_format = (
                source.cell(row, offset + 1).value,
                source.cell(row, offset + 1).number_format,
            )


def form_of(folder: Path, code: str) -> Path:
    (form,) = (folder / "forms").glob(f"*_{code}_*.xlsx")
    return form


def fill_form(folder: Path, government: Government, asked: list[Request]) -> None:
    """Type requests into a government's own form, and put it into the folder of returned ones."""
    form = form_of(folder, government.code)
    book: Workbook = load_workbook(form)
    sheet = book.worksheets[0]
    language = government.languages[0]
    heading = words.contract_headings("Requests", language)["counterparts"]
    top = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == heading)
    for row, request in enumerate(asked, start=top + 2):
        for column, value in enumerate(cells(request, language), start=2):
            if value is not None:
                sheet.cell(row, column).value = value
    book.save(folder / "requests" / form.name)


def cells(request: Request, language: str) -> Iterator[Any]:
    yield words.choices("choice", language)["decline"] if request.declined else request.choice
    first, *others = request.counterparts
    yield first
    yield " / ".join(others) or None
    yield request.topic or None
    yield "; ".join(map(written, request.preferred)) or None
    yield "; ".join(map(written, request.unavailable)) or None
    yield request.duration
    yield words.choices("interpreter", language).get(request.interpreter)
    yield request.participants
    yield words.choices("room_type", language).get(request.mode)
    yield request.notes or None


def written(range_: LocalRange) -> str:
    times = f"{range_.start // 60:02}:{range_.start % 60:02}-{range_.end // 60:02}:{range_.end % 60:02}"
    return f"{range_.day.isoformat()} {times}" if range_.day else times


def content(request: Request) -> tuple[object, ...]:
    """What a form can hold of a request, in a form that sorts."""
    return (
        request.requester,
        request.counterparts,
        request.choice or 0,
        request.declined,
        request.topic,
        str(request.preferred),
        str(request.unavailable),
        request.duration or 0,
        request.interpreter,
        request.participants or 0,
        request.mode,
        request.notes,
    )
