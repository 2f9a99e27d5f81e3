"""What a packed file may hold: seen before it is read, so that no small file takes much memory."""

import re
import zipfile
from io import BytesIO

from openpyxl.utils import column_index_from_string

from scheduler.books.xlsx import content_of

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


def fault_of_zip(data: bytes) -> str | None:
    """The catalogue entry that says why a packed file is not read; `None` where nothing speaks against it."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except Exception:  # whatever the damage leads to: zipfile has no error family
        return "file.damaged"
    with archive:
        if not any(name.startswith("xl/") for name in archive.namelist()) and not is_ods(data):
            return "file.no_workbook"
        sizes = [part.file_size for part in archive.infolist()]
        if max(sizes, default=0) > MOST_UNPACKED["part"] or sum(sizes) > MOST_UNPACKED["whole"]:
            return "file.too_large"
        xml = [part for part in archive.infolist() if part.filename.endswith((".xml", ".rels"))]
        faults = (fault for part in xml if (fault := _fault_of_xml(archive, part)))
        return next(faults, None)


def is_ods(data: bytes) -> bool:
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
