"""Hall's condition: whether some want more places than there are for them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping


def crowded(wanted: Mapping[str, Iterable[int]], holds: int) -> list[str]:
    """Those who cannot all have one of the places they want, where a place holds so many; empty if all can.

    Augmenting paths (Kuhn 1955): one without a place gets one if others can move on. Where they cannot, all who were asked
    want only places that they fill, and without any one of them the others would find room.
    """
    place_of: dict[str, int] = {}
    holders: dict[int, list[str]] = defaultdict(list)
    for name in wanted:
        asked = [name]
        asked_for: dict[int, str] = {}
        free = next((p for p in _asked_for(wanted, asked, asked_for, holders) if len(holders[p]) < holds), None)
        if free is None:
            return asked
        while free is not None:
            mover = asked_for[free]
            left = place_of.get(mover)
            if left is not None:
                holders[left].remove(mover)
            holders[free].append(mover)
            place_of[mover] = free
            free = left
    return []


def _asked_for(
    wanted: Mapping[str, Iterable[int]], asked: list[str], asked_for: dict[int, str], holders: Mapping[int, list[str]]
) -> Iterator[int]:
    """Each place that is asked for, and by whom first; those who hold it are then asked too what else they want."""
    for one in asked:  # grows while it is gone through
        for place in wanted[one]:
            if place not in asked_for:
                asked_for[place] = one
                yield place
                asked += holders[place]
