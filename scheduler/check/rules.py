"""The rules R1 to R12, each looking for its breaches.

A rule is held against the placements that there are; how they came about, and what else might have been, is none of its
business.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from scheduler.check.clock import between, reading, touches
from scheduler.check.facts import Facts, Held
from scheduler.domain import Cells, Interpreter, Meeting, Source, Violation

Rule = Callable[[Facts], Iterator[Violation]]

INTERPRETERS = "R7"
"""The rule that is off where the event names no interpreters."""

OF_THE_WHOLE = ("R11", "R12")
"""The rules that a timetable keeps as a whole; all others are kept still when a meeting is taken out of it."""

MODES_OF_ROOM = {"online": {"", "online"}, "hybrid": {"", "online", "hybrid", "on-site"}, "on-site": {"on-site"}}
"""The modes of meeting that a type of room serves (R4)."""


def _broken(rule: str, key: str, held: Iterable[Held], cells: Iterable[Source] = (), **values: object) -> Violation:
    meetings = [one.meeting.id for one in held]
    return Violation(f"violation.{key}", {"meetings": meetings, **values}, tuple(dict.fromkeys(cells)), rule)


def _stated(cells: Cells, *fields: str) -> list[Source]:
    """The cell in which the first of these fields stands that is written and not assumed; none where all are assumed."""
    return [cells[name] for name in fields if name in cells][:1]


def placement(facts: Facts) -> Iterator[Violation]:
    """R1: at most one placement, wholly inside one slot, at a start on the grid; a fixed start may lie off it."""
    for id in facts.strangers:
        yield Violation("violation.stranger", {"meetings": [id]}, (), "R1")
    longest = max((len(span) for span, _ in facts.spans), default=0)
    for held in facts.looked_at:
        cells = held.meeting.cells("duration")
        if len(held.minutes) != held.meeting.duration:
            yield _broken("R1", "length", [held], cells, minutes=len(held.minutes), asked=held.meeting.duration)
        slots = [span for span, _ in facts.spans if held.begin in span and held.end <= span.stop]
        fixed = any(request.fixed_start for request in held.meeting.requests)
        if held.meeting.duration > longest:
            stated = _cells_of_length(facts, held.meeting)
            yield _broken("R1", "too_long", [held], stated, minutes=held.meeting.duration, longest=longest)
        elif not slots:
            yield _broken("R1", "slot", [held], held.meeting.cells("fixed_start"))
        elif not fixed and not any((held.begin - span.start) % facts.settings.start_grid == 0 for span in slots):
            yield _broken("R1", "grid", [held], grid=facts.settings.start_grid)


def _cells_of_length(facts: Facts, meeting: Meeting) -> list[Source]:
    """Where a length is stated: in the requests, or else for all meetings of that kind."""
    usual = "trilateral_duration" if len(meeting.governments) > 2 else "default_duration"
    return [*meeting.cells("duration")] or _stated(facts.settings.cells, usual)


def governments(facts: Facts) -> Iterator[Violation]:
    """R2: at no instant more of a government's meetings than its delegations, each prolonged by the break."""
    for government in facts.engaged:
        for running in _running(facts.of(government.code), facts.settings.government_break):
            if len(running) > government.delegations:
                cells = _stated(government.cells, "delegations", "code")
                yield _broken("R2", "government", running, cells, government=government.code)


def _running(in_time: Sequence[Held], pause: int) -> Iterator[list[Held]]:
    """At the beginning of each, those that have begun and are not over, each prolonged by the pause."""
    running: list[Held] = []
    waiting = list(reversed(in_time))
    for held in in_time:
        while waiting and waiting[-1].begin <= held.begin:
            running.append(waiting.pop())
        running = [one for one in running if held.begin < one.end + pause]
        yield running


def rooms(facts: Facts) -> Iterator[Violation]:
    """R3: a room holds one meeting at a time, each prolonged by the changeover."""
    held_in = ((held.placement.room, held) for held in facts.held)
    for room, one, other in _at_once(held_in, facts.settings.room_changeover):
        yield _broken("R3", "room", [one, other], room=room)


def _at_once(named: Iterable[tuple[str, Held]], pause: int) -> Iterator[tuple[str, Held, Held]]:
    """Any two of the same name that run at once, each prolonged by the pause; in the order of what is named."""
    by_name: dict[str, list[tuple[int, Held]]] = defaultdict(list)
    for place, (name, held) in enumerate(named):
        by_name[name].append((place, held))
    found: list[tuple[int, int, str, Held, Held]] = []
    for name, of_name in by_name.items():
        in_time = sorted(of_name, key=lambda placed: placed[1].begin)
        for number, (place, held) in enumerate(in_time, start=1):
            for later, other in islice(in_time, number, None):
                if other.begin >= held.end + pause:
                    break  # so are all that come after it
                first, second = sorted(((place, held), (later, other)), key=lambda placed: placed[0])
                found.append((first[0], second[0], name, first[1], second[1]))
    for _, _, name, one, other in sorted(found, key=lambda two: two[:2]):
        yield name, one, other


def room_suffices(facts: Facts) -> Iterator[Violation]:
    """R4: capacity, hours, type, platform, and channels where interpretation is simultaneous."""
    for held in facts.looked_at:
        room = facts.event.rooms_by_name.get(held.placement.room)
        if room is None:
            yield _broken("R4", "no_room", [held], room=held.placement.room)
            continue
        meeting = held.meeting
        modes = {request.mode for request in meeting.requests} - {""} or {""}
        usable = [facts.event.government(code).platforms for code in meeting.governments]
        channels = len(facts.pairs(meeting)) if facts.settings.interpretation == "simultaneous" else 0
        faults = {
            "capacity": room.capacity is not None and (meeting.participants or 0) > room.capacity,
            "type": not modes <= MODES_OF_ROOM[room.type or "online"],
            "platform": bool(room.platform) and any(of and room.platform not in of for of in usable),
            "channels": room.channels is not None and channels > room.channels,
            "available_from": not between(room.available_from, room.available_to, facts.settings.host_zone, held.minutes),
            "closed": any(meeting.id not in one.spared and touches(one.range, held.minutes) for one in room.closed),
        }
        for name, fault in faults.items():
            if fault:
                asked = {"capacity": "participants", "type": "mode"}
                cells = [*_stated(room.cells, name), *(meeting.cells(asked[name]) if name in asked else ())]
                yield _broken("R4", f"room_{name}", [held], cells, room=room.name)


def availability(facts: Facts) -> Iterator[Violation]:
    """R5: no required party marked ×, at a programme item that concerns it, or unavailable by its own request."""
    for held in facts.looked_at:
        id, parties = held.meeting.id, held.meeting.governments
        for mark in facts.event.marks_of(parties):
            if mark.level == "no" and id not in mark.spared and touches(mark.range, held.minutes):
                yield _broken("R5", "marked", [held], mark.cells.values(), government=mark.government)
        for item in facts.event.programme:
            concerned = sorted(item.concerned.intersection(parties)) if id not in item.spared else ()
            for code in concerned:
                if touches(item.range, held.minutes):
                    cells = _stated(item.cells, "title")
                    yield _broken("R5", "programme", [held], cells, government=code, title=item.title)
        for request in held.meeting.requests:
            if any(touches(range_, held.minutes) for range_ in request.unavailable):
                cells = _stated(request.cells, "unavailable")
                yield _broken("R5", "unavailable", [held], cells, government=request.requester, no=request.no)


def working_hours(facts: Facts) -> Iterator[Violation]:
    """R6: inside office hours, outside lunch, on a working day of every required party, on its own clock."""
    for held in facts.looked_at:
        for code in held.meeting.governments:
            government = facts.event.government(code)
            days_off, outside, lunch = facts.hours.closed_by(government, held.minutes)
            for day in sorted(days_off):
                yield _day_off(facts, held, code, day)
            if outside:
                yield _broken("R6", "hours", [held], _stated(government.cells, "office_hours", "code"), government=code)
            if lunch:
                yield _broken("R6", "lunch", [held], _stated(government.cells, "lunch", "code"), government=code)


def _day_off(facts: Facts, held: Held, code: str, day: date) -> Violation:
    """A holiday by its name and, where the sheet Holidays states it, its row; else a weekend."""
    said, of_code = facts.hours.calendar.get((code, day)), _stated(facts.event.government(code).cells, "code")
    if said is None:
        return _broken("R6", "weekend", [held], of_code, government=code, day=day.isoformat())
    cells = _stated(said.cells, "date") or of_code
    return _broken("R6", "day_off", [held], cells, government=code, day=day.isoformat(), name=said.name or "–")


def interpreters(facts: Facts) -> Iterator[Violation]:
    """R7: each pair covered by interpreters who have both languages, are available, and sit in one meeting at a time."""
    people = facts.event.people_by_name
    for held in facts.looked_at:
        yield from _needed(facts, held)
        if people:
            yield from _able(facts, held, people)
            yield from _covered(facts, held)
    for name, one, other in _at_once(facts.interpreting(), facts.settings.interpreter_break):
        yield _broken("R7", "interpreter_twice", dict.fromkeys([one, other]), interpreter=name)
    minutes: Counter[tuple[str, date]] = Counter()
    for name, held in facts.interpreting():
        minutes[name, facts.host_day(held)] += len(held.minutes)
    for (name, day), total in sorted(minutes.items()):
        if name in people and total > people[name].max_minutes:
            sat = dict.fromkeys(h for who, h in facts.interpreting() if (who, facts.host_day(h)) == (name, day))
            cells = _stated(people[name].cells, "max_minutes")
            yield _broken("R7", "interpreter_minutes", sat, cells, interpreter=name, day=day.isoformat(), minutes=total)


def _needed(facts: Facts, held: Held) -> Iterator[Violation]:
    """Nobody is assigned where nothing is to be interpreted; one more than needed may sit in."""
    needed = facts.pairs(held.meeting) if facts.event.interpreters else set()
    assigned = held.placement.interpreters
    needless = [one for one in assigned if frozenset(one.pair.split("-")) not in needed]
    for one in needless:
        yield _broken("R7", "interpreter_needless", [held], interpreter=one.name, pair=one.pair)
    most = _links(needed) if facts.settings.relay else len(needed)
    most = most * facts.interpreters_each(held.meeting) + 1
    if len(assigned) - len(needless) > most:
        yield _broken("R7", "interpreter_surplus", [held], most=most, number=len(assigned))
    for one in assigned:
        if one.pair.split("-") != sorted(one.pair.split("-")):
            yield _broken("R7", "interpreter_pair", [held], interpreter=one.name, written=one.pair)


def _able(facts: Facts, held: Held, people: Mapping[str, Interpreter]) -> Iterator[Violation]:
    for interpreting in held.placement.interpreters:
        person, pair = people.get(interpreting.name), frozenset(interpreting.pair.split("-"))
        if person is None or not pair <= set(person.languages):
            yield _broken("R7", "interpreter_language", [held], interpreter=interpreting.name, pair=interpreting.pair)
        elif not between(person.available_from, person.available_to, facts.settings.host_zone, held.minutes) or any(
            held.meeting.id not in one.spared and touches(one.range, held.minutes) for one in person.away
        ):
            cells = [person.cells[name] for name in ("away", "available_from", "available_to") if name in person.cells]
            yield _broken("R7", "interpreter_away", [held], cells, interpreter=person.name)
        elif facts.event.states(held.meeting).get(person.name) == "declined":
            yield _broken("R7", "interpreter_declined", [held], interpreter=person.name)


def _covered(facts: Facts, held: Held) -> Iterator[Violation]:
    covered = Counter(frozenset(one.pair.split("-")) for one in held.placement.interpreters)
    pairs, each = facts.pairs(held.meeting), facts.interpreters_each(held.meeting)
    enough = {pair for pair in pairs if covered[pair] >= each}
    for pair in sorted(pairs - enough, key=sorted):
        if not (facts.settings.relay and _linked(pair, enough)):
            cells = held.meeting.cells("interpreter")
            yield _broken("R7", "uninterpreted", [held], cells, pair="-".join(sorted(pair)))


def _linked(pair: frozenset[str], covered: set[frozenset[str]]) -> bool:
    """Whether a chain of covered pairs leads from one language to the other."""
    start, goal = sorted(pair)
    return goal in _reached(start, covered)


def _reached(start: str, covered: set[frozenset[str]]) -> set[str]:
    """The languages to which chains of covered pairs lead."""
    reached, grown = set[str](), {start}
    while grown != reached:
        reached = grown
        grown = reached.union(*(link for link in covered if link & reached))
    return reached


def _links(pairs: set[frozenset[str]]) -> int:
    """How many covered pairs link all languages that these pairs link: a tree for each group of them."""
    languages = set[str]().union(*pairs)
    groups = {frozenset(_reached(language, pairs)) for language in languages}
    return len(languages) - len(groups)


def load(facts: Facts) -> Iterator[Violation]:
    """R8: at most the government's maximum of meetings a day, or else the event's."""
    for government in facts.engaged:
        most = government.max_per_day if government.max_per_day is not None else facts.settings.max_per_day
        if most is None:
            continue
        for of_day in facts.by_day(government.code).values():
            if len(of_day) > most:
                cells = _stated(government.cells, "max_per_day") or _stated(facts.settings.cells, "max_per_day")
                yield _broken("R8", "load", of_day, cells, government=government.code, most=most)


def fixed(facts: Facts) -> Iterator[Violation]:
    """R9: fixed start, fixed room and session are kept."""
    for held in facts.looked_at:
        sessions = {session for span, session in facts.spans if held.begin in span and held.end <= span.stop}
        for request in held.meeting.requests:
            start = request.fixed_start
            shown = reading((start and start.zone) or facts.settings.host_zone, held.begin)
            faults = {
                "fixed_start": start is not None and shown != (start.day, start.minute),
                "fixed_room": request.fixed_room not in ("", held.placement.room),
                "session": bool(request.session) and request.session not in sessions,
            }
            for name, fault in faults.items():
                if fault:
                    cells = _stated(request.cells, name)
                    yield _broken("R9", name, [held], cells, no=request.no)


def not_moved(facts: Facts) -> Iterator[Violation]:
    """R9: what is pinned has not moved, and nothing else begins where time has passed."""
    for held in facts.looked_at:
        pin, place = facts.event.decided.pinned.get(held.meeting.id), held.placement
        if pin and (
            pin.start not in (None, place.start)
            or pin.room not in (None, place.room)
            or (pin.interpreters is not None and set(pin.interpreters) != set(place.interpreters))
        ):
            yield _broken("R9", "pinned", [held], pin.cells)
        now = facts.event.decided.not_before
        if now and place.start < now and not (pin and pin.start):
            yield _broken("R9", "past", [held])


def order(facts: Facts) -> Iterator[Violation]:
    """R10: the meeting of a request with After starts no earlier than the other's end, where both are placed."""
    by_id = {held.meeting.id: held for held in facts.held}
    for held in facts.held:
        for earlier in (by_id[id] for id in held.meeting.after if id in by_id):
            if held.begin < earlier.end:
                yield _broken("R10", "order", [held, earlier], held.meeting.cells("after"))


def mandatory(facts: Facts) -> Iterator[Violation]:
    """R11: a mandatory meeting is placed."""
    placed = {held.meeting.id for held in facts.held}
    for meeting in facts.event.meetings:
        if meeting.mandatory and meeting.id not in placed:
            cells = meeting.cells("mandatory", "fixed_start")
            yield Violation("violation.mandatory", {"meetings": [meeting.id]}, cells, "R11")


def fairness(facts: Facts) -> Iterator[Violation]:
    """R12: the numbers of breaks of any two governments differ by no more than the fairness bound, or the least that
    the timetable says can be kept.
    """
    if facts.settings.fairness_bound is not None:
        yield from uneven(facts, facts.breaks)


def uneven(facts: Facts, breaks: Mapping[str, int]) -> Iterator[Violation]:
    """The same for breaks of all governments that were counted elsewhere."""
    bound = facts.settings.fairness_bound
    if bound is None or not breaks:
        return
    most, least = (choose(breaks, key=lambda code: breaks[code]) for choose in (max, min))
    if breaks[most] - breaks[least] > max(bound, facts.fairness_kept):
        cells = _stated(facts.settings.cells, "fairness_bound")
        values = {"most": most, "breaks": breaks[most], "least": least, "fewer": breaks[least]}
        yield _broken("R12", "fairness", [], cells, **values)


RULES: tuple[tuple[str, Rule], ...] = (
    ("R1", placement),
    ("R2", governments),
    ("R3", rooms),
    ("R4", room_suffices),
    ("R5", availability),
    ("R6", working_hours),
    (INTERPRETERS, interpreters),
    ("R8", load),
    ("R9", fixed),
    ("R9", not_moved),
    ("R10", order),
    ("R11", mandatory),
    ("R12", fairness),
)
"""Every rule beside R0, which looks at what a timetable claims (`claims`)."""
