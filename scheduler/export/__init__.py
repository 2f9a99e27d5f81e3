"""Timetable → files; an intake → its review; in `blank`, the workbooks to fill in."""

from scheduler.export.drill import Drilled, write_drill
from scheduler.export.explained import write_explained
from scheduler.export.forecast import write_forecast
from scheduler.export.packets import Letter, write_packet, write_send_list
from scheduler.export.page import write_page
from scheduler.export.picture import write_picture
from scheduler.export.review import Confirmed, write_review
from scheduler.export.workbook import write_workbook
from scheduler.export.workbook.view import Seen, View

__all__ = [
    "Confirmed",
    "Drilled",
    "Letter",
    "Seen",
    "View",
    "write_drill",
    "write_explained",
    "write_forecast",
    "write_packet",
    "write_page",
    "write_picture",
    "write_review",
    "write_send_list",
    "write_workbook",
]
