"""Demand against supply, hour by hour, before anything is solved.

Nothing here knows a rule: possible starts, hours and rooms are the model's, and why a meeting has no start the check says.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import groupby
from typing import Literal
from zoneinfo import ZoneInfo

from scheduler.domain import Crowded, Event, Hour, Line, Load, Meeting, Message, Room, Supply, Tight
from scheduler.explain.reasons import no_place
from scheduler.model import Starts, crowded, instant, most_meetings
from scheduler.model.clock import Stretch, Stretches, union
from scheduler.model.interpretation import can_cover
from scheduler.model.starts import Start

MOST_EXPLAINED = 40
"""Meetings without a possible start of which it is found out why: each is tried everywhere, which takes its time."""

LEAST = 1e-9
"""By which one share must exceed another to count as larger: sums of thirds are not exact."""

Kind = Literal["rooms", "in person", "interpreters", "government"]


def supply(event: Event) -> Supply:
    """Count what the meetings of an event are expected to want in each hour, and what there is.

    The expected demand of an hour is the sum, over all meetings, of ::

        (wanted at once) × (minutes of the hour that the meeting would run) ÷ (minutes of the hour)

    on the average of the meeting's possible starts: each spreads its length evenly over them. Pauses between meetings are
    not counted. Rooms are counted by sets (all; of a platform; of a size): a set is wanted by the meetings that no other
    room suffices for, so that where demand exceeds supply no other room helps.
    """
    starts = Starts(event)
    cut = _Hours(starts)
    lines = tuple(_of_rooms(starts, cut)) + tuple(_of_interpreters(starts, cut)) + tuple(_of_governments(starts, cut))
    return Supply(
        hours=cut.hours,
        lines=lines,
        tight=tuple(_tight(cut.hours, lines)),
        impossible=_impossible(starts),
        crowded=tuple(crowded_governments(starts)),
    )


def _impossible(starts: Starts) -> dict[str, Message]:
    """Why each meeting without a possible start has none; of very many the rest are named without a reason."""
    found: dict[str, Message] = {}
    for meeting in (meeting for meeting in starts.event.meetings if not starts.possible[meeting.id]):
        why = no_place("reason.no_place", starts.event, meeting) if len(found) < MOST_EXPLAINED else None
        found[meeting.id] = why or Message("forecast.no_start", {"meeting": meeting.id}, meeting.cells("no"))
    return found


# ------------------------------------------------------------------------------------------------------- hours and spans


class _Hours:
    """The hours of an event, and how a span of time lies over them."""

    def __init__(self, starts: Starts) -> None:
        zone = ZoneInfo(starts.event.settings.host_zone)
        self.spans = [part for slot in union(stretch for stretch, _ in starts.slots) for part in _cut(slot, zone)]
        self.hours = tuple(Hour(instant(begin), instant(end)) for begin, end in self.spans)
        self._begins = [begin for begin, _ in self.spans]

    def over(self, begin: int, end: int) -> Iterator[tuple[int, float]]:
        """The hours that a span touches, by their place, and which share of each it takes."""
        place = max(0, bisect_right(self._begins, begin) - 1)
        while place < len(self.spans) and self.spans[place][0] < end:
            first, last = self.spans[place]
            if (shared := min(end, last) - max(begin, first)) > 0:
                yield place, shared / (last - first)
            place += 1

    def shares(self, stretches: Stretches) -> list[float]:
        """Which share of each hour lies in some stretches."""
        found = [0.0] * len(self.spans)
        for stretch in stretches:
            for place, share in self.over(*stretch):
                found[place] += share
        return found


def _cut(slot: Stretch, zone: ZoneInfo) -> Iterator[Stretch]:
    """A slot in pieces, cut where the host's clock shows a full hour."""
    begin, end = slot
    while begin < end:
        shown = instant(begin).astimezone(zone)
        rest = timedelta(hours=1) - timedelta(minutes=shown.minute)
        cut = min(end, begin + int(rest.total_seconds()) // 60)
        yield begin, cut
        begin = cut


@dataclass
class _Wanted:
    """What the meetings of a line want in each hour."""

    demand: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    meetings: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    all: dict[str, None] = field(default_factory=dict)

    def add(self, cut: _Hours, meeting: Meeting, begin: int, number: float) -> None:
        self.all[meeting.id] = None
        for place, share in cut.over(begin, begin + meeting.duration):
            self.demand[place] += number * share
            self.meetings[place].add(meeting.id)

    def line(self, kind: Kind, name: str, seats: int | None, cut: _Hours, there: Mapping[str, list[float]]) -> Line:
        """The line; of what is there it is told how much of each hour it is."""
        loads = [
            Load(
                self.demand.get(place, 0.0),
                sum(shares[place] for shares in there.values()),
                len(self.meetings.get(place, ())),
                tuple(who for who, shares in there.items() if shares[place]),
            )
            for place in range(len(cut.hours))
        ]
        return Line(kind, name, seats, tuple(self.all), tuple(loads))


def _begins(starts: Starts, meeting: Meeting) -> list[list[Start]]:
    """The possible starts of a meeting, those together that begin together."""
    return [list(ways) for _, ways in groupby(starts.possible[meeting.id], key=lambda start: start.begin)]


# ----------------------------------------------------------------------------------------------------------------- rooms


def _of_rooms(starts: Starts, cut: _Hours) -> Iterator[Line]:
    """All rooms; those of each platform; those of each size that some meeting needs and none larger is needed by all of
    these; those where people can meet in person.
    """
    event = starts.event
    sets = list(_sets_of_rooms(event.rooms))
    wanted = [_Wanted() for _ in sets]
    confined: dict[frozenset[str], list[int]] = {}
    for meeting in event.meetings:
        begins = _begins(starts, meeting)
        for ways in begins:
            rooms = ways[0].rooms
            if rooms not in confined:
                confined[rooms] = [place for place, (*_, names) in enumerate(sets) if rooms <= names]
            for place in confined[rooms]:
                wanted[place].add(cut, meeting, ways[0].begin, 1 / len(begins))
    hours = {room.name: cut.shares(starts.hours_of(room)) for room in event.rooms}
    for place, (kind, name, seats, names) in enumerate(sets):
        of_set = wanted[place]
        smaller = [wanted[other].all for other, (*_, some) in enumerate(sets) if some < names]
        if seats is None or (of_set.all and of_set.all not in smaller):
            there = {room: shares for room, shares in hours.items() if room in names}
            yield of_set.line(kind, name, seats, cut, there)


def _sets_of_rooms(rooms: tuple[Room, ...]) -> Iterator[tuple[Kind, str, int | None, frozenset[str]]]:
    """Each set of rooms once, with its platform and its least capacity."""
    seen: set[frozenset[str]] = set()

    def new(some: Iterable[Room]) -> frozenset[str]:
        names = frozenset(room.name for room in some)
        if names in seen:
            return frozenset()
        seen.add(names)
        return names

    seen.add(frozenset())
    for platform in ("", *sorted({room.platform for room in rooms if room.platform})):
        of_platform = [room for room in rooms if platform in ("", room.platform)]
        if names := new(of_platform):
            yield "rooms", platform, None, names
        for seats in sorted({room.capacity for room in of_platform if room.capacity is not None}):
            if names := new(room for room in of_platform if room.capacity is None or room.capacity >= seats):
                yield "rooms", platform, seats, names
    if names := new(room for room in rooms if room.type in ("hybrid", "on-site")):
        yield "in person", "", None, names


# ---------------------------------------------------------------------------------------------------------- interpreters


def _of_interpreters(starts: Starts, cut: _Hours) -> Iterator[Line]:
    """All interpreters, and those of each pair of languages that some meeting needs; with relay over the ways there are."""
    event = starts.event
    if not event.interpreters:
        return
    together, of_pair = _Wanted(), defaultdict[str, _Wanted](_Wanted)
    for meeting in event.meetings:
        begins = _begins(starts, meeting)
        for ways in begins:
            for way in ways:
                for pair in way.pairs:
                    number = 1 / len(ways) / len(begins)
                    together.add(cut, meeting, way.begin, number)
                    of_pair[pair].add(cut, meeting, way.begin, number)
    needed = {pair for meeting in event.meetings for pair in starts.pairs[meeting.id]}
    hours = {person.name: cut.shares(starts.hours_of(person)) for person in event.interpreters}
    for pair in ("", *sorted(needed)):
        able = [person.name for person in event.interpreters if not pair or can_cover(person, pair)]
        there = {name: hours[name] for name in able}
        yield (of_pair[pair] if pair else together).line("interpreters", pair, None, cut, there)


# ----------------------------------------------------------------------------------------------------------- governments


def _of_governments(starts: Starts, cut: _Hours) -> Iterator[Line]:
    """Each government that has a meeting, by code."""
    event = starts.event
    for government in sorted(event.governments, key=lambda one: one.code):
        if not (meetings := event.meetings_of(government.code)):
            continue
        wanted = _Wanted(all={meeting.id: None for meeting in meetings})
        for meeting in meetings:
            begins = _begins(starts, meeting)
            for ways in begins:
                wanted.add(cut, meeting, ways[0].begin, 1 / len(begins))
        free = cut.shares(starts.hours_of_government(government.code))
        there = {government.code: [share * government.delegations for share in free]}
        yield wanted.line("government", government.code, None, cut, there)


def crowded_governments(starts: Starts) -> Iterator[Crowded]:
    """The governments with more wishes than starts: of any kind, or of certain meetings among theirs."""
    event = starts.event
    for government in sorted(event.governments, key=lambda one: one.code):
        possible = [meeting for meeting in event.meetings_of(government.code) if starts.possible[meeting.id]]
        most = most_meetings(starts, government.code)
        if most < len(possible):
            yield Crowded(government.code, most, tuple(meeting.id for meeting in possible))
            continue
        wanted = {meeting.id: sorted({start.begin for start in starts.possible[meeting.id]}) for meeting in possible}
        if clashing := crowded(wanted, government.delegations):
            begins = {begin for id in clashing for begin in wanted[id]}
            yield Crowded(government.code, len(begins) * government.delegations, tuple(clashing))


# ------------------------------------------------------------------------------------------------------------- tightness


def _tight(hours: tuple[Hour, ...], lines: tuple[Line, ...]) -> list[Tight]:
    """The tightest hour of each kind, the tightest first; what a single meeting wants is nowhere tight."""
    found: dict[str, Tight] = {}
    for line in lines:
        for hour, load in zip(hours, line.loads, strict=True):
            kind = "rooms" if line.kind == "in person" else line.kind
            if load.meetings > 1 and (kind not in found or load.share > found[kind].load.share + LEAST):
                found[kind] = Tight(line, hour, load)
    return sorted(found.values(), key=lambda tight: -tight.load.share)
