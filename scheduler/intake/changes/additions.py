"""What the changes bring that is new: rooms, interpreters, slots and late requests. They are read as if their own sheets
held them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from scheduler import words
from scheduler.domain import (
    AddInterpreter,
    AddRoom,
    AddSlot,
    Change,
    Interpreter,
    LateRequest,
    LocalRange,
    Past,
    Request,
    Room,
    Slot,
    Source,
)
from scheduler.domain.cells import Cell
from scheduler.domain.problems import Problems
from scheduler.intake.changes.lines import ChangeRows
from scheduler.intake.sheets.times import overlap
from scheduler.intake.tables.rows import Row
from scheduler.reading import amounts
from scheduler.reading import values as v
from scheduler.reading.names import Register
from scheduler.reading.unreadable import Unreadable

LATE = "L"
"""How the number of a late request begins."""


class Additions:
    """Reads the lines that add something to what the other sheets name."""

    def __init__(self, rows: ChangeRows, past: Past, problems: Problems) -> None:
        self._rows, self._past, self._problems = rows, past, problems
        self._known = {change.key for change in past.changes}

    def resources(
        self, rooms: Sequence[Room], interpreters: Sequence[Interpreter], slots: Sequence[Slot], host_zone: str
    ) -> Iterator[Change]:
        """New rooms, interpreters with their languages, and slots."""
        before = (change.what for change in self._past.changes if isinstance(change, AddRoom | AddInterpreter))
        names = (*(room.name for room in rooms), *(person.name for person in interpreters), *before)
        taken = {words.fold(name) for name in names}
        for row in self._rows.of_kind("add"):
            change = self._resource(row)
            if change is None:
                continue
            if isinstance(change, AddSlot):
                added = _slot(change, host_zone)
                there = change.key in self._known
                if not there and any(overlap(added.range, slot.range) for slot in slots):
                    self._problems.error(row.cell("start"), "changes.slot_there")
                    continue
            elif words.fold(change.what) in taken and change.key not in self._known:
                self._problems.error(row.cell("what"), "changes.there_already", value=change.what)
                continue
            elif isinstance(change, AddInterpreter) and not interpreters and change.key not in self._known:
                self._problems.question(row.cell("what"), "changes.first_interpreter", value=change.what)
            taken.add(words.fold(change.what))
            yield change

    def _resource(self, row: Row) -> AddRoom | AddInterpreter | AddSlot | None:
        """`room Zoom`, `interpreter ja/ko`, or a slot, which needs no more than its times."""
        kinds, written = words.values("added"), row.values.get("value", "")
        head, rest = (*re.split(r"[\s:;,、]+", v.one_width(written), maxsplit=1), "")[:2]
        slot = kinds.get(words.fold(row.values["what"])) == "slot"
        kind = kinds.get(words.fold(head)) or ("slot" if slot and not written else None)
        if kind == "room" and self._rows.value(row, lambda cell: stated_of_room(rest)) is not None:
            return AddRoom(row.values["what"], rest, **self._rows.timed(row))
        if kind == "interpreter":
            languages = self._rows.value(row, lambda cell: v.languages(Cell(rest or "–", cell.source)))
            if languages is not None and len(languages) < 2:
                self._problems.error(row.cell("value"), "interpreters.one_language", name=row.values["what"])
            elif languages is not None:
                return AddInterpreter(row.values["what"], languages, **self._rows.timed(row))
        if kind == "slot":
            change = AddSlot("" if slot else row.values["what"], **self._rows.timed(row))
            if change.start and change.end and change.start.day and change.start.day == change.end.day:
                return change
            self._problems.error(row.cell("start"), "changes.slot_times")
        if kind is None:
            self._problems.error(row.cell("value"), "changes.what_is_added", value=written or "–")
        return None

    def requests(self, register: Register, taken: Iterable[str]) -> Iterator[Change]:
        """Late requests, each with a number that no request has."""
        used = {*taken, *(change.no for change in self._past.changes if isinstance(change, LateRequest))}
        for row in self._rows.of_kind("request"):
            requester = register.one(row.values["what"], row.cell("what"), self._problems)
            names = self._rows.value(row, v.several_with_slash)
            counterparts = register.several(names, row.cell("value"), self._problems) if names else None
            if requester is None or counterparts is None:
                continue
            if requester in counterparts:
                self._problems.error(row.cell("value"), "requests.for_oneself", value=requester)
                continue
            no = next(no for number in range(1, len(used) + 2) if (no := f"{LATE}{number}") not in used)
            change = LateRequest(requester, counterparts, no, **self._rows.timed(row))
            if change.key not in self._known:
                self._known.add(change.key)
                used.add(no)
            yield change


def request_of(change: LateRequest, days: Sequence[date], host_zone: str) -> Request:
    """A late request as a line of Requests; its times are preferred ones, on the clock of the host."""
    here = Source(change.no)
    cells = {
        "no": change.cells.get("what", here),
        "requester": change.cells.get("what", here),
        "counterparts": change.cells.get("value", here),
    }
    if not change.whole:
        cells["preferred"] = change.cells.get("start", here)
    return Request(
        no=change.no,
        requester=change.requester,
        counterparts=change.counterparts,
        preferred=() if change.whole else change.times(days, host_zone),
        cells=cells,
    )


def is_on_own_sheet(
    change: Change, slots: Sequence[Slot], rooms: Sequence[Room], interpreters: Sequence[Interpreter], host_zone: str
) -> bool:
    """Whether what a change has added stands on its own sheet by now, so that its line is needed no more."""
    if isinstance(change, AddSlot):
        return any(overlap(_slot(change, host_zone).range, other.range) for other in slots)
    names = {words.fold(one.name) for one in (rooms if isinstance(change, AddRoom) else interpreters)}
    return isinstance(change, AddRoom | AddInterpreter) and words.fold(change.what) in names


def with_added(
    changes: Iterable[Change],
    slots: tuple[Slot, ...],
    rooms: tuple[Room, ...],
    interpreters: tuple[Interpreter, ...],
    host_zone: str,
) -> tuple[tuple[Slot, ...], tuple[Room, ...], tuple[Interpreter, ...]]:
    """What there is with what was added; what its own sheet has taken up since stands there once."""
    for change in changes:
        if isinstance(change, AddSlot):
            slot = _slot(change, host_zone)
            slots = slots if any(overlap(slot.range, other.range) for other in slots) else (*slots, slot)
        elif isinstance(change, AddRoom):
            there = words.fold(change.room) in {words.fold(room.name) for room in rooms}
            rooms = rooms if there else (*rooms, _room(change))
        elif isinstance(change, AddInterpreter):
            there = words.fold(change.interpreter) in {words.fold(person.name) for person in interpreters}
            interpreters = interpreters if there else (*interpreters, _interpreter(change))
    return slots, rooms, interpreters


def _slot(change: AddSlot, host_zone: str) -> Slot:
    """A new slot, on the one day of its change."""
    assert change.start and change.end
    here = Source(change.session)
    cells = {"date": change.cells.get("start", here), "start": change.cells.get("start", here)}
    zone = change.start.zone or host_zone
    return Slot(LocalRange(change.start.day, change.start.minute, change.end.minute, zone), change.session, cells)


def _interpreter(change: AddInterpreter) -> Interpreter:
    """A new interpreter, available at the times of the change."""
    here = Source(change.interpreter)
    cells = {"name": change.cells.get("what", here), "languages": change.cells.get("value", here)}
    return Interpreter(change.interpreter, change.languages, change.start, change.end, cells=cells)


def _room(change: AddRoom) -> Room:
    """A new room, available at the times of the change."""
    here = Source(change.room)
    stated = stated_of_room(change.stated)
    cells = {name: change.cells.get("value", here) for name in stated} | {"name": change.cells.get("what", here)}
    return Room(change.room, available_from=change.start, available_to=change.end, cells=cells, **stated)


def stated_of_room(written: str) -> dict[str, Any]:
    """The type, capacity, link and platform of a new room, in any order.

    Raises
    ------
    Unreadable
        Something looks like a link or a number and is none.
    """
    stated: dict[str, Any] = {}
    for part in v.several(Cell(written, Source(""))) if written.strip() else ():
        cell = Cell(part, Source(""))
        if words.fold(part) in words.values("room_type"):
            stated["type"] = words.values("room_type")[words.fold(part)]
        elif part.isdecimal():
            stated["capacity"] = amounts.whole(1)(cell)
        elif "://" in part:
            stated["link"] = v.link(cell)
        elif "platform" in stated:
            raise Unreadable("changes.what_is_added", value=written)
        else:
            stated["platform"] = part
    return stated
