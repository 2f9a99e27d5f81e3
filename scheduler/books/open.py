"""A file of the intake as located cells; the only place that knows what can be wrong with the file itself."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from openpyxl.utils import column_index_from_string

from scheduler.books.calamine import read_other_book, too_large
from scheduler.books.sheets import Sheet, Workbook
from scheduler.books.text import SUFFIXES as OF_TEXT
from scheduler.books.text import read_text_file
from scheduler.books.xlsx import ERROR_VALUE, content_of, read_xlsx
from scheduler.domain import IntakeFile, Source
from scheduler.domain.cells import BROKEN
from scheduler.domain.problems import Problems

OLE_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
"""How password-protected workbooks, and those of Excel 97, begin."""

MOST_BYTES = 64 * 2**20
"""Of a file that is not packed."""

MOST_UNPACKED = {"part": 32 * 2**20, "whole": 128 * 2**20}
"""Bytes that one part of a workbook, such as a sheet, and the whole may unpack to; 10,000 requests take about 10 million."""

MOST_ROWS, MOST_CELLS = 20_000, 400_000
"""Of a sheet, and of a file; 10,000 requests take 200,000 cells."""

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""Of a sheet of Excel."""

MOST_MERGED = 200_000
"""Cells that the merged ranges of a sheet may cover, each of which would be made."""

MOST_OF = {b"mergeCell ": 20_000, b"<c": 600_000, b":c ": 600_000, b"<row": 200_000, b"<xf": 100_000}
"""How often a part may hold what takes memory to read, though it be empty."""

_MERGED = re.compile(rb"(?:mergeCell|hyperlink)\s[^>]*?ref\s*=\s*[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")

DTD = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
"""What no workbook has, and every bomb of nested entities."""

SHEETS_OF_ODS = b"application/vnd.oasis.opendocument.spreadsheet"

Wanted = Callable[[str], bool]


def read_file(path: Path, name: str, problems: Problems, wanted: Wanted = lambda title: True) -> Workbook | None:
    """Read a file; `None` and a problem if it cannot be.

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
    if leads_out(path, path.parent):
        problems.error(here, "file.link", file=name)
        return None
    try:
        if path.exists() and not path.is_file():
            raise OSError(0, "not a file")
        data = path.read_bytes() if path.stat().st_size <= MOST_BYTES else None
    except FileNotFoundError:
        problems.error(here, "file.missing", file=name)
        return None
    except OSError as error:
        problems.error(here, "file.unreadable", file=name, cause=error.strerror or str(error))
        return None
    if path.with_name(f"~${path.name}").exists():
        problems.note(here, "file.open_in_excel", file=name)
    if data is None:
        problems.error(here, "file.too_large", file=name)
        return None
    found = _read(data, path.suffix.lower(), name, problems, wanted)
    if found is None:
        return None
    sheets, modified = found
    if modified is None:  # read by another reader than openpyxl
        sheets = {title: _with_errors(sheet, problems) for title, sheet in sheets.items()}
    if any(row > LAST_ROW or max(cells) > LAST_COLUMN for sheet in sheets.values() for row, cells in sheet.rows.items()):
        problems.error(here, "file.damaged", file=name)
        return None
    rows = max((len(sheet.rows) for sheet in sheets.values()), default=0)
    if rows > MOST_ROWS or sum(len(row) for sheet in sheets.values() for row in sheet.rows.values()) > MOST_CELLS:
        problems.error(here, "file.too_large", file=name)
        return None
    return Workbook(IntakeFile(name, sha256(data).hexdigest()), sheets, modified)


def _with_errors(sheet: Sheet, problems: Problems) -> Sheet:
    """A sheet of a kind of file that holds the errors of formulas as text."""
    rows = {number: dict(cells) for number, cells in sheet.rows.items()}
    for cells in rows.values():
        for place, cell in cells.items():
            if isinstance(cell.value, str) and ERROR_VALUE.fullmatch(cell.value.strip()):
                problems.error(cell.source, "cell.error", value=cell.value)
                cells[place] = replace(cell, value=BROKEN)
    return replace(sheet, rows=rows)


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path is a link to somewhere outside a folder, or to nowhere."""
    try:
        return path.is_symlink() and not path.resolve(strict=True).is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link to itself
        return True


def _read(
    data: bytes, suffix: str, name: str, problems: Problems, wanted: Wanted
) -> tuple[dict[str, Sheet], datetime | None] | None:
    """The sheets by the reader for their kind of file, which the bytes tell rather than the name."""
    here = Source(name)
    if not data:
        problems.error(here, "file.empty", file=name)
    elif data.startswith(OLE_COMPOUND):
        return _by_calamine(data, name, problems, _kind_of_ole(data))
    elif not data.startswith(b"PK"):
        if suffix in OF_TEXT:
            sheet = read_text_file(data, name, problems)
            return ({"": sheet}, None) if sheet else None
        problems.error(here, "file.no_workbook", file=name)
    elif fault := _fault_of_zip(data):
        problems.error(here, fault, file=name)
    elif _is_ods(data):
        return _by_calamine(data, name, problems, "file.damaged")
    else:
        try:
            return read_xlsx(data, name, problems, wanted)
        except Exception:  # openpyxl has no error family: damaged files raise whatever the damage leads to
            return _by_calamine(data, name, problems, "file.damaged")
    return None


def _by_calamine(
    data: bytes, name: str, problems: Problems, otherwise: str
) -> tuple[dict[str, Sheet], datetime | None] | None:
    if otherwise != "file.password" and _claims_too_much(data):
        otherwise, sheets = "file.too_large", None
    else:
        sheets = None if otherwise == "file.password" else read_other_book(data, name)
    if sheets is None:
        problems.error(Source(name), otherwise, file=name)
        return None
    problems.note(Source(name), "file.by_other_reader", file=name)
    return sheets, None


def _claims_too_much(data: bytes) -> bool:
    try:
        return data.startswith(b"PK") and too_large(data)
    except Exception:  # damaged, which is found out in a moment
        return False


def _kind_of_ole(data: bytes) -> str:
    return "file.password" if "EncryptedPackage".encode("utf-16-le") in data else "file.old_format"


def _fault_of_zip(data: bytes) -> str | None:
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except Exception:  # whatever the damage leads to: zipfile has no error family
        return "file.damaged"
    with archive:
        if not any(name.startswith("xl/") for name in archive.namelist()) and not _is_ods(data):
            return "file.no_workbook"
        sizes = [part.file_size for part in archive.infolist()]
        if max(sizes, default=0) > MOST_UNPACKED["part"] or sum(sizes) > MOST_UNPACKED["whole"]:
            return "file.too_large"
        xml = [part for part in archive.infolist() if part.filename.endswith((".xml", ".rels"))]
        faults = (fault for part in xml if (fault := _fault_of_xml(archive, part)))
        return next(faults, None)


def _is_ods(data: bytes) -> bool:
    """Whether its first part, unpacked as it must be, says so."""
    return SHEETS_OF_ODS in data[:200]


def _fault_of_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> str | None:
    """What a part of a workbook holds that none of Excel's does, or too much of."""
    try:
        data = content_of(archive, part.filename)
    except Exception:  # zipfile has no error family; what fails its checksum could be read, and wrongly
        return "file.damaged"
    if any(sign in data for sign in DTD) or b"\0" in data:
        return "file.forbidden"
    if any(data.count(sign) > most for sign, most in MOST_OF.items()):
        return "file.too_large"
    merged = sum(_area(*corners) for corners in _MERGED.findall(data)) if b"mergeCell" in data or b"hyperlink" in data else 0
    return "file.too_large" if merged > MOST_MERGED else None


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    """The cells of a rectangle such as A1:C3."""
    columns = column_index_from_string(right.decode()) - column_index_from_string(left.decode()) + 1
    return abs(columns) * (abs(int(bottom) - int(top)) + 1)
