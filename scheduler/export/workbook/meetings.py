"""The sheet Meetings: a line each, the clocks side by side. It reads back in: the host's clock is the one to edit.

The date stands on the host's clock; the others show the day of the week beside it.
"""

from datetime import UTC
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.domain import Meeting, MeetingOutcome, in_order
from scheduler.export.workbook.looks import ANSWER, font
from scheduler.export.workbook.page import Table, put_table
from scheduler.export.workbook.view import View

BEFORE = (("meeting", 9), ("state", 14), ("kind", 14))
AFTER = (
    ("room", 16),
    ("governments", 14),
    ("names", 30),
    ("optional", 9),
    ("consent", 30),
    ("interpreters", 32),
    ("topic", 30),
    ("link", 50),
    ("requests", 12),
    ("start_utc", 28),
    ("end_utc", 28),
)
NOT_PRINTED = 4
"""The last columns are for reading back and for those who work on the file."""

STATE = 2
"""The column of what a meeting is; it may be chosen."""

DAY_AND_TIME = 36


def fill(sheet: Worksheet, view: View) -> None:
    outcomes = in_order(view.timetable.meetings)
    clocks = [
        view.say(f"meetings.{side}_{'host' if clock.host else 'in'}", place=clock.place)
        for clock in view.clocks
        for side in ("start", "end")
    ]
    table = Table(
        headings=[
            *(view.say(f"meetings.{name}") for name, _ in BEFORE),
            *clocks,
            *(view.say(f"meetings.{name}") for name, _ in AFTER),
        ],
        rows=[_row(view, outcome, view.event.meeting(outcome.id)) for outcome in outcomes],
        widest=[*(width for _, width in BEFORE), *[DAY_AND_TIME] * len(clocks), *(width for _, width in AFTER)],
    )
    put_table(sheet, table)
    host = len(BEFORE) + 2 * next(place for place, clock in enumerate(view.clocks) if clock.host)
    for row, outcome in enumerate(outcomes, start=2):
        for column in (STATE, STATE + 1) if view.provisional(outcome) else (STATE + 1,):
            sheet.cell(row, column).fill = view.colour(outcome)
        for column in (host + 1, host + 2):
            sheet.cell(row, column).fill = ANSWER
            sheet.cell(row, column).font = font(bold=True)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_area = f"A1:{get_column_letter(len(table.headings) - NOT_PRINTED)}{len(outcomes) + 1}"
    if outcomes:
        _offer_states(sheet, view, len(outcomes) + 1)


def _offer_states(sheet: Worksheet, view: View, last_row: int) -> None:
    """Let the state be chosen in the reader's language; what else means the same may be typed."""
    states = ",".join(view.say(f"state.{state}") for state in ("scheduled", "unscheduled", "cancelled"))
    offered = DataValidation("list", formula1=f'"{states}"', showErrorMessage=False)
    letter = get_column_letter(STATE)
    offered.add(f"{letter}2:{letter}{last_row}")
    sheet.add_data_validation(offered)


def _row(view: View, outcome: MeetingOutcome, meeting: Meeting) -> list[Any]:
    placement, governments = outcome.placement, view.in_order(outcome.governments)
    times = [at for clock in view.clocks for at in (view.times(clock, placement, clock.host) if placement else (None, None))]
    return [
        outcome.id,
        view.state(outcome),
        view.kind_name(view.kind(meeting)),
        *times,
        placement.room if placement else "",
        "\n".join(governments),
        "\n".join(map(view.name, governments)),
        "\n".join(view.in_order(outcome.optional)),
        view.consent(meeting, outcome.state == "cancelled"),
        view.interpreters(outcome),
        meeting.topic,
        outcome.link or "",
        "\n".join(outcome.requests),
        *(at.astimezone(UTC).isoformat() for at in ((placement.start, placement.end) if placement else ())),
        *([] if placement else ["", ""]),
    ]
