"""A file of the intake as located cells; the only place that knows what can be wrong with the file itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from scheduler.books.calamine import read_other_book, too_large
from scheduler.books.limits import LAST_COLUMN, LAST_ROW, MOST_CELLS, MOST_ROWS, fault_of_zip, is_ods
from scheduler.books.sheets import Sheet, Workbook
from scheduler.books.text import SUFFIXES as OF_TEXT
from scheduler.books.text import read_text_file
from scheduler.books.xlsx import ERROR_VALUE, read_values, read_xlsx
from scheduler.domain import IntakeFile, Source
from scheduler.domain.cells import BROKEN
from scheduler.domain.problems import Problems

OLE_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
"""How password-protected workbooks, and those of Excel 97, begin."""

MOST_BYTES = 64 * 2**20
"""Of a file that is not packed."""

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


def read_own(path: Path, problems: Problems, wanted: Wanted) -> dict[str, Sheet] | None:
    """The values of some sheets of a workbook that this program wrote; `None` and a problem if it cannot be read."""
    here = Source(path.name)
    try:
        data = path.read_bytes()
    except OSError as error:
        problems.error(here, "file.unreadable", file=path.name, cause=error.strerror or str(error))
        return None
    fault = fault_of_zip(data) if data.startswith(b"PK") else "file.empty" if not data else "file.no_workbook"
    if fault is None:
        try:
            return read_values(data, path.name, wanted)
        except Exception:  # openpyxl has no error family
            fault = "file.damaged"
    problems.error(here, fault, file=path.name)
    return None


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
    elif fault := fault_of_zip(data):
        problems.error(here, fault, file=name)
    elif is_ods(data):
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
