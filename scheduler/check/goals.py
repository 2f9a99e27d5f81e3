"""The value of each goal, from the placements alone."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta
from math import ceil
from zoneinfo import ZoneInfo

from scheduler.check.clock import inside, touches
from scheduler.check.facts import Facts, Held
from scheduler.domain import MOST_HOURS, Placement


def left_out(facts: Facts) -> int:
    """G1: placed meetings that governments are short of their Min meetings, or of all their meetings if these are fewer."""
    could_have = Counter(code for meeting in facts.event.meetings for code in meeting.governments)
    has = Counter(code for held in facts.held for code in held.meeting.governments)
    return sum(
        max(0, min(government.min_meetings, could_have[government.code]) - has[government.code])
        for government in facts.event.governments
    )


def requests_unmet(facts: Facts) -> int:
    """G2: the weights of the requests of unplaced meetings."""
    placed = {held.meeting.id for held in facts.held}
    return sum(meeting.weight for meeting in facts.event.meetings if meeting.id not in placed)


def inconvenience(facts: Facts) -> int:
    """G3: 2 for each required party of a placed meeting that touches its △, 1 for each asking party any of whose
    Preferred cells for it does not contain it.
    """
    total = 0
    for held in facts.held:
        touched = {
            mark.government
            for mark in facts.event.marks_of(held.meeting.governments)
            if mark.level == "maybe" and touches(mark.range, held.minutes)
        }
        missed = {
            request.requester
            for request in held.meeting.requests
            if request.preferred and not inside(request.preferred, held.minutes)
        }
        total += 2 * len(touched) + len(missed)
    return total


def optional_missing(facts: Facts) -> int:
    """G4: optional attendees who cannot come to a placed meeting."""
    return sum(_cannot_come(facts, held, code) for held in facts.held for code in held.meeting.optional)


def _cannot_come(facts: Facts, held: Held, code: str) -> bool:
    government = facts.event.government(code)
    others = [other for other in facts.of(code) if other is not held and other.overlaps(held)]
    begun = (max(held.begin, other.begin) for other in others)  # most of them run at once when one has just begun
    engaged = any(sum(minute in other.minutes for other in others) >= government.delegations for minute in begun)
    marks = (mark for mark in facts.event.marks_of((code,)) if mark.level == "no")
    items = (item for item in facts.event.programme if code in item.concerned)
    marked = any(held.meeting.id not in mark.spared and touches(mark.range, held.minutes) for mark in marks)
    in_programme = any(held.meeting.id not in item.spared and touches(item.range, held.minutes) for item in items)
    return engaged or marked or in_programme or not facts.hours.works(government, held.minutes)


def breaks(facts: Facts) -> int:
    """G5: breaks of all governments together."""
    return sum(facts.breaks.values())


def evenness(facts: Facts) -> int:
    """G6: the most breaks that any one government has."""
    return max(facts.breaks.values(), default=0)


def interpreters_in_use(facts: Facts) -> int:
    """G7: interpreters in use, counted once for each day."""
    return len({(name, facts.host_day(held)) for name, held in facts.interpreting()})


def early(facts: Facts) -> int:
    """G8: minutes from the opening of the event's first slot to each placed start, summed."""
    opening = min((span.start for span, _ in facts.spans), default=0)
    return sum(held.begin - opening for held in facts.held)


def room_changes(facts: Facts) -> int:
    """G9: changes of room between consecutive meetings of a day, of governments with one delegation."""
    return sum(facts.room_changes.values())


GOALS: Mapping[str, Callable[[Facts], int]] = {
    "G1": left_out,
    "G2": requests_unmet,
    "G3": inconvenience,
    "G4": optional_missing,
    "G5": breaks,
    "G6": evenness,
    "G7": interpreters_in_use,
    "G8": early,
    "G9": room_changes,
}


def disturbance(facts: Facts, before: Mapping[str, Placement]) -> int:
    """D: what the changes of an earlier timetable weigh, and the governments that have to be told of them."""
    weights = facts.event.disturbance
    now = {held.meeting.id: held.placement for held in facts.held}
    total, told = 0, set[str]()
    for meeting in facts.event.meetings:
        if meeting.id not in before:
            continue
        old, new = before[meeting.id], now.get(meeting.id)
        firm = {who for who, state in facts.event.states(meeting).items() if state in ("agreed", "booked")}
        times = weights.agreed if firm.intersection(meeting.governments) else 1
        people = weights.interpreter * (weights.agreed if firm & {one.name for one in old.interpreters} else 1)
        if new is None or new.start != old.start:
            cost = weights.left_out if new is None else _distance(facts, old, new)
            total += times * cost + (people if old.interpreters else 0)
        else:
            total += times * weights.room * (new.room != old.room) + people * (
                set(new.interpreters) != set(old.interpreters)
            )
        if new is None or (new.start, new.room) != (old.start, old.room):
            told.update(meeting.governments)
    return total + weights.told * len(told)


def _distance(facts: Facts, old: Placement, new: Placement) -> int:
    """What another start weighs: by whether the host's date is another, and by the hours begun beyond the first."""
    weights, zone = facts.event.disturbance, ZoneInfo(facts.event.settings.host_zone)
    days = {place.start.astimezone(zone).date() for place in (old, new)}
    hours = ceil(abs(new.start - old.start) / timedelta(hours=1))
    return (weights.time if len(days) == 1 else weights.day) + weights.hour * min(hours - 1, MOST_HOURS)
