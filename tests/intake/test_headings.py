"""Sheets, headings and settings in every writing of the package's list, one by one and as whole workbooks."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from scheduler import intake, words
from scheduler.domain import Event, Source
from scheduler.domain.cells import Cell
from scheduler.intake.tables.headings import heading_field

PLAZA_22 = Path(__file__).parents[2] / "inputs" / "plaza-22" / "event.xlsx"
LIST = [tuple(row.values()) for row in csv.DictReader(Path(words.__file__).with_name("headings.csv").open(encoding="utf-8"))]


@pytest.mark.parametrize(("sheet", "field", "language", "variant"), LIST)
def test_every_heading_of_the_list(sheet: str, field: str, language: str, variant: str) -> None:
    known = words.headings(sheet)
    for written in (variant, variant.upper(), f" {variant}\u3000", variant.replace("(", "（").replace(")", "）")):
        assert heading_field(Cell(written, Source("event.xlsx", sheet, "A1")), known) == field


def test_every_field_of_the_contract_has_a_heading_in_every_language() -> None:
    languages: dict[tuple[str, str], set[str]] = {}
    of_contract = [row for row in LIST if row[0] != words.FORM]
    for sheet, field, language, _ in of_contract:
        languages.setdefault((sheet, field), set()).add(language)
    assert {key for key, of_field in languages.items() if of_field < set(words.LANGUAGES)} == set()


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_workbook_in_one_language_is_the_same_event(language: str, tmp_path: Path) -> None:
    book = load_workbook(PLAZA_22)
    translate(book, language)
    folder = tmp_path / "plaza-22"
    folder.mkdir()
    book.save(folder / "event.xlsx")
    assert event_in(folder) == event_in(PLAZA_22.parent)


def event_in(folder: Path) -> Event:
    return replace(intake.read_event(folder).event, intake=())


def translate(book: Workbook, language: str) -> None:
    """Put another language's words for all that the contract names."""
    for sheet in list(book):
        for row in sheet.iter_rows(max_row=1):
            for cell in row:
                cell.value = word(sheet.title, language, str(cell.value))
        if sheet.title == "Event":
            for row in sheet.iter_rows(min_row=2, max_col=1):
                row[0].value = word("Settings", language, str(row[0].value))
    for sheet in list(book):
        sheet.title = word("Sheets", language, sheet.title)


def word(sheet: str, language: str, written: str) -> str:
    """The first heading in a language for the same field; what the contract does not name stays."""
    fields = {variant: field for of_sheet, field, _, variant in LIST if of_sheet == sheet}
    return next(_variants(sheet, fields.get(written, ""), language), written)


def _variants(sheet: str, field: str, language: str) -> Iterator[str]:
    return (row[3] for row in LIST if (row[0], row[1], row[2]) == (sheet, field, language))
