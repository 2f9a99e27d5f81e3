"""What was changed in a workbook by hand, as the changes that it is."""

from typing import assert_never

from scheduler.domain import Cancel, Change, Edit, LinkMeeting, PinMeeting, Reinstate


def as_change(edit: Edit) -> Change:
    """An edit as the change it is: where a meeting was put by hand, there it is pinned for this repair."""
    cells = {"what": edit.source}
    match edit.field:
        case "link":
            return LinkMeeting(edit.meeting, edit.after, cells=cells)
        case "state" if edit.after == "cancelled":
            return Cancel(edit.meeting, cells=cells)
        case "state":
            return Reinstate(edit.meeting, cells=cells)
        case "start":
            return PinMeeting(edit.meeting, ("time",), cells=cells)
        case "room" | "interpreters":
            return PinMeeting(edit.meeting, (edit.field,), cells=cells)
        case _:
            assert_never(edit.field)
