"""The sheet Programme: sessions that keep governments from meeting."""

from collections.abc import Iterable

from scheduler.domain import ProgrammeItem
from scheduler.domain.problems import Problems
from scheduler.intake.sheets.times import dated_range
from scheduler.intake.tables.rows import Row
from scheduler.reading.names import Register


def read_programme(rows: Iterable[Row], host_zone: str, register: Register, problems: Problems) -> tuple[ProgrammeItem, ...]:
    items = []
    for row in rows:
        if not row.complete:
            continue
        range_ = dated_range(row, host_zone, problems)
        who = register.group(row.values.get("who", ("all",)), row.cell("who"), problems)
        if range_ and who is not None:
            items.append(ProgrammeItem(row.values["title"], range_, who, cells=row.cells))
    return tuple(items)
