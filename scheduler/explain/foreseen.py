"""What of an intake cannot work or will hurt, before anything is solved: notes, for nothing of it is wrong in itself."""

from collections.abc import Iterable, Iterator

from scheduler.check import Hours
from scheduler.domain import Event, Government, Problem, Source, days_of, instant_of
from scheduler.explain.reasons import no_place
from scheduler.model import Starts

DAY = 24 * 60


def foreseen(event: Event) -> Iterator[Problem]:
    """Meetings without any place, governments with more wishes than starts, days off, meetings without links.

    Parameters
    ----------
    event
        One without problems.
    """
    starts = Starts(event)
    for meeting in event.meetings:
        # A must-have without a place is a contradiction, which is told when the event is solved.
        if not starts.possible[meeting.id] and (reason := no_place("foreseen.no_place", event, meeting)):
            yield Problem(reason.key, reason.values, reason.cells, "note")
    for government in event.governments:
        yield from _crowded(starts, government)
        yield from _days_off(event, government)
    if without := [one.id for one in event.meetings if not any(event.link_of(one, room.name) for room in event.rooms)]:
        cells = (Source(event.intake[0].file, "Links"),) if event.intake else ()
        yield Problem("foreseen.no_link", {"meetings": without, "count": len(without)}, cells, "note")


def _crowded(starts: Starts, government: Government) -> Iterator[Problem]:
    """More meetings than a government can have one after the other, each beginning where one of them can."""
    meetings = starts.event.meetings_of(government.code)
    spans = sorted((start.end, start.begin) for meeting in meetings for start in starts.possible[meeting.id])
    most = _one_after_the_other(spans, starts.event.settings.government_break) * government.delegations
    if most < len(meetings) and spans:
        values = {"government": government.code, "wishes": len(meetings), "most": most}
        yield Problem("foreseen.crowded", values, tuple(cell for m in meetings for cell in m.cells("no")), "note")


def _one_after_the_other(spans: Iterable[tuple[int, int]], pause: int) -> int:
    """How many of these (end, begin), sorted, fit one after the other: those that end first."""
    count, free = 0, 0
    for end, begin in spans:
        if begin >= free:
            count, free = count + 1, end + pause
    return count


def _days_off(event: Event, government: Government) -> Iterator[Problem]:
    """Days with slots that a government with meetings has off, by its own clock."""
    if not event.meetings_of(government.code):
        return
    hours = Hours(event)
    for day in days_of(event.slots):
        noon = int(instant_of(day, DAY // 2, event.settings.host_zone).timestamp() // 60)
        off, _, _ = hours.closed_by(government, range(noon, noon + 1))
        for one in sorted(off):
            said = hours.calendar.get((government.code, one))
            cells = tuple(said.cells.values()) if said else ()
            values = {
                "government": government.code,
                "day": one.isoformat(),
                "name": (said.name if said else "") or f"{one:%a}",
            }
            yield Problem("foreseen.day_off", values, cells or tuple(government.cells.values())[:1], "note")
