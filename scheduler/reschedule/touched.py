"""Who has to be told of a difference, in which language, and of what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scheduler.domain import Alteration, Altered, Difference, Event, MeetingOutcome, Names

OF_INTERPRETERS: frozenset[Alteration] = frozenset(("interpreters", "link"))
"""The ways in which a meeting may be different and its other interpreters need not know."""


@dataclass(frozen=True)
class Told:
    """A government, as a party or an optional attendee, or an interpreter, and what is different for them.

    Attributes
    ----------
    who, names
        The code of a government with its names, or the name of an interpreter.
    languages
        The first is the one to write in.
    meetings
        The ids of the meetings that are different for them, each with the ways in which it is.
    """

    who: str
    names: Names
    languages: tuple[str, ...]
    contact: str
    phone: str
    email: str
    meetings: tuple[tuple[str, tuple[Alteration, ...]], ...]


def touched(event: Event, difference: Difference) -> tuple[Told, ...]:
    """The governments by their codes, then the interpreters by their names; nobody whom nothing concerns."""
    found = []
    for government in sorted(event.governments, key=lambda one: one.code):
        if concerned := tuple(_of_government(government.code, difference.altered)):
            reach = (government.contact, government.phone, government.email)
            found.append(Told(government.code, government.names, government.languages, *reach, concerned))
    languages = {person.name: person.languages for person in event.interpreters}
    for name in sorted({name for altered in difference.altered for name in _people(altered)}):
        concerned = tuple((one.id, one.how) for one in difference.altered if name in _people(one))
        found.append(Told(name, Names(name), languages.get(name, ()), "", "", "", concerned))
    return tuple(found)


def _of_government(code: str, altered: Iterable[Altered]) -> Iterator[tuple[str, tuple[Alteration, ...]]]:
    """What is different for a government, of the meetings in which it sits or sat; other interpreters are not."""
    for one in altered:
        ways = tuple(way for way in one.how if way != "interpreters")
        if ways and any(code in _all_of(outcome) for outcome in (one.before, one.after)):
            yield one.id, ways


def _all_of(outcome: MeetingOutcome | None) -> tuple[str, ...]:
    """The parties of a meeting, and its optional attendees."""
    return (*outcome.governments, *outcome.optional) if outcome else ()


def _people(altered: Altered) -> set[str]:
    """The interpreters for whom a meeting is different: all of one that is at another time, else those who changed."""
    had, has = (
        {i.name for i in one.placement.interpreters} if one and one.placement else set[str]()
        for one in (altered.before, altered.after)
    )
    return had ^ has if set(altered.how) <= OF_INTERPRETERS else had | has
