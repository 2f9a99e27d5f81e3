"""A file of the intake as located cells; the only place that knows what can be wrong with the file itself."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

from scheduler import files
from scheduler.books.calamine import read_other_book
from scheduler.books.limits import (
    OF_FORM,
    Refused,
    counted,
    is_locked_ods,
    is_ods,
    is_workbook,
    open_zip,
    refuse_by_size,
    refuse_large,
    with_slashes,
)
from scheduler.books.sheets import Sheet, Workbook
from scheduler.books.text import SUFFIXES as OF_TEXT
from scheduler.books.text import read_text_file
from scheduler.books.xlsx import ERROR_VALUE, read_xlsx
from scheduler.domain import IntakeFile, Problem, Source
from scheduler.domain.cells import BROKEN
from scheduler.domain.problems import Problems

OLE_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
"""How password-protected workbooks, and those of Excel 97, begin."""

_WEB_PAGE = re.compile(rb"<\s*(?:html|table|!doctype html)", re.I)
"""How a page of the web begins, which portals export under the name of a workbook."""

Wanted = Callable[[str], bool]

MOST_KNOWN, MOST_CELLS_KNOWN = 64, 5_000
"""Files that are remembered as they were read, and the cells that each of them has at most."""

_KNOWN: dict[tuple[object, ...], tuple[dict[str, Sheet], datetime | None, tuple[Problem, ...]]] = {}
"""By their bytes, their name, and which of their sheets were read."""


def read_file(
    path: Path, name: str, problems: Problems, wanted: Wanted = lambda title: True, of_form: bool = False
) -> Workbook | None:
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
    of_form
        Whether it came back from a government, and holds no more than such a file can.
    """
    here = Source(name)
    try:
        data = files.read(path)
    except FileNotFoundError:
        problems.error(here, "file.missing", file=name)
        return None
    except files.TooLarge:
        problems.error(here, "file.too_large", file=name)
        return None
    except OSError as error:
        problems.error(here, "file.unreadable", file=name, cause=error.strerror or str(error))
        return None
    if path.with_name(f"~${path.name}").exists():
        problems.note(here, "file.open_in_excel", file=name)
    try:
        sheets, modified = _read_once(data, path.suffix.lower(), name, problems, wanted)
        refuse_large(sheets.values(), **(OF_FORM if of_form else {}))
    except Refused as refused:
        problems.error(here, refused.key, file=name)
        return None
    shown = {title: sheet.without_covered() for title, sheet in sheets.items()}
    return Workbook(IntakeFile(name, sha256(data).hexdigest()), shown, modified)


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


def _read_once(
    data: bytes, suffix: str, name: str, problems: Problems, wanted: Wanted
) -> tuple[dict[str, Sheet], datetime | None]:
    """As `_read`, but the same bytes are not read again: the desk asks for the same files at every step.

    Raises
    ------
    Refused
        The file cannot be read, or holds too much.
    """
    key = (sha256(data).digest(), suffix, name, wanted)
    found = _KNOWN.get(key)
    if found is None:
        told = Problems()
        try:
            sheets, modified = _read(data, suffix, name, told, wanted)
        except Refused:
            problems.extend(told)
            raise
        found = sheets, modified, tuple(told)
        if sum(len(row) for sheet in sheets.values() for row in sheet.rows.values()) <= MOST_CELLS_KNOWN:
            _KNOWN[key] = found
        for oldest in list(_KNOWN)[:-MOST_KNOWN]:
            _KNOWN.pop(oldest, None)  # another thread may have been quicker
    sheets, modified, said = found
    problems.extend(said)
    return sheets, modified


def _read(
    data: bytes, suffix: str, name: str, problems: Problems, wanted: Wanted
) -> tuple[dict[str, Sheet], datetime | None]:
    """The sheets by the reader for their kind of file, which the bytes tell rather than the name.

    Raises
    ------
    Refused
        The file cannot be read, or holds too much.
    """
    if not data:
        raise Refused("file.empty")
    if data.startswith(OLE_COMPOUND):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Refused("file.password")
        return _by_calamine(data, name, problems, "file.old_format")
    if not data.startswith(b"PK"):
        if suffix not in OF_TEXT:
            raise Refused("file.web_page" if _WEB_PAGE.search(data[:4096]) else "file.no_workbook")
        return {"": read_text_file(data, name, problems)}, None
    data = with_slashes(data)
    with open_zip(data) as archive:
        refuse_by_size(archive)
        if is_ods(data):
            _refuse_damaged(archive)
            if is_locked_ods(archive):
                raise Refused("file.password")
            return _by_calamine(data, name, problems, "file.damaged")
        if not is_workbook(archive):
            raise Refused("file.no_workbook")
        of_reader = Problems()
        try:
            found = read_xlsx(data, name, of_reader, wanted)
        except Refused:
            raise
        except Exception:  # openpyxl has no error family: damaged files raise whatever the damage leads to
            _refuse_damaged(archive)
            return _by_calamine(data, name, problems, "file.damaged")
        problems.extend(of_reader)
        return found


def _refuse_damaged(archive: ZipFile) -> None:
    """Refuse a packed file of which a part fails its checksum: it could be read, and wrongly."""
    try:
        counted(archive)
    except Refused:
        raise
    except Exception:  # zipfile has no error family
        raise Refused("file.damaged") from None


def _by_calamine(data: bytes, name: str, problems: Problems, otherwise: str) -> tuple[dict[str, Sheet], None]:
    """By the second reader, which knows neither errors of formulas nor what it passes over."""
    sheets = read_other_book(data, name)
    if sheets is None:
        raise Refused(otherwise)
    problems.note(Source(name), "file.by_other_reader", file=name)
    return {title: _with_errors(sheet, problems) for title, sheet in sheets.items()}, None
