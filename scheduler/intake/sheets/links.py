"""The sheet Links: a join link of one meeting each."""

from collections.abc import Iterable

from scheduler.domain import Link
from scheduler.domain.problems import Problems
from scheduler.intake.tables.rows import Row


def read_links(rows: Iterable[Row], problems: Problems) -> tuple[Link, ...]:
    links: dict[str, Link] = {}
    for row in rows:
        if not row.complete:
            continue
        meeting = row.values["meeting"]
        if meeting in links:
            problems.error((row.cell("meeting"), links[meeting].cells["meeting"]), "doubled", value=meeting)
            continue
        links[meeting] = Link(**row.values, cells=row.cells)
    return tuple(links.values())
