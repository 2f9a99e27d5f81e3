"""The changes of what there is: which meeting, government, room, interpreter or time each is about."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, get_args
from zoneinfo import ZoneInfo

from scheduler import words
from scheduler.domain import (
    Back,
    Cancel,
    Change,
    CloseRoom,
    CloseTime,
    Consent,
    Interpreter,
    Join,
    Kind,
    Leave,
    Lengthen,
    LinkMeeting,
    LinkRoom,
    LocalRange,
    Lost,
    Meeting,
    Moment,
    Move,
    OfMeeting,
    OpenRoom,
    OpenTime,
    Past,
    PinMeeting,
    Placement,
    PlatformOfRoom,
    PlatformsOf,
    Reinstate,
    Replace,
    Return,
    Room,
    Slot,
    Swap,
    Unpin,
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

OF_WHAT_IS = tuple(kind for kind in get_args(Kind) if kind not in ("add", "request"))
"""The kinds that change what the other sheets name; the others add to it."""


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
        """All that the lines ask for, in their order.

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
        placed = {outcome.id: outcome.placement for outcome in past.meetings if outcome.placement}
        found = list(chain.from_iterable(self._of(row, rows, called, placed) for row in rows.of_kind(*OF_WHAT_IS)))
        known, over = {change.key for change in (*past.changes, *past.set_aside)}, {meeting.id for meeting in gone}
        for change in found:
            if isinstance(change, OfMeeting) and change.meeting in over and change.key not in known:
                self._problems.error(change.cells["what"], "changes.gone", meeting=change.meeting)
        return tuple(found)

    def _of(self, row: Row, rows: ChangeRows, called: Called, placed: Mapping[str, Placement]) -> Iterator[Change]:
        what, kind = words.fold(row.values["what"]), row.values["kind"]
        match kind:
            case "withdraw":
                if code := self._government(row, "what", row.values["what"]):
                    yield Withdraw(code, **rows.timed(row))
            case "lost" | "back":
                if name := self._people.get(what):
                    yield Lost(name, **rows.timed(row)) if kind == "lost" else Back(name, **rows.timed(row))
                else:
                    rows.say_unknown(row, "changes.no_interpreter", self._people.values())
            case "close" | "open":
                yield from self._opening(kind, rows, row)
            case "link" if what in self._rooms:
                if url := rows.value(row, v.link):
                    yield LinkRoom(self._rooms[what], url, **rows.said(row))
            case "platform":
                yield from self._platform(rows, row)
            case "reinstate" if not called.all_of(row.values["what"]):
                if code := self._government(row, "what", row.values["what"]):
                    yield Return(code, **rows.said(row))
            case "swap":
                yield from self._swap(rows, row, called)
            case _:
                for id in self._meetings(rows, row, called):
                    yield from self._of_meeting(id, row, rows, placed)

    def _of_meeting(self, id: str, row: Row, rows: ChangeRows, placed: Mapping[str, Placement]) -> Iterator[Change]:
        said = rows.said(row)
        match row.values["kind"]:
            case "cancel":
                yield Cancel(id, **said)
            case "reinstate":
                yield Reinstate(id, **said)
            case "leave" | "join" as kind:
                for name in rows.value(row, v.several_with_slash) or ():
                    if code := self._government(row, "value", name):
                        yield Leave(id, code, **said) if kind == "leave" else Join(id, code, **said)
            case "replace":
                yield from self._replace(id, row, rows)
            case "move":
                how: Any = rows.value(row, v.one_of("moved")) if "value" in row.values else "within"
                if how == "another day":
                    at = placed[id].start.astimezone(ZoneInfo(self._host_zone)).date() if id in placed else None
                    yield Move(id, how=how, not_on=at, **rows.timed(row))
                elif how and {"start", "end"} & row.values.keys():
                    yield Move(id, how=how, **rows.timed(row))
                elif how:
                    self._problems.error(row.cell("start"), "changes.move_where")
            case "duration":
                if minutes := rows.value(row, amounts.length):
                    yield Lengthen(id, minutes, **said)
            case "link":
                if url := rows.value(row, v.link):
                    yield LinkMeeting(id, url, **said)
            case "pin" | "unpin" as kind:
                parts = rows.value(row, _pinned) if "value" in row.values else ()
                if parts is not None:
                    yield PinMeeting(id, parts, **said) if kind == "pin" else Unpin(id, parts, **said)
            case "consent":
                for part in rows.value(row, v.several) or ():
                    yield from self._consent(id, part, row, rows)

    def _government(self, row: Row, field: str, name: str) -> str | None:
        return self._register.one(name, row.cell(field), self._problems)

    def _platform(self, rows: ChangeRows, row: Row) -> Iterator[Change]:
        """Of a room or a government; any system where nothing else is said."""
        room = self._rooms.get(words.fold(row.values["what"]))
        free = words.fold(row.values["value"]) in words.values("limit")
        names = () if free else rows.value(row, v.platforms)
        if names is None:
            return
        if room and len(names) > 1:
            self._problems.error(row.cell("value"), "changes.one_platform", value=row.values["value"])
        elif room:
            yield PlatformOfRoom(room, names[0] if names else "", **rows.said(row))
        elif code := self._government(row, "what", row.values["what"]):
            yield PlatformsOf(code, names, **rows.said(row))

    def _swap(self, rows: ChangeRows, row: Row, called: Called) -> Iterator[Change]:
        """Two meetings, both under What or the second under New value, and what they exchange: their times by default."""
        named = called.parts(row.values["what"])
        parts = set()
        for word in re.split(r"[\s;,、，/]+", row.values.get("value", "")):
            if words.fold(word) in words.values("pinned"):
                parts.add(words.values("pinned")[words.fold(word)])
            elif word:
                named = (*named, word)
        ids = [one for name in named if (one := called.one(name))]
        if len(ids) != 2 or len(named) != 2 or ids[0] == ids[1] or not parts <= {"time", "room"} or len(parts) > 1:
            self._problems.error(row.cell("what"), "changes.swap_two", value=" ".join(named))
        else:
            yield Swap(ids[0], ids[1], "room" if parts == {"room"} else "time", **rows.said(row))

    def _replace(self, id: str, row: Row, rows: ChangeRows) -> Iterator[Change]:
        """The party that goes, then the government that comes: CN01 → CN05, CN01 by CN05."""
        between = "|".join(sorted(map(re.escape, words.values("replaced by")), key=len, reverse=True))
        parted = re.split(rf"\s*(?:[→⇒;,、，/\n]|->|\s(?:{between})\s)\s*", row.values["value"])
        names = [name for name in parted if name]
        if len(names) == 1:
            names = names[0].split()
        if len(names) != 2:
            self._problems.error(row.cell("value"), "changes.replace_two", value=row.values["value"])
            return
        codes = [self._government(row, "value", name) for name in names]
        if codes[0] and codes[1]:
            yield Replace(id, codes[0], codes[1], **rows.said(row))

    def _consent(self, id: str, part: str, row: Row, rows: ChangeRows) -> Iterator[Change]:
        """A party or an interpreter, then where it stands: JP05 agreed."""
        name, _, state = part.strip().rpartition(" ")
        known: Any = words.values("commitment").get(words.fold(state.strip("()（）:：")))
        if known is None or not name:
            choices = sorted(set(words.values("commitment").values()))
            self._problems.error(row.cell("value"), "changes.consent_of", value=part, choices=choices)
            return
        who = self._people.get(words.fold(name)) or self._government(row, "value", name.rstrip(":："))
        if who:
            yield Consent(id, who, known, **rows.said(row))

    def _opening(self, kind: str, rows: ChangeRows, row: Row) -> Iterator[Change]:
        """A room, a session, or a time in which nobody meets, closed or opened again."""
        room, time = (CloseRoom, CloseTime) if kind == "close" else (OpenRoom, OpenTime)
        what, timed = words.fold(row.values["what"]), {"start", "end"} & row.values.keys()
        sessions = [slot for slot in self._slots if slot.session and words.fold(slot.session) == what]
        if what in self._rooms:
            yield room(self._rooms[what], **rows.timed(row))
        elif words.values("added").get(what) == "slot":
            if len(timed) == 2:
                yield time("", **rows.timed(row))
            else:
                self._problems.error(row.cell("start"), "changes.slot_times")
        elif timed:
            rows.say_unknown(row, "changes.no_room", self._rooms.values())
        else:
            for range_ in [slot.range for slot in sessions] or self._ranges(rows, row):
                start, end = (Moment(range_.day, minute, range_.zone) for minute in (range_.start, range_.end))
                yield time(sessions[0].session if sessions else "", start=start, end=end, **rows.said(row))

    def _ranges(self, rows: ChangeRows, row: Row) -> Sequence[LocalRange]:
        """The times that a line names, on the clock of the host; nothing and a problem where it names none."""
        try:
            found = v.ranges(Cell(row.values["what"], row.cell("what"), self._days))
        except Unreadable:
            sessions = (slot.session for slot in self._slots if slot.session)
            rows.say_unknown(row, "changes.no_room", chain(self._rooms.values(), sessions))
            return ()
        return [LocalRange(range_.day, range_.start, range_.end, range_.zone or self._host_zone) for range_ in found]

    def _meetings(self, rows: ChangeRows, row: Row, called: Called) -> tuple[str, ...]:
        """The ids of the meetings that are meant: one, or several parted by commas."""
        found = []
        for name in called.parts(row.values["what"]):
            ids = called.ids(name)
            if len(ids) == 1:
                found.append(ids[0])
            elif ids:
                self._problems.question(row.cell("what"), "names.ambiguous", value=name, candidates=ids)
            else:
                rows.say_unknown(row, "changes.no_meeting", called.names, name)
        return tuple(found)


def _pinned(cell: Cell) -> tuple[str, ...]:
    """What must not move of a meeting, each part once."""
    known = words.values("pinned")
    parts = v.several_with_slash(cell)
    for part in parts:
        if words.fold(part) not in known:
            raise Unreadable("value.closed_list", value=part, choices=sorted(set(known.values())))
    return tuple(sorted({known[words.fold(part)] for part in parts}))
