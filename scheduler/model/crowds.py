"""Hall's condition: whether some want more places than there are for them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping


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
        for one in asked:  # grows while it is gone through
            for place in (place for place in wanted[one] if place not in asked_for):
                asked_for[place] = one
                asked += holders[place]
        free = next((place for place in asked_for if len(holders[place]) < holds), None)
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
