"""The sheet Meetings: a line each, the clocks side by side. It reads back in: the host's clock is the one to edit."""

from datetime import UTC
from typing import Any

from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.domain import Meeting, MeetingOutcome
from scheduler.export.workbook.page import DATE_TIME, TIME, Table, put_table
from scheduler.export.workbook.view import View

BEFORE = (("meeting", 9), ("state", 12), ("kind", 16))
AFTER = (
    ("room", 9),
    ("governments", 14),
    ("names", 30),
    ("optional", 10),
    ("consent", 18),
    ("interpreters", 16),
    ("link", 26),
    ("topic", 28),
    ("requests", 9),
    ("start_utc", 19),
    ("end_utc", 19),
)
EDITABLE = PatternFill("solid", fgColor="FFF8DC")


def fill(sheet: Worksheet, view: View) -> None:
    outcomes = sorted(view.timetable.meetings, key=lambda outcome: outcome.id)
    clocks = [
        view.say(f"meetings.{side}_{'host' if clock.host else 'in'}", place=clock.place)
        for clock in view.clocks
        for side in ("start", "end")
    ]
    first_clock = len(BEFORE)
    formats = {first_clock + place: (DATE_TIME, TIME)[place % 2][view.language] for place in range(len(clocks))}
    table = Table(
        headings=[
            *(view.say(f"meetings.{name}") for name, _ in BEFORE),
            *clocks,
            *(view.say(f"meetings.{name}") for name, _ in AFTER),
        ],
        rows=[_row(view, outcome, view.event.meeting(outcome.id)) for outcome in outcomes],
        widths=[*(width for _, width in BEFORE), *((24, 13) * len(view.clocks)), *(width for _, width in AFTER)],
        formats=formats,
    )
    put_table(sheet, table)
    host = first_clock + 2 * next(place for place, clock in enumerate(view.clocks) if clock.host)
    for row, outcome in enumerate(outcomes, start=2):
        colour = view.colours[view.kind(view.event.meeting(outcome.id))]
        sheet.cell(row, 3).fill = PatternFill("solid", fgColor=colour)
        for column in (host + 1, host + 2):
            sheet.cell(row, column).fill = EDITABLE
            sheet.cell(row, column).font = Font(bold=True)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions


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
        outcome.link or "",
        meeting.topic,
        "\n".join(outcome.requests),
        *(instant.astimezone(UTC).isoformat() if instant else "" for instant in instants),
    ]
