"""Forms as offices in three countries fill them, each with what a careful clerk reads in it.

`offices/forms.json` holds the cells of each; `why` says what a clerk reads. What is read, or at which cells it is asked, was
held against that when the form was put down. A question on the layout goes with each of them, see `test_layouts`.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from scheduler.books.open import read_file
from scheduler.books.sheets import Workbook as Book
from scheduler.domain.problems import Problems
from scheduler.intake.event import look_at_book
from scheduler.intake.tables.answers import EVENT_FILE, Answers
from tests.intake.untidy import read, value

OFFICES = Path(__file__).parent / "offices"
CASES: list[dict[str, Any]] = json.loads((OFFICES / "forms.json").read_text(encoding="utf-8"))


@cache
def event() -> Book:
    book = read_file(OFFICES / EVENT_FILE, EVENT_FILE, Problems())
    assert book
    return book


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_form_is_read_as_a_clerk_reads_it_or_asked_about(case: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "requests").mkdir()
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, written in case["sheets"].items():
        sheet = book.create_sheet(title)
        for at, cell in written["cells"].items():
            sheet[at].value = value(cell)
        for area in written["merged"]:
            sheet.merge_cells(area)
    book.save(tmp_path / "requests" / "form.xlsx")
    look = look_at_book(tmp_path, event(), Answers(), Problems())
    asked = [p for p in look.problems if p.severity != "note" and p.key != "layout.new"]
    said = [" ".join([p.key, *(cell.cell or cell.sheet or cell.file for cell in p.cells)]) for p in asked]
    assert said == case["asks"], case["why"]
    if "reads" in case:
        assert look.event and read(look.event, "") == case["reads"], case["why"]
