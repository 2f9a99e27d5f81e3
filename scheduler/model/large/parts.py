"""The time of an event in parts that are bettered apart: what moves within one is in nobody's way in another."""

import random
from collections.abc import Sequence
from itertools import pairwise

FEWEST = 6
"""Beginnings in a part: with fewer there is little to exchange."""


def parts(begins: Sequence[int], number: int, longest: int, dice: random.Random) -> list[frozenset[int]]:
    """The beginnings in so many parts, each of two stretches of time; cut elsewhere and paired anew each time.

    Parameters
    ----------
    begins
        In minutes, in order of time.
    number
        Of parts, or fewer where the beginnings are few.
    longest
        Minutes that a meeting engages anybody at most, its pause counted: what begins so shortly before another stretch
        stays where it is.
    dice
        By which it is cut.
    """
    number = max(1, min(number, len(begins) // FEWEST))
    if number == 1:
        return [frozenset(begins)]
    turn = dice.randrange(len(begins))
    cuts = sorted({begins[(turn + len(begins) * cut // (2 * number)) % len(begins)] for cut in range(2 * number)})
    stretches = [_between(begins, *pair, longest) for pair in pairwise((begins[0], *cuts, begins[-1] + longest))]
    stretches = [*stretches[1:-1], stretches[-1] | stretches[0]]  # what comes before the first cut goes with what is last
    dice.shuffle(stretches)
    return [one | other for one, other in zip(stretches[::2], stretches[1::2], strict=True)]


def _between(begins: Sequence[int], first: int, last: int, longest: int) -> frozenset[int]:
    """What begins from the first on and engages nobody any more at the last."""
    return frozenset(begin for begin in begins if first <= begin <= last - longest)
