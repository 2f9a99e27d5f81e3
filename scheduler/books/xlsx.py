"""An .xlsx file as located cells, by openpyxl."""

import re
import warnings
import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.books.sheets import Merged, Sheet
from scheduler.domain import Source
from scheduler.domain.cells import BROKEN, Cell
from scheduler.domain.problems import Problems

ERROR_VALUE = re.compile(r"#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!|GETTING_DATA)")


def read_xlsx(
    data: bytes, name: str, problems: Problems, wanted: Callable[[str], bool]
) -> tuple[dict[str, Sheet], datetime | None]:
    """The sheets of a workbook, and when it says it was last saved.

    Macros are never run, links to other files never followed: openpyxl knows neither.

    Raises
    ------
    Exception
        Of any kind, where the file is damaged: openpyxl has no error family.
    """
    with warnings.catch_warnings():  # about features of Excel that hold no values
        warnings.simplefilter("ignore", UserWarning)
        book = openpyxl.load_workbook(BytesIO(data), data_only=True, keep_links=False)
        formulas = _formulas(data)
    if len(book.sheetnames) < _sheets_named(data):
        raise ValueError("a sheet is named of which the file holds nothing")
    sheets = {
        sheet.title: _read_sheet(sheet, Source(name, sheet.title), formulas.get(sheet.title, frozenset()), problems)
        if wanted(sheet.title)
        else Sheet(Source(name, sheet.title), {})
        for sheet in book.worksheets
    }
    return sheets, book.properties.modified


def read_values(data: bytes, name: str, wanted: Callable[[str], bool]) -> dict[str, Sheet]:
    """The values of the wanted sheets alone, of a workbook that this program wrote; the others are not even unpacked.

    Raises
    ------
    Exception
        As above.
    """
    book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sheets = {}
    for sheet in (sheet for sheet in book.worksheets if wanted(sheet.title)):
        cells = (cell for row in sheet.iter_rows() for cell in row if cell.value not in (None, ""))
        rows: dict[int, dict[int, Cell]] = {}
        for cell in cells:
            place = Source(name, sheet.title, cell.coordinate)
            rows.setdefault(cell.row, {})[cell.column] = Cell(cell.value, place, epoch=book.epoch)
        sheets[sheet.title] = Sheet(Source(name, sheet.title), rows)
    return sheets


def _sheets_named(data: bytes) -> int:
    """How many sheets the list of sheets has; openpyxl passes over those that it does not find."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        there = "xl/workbook.xml" in archive.namelist()
        return len(re.findall(rb"<(?:\w+:)?sheet\s", content_of(archive, "xl/workbook.xml"))) if there else 0


def content_of(archive: zipfile.ZipFile, part: str) -> bytes:
    """A part of a packed file, no more of it than the file says there is: what was packed may unpack to far more."""
    with archive.open(part) as stream:
        return b"".join(iter(lambda: stream.read(2**20), b""))


def _formulas(data: bytes) -> dict[str, frozenset[str]]:
    """The cells of each sheet that hold formulas; only where there are any is the file read a second time."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = [name for name in archive.namelist() if name.endswith(".xml") and "/theme" not in name]
        if not any(re.search(rb"<(?:\w+:)?f[ />]", content_of(archive, name)) for name in parts):
            return {}
    return {
        sheet.title: frozenset(cell.coordinate for cell in _cells(sheet) if cell.data_type == "f")
        for sheet in openpyxl.load_workbook(BytesIO(data), keep_links=False).worksheets
    }


def _read_sheet(sheet: Worksheet, here: Source, formulas: frozenset[str], problems: Problems) -> Sheet:
    if sheet.sheet_state != "visible":
        problems.note(here, "sheet.hidden", sheet=here.sheet)
    rows: dict[int, dict[int, Cell]] = {}
    epoch: datetime = sheet.parent.epoch  # type: ignore[union-attr]  # every sheet of a file has its workbook
    for cell in _cells(sheet):
        if cell.value is None and (cell.coordinate not in formulas or cell.data_type != "n"):
            continue  # empty, or a formula whose stored result is an empty text
        source = Source(here.file, here.sheet, cell.coordinate)
        value = cell.value
        if value is None:
            problems.error(source, "cell.uncomputed")
            value = BROKEN
        elif cell.data_type == "e" or ERROR_VALUE.fullmatch(str(value).strip()):
            problems.error(source, "cell.error", value=value)
            value = BROKEN
        if not isinstance(value, str) or value.strip():
            rows.setdefault(cell.row, {})[cell.column] = Cell(value, source, epoch=epoch)
    hidden = [str(row) for row, layout in sheet.row_dimensions.items() if layout.hidden and row in rows]
    hidden += [_letters(layout) for layout in sheet.column_dimensions.values() if layout.hidden]
    if hidden:
        problems.note(here, "sheet.hidden_part", sheet=here.sheet, parts=hidden)
    merged = (Merged(m.min_row, m.min_col, m.max_row, m.max_col) for m in sheet.merged_cells.ranges)
    return Sheet(here, rows, tuple(merged))


def _cells(sheet: Worksheet) -> list[Any]:
    """The cells that stand in the file, in order. The public way walks the whole rectangle up to the last of them, which a
    single formatted cell at the end of a sheet makes a matter of minutes.
    """
    return [cell for _, cell in sorted(sheet._cells.items())]


def _letters(layout: ColumnDimension) -> str:
    """The columns that one layout covers: `D` or `D:F`."""
    first, last = (get_column_letter(place or 1) for place in (layout.min, layout.max))
    return first if first == last else f"{first}:{last}"
