"""How even-handed a timetable is, in numbers that can be read out: counted for each government, country and kind of meeting.

What each figure is stands with `scheduler.domain.Treated`. A country has the sums of its governments.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from functools import lru_cache
from typing import Any, Literal

import pandas  # type: ignore[import-untyped]  # brings no types

from scheduler.check import Facts, Held, reads_within
from scheduler.domain import Event, LocalRange, Meeting, Timetable, Treated, TreatedKind, Treatment, unloved_hours

OF_A_DAY = ("set_aside", "breaks", "room_changes", "waiting")
"""Figures of a government that are no sum over its meetings."""

OF_A_SEAT = tuple(field.name for field in fields(Treated) if field.name not in ("name", "country", *OF_A_DAY))
"""Figures of a meeting as one of its parties sees it."""

Seat = dict[str, Any]
"""What a meeting is to one of its parties: a row of the table of which all sums are made."""


def treatment(event: Event, timetable: Timetable) -> Treatment:
    """Count what a timetable gives to whom.

    Parameters
    ----------
    event, timetable
        What was said and decided; a meeting that the event does not know is not counted.

    Returns
    -------
    Treatment
        Also of governments without a request or a meeting.
    """
    facts = Facts(event, timetable.placements)
    held = {one.meeting.id: one for one in facts.held}
    rows = [_seat(event, meeting, code, held.get(meeting.id)) for meeting in event.meetings for code in meeting.governments]
    seats = pandas.DataFrame(rows, columns=["government", "meeting", "parties", *OF_A_SEAT])
    governments = _of_governments(event, facts, seats)
    countries = governments.groupby("country")[[*OF_A_SEAT, *OF_A_DAY]].sum().sort_index()
    return Treatment(
        governments=tuple(Treated(name=code, **row) for code, row in _rows(governments)),
        countries=tuple(Treated(name=code, country=code, **row) for code, row in _rows(countries)),
        kinds=tuple(_of_kinds(seats)),
    )


def _seat(event: Event, meeting: Meeting, code: str, held: Held | None) -> Seat:
    wish = meeting.wishes.get(code)
    placed = held is not None
    first = wish is not None and wish.first_choice
    asked = {"requests": wish is not None, "first": first, "mutual": meeting.mutual, "one_sided": not meeting.mutual}
    got = {
        "granted": placed and wish is not None,
        "first_granted": placed and first,
        "mutual_placed": placed and meeting.mutual,
        "one_sided_placed": placed and not meeting.mutual,
    }
    figures = {name: int(value) for name, value in (asked | got).items()}
    of_meeting = {"government": code, "meeting": meeting.id, "parties": len(meeting.governments)}
    unloved = tuple(unloved_hours(event.government(code)).items())
    return {**of_meeting, **figures, **_hours(unloved, held.minutes if held else range(0))}


@lru_cache(maxsize=100_000)
def _hours(unloved: tuple[tuple[str, tuple[LocalRange, ...]], ...], minutes: range) -> Mapping[str, int]:
    """The minutes of a meeting, and those at the unloved hours of one of its parties."""
    lies = {
        name: {minute for minute in minutes if any(reads_within(range_, minute) for range_ in ranges)}
        for name, ranges in unloved
    }
    found: dict[str, int] = {"minutes": len(minutes)}
    for name, some in (*lies.items(), ("unloved", set().union(*lies.values()))):
        found |= {name: int(bool(some)), f"{name}_minutes": len(some)}
    return found


def _of_governments(event: Event, facts: Facts, seats: Any) -> Any:
    """A row for each government, by code."""
    codes = sorted(government.code for government in event.governments)
    could_be = {meeting.id for meeting in event.meetings}
    said = {request.no: request for request in event.requests if not request.declined}
    aside = Counter(said[o.no].requester for o in event.outcomes_of_requests if o.no in said and o.meeting not in could_be)
    of_days = {
        "country": {code: event.government(code).country for code in codes},
        "set_aside": {code: aside[code] for code in codes},
        "breaks": {code: facts.breaks[code] for code in codes},
        "room_changes": {code: facts.room_changes.get(code, 0) for code in codes},
        "waiting": {code: sum(map(_waiting, facts.by_day(code).values())) for code in codes},
    }
    summed = seats.groupby("government")[[*OF_A_SEAT]].sum().reindex(codes, fill_value=0)
    return summed.join(pandas.DataFrame(of_days, index=codes))


def _waiting(of_day: Sequence[Held]) -> int:
    """Minutes between meetings of a day, in order of time, in which none of them runs."""
    waited, free_from = 0, of_day[0].end
    for held in of_day[1:]:
        waited += max(0, held.begin - free_from)
        free_from = max(free_from, held.end)
    return waited


def _of_kinds(seats: Any) -> Iterable[TreatedKind]:
    """The figures of each kind of meeting: those of two parties first, and of these the mutual ones."""
    placed = seats.assign(placed=seats.mutual_placed + seats.one_sided_placed)
    for (parties, one_sided), of_kind in placed.groupby(["parties", "one_sided"]):
        meetings = of_kind.drop_duplicates("meeting")
        summed = of_kind[["requests", "granted", "first", "first_granted", "minutes", "unloved_minutes"]].sum()
        yield TreatedKind(int(parties), not one_sided, len(meetings), int(meetings.placed.sum()), *map(int, summed))


def _rows(frame: Any) -> Iterable[tuple[str, dict[str, Any]]]:
    for code, values in zip(frame.index, frame.to_numpy(dtype=object), strict=True):
        row = zip(frame.columns, values, strict=True)
        yield code, {name: value if name == "country" else int(value) for name, value in row}


# ---------------------------------------------------------------------------------------------- the largest differences

Scope = Literal["countries", "governments"]


@dataclass(frozen=True)
class Measure:
    """What governments or countries are compared by: a figure as a part of another.

    Where it is a burden, less is better, and a government's is compared as it is: each has a day of its own.
    """

    name: str
    whole: str
    burden: bool = False

    def of(self, one: Treated, scope: Scope) -> Fraction | None:
        """Its value; `None` for whoever has asked for nothing of the kind, or has no meeting."""
        whole = getattr(one, self.whole)
        if not whole:
            return None
        return Fraction(getattr(one, self.name), 1 if self.burden and scope == "governments" else whole)


MEASURES = (
    Measure("granted", "requests"),
    Measure("first_granted", "first"),
    Measure("mutual_placed", "mutual"),
    Measure("one_sided_placed", "one_sided"),
    *(Measure(name, "placed", burden=True) for name in ("breaks", "room_changes", "waiting")),
    *(Measure(f"{name}_minutes", "placed", burden=True) for name in ("early", "late", "lunch", "unloved")),
)


@dataclass(frozen=True)
class Extremes:
    """Who is most and who is least favoured by a measure: the values, and the codes of those who have them."""

    scope: Scope
    measure: Measure
    best: Fraction
    favoured: tuple[str, ...]
    worst: Fraction
    disfavoured: tuple[str, ...]

    @property
    def apart(self) -> Fraction:
        return abs(self.best - self.worst)


def largest_differences(found: Treatment) -> tuple[Extremes, ...]:
    """The extremes of each measure, between countries and between governments, where two or more can be compared."""
    scopes: tuple[tuple[Scope, tuple[Treated, ...]], ...] = (
        ("countries", found.countries),
        ("governments", found.governments),
    )
    extremes = (_extremes(scope, measure, of_scope) for scope, of_scope in scopes for measure in MEASURES)
    return tuple(filter(None, extremes))


def _extremes(scope: Scope, measure: Measure, of_scope: Iterable[Treated]) -> Extremes | None:
    values = {one.name: value for one in of_scope if (value := measure.of(one, scope)) is not None}
    if len(values) < 2:
        return None
    best, worst = sorted((min(values.values()), max(values.values())), reverse=not measure.burden)
    favoured, disfavoured = (tuple(name for name, value in values.items() if value == end) for end in (best, worst))
    return Extremes(scope, measure, best, favoured, worst, disfavoured)
