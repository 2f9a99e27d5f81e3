"""What a file may hold: counted while it is parsed, before anything is made of it, so that no small file takes much memory.

Since it is parsed, no other writing of a name, a reference or an encoding gets round it.
"""

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from xml.parsers import expat

from scheduler.books.sheets import Sheet

MOST_UNPACKED = {"part": 32 * 2**20, "whole": 128 * 2**20}
"""Bytes that one part of a workbook, such as a sheet, and the whole may unpack to; 10,000 requests take about 10 million."""

MOST_SHEETS, MOST_ROWS, MOST_CELLS = 250, 20_000, 250_000
"""Of a file, of a sheet, and of a file; 10,000 requests take 200,000 cells."""

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""Of a sheet of Excel."""

MOST_MERGED = 200_000
"""Cells that the merged ranges of a file may cover."""

MOST_CHARACTERS, LONGEST_CELL = 4_000_000, 32_767
"""Of all cells of a file together, and of one, as in Excel; one text may stand in many cells."""

OF_FORM = {"most_cells": 50_000, "last_column": 300, "most_characters": 500_000}
"""Cells of a file that came back, its last column, and its characters."""

MOST_ELEMENTS = 1_200_000
"""Of XML in all parts together; a cell takes two or three."""

MOST_OF_WHOLE = 130_000
"""Of XML in a part that is held in memory whole, such as the styles."""

MOST_IN_ELEMENT = {"attributes": 256, "characters": 100_000, "depth": 64, "row": 70_000}
"""Attributes of an element, characters of one of them, elements in each other, and those of a row of cells."""

SHEETS_OF_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
CHUNK = 2**20


class Refused(Exception):
    """A file holds too much, or what no workbook does; `key` is the catalogue entry that says so."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def refuse_by_size(archive: zipfile.ZipFile) -> None:
    """Refuse a packed file that says it unpacks to more than an event needs.

    Raises
    ------
    Refused
        It does.
    """
    sizes = [part.file_size for part in archive.infolist()]
    if max(sizes, default=0) > MOST_UNPACKED["part"] or sum(sizes) > MOST_UNPACKED["whole"]:
        raise Refused("file.too_large")


@dataclass(frozen=True)
class Counted:
    """The elements of XML in a part, and how many of them are texts of the list of texts."""

    elements: int
    texts: int


def counted(archive: zipfile.ZipFile) -> Mapping[str, Counted]:
    """What each part of a packed file holds; what is no XML is not among them.

    Raises
    ------
    Refused
        They are too many, or a part declares entities.
    """
    counts: dict[str, Counted] = {}
    left = MOST_ELEMENTS
    for part in archive.infolist():
        count = _Count(left)
        if count.through(archive, part):
            counts[part.filename] = Counted(count.elements, count.texts)
        left -= count.elements
    return counts


class _Count:
    def __init__(self, most: int) -> None:
        self._most, self._depth, self._row = most, 0, 0
        self.elements = self.texts = 0

    def through(self, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
        """Count a part; whether all of it is XML."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = _refuse_entities
        with archive.open(part) as stream:
            try:
                for chunk in iter(lambda: stream.read(CHUNK), b""):
                    parser.Parse(chunk)
                parser.Parse(b"", True)
            except expat.ExpatError:
                for _ in iter(lambda: stream.read(CHUNK), b""):
                    pass  # to the end, where its checksum is compared
                return False
        return True

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self.elements += 1
        self._depth += 1
        if name.endswith("row"):
            self._row = self.elements
        self.texts += name == "si" or name.endswith(":si")
        if (
            self.elements > self._most
            or (self._row and self.elements - self._row > MOST_IN_ELEMENT["row"])
            or self._depth > MOST_IN_ELEMENT["depth"]
            or len(attributes) > MOST_IN_ELEMENT["attributes"]
            or max(map(len, attributes.values()), default=0) > MOST_IN_ELEMENT["characters"]
        ):
            raise Refused("file.too_large")

    def _end(self, name: str) -> None:
        self._depth -= 1
        if name.endswith("row"):
            self._row = 0


def _refuse_entities(*_: object) -> None:
    raise Refused("file.forbidden")


def refuse_large(
    sheets: Iterable[Sheet],
    most_cells: int = MOST_CELLS,
    last_column: int = LAST_COLUMN,
    most_characters: int = MOST_CHARACTERS,
) -> None:
    """Refuse a file whose sheets hold more than an event needs.

    Raises
    ------
    Refused
        They do, or hold cells where Excel has none.
    """
    cells = merged = characters = 0
    for sheet in sheets:
        cells += sum(map(len, sheet.rows.values()))
        lengths = [len(cell.value) for cell in sheet.cells() if isinstance(cell.value, str)]
        characters += sum(lengths)
        merged += sum((m.bottom - m.top + 1) * (m.right - m.left + 1) for m in sheet.merged)
        if any(row > LAST_ROW or max(of_row, default=0) > LAST_COLUMN for row, of_row in sheet.rows.items()):
            raise Refused("file.damaged")
        wide = any(max(of_row, default=0) > last_column for of_row in sheet.rows.values())
        long = characters > most_characters or max(lengths, default=0) > LONGEST_CELL
        if sum(map(bool, sheet.rows.values())) > MOST_ROWS or cells > most_cells or merged > MOST_MERGED or wide or long:
            raise Refused("file.too_large")


def is_locked_ods(archive: zipfile.ZipFile) -> bool:
    """Whether a workbook of LibreOffice is protected by a password: its list of parts says how each is encrypted."""
    manifest = "META-INF/manifest.xml"
    return manifest in archive.namelist() and b"encryption-data" in archive.read(manifest)


def is_ods(data: bytes) -> bool:
    """Whether its first part, unpacked as it must be, says so."""
    return SHEETS_OF_ODS in data[:200]


def is_workbook(archive: zipfile.ZipFile) -> bool:
    """Whether a packed file may be a workbook of Excel."""
    return any(name.startswith("xl/") for name in archive.namelist())


def with_slashes(data: bytes) -> bytes:
    """A packed file whose names have slashes, where some program has written backslashes.

    Raises
    ------
    Refused
        It unpacks to too much.
    """
    with open_zip(data) as archive:
        if not any("\\" in name for name in archive.namelist()):
            return data
        refuse_by_size(archive)
        written = BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as again:
            for part in archive.infolist():
                again.writestr(part.filename.replace("\\", "/"), archive.read(part))
    return written.getvalue()


def open_zip(data: bytes) -> zipfile.ZipFile:
    """A packed file.

    Raises
    ------
    Refused
        It is none.
    """
    try:
        return zipfile.ZipFile(BytesIO(data))
    except Exception:  # whatever the damage leads to: zipfile has no error family
        raise Refused("file.damaged") from None
