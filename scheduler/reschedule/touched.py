"""Who has to be told of a difference, and in which language."""

from dataclasses import dataclass

from scheduler.domain import Alteration, Altered, Difference, Event

TOLD_TO_GOVERNMENTS: frozenset[Alteration] = frozenset(("cancelled", "left out", "moved", "room", "link", "added"))
TOLD_TO_INTERPRETERS = TOLD_TO_GOVERNMENTS - {"link"} | {"interpreters"}


@dataclass(frozen=True)
class Told:
    """A government or an interpreter, how to reach them, and the ids of the meetings that are different for them."""

    who: str
    language: str
    contact: str
    phone: str
    email: str
    meetings: tuple[str, ...]


def touched(event: Event, difference: Difference) -> tuple[Told, ...]:
    """The governments by their codes, then the interpreters by their names."""
    found = []
    for government in event.governments:
        ids = [a.id for a in difference.altered if government.code in a.governments and TOLD_TO_GOVERNMENTS & {*a.how}]
        if ids:
            main = government.languages[0]
            reach = (government.contact, government.phone, government.email)
            found.append(Told(government.code, main, *reach, tuple(ids)))
    found.sort(key=lambda told: told.who)
    people = sorted({name for altered in difference.altered for name in _people(altered)})
    languages = {person.name: "/".join(person.languages) for person in event.interpreters}
    for name in people:
        ids = [altered.id for altered in difference.altered if name in _people(altered)]
        found.append(Told(name, languages.get(name, ""), "", "", "", tuple(ids)))
    return tuple(found)


def _people(altered: Altered) -> set[str]:
    """The interpreters for whom a meeting is different: all of one that is at another time, else those who changed."""
    if not TOLD_TO_INTERPRETERS & {*altered.how}:
        return set()
    had, has = (
        {i.name for i in one.placement.interpreters} if one and one.placement else set[str]()
        for one in (altered.before, altered.after)
    )
    return had ^ has if set(altered.how) <= {"interpreters", "link"} else had | has
