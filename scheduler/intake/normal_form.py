"""One writing for one name: what is written in several widths, cases or spacings is written as it stands first.

Everything behind the intake compares names with `==`. Governments, rooms, interpreters and meetings are looked up where they
are named; here are the names that no sheet is the register of: platforms, sessions, labels.
"""

from collections.abc import Iterable
from dataclasses import replace

from scheduler import words
from scheduler.domain import Government, Request, Room, Slot


class Spelling:
    """The first writing of each name."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def of(self, written: str) -> str:
        return self._first.setdefault(words.fold(written), " ".join(written.split()))


def with_one_platform(
    rooms: Iterable[Room], governments: Iterable[Government]
) -> tuple[tuple[Room, ...], tuple[Government, ...]]:
    """Rooms, and governments, that write a platform by the name it is known by, 腾讯会议 as VooV; one that no list knows as
    the first room does, or else the first government.
    """
    spelling, known = Spelling(), words.values("platform")

    def one(written: str) -> str:
        return known.get(words.fold(written)) or spelling.of(written)

    return (
        tuple(replace(room, platform=one(room.platform)) for room in rooms),
        tuple(replace(g, platforms=tuple(dict.fromkeys(map(one, g.platforms)))) for g in governments),
    )


def with_one_session(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """Slots that write a session as the first of them does."""
    spelling = Spelling()
    return tuple(replace(slot, session=spelling.of(slot.session)) for slot in slots)


def with_one_label(requests: Iterable[Request]) -> tuple[Request, ...]:
    """Requests that write the label of a meeting as the first of them does."""
    spelling = Spelling()
    return tuple(replace(r, label=spelling.of(r.label)) if r.label else r for r in requests)
