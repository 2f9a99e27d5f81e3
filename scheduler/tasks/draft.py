"""The draft: the latest version with what was moved and changed since on the desk, held against every rule and goal.

Nothing of it is a version until it is kept, by the same repair that a workbook changed by hand goes through.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from scheduler import explain, files, intake, stored, versions
from scheduler.check import Facts, Hours, check, touches
from scheduler.domain import (
    Difference,
    Elsewhere,
    Event,
    Journal,
    LocalRange,
    MeetingOutcome,
    Message,
    PinMeeting,
    Placement,
    Step,
    Timetable,
    Verdict,
    in_order,
)
from scheduler.errors import UsageError
from scheduler.model import instant
from scheduler.reschedule import as_changed, difference
from scheduler.tasks.by_hand import as_change, as_edited
from scheduler.tasks.check import review_of
from scheduler.tasks.history import WORKBOOK, Saved, latest
from scheduler.tasks.identity import home
from scheduler.tasks.saving import Run

FOLDER = "desk"

OPTION = "--change"
"""As which a change of the desk is read: the command line says it so."""


@dataclass(frozen=True)
class Draft:
    """The latest version, what was done since, and what stands after it.

    Attributes
    ----------
    base
        The version.
    journal
        What was done.
    lines
        How many entries the journal has; it never has fewer.
    said
        The event with its changes, before anything was put by hand.
    """

    base: Saved
    journal: Journal
    lines: int
    said: Event

    @property
    def revision(self) -> str:
        """Another after every entry and every version."""
        return f"{self.base.name}.{self.lines}"

    @cached_property
    def puts(self) -> dict[str, Placement]:
        """Where meetings were put that are elsewhere in the version."""
        there, before = self.said.ids, self.base.placements
        return {id: place for id, place in self.journal.puts.items() if id in there and place != before.get(id)}

    @cached_property
    def event(self) -> Event:
        """As it is with what was put by hand, which is pinned there."""
        return self._pinned_but("")

    def _pinned_but(self, free: str) -> Event:
        """The event in which one meeting may be moved, whoever has put it where it is."""
        edited = as_edited(self.base.timetable, self.puts, self.said.settings.host_zone)
        changes = (*self.said.decided.changes, *map(as_change, edited.edits))
        kept = (one for one in changes if not (isinstance(one, PinMeeting) and one.meeting == free))
        return as_changed(self.said.deciding(changes=tuple(kept)), self._placements)

    @property
    def _placements(self) -> dict[str, Placement]:
        return {**self.base.placements, **self.puts}

    @cached_property
    def timetable(self) -> Timetable:
        """Where everything is now."""
        return self._table(self.event)

    def _table(self, event: Event) -> Timetable:
        known = {one.id: one for one in self.base.timetable.meetings}
        places = self._placements
        outcomes = (self._outcome(event, known, one.id, places.get(one.id)) for one in event.every_meeting)
        return replace(self.base.timetable, meetings=in_order(outcomes), version=None)

    def _outcome(
        self, event: Event, known: Mapping[str, MeetingOutcome], id: str, place: Placement | None
    ) -> MeetingOutcome:
        meeting = event.meeting(id)
        if id not in event.ids:
            (reason,) = (one.reason for one in event.decided.cancelled if one.meeting.id == id)
            return MeetingOutcome.of(meeting, "cancelled", reason=reason)
        if place is None:
            was = known.get(id)
            return MeetingOutcome.of(meeting, "unscheduled", reason=was.reason if was else None)
        return MeetingOutcome.of(meeting, "scheduled", place, event.link_of(meeting, place.room))

    @cached_property
    def verdict(self) -> Verdict:
        """What the check finds in it; the goals are told beside those of the version."""
        return check(self.event, self.timetable, claims=False)

    @cached_property
    def goals_before(self) -> Mapping[str, int]:
        return {goal.goal: goal.value for tier in self.base.timetable.tiers for goal in tier.goals if goal.value is not None}

    @property
    def difference(self) -> Difference:
        """From the version."""
        return difference(self.base.timetable, self.timetable)

    @cached_property
    def hours(self) -> Hours:
        return Hours(self.said)

    @cached_property
    def spans(self) -> list[range]:
        """The instants of each slot, in minutes since 1970, UTC."""
        return [span for span, _ in Facts(self.said, {}).spans]

    @cached_property
    def starts(self) -> tuple[datetime, ...]:
        """Every start of the grid of every slot, aware UTC, in order."""
        grid = self.said.settings.start_grid
        return tuple(sorted({instant(minute) for span in self.spans for minute in span[::grid]}))

    @cached_property
    def closed(self) -> dict[str, list[tuple[int, int]]]:
        """When each government, by its code, cannot meet anyhow: × and the hours that it does not work; within the slots, in
        minutes since 1970, UTC.
        """
        marks: dict[str, list[LocalRange]] = {}
        for mark in self.event.marks:
            if mark.level == "no" and not mark.spared:
                marks.setdefault(mark.government, []).append(mark.range)
        grid = self.event.settings.start_grid
        steps = [range(at, min(at + grid, span.stop)) for span in self.spans for at in span[::grid]]
        return {
            one.code: _joined(
                step
                for step in steps
                if not self.hours.works(one, step) or any(touches(range_, step) for range_ in marks.get(one.code, ()))
            )
            for one in self.event.governments
        }

    def everywhere(self, id: str, starts: Sequence[datetime] = ()) -> list[Elsewhere]:
        """What it would be to put a meeting at each start, or at these, in each room.

        Raises
        ------
        UsageError
            There is no such meeting, or it is cancelled.
        """
        if id not in self.event.ids:
            raise UsageError(Message("desk.no_meeting", {"meeting": id}))
        event = self._pinned_but(id)
        table = self._table(event)
        place = table.placements.get(id)
        here = {place.start} if place else set()
        at = sorted(starts or {*self.starts, *here})
        return list(explain.everywhere(event, table, self.verdict.goals, event.meeting(id), self.hours, at))

    def place(self, id: str, start: datetime, room: str) -> Placement:
        """A place for a meeting, with those who then interpret.

        Raises
        ------
        UsageError
            There is no such meeting or room.
        """
        found = next((one.place for one in self.everywhere(id, (start,)) if one.place.room == room), None)
        if found is None:
            raise UsageError(Message("desk.no_room", {"room": room}))
        return found

    def swapped(self, one: str, other: str) -> dict[str, Placement]:
        """Two meetings in each other's place, each as long as it is.

        Raises
        ------
        UsageError
            One of them has no place, or there is none of that name.
        """
        there = self.timetable.placements
        if missing := [id for id in (one, other) if id not in there]:
            raise UsageError(Message("desk.no_meeting", {"meeting": missing[0]}))
        return {
            one: self.place(one, there[other].start, there[other].room),
            other: self.place(other, there[one].start, there[one].room),
        }

    def exchanged(self, one: str, other: str) -> dict[str, Placement]:
        """All meetings of two rooms in the other room, at their time.

        Raises
        ------
        UsageError
            There is no such room.
        """
        to = {one: other, other: one}
        if unknown := to.keys() - {room.name for room in self.event.rooms}:
            raise UsageError(Message("desk.no_room", {"room": min(unknown)}))
        there = self.timetable.placements.items()
        return {id: replace(place, room=to[place.room]) for id, place in there if place.room in to}

    def ways(self, id: str) -> tuple[list[Elsewhere], tuple[Message, ...]]:
        """The free places of a meeting, the best first, and what would have to give way for it to be at other times."""
        event = self._pinned_but(id)
        table = self._table(event)
        meeting = event.meeting(id)
        looked = explain.elsewhere(event, table, meeting, self.hours)
        return list(looked.places), explain.ways_elsewhere(event, table, meeting, self.hours, looked.begins)


def _joined(steps: Iterable[range]) -> list[tuple[int, int]]:
    """Stretches that touch as one."""
    joined: list[tuple[int, int]] = []
    for step in steps:
        if joined and joined[-1][1] == step.start:
            joined[-1] = (joined[-1][0], step.stop)
        else:
            joined.append((step.start, step.stop))
    return joined


def read_draft(folder: Path, run: Run) -> Draft:
    """The draft as it stands.

    Raises
    ------
    UsageError
        There is no version yet.
    IntakeError
        The event or the journal cannot be read.
    """
    base = latest(home(folder, run.out), WORKBOOK)
    if base is None:
        raise UsageError(Message("usage.no_version_yet"))
    journal, lines = stored.read_journal(journal_of(base))
    return Draft(base, journal, lines, _said(folder, run, base, journal))


def _said(folder: Path, run: Run, base: Saved, journal: Journal) -> Event:
    return intake.read_event(folder, review_of(folder, run.out), base.past, asked_by(journal)).event


def asked_by(journal: Journal) -> intake.Asked:
    """The changes of a journal as a command would say them."""
    return intake.Asked(tuple(intake.spoken(step.change, step.reason) for step in journal.changes))


def journal_of(base: Saved) -> Path:
    """Where it is written down what was done since a version."""
    return base.folder.parent / FOLDER / f"{base.name}.jsonl"


def done(folder: Path, run: Run, seen: Draft, step: Step) -> Draft:
    """Do something more: it is written down, and then it stands.

    Parameters
    ----------
    folder, run
        The event, and how the program was called.
    seen
        The draft that was looked at; it must still be so.
    step
        What is done.

    Raises
    ------
    UsageError
        Something was done meanwhile.
    IntakeError
        What is changed cannot be so.
    NotWritten
        It could not be written down, and so was not done.
    """
    journal = seen.journal.doing(step)
    said = _said(folder, run, seen.base, journal) if step.change else seen.said
    return _entered(seen, step, journal, said, run)


def undone(folder: Path, run: Run, seen: Draft) -> Draft:
    """Take the last thing back that was done; where there is none, all stays as it is."""
    if not seen.journal.done:
        return seen
    journal = seen.journal.undoing()
    changed = seen.journal.done[-1].change
    return _entered(seen, "undo", journal, _said(folder, run, seen.base, journal) if changed else seen.said, run)


def redone(folder: Path, run: Run, seen: Draft) -> Draft:
    """Do again what was taken back last; where there is none, all stays as it is."""
    if not seen.journal.undone:
        return seen
    journal = seen.journal.redoing()
    changed = seen.journal.undone[-1].change
    return _entered(seen, "redo", journal, _said(folder, run, seen.base, journal) if changed else seen.said, run)


def _entered(seen: Draft, entry: stored.Entry, journal: Journal, said: Event, run: Run) -> Draft:
    path = journal_of(seen.base)
    with versions.held(seen.base.folder.parent, run.waiting), files.said(path):
        newest = versions.names(seen.base.folder.parent)[-1]
        lines = stored.count_entries(path)
        if (newest, lines) != (seen.base.name, seen.lines):
            raise UsageError(Message("desk.meanwhile", {"version": newest}))
        stored.add_entry(path, entry)
    return Draft(seen.base, journal, lines + 1, said)
