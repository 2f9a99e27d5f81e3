"""The rules that hold between placements. What forbids a placement by itself is seen to in `starts`."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from ortools.sat.python.cp_model import LinearExpr

from scheduler.model import rooms
from scheduler.model.choices import Choice, count
from scheduler.model.variables import Variables


@dataclass(frozen=True)
class Hereditary:
    """A rule that a timetable still keeps when a meeting is taken out of it.

    The search rests on it: meetings that find no rooms or interpreters together are ruled out together whatever else takes
    place, and of a contradiction a smallest set of meetings is named by leaving out one after the other. A rule of another
    kind (so many meetings at least, one only with another) must not stand among these: either it is a must-have, as
    `mandatory_meetings_are_placed`, or a tier of its own, as `fairness`.
    """

    hold: Callable[[Variables], None]

    def __call__(self, v: Variables) -> None:
        self.hold(v)


@Hereditary
def governments_meet_one_at_a_time(v: Variables) -> None:
    """R2: at no instant has a government more than its delegations of meetings running, each prolonged by the break."""
    for government in v.event.governments:
        meetings = v.event.meetings_of(government.code)
        if len(meetings) > government.delegations:
            for running in v.together(meetings, v.event.settings.government_break):
                if government.delegations == 1:
                    v.either.of(running)
                else:
                    v.model.add(count(running) <= government.delegations)


@Hereditary
def governments_begin_what_is_placed(v: Variables) -> None:
    """R1 and R2 once more: a government of one delegation begins meetings at as many instants as it has meetings placed.

    It follows from the others, but the solver does not see it by itself: without it proofs on tight days take minutes.
    """
    for government in v.event.governments:
        meetings = v.event.meetings_of(government.code)
        if government.delegations > 1 or len(meetings) < 2:
            continue
        at: dict[int, list[Choice]] = defaultdict(list)
        for choice in v.choices(meetings):
            at[choice.start.begin].append(choice)
        begun = LinearExpr.sum([v.either.of(choices) for choices in at.values()])
        v.model.add(begun == LinearExpr.sum([v.placed(meeting) for meeting in meetings]))


@Hereditary
def rooms_hold_one_meeting(v: Variables) -> None:
    """R3, R4: as many meetings at once, each prolonged by the changeover, as there are rooms that suffice for them.

    Rooms are counted here, not chosen: by Hall's theorem meetings that run together find rooms exactly if those that
    only certain rooms suffice for are never more than these. `rooms` gives out the concrete ones. Meetings of one
    government, which exclude each other, count as one.
    """
    exclusive = v.exclusive if v.event.settings.room_changeover <= v.event.settings.government_break else {}
    for running in v.together(v.event.meetings, v.event.settings.room_changeover):
        own = (choice.start.rooms for choice in running if not choice.start.stays)
        kept = (choice.start.rooms for choice in running if choice.start.stays)
        for some in dict.fromkeys((*rooms.bottlenecks(own), *kept)):
            confined: dict[str, list[Choice]] = defaultdict(list)
            for choice in running:
                if choice.start.rooms <= some:
                    confined[exclusive.get(choice.meeting.id, choice.meeting.id)].append(choice)
            if len(confined) > len(some):
                v.model.add(LinearExpr.sum([v.either.of(choices) for choices in confined.values()]) <= len(some))


@Hereditary
def parties_meet_in_rooms(v: Variables) -> None:
    """R2 and R3 once more: at each instant twice as many governments are engaged as rooms are in use, if all meet in twos.

    It follows from the others, but ties how busy governments are to how many rooms there are. Where meetings of several
    sizes may run together it only bounds, and is not worth its weight.
    """
    if v.event.settings.room_changeover > v.event.settings.government_break:
        return
    for running in v.together(v.event.meetings, v.event.settings.room_changeover):
        sizes = {len(choice.meeting.governments) for choice in running}
        if len(sizes) > 1:
            continue
        held: dict[str, list[Choice]] = defaultdict(list)
        engaged: dict[str, list[Choice]] = defaultdict(list)
        for choice in running:
            held[v.exclusive.get(choice.meeting.id, choice.meeting.id)].append(choice)
            for code in choice.meeting.governments:
                single = v.event.government(code).delegations == 1
                engaged[code if single else f"{code} {choice.meeting.id}"].append(choice)
        rooms_in_use = v.model.new_int_var(0, len(v.event.rooms), "")
        v.model.add(LinearExpr.sum([v.either.of(choices) for choices in held.values()]) == rooms_in_use)
        parties = LinearExpr.sum([v.either.of(choices) for choices in engaged.values()])
        v.model.add(parties == max(sizes) * rooms_in_use)


@Hereditary
def interpreters_suffice(v: Variables) -> None:
    """R7: every pair of languages covered by interpreters who are available, in one meeting at a time.

    They are counted here, not chosen (`interpreters`); `allotment` names the concrete ones.
    """
    if v.event.interpreters:
        v.in_use.are_enough_at_once()
        v.in_use.are_enough_of_a_day()
        v.in_use.sit_where_they_stay()


@Hereditary
def load_is_limited(v: Variables) -> None:
    """R8: at most the government's maximum of meetings a day, or else the event's."""
    for government in v.event.governments:
        most = government.max_per_day or v.event.settings.max_per_day
        meetings = v.event.meetings_of(government.code)
        if most is None or len(meetings) <= most:
            continue
        by_day = sorted(
            ((v.starts.local_day(government.code, choice.start.begin), place), choice)
            for place, choice in enumerate(v.choices(meetings))
        )
        for _, of_day in groupby(by_day, key=lambda keyed: keyed[0][0]):
            v.model.add(count(choice for _, choice in of_day) <= most)


@Hereditary
def order_is_kept(v: Variables) -> None:
    """R10: the meeting of a request with After starts no earlier than the other's end, where both are placed."""
    for meeting in v.event.meetings:
        for earlier in meeting.after:
            later_choices, earlier_choices = list(v.choices([meeting])), list(v.choices([v.event.meeting(earlier)]))
            for at in (choice.start.begin for choice in later_choices):
                begun = count(choice for choice in later_choices if choice.start.begin <= at)
                not_over = count(choice for choice in earlier_choices if choice.start.end > at)
                v.model.add(begun + not_over <= 1)


def mandatory_meetings_are_placed(v: Variables) -> None:
    """R11: a mandatory meeting is placed."""
    for meeting in v.event.meetings:
        if meeting.mandatory:
            v.model.add(v.placed(meeting) == 1)


COUNTING_ROOMS = rooms_hold_one_meeting, parties_meet_in_rooms
"""The rules that count rooms: not needed where these are given out in the search."""

RULES: tuple[Hereditary, ...] = (
    governments_meet_one_at_a_time,
    governments_begin_what_is_placed,
    *COUNTING_ROOMS,
    interpreters_suffice,
    load_is_limited,
    order_is_kept,
)
"""The rules that an empty timetable keeps as well; only `mandatory_meetings_are_placed` can contradict them."""
