"""An .xlsx file as located cells; the only place that knows what can be wrong with the file itself."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.domain import IntakeFile, Source
from scheduler.intake.problems import Problems

OLE_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
"""How password-protected workbooks, and those of Excel 97, begin."""

ERROR_VALUE = re.compile(r"#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!|GETTING_DATA)")


MOST_UNPACKED = {"part": 32 * 2**20, "whole": 128 * 2**20}
"""Bytes that one part of a workbook, such as a sheet, and the whole may unpack to; 10,000 requests take about 10 million."""

DTD = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
"""What no workbook has, and every bomb of nested entities."""

BROKEN = object()
"""Stands for the value of a cell whose problem has been reported: an Excel error, a formula without a result."""


@dataclass(frozen=True)
class Cell:
    """A value that is there: never empty; `BROKEN` where it shows an error.

    `days` are those of the event, among which a date without a year is found.
    """

    value: Any
    source: Source
    days: tuple[date, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet, row by row: `rows[number][column]`, both counted from 1."""

    source: Source
    rows: dict[int, dict[int, Cell]]

    def of_event(self, days: tuple[date, ...]) -> "Sheet":
        """The same, its cells knowing the days of the event."""
        rows = self.rows.items()
        return replace(self, rows={n: {place: replace(c, days=days) for place, c in row.items()} for n, row in rows})

    def place(self, row: int, column: int) -> Source:
        return Source(self.source.file, self.source.sheet, f"{get_column_letter(column)}{row}")


@dataclass(frozen=True)
class Workbook:
    """A workbook that was read in whole."""

    file: IntakeFile
    sheets: dict[str, Sheet]


def read_workbook(
    path: Path, name: str, problems: Problems, wanted: Callable[[str], bool] = lambda title: True
) -> Workbook | None:
    """Read a workbook; `None` and a problem if it cannot be.

    Parameters
    ----------
    path
        Where it lies.
    name
        What its cells are called by: its path inside the event folder.
    problems
        Takes what is wrong with the file and its cells.
    wanted
        Whether a sheet of that title is to be read; of the others only the titles are kept.
    """
    here = Source(name)
    if path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve()):
        problems.error(here, "file.link", file=name)
        return None
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        problems.error(here, "file.missing", file=name)
        return None
    except OSError as error:
        problems.error(here, "file.unreadable", file=name, cause=error.strerror or str(error))
        return None
    if path.with_name(f"~${path.name}").exists():
        problems.note(here, "file.open_in_excel", file=name)
    fault = _fault(data)
    if fault is not None:
        problems.error(here, fault, file=name)
        return None
    try:
        with warnings.catch_warnings():  # about features of Excel that hold no values
            warnings.simplefilter("ignore", UserWarning)
            values = openpyxl.load_workbook(BytesIO(data), data_only=True, keep_links=False)
            formulas = _formulas(data)
    except Exception:  # openpyxl has no error family: damaged files raise whatever the damage leads to
        problems.error(here, "file.damaged", file=name)
        return None
    sheets = {
        sheet.title: _read_sheet(sheet, Source(name, sheet.title), formulas.get(sheet.title, frozenset()), problems)
        if wanted(sheet.title)
        else Sheet(Source(name, sheet.title), {})
        for sheet in values.worksheets
    }
    return Workbook(IntakeFile(name, sha256(data).hexdigest()), sheets)


def _fault(data: bytes) -> str | None:
    if not data:
        return "file.empty"
    if data.startswith(OLE_COMPOUND):
        return "file.password" if "EncryptedPackage".encode("utf-16-le") in data else "file.old_format"
    if not data.startswith(b"PK"):
        return "file.no_workbook"
    if not zipfile.is_zipfile(BytesIO(data)):
        return "file.damaged"
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if not any(name.startswith("xl/") for name in archive.namelist()):
            return "file.no_workbook"
        sizes = [part.file_size for part in archive.infolist()]
        if max(sizes) > MOST_UNPACKED["part"] or sum(sizes) > MOST_UNPACKED["whole"]:
            return "file.too_large"
        return "file.forbidden" if any(_has_dtd(archive, part) for part in archive.infolist()) else None


def _has_dtd(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    try:
        return part.filename.endswith((".xml", ".rels")) and any(sign in archive.read(part) for sign in DTD)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        return False  # damaged, which is found out in a moment


def _formulas(data: bytes) -> dict[str, frozenset[str]]:
    """The cells of each sheet that hold formulas; only where there are any is the file read a second time."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        if not any(re.search(rb"<f[ />]", archive.read(name)) for name in sheets):
            return {}
    return {
        sheet.title: frozenset(cell.coordinate for cell in _cells(sheet) if cell.data_type == "f")
        for sheet in openpyxl.load_workbook(BytesIO(data), keep_links=False).worksheets
    }


def _read_sheet(sheet: Worksheet, here: Source, formulas: frozenset[str], problems: Problems) -> Sheet:
    if sheet.sheet_state != "visible":
        problems.note(here, "sheet.hidden", sheet=here.sheet)
    rows: dict[int, dict[int, Cell]] = {}
    for cell in _cells(sheet):
        if cell.value is None and cell.coordinate not in formulas:
            continue
        source = Source(here.file, here.sheet, cell.coordinate)
        value = cell.value
        if value is None:
            problems.error(source, "cell.uncomputed")
            value = BROKEN
        elif cell.data_type == "e" or ERROR_VALUE.fullmatch(str(value).strip()):
            problems.error(source, "cell.error", value=value)
            value = BROKEN
        if not isinstance(value, str) or value.strip():
            rows.setdefault(cell.row, {})[cell.column] = Cell(value, source)
    hidden = [str(row) for row, layout in sheet.row_dimensions.items() if layout.hidden and row in rows]
    hidden += [_letters(layout) for layout in sheet.column_dimensions.values() if layout.hidden]
    if hidden:
        problems.note(here, "sheet.hidden_part", sheet=here.sheet, parts=hidden)
    return Sheet(here, rows)


def _cells(sheet: Worksheet) -> list[Any]:
    """The cells that stand in the file, in order. The public way walks the whole rectangle up to the last of them, which a
    single formatted cell at the end of a sheet makes a matter of minutes.
    """
    return [cell for _, cell in sorted(sheet._cells.items())]


def _letters(layout: ColumnDimension) -> str:
    """The columns that one layout covers: `D` or `D:F`."""
    first, last = (get_column_letter(place or 1) for place in (layout.min, layout.max))
    return first if first == last else f"{first}:{last}"
