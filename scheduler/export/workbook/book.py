"""A workbook from its making to its file."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import NamedStyle
from openpyxl.styles.fonts import DEFAULT_FONT
from openpyxl.writer.excel import ExcelWriter

from scheduler.export.workbook.looks import LOOKS, style


def new_book() -> Workbook:
    """A workbook without a sheet, whose cells may have the looks of this program."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, look in LOOKS.items():
        book.add_named_style(NamedStyle(style(name), **{"font": DEFAULT_FONT, **look}))
    return book


def save(book: Workbook, path: Path, made: datetime | None = None) -> None:
    """Write a workbook to a file.

    Parameters
    ----------
    book, path
        The workbook, and its file.
    made
        When it says that it was made; by default now. UTC.

    Raises
    ------
    OSError
        It could not be written.
    """
    made = made or datetime.now(UTC)
    book.properties.created = book.properties.modified = made.astimezone(UTC).replace(tzinfo=None)
    with _Undated(path, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()


class _Undated(ZipFile):
    """Its parts bear no date: zip knows none before 1980 or after 2107, and the clock may show any."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        part = ZipInfo(str(zinfo_or_arcname))
        part.compress_type = ZIP_DEFLATED
        super().writestr(part, data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        self.writestr(arcname or filename, Path(filename).read_bytes())
