"""The sheet Links: a join link of one meeting each."""

from collections.abc import Iterable

from scheduler.domain import Link
from scheduler.intake.tables.rows import Row


def read_links(rows: Iterable[Row]) -> tuple[Link, ...]:
    """The links as they are written; which meetings they are of, `called.links_of` finds out."""
    return tuple(Link(**row.values, cells=row.cells) for row in rows if row.complete)
