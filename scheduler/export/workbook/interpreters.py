"""The sheet Interpreters: a roster, each person's meetings in order, on the host's clock."""

from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from scheduler.export.workbook.page import TIME, WIDE_TIME, Table, put_table
from scheduler.export.workbook.view import View

COLUMNS = (
    ("interpreter", 24),
    ("languages", 14),
    ("start", WIDE_TIME),
    ("end", TIME),
    ("minutes", 9),
    ("meeting", 9),
    ("pair", 9),
    ("governments", 34),
    ("room", 9),
    ("link", 36),
)


def fill(sheet: Worksheet, view: View) -> None:
    rows: list[list[Any]] = []
    for interpreter in view.event.interpreters:
        who = [interpreter.name, " / ".join(interpreter.languages)]
        mine = [
            [
                *who,
                view.host_clock(outcome.placement.start),
                view.host_clock(outcome.placement.end),
                meeting.duration,
                outcome.id,
                interpreting.pair,
                view.parties(meeting.governments),
                outcome.placement.room,
                outcome.link or "",
            ]
            for outcome, meeting in view.scheduled()
            if outcome.placement
            for interpreting in outcome.placement.interpreters
            if interpreting.name == interpreter.name
        ]
        rows += mine or [[*who, view.say("roster.none"), *[""] * 7]]
    if not rows:
        rows = [[view.say("roster.not_managed"), *[""] * 9]]
    formats = {2: view.say("format.date_time"), 3: view.say("format.time")}
    headings = [view.say(f"roster.{name}") for name, _ in COLUMNS]
    put_table(sheet, Table(headings, rows, [width for _, width in COLUMNS], formats))
    sheet.auto_filter.ref = sheet.dimensions
