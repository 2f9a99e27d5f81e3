"""timetable.xlsx, a sheet each file."""

from pathlib import Path

from scheduler.export.workbook import (
    by_government,
    certificate,
    changes,
    interpreters,
    meetings,
    not_scheduled,
    overview,
    quality,
    timetable,
)
from scheduler.export.workbook.book import new_book, save
from scheduler.export.workbook.page import print_on_a4
from scheduler.export.workbook.view import View

OVERVIEW = "Overview"

SHEETS = {
    "Timetable": timetable.fill,
    "Meetings": meetings.fill,
    "By government": by_government.fill,
    "Interpreters": interpreters.fill,
    "Not scheduled": not_scheduled.fill,
    "Changes": changes.fill,
    "Quality": quality.fill,
    "Certificate": certificate.fill,
}


def write_workbook(path: Path, view: View) -> None:
    """Write timetable.xlsx as a reader sees it; the same contents and moment give the same bytes.

    Raises
    ------
    OSError
        The file could not be written.
    """
    book = new_book()
    for name in (OVERVIEW, *SHEETS):
        sheet = book.create_sheet(view.tab(name))
        print_on_a4(sheet, f"{view.title} · {sheet.title} · {view.timetable.version}")
        if name == OVERVIEW:
            overview.fill(sheet, view, tuple(SHEETS))
        else:
            SHEETS[name](sheet, view)
    save(book, path, view.made)
