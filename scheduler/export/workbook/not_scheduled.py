"""The sheet Not scheduled: every meeting and request without a place, with the reason and its cells."""

from collections.abc import Iterable

from openpyxl.worksheet.worksheet import Worksheet

from scheduler.domain import Message, in_order
from scheduler.export.cells import in_ranges
from scheduler.export.workbook.page import Table, put_table
from scheduler.export.workbook.view import View

COLUMNS = (
    ("meeting", 10),
    ("state", 14),
    ("requests", 12),
    ("governments", 36),
    ("reason", 70),
    ("ways", 60),
    ("cells", 36),
)


def fill(sheet: Worksheet, view: View) -> None:
    rows = [
        [
            outcome.id,
            view.state(outcome),
            view.say("list.plain", items=outcome.requests),
            view.parties(outcome.governments),
            view.message(outcome.reason),
            "\n".join(view.message(way) for way in _ways(outcome.reason)),
            "\n".join(in_ranges(outcome.reason.cells, view.language)) if outcome.reason else "",
        ]
        for outcome in in_order(view.timetable.meetings)
        if outcome.state != "scheduled"
    ]
    asked = {request.no: request for request in view.event.requests}
    rows += [
        [
            "–",
            "–",
            request.no,
            view.parties(asked[request.no].parties),
            view.message(request.reason),
            "",
            "\n".join(in_ranges(request.reason.cells, view.language)) if request.reason else "",
        ]
        for request in view.timetable.requests
        if request.meeting is None
    ]
    if not rows:
        rows = [["–", "–", "–", "–", view.say("not_scheduled.nothing"), "", ""]]
    put_table(
        sheet,
        Table([view.say(f"not_scheduled.{name}") for name, _ in COLUMNS], rows, [width for _, width in COLUMNS]),
    )


def _ways(reason: Message | None) -> Iterable[Message]:
    """What would have to give way for it."""
    ways = reason.values.get("ways", ()) if reason else ()
    return ways if isinstance(ways, tuple) else ()
