"""Goal D: how much of an earlier timetable is changed, and how many governments have to be told."""

from ortools.sat.python.cp_model import LinearExpr, LinearExprT

from scheduler.domain import MOST_HOURS, Disturbance, Event, Meeting, Placement
from scheduler.model.choices import Choice
from scheduler.model.clock import local_day, minute
from scheduler.model.variables import Variables

NAME = "D"


def disturbance(v: Variables) -> LinearExpr:
    """The sum of what changes weigh, and of the governments that have to be told.

    A meeting left out, or begun at another time, weighs once for that and once for its interpreters; one that begins as
    before weighs for another room and for other interpreters. What is placed for the first time disturbs nobody.
    """
    weights = v.event.disturbance
    terms: list[LinearExprT] = []
    for meeting in v.event.meetings:
        if had := v.starts.before.get(meeting.id):
            costs = [(choice, cost_of(v.event, meeting, had, choice)) for choice in v.choices([meeting])]
            terms += [cost * choice.taken for choice, cost in costs if cost]
            terms.append(_left_out(v.event, meeting, had) * (1 - v.placed(meeting)))
    for government in v.event.governments:
        had_places = [m for m in v.event.meetings_of(government.code) if m.id in v.starts.before]
        if had_places and weights.told:
            told = v.model.new_bool_var(f"{government.code} told")
            for meeting in had_places:
                had = v.starts.before[meeting.id]
                same = [choice.taken for choice in v.choices([meeting]) if _stays(had, choice)]
                v.model.add_bool_or(told, *same)
            terms.append(weights.told * told)
    return LinearExpr.sum(terms)


def cost_of(event: Event, meeting: Meeting, had: Placement, choice: Choice) -> int:
    """What a choice weighs by itself; 0 where it is as before."""
    weights, start = event.disturbance, choice.start
    if start.begin != minute(had.start):
        people = _people(event, meeting, had) if had.interpreters else 0
        return _moved(event, had, start.begin) * _agreed(event, meeting) + people
    room = 0 if _stays(had, choice) else weights.room * _agreed(event, meeting)
    same_people = start.people == had.interpreters if start.pairs else not had.interpreters
    return room + (0 if same_people else _people(event, meeting, had))


def _moved(event: Event, had: Placement, begin: int) -> int:
    """What another time weighs: less on the same day, and more for each hour beyond the first, up to `MOST_HOURS`."""
    weights, zone, before = event.disturbance, event.settings.host_zone, minute(had.start)
    same_day = local_day(begin, zone) == local_day(before, zone)
    beyond = (abs(begin - before) - 1) // 60
    return (weights.time if same_day else weights.day) + weights.hour * min(beyond, MOST_HOURS)


def _left_out(event: Event, meeting: Meeting, had: Placement) -> int:
    people = _people(event, meeting, had) if had.interpreters else 0
    return event.disturbance.left_out * _agreed(event, meeting) + people


def _stays(had: Placement, choice: Choice) -> bool:
    """Whether it begins as before, in the same room."""
    return choice.start.begin == minute(had.start) and choice.start.rooms == frozenset((had.room,))


def _agreed(event: Event, meeting: Meeting) -> int:
    states = event.states(meeting)
    agreed = any(states.get(code) in ("agreed", "booked") for code in meeting.governments)
    return event.disturbance.agreed if agreed else 1


def _people(event: Event, meeting: Meeting, had: Placement) -> int:
    weights: Disturbance = event.disturbance
    states = event.states(meeting)
    booked = any(states.get(one.name) in ("agreed", "booked") for one in had.interpreters)
    return weights.interpreter * (weights.agreed if booked else 1)
