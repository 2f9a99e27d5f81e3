"""What of an intake cannot work or will hurt, before anything is solved: notes, for nothing of it is wrong in itself."""

from collections.abc import Iterator

from scheduler.check import Hours
from scheduler.domain import Event, Government, Problem, Source
from scheduler.explain.reasons import no_place
from scheduler.explain.supply import crowded_governments
from scheduler.model import Starts


def foreseen(event: Event) -> Iterator[Problem]:
    """Meetings without any place, governments with more wishes than starts, days off, meetings without links.

    Parameters
    ----------
    event
        One without problems.
    """
    starts = Starts(event)
    for meeting in event.meetings:
        if not starts.possible[meeting.id] and (reason := no_place("foreseen.no_place", event, meeting)):
            yield Problem(reason.key, reason.values, reason.cells, "note")
    for crowd in crowded_governments(starts):
        values = {"government": crowd.government, "wishes": len(crowd.meetings), "most": crowd.most}
        cells = tuple(cell for id in crowd.meetings for cell in event.meeting(id).cells("no"))
        yield Problem("foreseen.crowded", values, cells, "note")
    hours = Hours(event)
    for government in (one for one in event.governments if event.meetings_of(one.code)):
        yield from _days_off(starts, hours, government)
    if without := [one.id for one in event.meetings if not any(event.link_of(one, room.name) for room in event.rooms)]:
        cells = (Source(event.intake[0].file, "Links"),) if event.intake else ()
        yield Problem("foreseen.no_link", {"meetings": without, "count": len(without)}, cells, "note")


def _days_off(starts: Starts, hours: Hours, government: Government) -> Iterator[Problem]:
    """The days that slots touch on a government's clock and that it has off."""
    off = {day for (begin, end), _ in starts.slots for day in hours.closed_by(government, range(begin, end))[0]}
    for day in sorted(off):
        said = hours.calendar.get((government.code, day))
        key = "foreseen.day_off" if said else "foreseen.weekend"
        cells = (said.cells.get("date") if said else None) or government.cells.get("code")
        values = {"government": government.code, "day": day.isoformat(), "name": (said.name if said else "") or "–"}
        yield Problem(key, values, (cells,) if cells else (), "note")
