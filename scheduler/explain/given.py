"""What somebody would give for a meeting: which hours of whom, on whose clock, or something else that was said."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler import words
from scheduler.check import Hours, breaches
from scheduler.domain import CloseTime, Event, Lost, Message, Placement, Violation, in_force

WHO = {"interpreter_away": "interpreters", "room_available_from": "rooms", "room_closed": "rooms"} | dict.fromkeys(
    ("marked", "programme", "unavailable", "hours", "lunch", "weekend", "day_off"), "government"
)
"""Who could give the times at which a fact holds, of those that do not hold whenever it is."""

MINUTE = timedelta(minutes=1)


def given(event: Event, meeting: str, place: Placement, facts: Iterable[Message], hours: Hours) -> Iterator[Message]:
    """The steps by which a meeting can be at a place in spite of some facts.

    Parameters
    ----------
    event, meeting, place, hours
        The meeting by its id, where it is to be, and when governments work.
    facts
        What stands against that, none of it another meeting.

    Yields
    ------
    Message
        For each fact what is given: of one that holds at some times which of those, on the government's own clock, those
        of rooms and interpreters on the host's. After it the change by which it is said, where a change had said
        otherwise; else the cells that are to be corrected.
    """
    said: set[str] = set()
    for fact in facts:
        name = fact.key.removeprefix("fact.")
        runs: list[tuple[datetime, datetime]] = []
        if name in WHO:
            who = fact.values[WHO[name]]
            host = event.settings.host_zone
            zone = event.government(str(who)).zone if WHO[name] == "government" else host
            runs = _runs([at for at in _minutes(place) if _holds(event, meeting, place, at, fact, hours)])
            times = [_shown(first, last, zone) for first, last in runs]
            values = {"who": who, "times": times, "zone": words.zone_name(zone), "fact": fact}
            yield Message("way.times", values, fact.cells)
        else:
            yield Message("way.all_the_same", {"fact": fact}, fact.cells)
        changes = list(_taking_back(event, meeting, fact, runs))
        yield from (Message("way.change", {"change": change}) for change in changes if change not in said)
        said.update(changes)
        if not changes and fact.cells:
            yield Message("way.correct", {"cells": [str(cell) for cell in fact.cells]})


def _minutes(place: Placement) -> Iterator[datetime]:
    yield from (place.start + minute * MINUTE for minute in range(int((place.end - place.start) / MINUTE)))


def _holds(event: Event, meeting: str, place: Placement, at: datetime, fact: Message, hours: Hours) -> bool:
    """Whether a fact holds for one minute, which the check is asked."""
    wrong = breaches(event, {meeting: Placement(at, at + MINUTE, place.room, place.interpreters)}, hours)
    return any(_says(fact, one) for one in wrong)


def _says(fact: Message, violation: Violation) -> bool:
    name, of, said = fact.key.removeprefix("fact."), violation.values, fact.values
    single = all(said[one] == of.get(one) for one in ("government", "no", "title") if one in said)
    several = (("rooms", "room"), ("interpreters", "interpreter"))
    listed = all(of[one] in said[plural] for plural, one in several if one in of)  # type: ignore[operator]
    return violation.key == f"violation.{name}" and single and listed


def _runs(minutes: Iterable[datetime]) -> list[tuple[datetime, datetime]]:
    """Stretches without a gap, each from its start to its end."""
    runs: list[tuple[datetime, datetime]] = []
    for at in minutes:
        if runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + MINUTE)
        else:
            runs.append((at, at + MINUTE))
    return runs


def _shown(start: datetime, end: datetime, zone: str, day: str = "%m-%d") -> str:
    first, last = (at.astimezone(ZoneInfo(zone)) for at in (start, end))
    return f"{first:{day} %H:%M}–{last:%H:%M}"


def _taking_back(event: Event, meeting: str, fact: Message, runs: Iterable[tuple[datetime, datetime]]) -> Iterator[str]:
    """The changes by which a fact that a change has brought about no longer holds."""
    name, acting = fact.key.removeprefix("fact."), in_force(event.decided.changes)
    what: Iterable[str] = ()
    if name == "pinned":
        yield f"unpin {meeting}"
    elif name == "room_closed":
        what = (f"open {room}" for room in fact.values["rooms"])  # type: ignore[attr-defined]
    elif name == "interpreter_away":
        lost = {change.interpreter for change in acting if isinstance(change, Lost)}
        what = (f'back "{who}"' for who in fact.values["interpreters"] if who in lost)  # type: ignore[attr-defined]
    elif name == "programme":
        closed = {change.reason or change.what for change in acting if isinstance(change, CloseTime)}
        what = ["open"] if fact.values["title"] in closed else ()
    zone = event.settings.host_zone
    yield from (f"{one} {_shown(start, end, zone, '%Y-%m-%d').replace('–', '-')}" for one in what for start, end in runs)
