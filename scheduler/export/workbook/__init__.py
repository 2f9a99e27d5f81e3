"""timetable.xlsx, a sheet each file."""

from datetime import datetime
from pathlib import Path

from scheduler.domain import Difference, Event, Timetable, Treatment, Verdict
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


def write_workbook(
    path: Path,
    event: Event,
    table: Timetable,
    verdict: Verdict,
    treatment: Treatment,
    language: str,
    made: datetime,
    against: Difference | None = None,
    fingerprint: str = "",
) -> None:
    """Write timetable.xlsx in a reader's language.

    Parameters
    ----------
    path
        The file.
    event, table, verdict, treatment
        What was said, decided, found by the check, and given to whom.
    language
        en, ja, ko or zh.
    made
        When the version was made, with its zone; the same contents and moment give the same bytes.
    against
        What is different from the version that the reader knows; `None` where there is none.
    fingerprint
        SHA-256 of the timetable.json beside it, by which the file is known again after it was edited.

    Raises
    ------
    OSError
        The file could not be written.
    """
    view = View(event, table, verdict, treatment, language, made, against, fingerprint)
    book = new_book()
    for name in (OVERVIEW, *SHEETS):
        sheet = book.create_sheet(view.tab(name))
        print_on_a4(sheet, f"{view.title} · {sheet.title} · {table.version}")
        if name == OVERVIEW:
            overview.fill(sheet, view, tuple(SHEETS))
        else:
            SHEETS[name](sheet, view)
    save(book, path, made)
