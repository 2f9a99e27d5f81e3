"""Goal D: how much of an earlier timetable is changed, and how many governments have to be told."""

from ortools.sat.python.cp_model import LinearExpr, LinearExprT

from scheduler.model.changed import cost_left_out, cost_of, stays
from scheduler.model.variables import Variables


def disturbance(v: Variables) -> LinearExpr:
    """The sum of what changes weigh, and of the governments that have to be told.

    A meeting left out, or begun at another time, weighs once for that and once for its interpreters; one that begins as
    before weighs for another room and for other interpreters. What is placed for the first time disturbs nobody.
    """
    told_weighs = v.event.disturbance.told
    terms: list[LinearExprT] = []
    for meeting in v.event.meetings:
        if had := v.starts.before.get(meeting.id):
            costs = [(choice, cost_of(v.event, meeting, had, choice.start)) for choice in v.choices([meeting])]
            terms += [cost * choice.taken for choice, cost in costs if cost]
            terms.append(cost_left_out(v.event, meeting, had) * (1 - v.placed(meeting)))
    for government in v.event.governments:
        had_places = [m for m in v.event.meetings_of(government.code) if m.id in v.starts.before]
        if had_places and told_weighs:
            told = v.model.new_bool_var(f"{government.code} told")
            for meeting in had_places:
                had = v.starts.before[meeting.id]
                same = [choice.taken for choice in v.choices([meeting]) if stays(had, choice.start)]
                v.model.add_bool_or(told, *same)
            terms.append(told_weighs * told)
    return LinearExpr.sum(terms)
