"""The changes of what there is: which meeting, government, room, interpreter or time each is about."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from scheduler import words
from scheduler.domain import (
    Cancel,
    Change,
    CloseRoom,
    CloseTime,
    Interpreter,
    Lengthen,
    LinkMeeting,
    LinkRoom,
    LocalRange,
    Lost,
    Meeting,
    Moment,
    OfMeeting,
    Past,
    PinMeeting,
    Room,
    Slot,
    Withdraw,
    days_of,
)
from scheduler.domain.cells import Cell
from scheduler.domain.problems import Problems
from scheduler.intake.called import Called
from scheduler.intake.changes.lines import ChangeRows
from scheduler.intake.tables.rows import Row
from scheduler.reading import amounts
from scheduler.reading import values as v
from scheduler.reading.names import Register
from scheduler.reading.unreadable import Unreadable


class ChangeReader:
    """Reads the lines that change what the other sheets name."""

    def __init__(
        self,
        register: Register,
        rooms: Sequence[Room],
        interpreters: Sequence[Interpreter],
        slots: Sequence[Slot],
        host_zone: str,
        problems: Problems,
    ) -> None:
        self._register, self._slots, self._host_zone, self._problems = register, slots, host_zone, problems
        self._days = days_of(slots)
        self._rooms = {words.fold(room.name): room.name for room in rooms}
        self._people = {words.fold(person.name): person.name for person in interpreters}

    def read(self, rows: ChangeRows, past: Past, called: Called, gone: Iterable[Meeting]) -> tuple[Change, ...]:
        """All that the lines ask for.

        Parameters
        ----------
        rows
            What is asked for.
        past
            What has been accepted before, and may stand there still.
        called
            All meetings by what they are called.
        gone
            Those that no longer take place: their numbers are known, but nothing of them can change.
        """
        found = [*self._of_meetings(rows, called), *self._of_others(rows)]
        known, over = {change.key for change in past.changes}, {meeting.id for meeting in gone}
        for change in found:
            if isinstance(change, OfMeeting) and change.meeting in over and change.key not in known:
                self._problems.error(change.cells["what"], "changes.gone", meeting=change.meeting)
        return tuple(found)

    def _of_meetings(self, rows: ChangeRows, called: Called) -> Iterator[Change]:
        for row in rows.of_kind("cancel"):
            if id := self._meeting(rows, row, called):
                yield Cancel(id, **rows.said(row))
        for row in rows.of_kind("duration"):
            if (id := self._meeting(rows, row, called)) and (minutes := rows.value(row, amounts.length)):
                yield Lengthen(id, minutes, **rows.said(row))
        for row in rows.of_kind("link"):
            room = self._rooms.get(words.fold(row.values["what"]))
            id = None if room else self._meeting(rows, row, called)
            url = rows.value(row, v.link) if room or id else None
            if room and url:
                yield LinkRoom(room, url, **rows.said(row))
            elif id and url:
                yield LinkMeeting(id, url, **rows.said(row))
        for row in rows.of_kind("pin"):
            if id := self._meeting(rows, row, called):
                parts = rows.value(row, _pinned) if "value" in row.values else ()
                if parts is not None:
                    yield PinMeeting(id, parts, **rows.said(row))

    def _of_others(self, rows: ChangeRows) -> Iterator[Change]:
        for row in rows.of_kind("withdraw"):
            if code := self._register.one(row.values["what"], row.cell("what"), self._problems):
                yield Withdraw(code, **rows.timed(row))
        for row in rows.of_kind("lost"):
            if name := self._people.get(words.fold(row.values["what"])):
                yield Lost(name, **rows.timed(row))
            else:
                rows.say_unknown(row, "changes.no_interpreter", self._people.values())
        for row in rows.of_kind("close"):
            yield from self._close(rows, row)

    def _close(self, rows: ChangeRows, row: Row) -> Iterator[Change]:
        """A room, a session, or a time in which nobody meets."""
        what, timed = words.fold(row.values["what"]), {"start", "end"} & row.values.keys()
        sessions = [slot for slot in self._slots if slot.session and words.fold(slot.session) == what]
        if what in self._rooms:
            yield CloseRoom(self._rooms[what], **rows.timed(row))
        elif words.values("added").get(what) == "slot":
            if len(timed) == 2:
                yield CloseTime("", **rows.timed(row))
            else:
                self._problems.error(row.cell("start"), "changes.slot_times")
        elif timed:
            rows.say_unknown(row, "changes.no_room", self._rooms.values())
        else:
            for range_ in [slot.range for slot in sessions] or self._ranges(rows, row):
                start, end = (Moment(range_.day, minute, range_.zone) for minute in (range_.start, range_.end))
                yield CloseTime(sessions[0].session if sessions else "", start=start, end=end, **rows.said(row))

    def _ranges(self, rows: ChangeRows, row: Row) -> Sequence[LocalRange]:
        """The times that a line names, on the clock of the host; nothing and a problem where it names none."""
        try:
            found = v.ranges(Cell(row.values["what"], row.cell("what"), self._days))
        except Unreadable:
            sessions = (slot.session for slot in self._slots if slot.session)
            rows.say_unknown(row, "changes.no_room", chain(self._rooms.values(), sessions))
            return ()
        return [LocalRange(range_.day, range_.start, range_.end, range_.zone or self._host_zone) for range_ in found]

    def _meeting(self, rows: ChangeRows, row: Row, called: Called) -> str | None:
        """The id of the meeting that is meant."""
        ids = called.ids(row.values["what"])
        if len(ids) > 1:
            self._problems.question(row.cell("what"), "names.ambiguous", value=row.values["what"], candidates=ids)
        elif not ids:
            rows.say_unknown(row, "changes.no_meeting", called.names)
        return ids[0] if len(ids) == 1 else None


def _pinned(cell: Cell) -> tuple[str, ...]:
    """What must not move of a meeting, each part once."""
    known = words.values("pinned")
    parts = v.several_with_slash(cell)
    for part in parts:
        if words.fold(part) not in known:
            raise Unreadable("value.closed_list", value=part, choices=sorted(set(known.values())))
    return tuple(sorted({known[words.fold(part)] for part in parts}))
