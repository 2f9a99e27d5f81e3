"""What a recipient knows of its meetings, and in what that is another than what it knew before."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Literal

State = Literal["settled", "provisional", "asked"]


@dataclass(frozen=True)
class Told:
    """A meeting that takes place, as its reader sees it.

    Attributes
    ----------
    partners, guests
        All others whom it needs, and those who may come too; the reader may be one of these.
    brought
        Who brings an interpreter.
    state
        *Asked* is the reader, for its consent.
    pairs
        The languages between which a reader interprets.
    """

    start: datetime
    end: datetime
    room: str
    link: str
    meeting_id: str
    passcode: str
    partners: frozenset[str]
    guests: frozenset[str]
    interpreters: frozenset[str]
    brought: frozenset[str]
    topic: str
    state: State
    pairs: str = ""


@dataclass(frozen=True)
class Waiting:
    """A meeting or a request that has no place: with whom it is, what is told of why, and whether that is final."""

    partners: frozenset[str]
    why: str
    final: bool


Known = Mapping[str, Told | Waiting]
"""All that a recipient knows, by the ids of meetings, or of requests that are none."""

SHOWN_AS = {
    "moved": ("start", "end"),
    "room": ("room",),
    "link": ("link", "meeting_id", "passcode"),
    "parties": ("partners", "guests"),
    "interpreters": ("interpreters", "brought", "pairs"),
    "consent": ("state",),
    "topic": ("topic",),
}
"""What a difference in what is seen of a meeting is called."""

assert {name for names in SHOWN_AS.values() for name in names} == {field.name for field in fields(Told)}


def placed(known: Known) -> dict[str, Told]:
    return {id: told for id, told in known.items() if isinstance(told, Told)}


def differences(before: Known, now: Known) -> set[tuple[str, str]]:
    """All that is another to who knew what was before: of which meeting, and what it is called."""
    return {(id, how) for id in {*before, *now} for how in _between(before.get(id), now.get(id))}


def _between(old: Told | Waiting | None, new: Told | Waiting | None) -> set[str]:
    final = new is None or (isinstance(new, Waiting) and new.final)
    match old, new:
        case Told(), Told():
            return {how for how, names in SHOWN_AS.items() if any(getattr(old, n) != getattr(new, n) for n in names)}
        case _, Told():
            return {"added"}
        case Told(), _:
            return {"cancelled" if final else "left out"}
    return {"cancelled" if final else "asked"} if old != new else set()
