"""Times as the sheets of the secretariat state them: on the clock of the host, where nothing names another."""

from collections.abc import Iterable
from datetime import date, datetime

from scheduler.domain import LocalRange, clock_time, instant_of
from scheduler.domain.problems import Problems
from scheduler.intake.tables.rows import Row
from scheduler.reading.times import Range


def dated_range(row: Row, host_zone: str, problems: Problems) -> LocalRange | None:
    """The time of a row, on the clock that its cells name, or else the column Time zone or a heading, or else the host's."""
    start, end = row.values["start"], row.values["end"]
    if end.minute <= start.minute:
        problems.error(row.cell("end"), "range.backwards", start=clock_time(start.minute), end=clock_time(end.minute))
        return None
    clocks = {(start.zone, start.named), (end.zone, end.named)}
    of_row = row.values.get("zone")
    if len(clocks) > 1:
        problems.question((row.cell("start"), row.cell("end")), "range.two_clocks")
    elif of_row and start.zone and start.zone != of_row and not start.named:
        problems.question((row.cell("start"), row.cell("zone")), "range.two_clocks")
    return LocalRange(row.values["date"], start.minute, end.minute, start.zone or of_row or host_zone)


def overlap(one: LocalRange, other: LocalRange) -> bool:
    """Whether two dated ranges share an instant."""
    (start, end), (other_start, other_end) = _ends(one), _ends(other)
    return start < other_end and other_start < end


def _ends(range_: LocalRange) -> tuple[datetime, datetime]:
    """The beginning and end of a dated range as instants."""
    assert range_.day
    return instant_of(range_.day, range_.start, range_.zone), instant_of(range_.day, range_.end, range_.zone)


def is_available(row: Row, problems: Problems) -> bool:
    """Whether a line is available at any time: not from a later to an earlier one."""
    start, end = row.values.get("available_from"), row.values.get("available_to")
    if start is None or end is None:
        return True
    if start.zone != end.zone:
        problems.question((row.cell("available_from"), row.cell("available_to")), "range.two_clocks")
    if (start.day is None) != (end.day is None) or start.zone != end.zone:
        return True
    if (start.day or date.min, start.minute) < (end.day or date.min, end.minute):
        return True
    problems.error(row.cell("available_to"), "range.backwards", start=clock_time(start.minute), end=clock_time(end.minute))
    return False


def local_ranges(written: Iterable[Range] | None, zone: str) -> tuple[LocalRange, ...] | None:
    """Ranges on their writer's clock; `None` stays no limit."""
    if written is None:
        return None
    return tuple(LocalRange(range_.day, range_.start, range_.end, range_.zone or zone) for range_ in written)
