"""The sheet Slots: the windows in which meetings may take place."""

from collections.abc import Iterable
from itertools import combinations

from scheduler.domain import Slot, clock_time
from scheduler.domain.problems import Problems
from scheduler.intake.sheets.times import dated_range, overlap
from scheduler.intake.tables.rows import Row


def read_slots(rows: Iterable[Row], host_zone: str, problems: Problems) -> tuple[Slot, ...]:
    slots = []
    for row in rows:
        if row.complete and (range_ := dated_range(row, host_zone, problems)):
            slots.append(Slot(range_, row.values.get("session", ""), row.cells))
    for one, other in combinations(slots, 2):
        if overlap(one.range, other.range):
            times = [f"{clock_time(range_.start)}–{clock_time(range_.end)}" for range_ in (other.range, one.range)]
            problems.error((other.cells["start"], one.cells["start"]), "slots.overlap", times=times)
    return tuple(slots)
