"""An event in the one order in which it is searched, so that the order of rows on a sheet never decides between equals.

Ties are broken by codes and names: of equally good timetables the one that comes of this order is found.
"""

import re
from dataclasses import replace

from scheduler.domain import Event


def in_one_order(event: Event) -> Event:
    """Governments by code, meetings by the codes of their parties, rooms and interpreters by name (R2 before R10)."""
    return replace(
        event,
        governments=tuple(sorted(event.governments, key=lambda one: one.code)),
        meetings=tuple(sorted(event.meetings, key=lambda one: (one.governments, one.label, one.id))),
        rooms=tuple(sorted(event.rooms, key=lambda one: _natural(one.name))),
        interpreters=tuple(sorted(event.interpreters, key=lambda one: _natural(one.name))),
    )


def _natural(name: str) -> tuple[tuple[str, int], ...]:
    """A name as a reader orders it: its numbers by their value."""
    return tuple((text, int(number or 0)) for text, number in re.findall(r"(\D*)(\d*)", name))
