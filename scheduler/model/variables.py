"""The variables of an event's model, with the questions that rules and goals ask of them."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar, LinearExprT

from scheduler.domain import Event, Meeting, Placement
from scheduler.model.breaks import Breaks
from scheduler.model.choices import Choice, Either
from scheduler.model.clock import minute
from scheduler.model.interpreters import InUse
from scheduler.model.starts import Start, Starts


class Variables:
    """One Boolean for each meeting and possible start, and what follows from them.

    With `exact_breaks` breaks are as many as there are also where nothing minimises them.
    """

    def __init__(self, starts: Starts, exact_breaks: bool = False) -> None:
        self.starts, self._exact_breaks = starts, exact_breaks
        self.event: Event = starts.event
        self.model = CpModel()
        self.either = Either(self.model)
        self._choices = {
            meeting.id: tuple(
                Choice(meeting, start, self.model.new_bool_var(f"{meeting.id}@{start.begin}"))
                for start in starts.possible[meeting.id]
            )
            for meeting in self.event.meetings
        }
        self._placed = {meeting.id: self._placement_of(meeting) for meeting in self.event.meetings}

    def _placement_of(self, meeting: Meeting) -> IntVar:
        """R1: a meeting has at most one placement."""
        placed = self.model.new_bool_var(f"{meeting.id} placed")
        self.model.add_exactly_one(placed.negated(), *(choice.taken for choice in self._choices[meeting.id]))
        return placed

    def placed(self, meeting: Meeting | str) -> IntVar:
        """Whether a meeting is placed at all."""
        return self._placed[meeting if isinstance(meeting, str) else meeting.id]

    def choices(self, meetings: Iterable[Meeting]) -> Iterator[Choice]:
        """The choices of some meetings."""
        for meeting in meetings:
            yield from self._choices[meeting.id]

    def all_choices(self) -> Iterator[Choice]:
        return self.choices(self.event.meetings)

    def together(self, meetings: Iterable[Meeting], pause: int) -> list[list[Choice]]:
        """The sets of choices that hold at one instant, each prolonged by the pause.

        Only beginnings are looked at, where such a set can have become larger; a set inside another is left out.
        """
        choices = sorted(self.choices(meetings), key=lambda choice: choice.start.begin)
        begins = [choice.start.begin for choice in choices]
        longest = max((choice.start.end - choice.start.begin for choice in choices), default=0) + pause
        sets: list[list[Choice]] = []
        for at in dict.fromkeys(begins):
            begun = choices[bisect_right(begins, at - longest) : bisect_right(begins, at)]
            running = [choice for choice in begun if choice.runs(at, pause)]
            if sets and {id(choice) for choice in sets[-1]} <= {id(choice) for choice in running}:
                sets.pop()
            sets.append(running)
        return sets

    @cached_property
    def exclusive(self) -> dict[str, str]:
        """For meetings that exclude each other at any instant, by id: the government of one delegation that they share.

        Governments with many meetings take theirs first, so that there are few groups.
        """
        left = {meeting.id for meeting in self.event.meetings}
        shared: dict[str, str] = {}
        single = [government.code for government in self.event.governments if government.delegations == 1]
        while left and single:
            of = {code: [m.id for m in self.event.meetings_of(code) if m.id in left] for code in single}
            code = max(single, key=lambda code: len(of[code]))
            if not of[code]:
                break
            shared |= dict.fromkeys(of[code], code)
            left.difference_update(of[code])
        return shared

    @cached_property
    def breaks(self) -> dict[str, list[LinearExprT]]:
        """The breaks of each government that can have any, day by day."""
        return Breaks(self.model, self.starts, self._choices, self.either, self._exact_breaks).of

    @cached_property
    def in_use(self) -> InUse:
        """The interpreters in use, counted."""
        return InUse(self.model, self.starts, self.all_choices())

    def taken(self, solver: CpSolver) -> dict[str, Start]:
        """The start of each placed meeting in a solution."""
        return {c.meeting.id: c.start for c in self.all_choices() if solver.boolean_value(c.taken)}

    def as_before(self) -> dict[str, Start]:
        """The start of each meeting that is most like the one before, where that is still possible."""
        return self.as_in(self.starts.before)

    def as_in(self, placements: Mapping[str, Placement]) -> dict[str, Start]:
        """The start of each meeting at the time of its placement, where that is possible."""
        begins = {id: minute(placement.start) for id, placement in placements.items()}
        same = (choice for choice in self.all_choices() if choice.start.begin == begins.get(choice.meeting.id))
        return {choice.meeting.id: choice.start for choice in same}  # of one meeting's starts the last keeps most

    def hint(self, taken: Mapping[str, Start]) -> None:
        """Begin the next search from a timetable."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]  # OR-Tools leaves this one without types
        for choice in self.all_choices():
            self.model.add_hint(choice.taken, taken.get(choice.meeting.id) == choice.start)
