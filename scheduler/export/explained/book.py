"""explain.xlsx: why a meeting is where it is, or nowhere, and all its places as a picture and ranked; how requests ended."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from scheduler import words
from scheduler.domain import Explained, GovernmentExplained, MeetingExplained, MeetingOutcome
from scheduler.export.explained.says import MARKS, Mark, Says, ways, without_meeting
from scheduler.export.workbook.book import new_book, save
from scheduler.export.workbook.page import Table, lines, print_on_a4, put, put_table, put_title

FILLS: dict[Mark, str] = {"here": "9DC3E6", "as_good": "C6E5C3", "costs": "FBE3C8", "not": "E8EBF0"}

ROOM, START, TEXT = 16, 6, 110
"""Widths in characters: of a room's name, of a start in the picture, and of what is said above it."""

WIDTHS = (10, 30, 60, 70, 40)


def write_explained(path: Path, found: Explained, language: str) -> None:
    """Write the workbook.

    Raises
    ------
    OSError
        The file could not be written.
    """
    says = Says(found, language)
    book = new_book()
    title = f"{found.event.names.in_language(language)} · {found.timetable.version or '–'} · {says.say('title')}"

    def sheet(key: str) -> Worksheet:
        made: Worksheet = book.create_sheet(says.say(key))
        print_on_a4(made, " · ".join(filter(None, (title, found.about))))
        return made

    if isinstance(found.of, MeetingExplained):
        _meeting(sheet("title"), says, found.of)
        if found.of.elsewhere:
            _places(sheet("places"), says, found.of)
    else:
        _outcomes(sheet("title"), says, found.of)
    save(book, path)


# ------------------------------------------------------------------------------------------------------- of a meeting


def _meeting(sheet: Worksheet, says: Says, of: MeetingExplained) -> None:
    """What is said of it, then where it could be, room by room and start by start."""
    sheet.column_dimensions["A"].width = ROOM
    days = says.days(of)
    across = max(map(len, days.values()), default=0)
    columns = max(across, -(-(TEXT - ROOM) // START))
    for column in range(2, columns + 2):
        sheet.column_dimensions[get_column_letter(column)].width = START
    row = 1
    for text in _said(says, of):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns + 1)
        put(sheet, row, 1, text, "text")
        sheet.row_dimensions[row].height = 17 * lines(text, ROOM + START * columns)
        row += 1
    row += 1
    marks, names = says.marks(of), [room.name for room in says.found.event.rooms]
    for day, starts in days.items():
        put_title(sheet, row, 1, day, 12)
        for column, at in enumerate(starts, start=2):
            put(sheet, row + 1, column, says.when(at, "%H:%M"), "heading")
        for place, room in enumerate(names, start=row + 2):
            put(sheet, place, 1, room, "label")
            for column, at in enumerate(starts, start=2):
                mark = marks.get((at, room), "not")
                cell = put(sheet, place, column, MARKS[mark], "centred")
                cell.fill = PatternFill("solid", fgColor=FILLS[mark])
        row += 3 + len(names)
    put(sheet, row, 1, says.legend() if days else None)


def _said(says: Says, of: MeetingExplained) -> Iterable[str]:
    """In the order of the terminal, each on a row."""
    texts = [says.changed(), says.here(of), says.cells(of.outcome.reason)]
    if of.at is not None:
        texts += [says.at_start(of), *(f"– {says.message(fact)} {says.cells(fact)}" for fact in of.against)]
    texts += [says.compared(of), says.told(of) if of.elsewhere else None]
    texts += [f"– {says.message(way)}" for way in (*ways(of.outcome), *of.ways)]
    return filter(None, texts)


def _places(sheet: Worksheet, says: Says, of: MeetingExplained) -> None:
    """Every other free place, the best first."""
    rows = [
        (
            says.when(one.place.start),
            one.place.room,
            "\n".join(f"{words.name_of_pair(says.language, each.pair)} {each.name}" for each in one.place.interpreters)
            or "–",
            says.cost(one),
        )
        for one in of.elsewhere
    ]
    headings = (says.say("start", zone=says.clock), says.say("room"), says.say("interpreters"), says.say("cost"))
    put_table(sheet, Table(headings, rows, (30, 16, 36, 90)))


# ----------------------------------------------------------------------------------- of a government, or all left out


def _outcomes(sheet: Worksheet, says: Says, of: GovernmentExplained | None) -> None:
    """A line for each meeting, then one for each request that led to none."""
    rows: list[Sequence[str]] = [_line(says, of, outcome) for outcome in (of.outcomes if of else says.found.left_out)]
    rows += [
        (f"– ({one.no})", "–", says.reason(one), "", says.cells(one.reason)) for one in (without_meeting(of) if of else ())
    ]
    headings = [says.say(key) for key in ("meeting", "with", "became", "ways_out", "cells")]
    top = 1
    for text in filter(None, (says.changed(), says.summary(of) if of else None)):
        put(sheet, top, 1, text)
        top += 1
    put_table(sheet, Table(headings, rows or [("–", "–", says.say("nothing"), "", "")], WIDTHS), top)


def _line(says: Says, of: GovernmentExplained | None, outcome: MeetingOutcome) -> Sequence[str]:
    with_whom = says.others(of, outcome) if of else [says.who(code) for code in outcome.governments]
    became = says.became(of, outcome) if of else says.reason(outcome)
    out = "\n".join(f"– {says.message(way)}" for way in ways(outcome))
    return outcome.id, "\n".join(with_whom), became, out, says.cells(outcome.reason)
