"""The sheet Meetings: a line each, the clocks side by side. It reads back in: the host's clock is the one to edit."""

from datetime import UTC
from typing import Any

from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.domain import Meeting, MeetingOutcome, in_order
from scheduler.export.workbook.looks import ANSWER, font
from scheduler.export.workbook.page import TIME, WIDE_TIME, Table, put_table
from scheduler.export.workbook.view import View

BEFORE = (("meeting", 9), ("state", 11), ("kind", 13))
AFTER = (
    ("room", 7),
    ("governments", 14),
    ("names", 24),
    ("optional", 9),
    ("consent", 14),
    ("interpreters", 16),
    ("topic", 26),
    ("link", 36),
    ("requests", 9),
    ("start_utc", 26),
    ("end_utc", 26),
)
NOT_PRINTED = 4
"""The last columns are for reading back and for those who work on the file."""


def fill(sheet: Worksheet, view: View) -> None:
    outcomes = in_order(view.timetable.meetings)
    clocks = [
        view.say(f"meetings.{side}_{'host' if clock.host else 'in'}", place=clock.place)
        for clock in view.clocks
        for side in ("start", "end")
    ]
    first_clock = len(BEFORE)
    start_and_end = (view.say("format.date_time"), view.say("format.time"))
    formats = {first_clock + place: start_and_end[place % 2] for place in range(len(clocks))}
    table = Table(
        headings=[
            *(view.say(f"meetings.{name}") for name, _ in BEFORE),
            *clocks,
            *(view.say(f"meetings.{name}") for name, _ in AFTER),
        ],
        rows=[_row(view, outcome, view.event.meeting(outcome.id)) for outcome in outcomes],
        widths=[*(width for _, width in BEFORE), *((WIDE_TIME, TIME) * len(view.clocks)), *(width for _, width in AFTER)],
        formats=formats,
    )
    put_table(sheet, table)
    host = first_clock + 2 * next(place for place, clock in enumerate(view.clocks) if clock.host)
    for row, outcome in enumerate(outcomes, start=2):
        colour = view.colours[view.kind(view.event.meeting(outcome.id))]
        sheet.cell(row, 3).fill = PatternFill("solid", fgColor=colour)
        for column in (host + 1, host + 2):
            sheet.cell(row, column).fill = ANSWER
            sheet.cell(row, column).font = font(bold=True)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_area = f"A1:{get_column_letter(len(table.headings) - NOT_PRINTED)}{len(outcomes) + 1}"


def _row(view: View, outcome: MeetingOutcome, meeting: Meeting) -> list[Any]:
    placement = outcome.placement
    instants = (placement.start, placement.end) if placement else (None, None)
    return [
        outcome.id,
        view.say(f"state.{outcome.state}"),
        view.kind_name(view.kind(meeting)),
        *(clock(instant) if instant else None for clock in view.clocks for instant in instants),
        placement.room if placement else "",
        "\n".join(outcome.governments),
        "\n".join(view.name(code) for code in outcome.governments),
        "\n".join(outcome.optional),
        view.consent(meeting),
        view.interpreters(outcome),
        meeting.topic,
        outcome.link or "",
        "\n".join(outcome.requests),
        *(instant.astimezone(UTC).isoformat() if instant else "" for instant in instants),
    ]
