"""How a version came about, and what is different from one to another."""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from scheduler.domain.changes import Change, Join, OfParties, Replace
from scheduler.domain.said import Source
from scheduler.domain.timetable import MeetingOutcome


@dataclass(frozen=True)
class Past:
    """What earlier versions have settled.

    Attributes
    ----------
    meetings
        Their meetings, which keep their numbers, as the latest has them.
    changes
        Those they have accepted and that hold.
    set_aside
        Those they have accepted and taken back since; the lines that said so may stand on the sheet still.
    """

    meetings: tuple[MeetingOutcome, ...] = ()
    changes: tuple[Change, ...] = ()
    set_aside: tuple[Change, ...] = ()

    @property
    def as_asked(self) -> tuple[MeetingOutcome, ...]:
        """The meetings with the parties that were asked for, before any left, joined or took another's place."""
        parties = {outcome.id: set(outcome.governments) for outcome in self.meetings}
        for change in reversed(self.changes):
            if isinstance(change, OfParties) and change.meeting in parties:
                now = parties[change.meeting]
                now.discard(change.by if isinstance(change, Replace) else change.government)
                if not isinstance(change, Join):
                    now.add(change.government)
        return tuple(replace(o, governments=tuple(sorted(parties[o.id]))) for o in self.meetings)


@dataclass(frozen=True)
class Edit:
    """A cell of the sheet Meetings that was changed by hand."""

    meeting: str
    field: Literal["start", "room", "interpreters", "link", "state"]
    before: str
    after: str
    source: Source


@dataclass(frozen=True)
class Record:
    """How a version came about.

    Attributes
    ----------
    made
        UTC, as ISO 8601 writes it.
    by, command
        Who ran the program, and how it was called.
    event_folder, host_zone
        Where the intake was read from, and the zone of the clock that counts.
    seconds
        Of the clock, for the whole run.
    changes
        All that have led to this version, in the order in which they were accepted.
    new
        How many of them, counted from the last, this version has accepted.
    set_aside
        Those that earlier versions had accepted and that were taken back, whether their lines still stand there or not.
    order
        Which of the answers of a repair it is; empty where it is none.
    restores
        The version that it is equal to, where it restores one.
    edits
        Cells that were changed by hand and that this version keeps.
    notes
        The ids of the notes on its intake, which a later run says no second time.
    """

    made: str
    by: str
    command: str
    event_folder: str
    host_zone: str
    program: str
    seconds: float
    stopped: bool
    changes: tuple[Change, ...] = ()
    new: int = 0
    set_aside: tuple[Change, ...] = ()
    order: str = ""
    restores: str = ""
    edits: tuple[Edit, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Release:
    """That a version has been sent out.

    Attributes
    ----------
    version, manifest
        Its name, and the SHA-256 of its manifest.
    when
        UTC, as ISO 8601 writes it.
    by
        Who has said so.
    """

    version: str
    manifest: str
    when: str
    by: str


Alteration: TypeAlias = Literal[
    "cancelled", "left out", "asked", "moved", "room", "interpreters", "added", "parties", "link", "renewed"
]
"""In which way a meeting is another; *asked* is a new one that has no place yet, *renewed* one whose requests are others."""


@dataclass(frozen=True)
class Altered:
    """What became of one meeting from one timetable to another; what is not there is `None`."""

    id: str
    before: MeetingOutcome | None
    after: MeetingOutcome | None
    how: tuple[Alteration, ...]

    @property
    def governments(self) -> tuple[str, ...]:
        """The parties before and after, sorted by code."""
        return tuple(sorted({code for one in (self.before, self.after) if one for code in one.governments}))


@dataclass(frozen=True)
class Difference:
    """What is different in a later timetable; `kept` are the ids of the meetings that are not."""

    old: str | None
    new: str | None
    altered: tuple[Altered, ...]
    kept: tuple[str, ...]
