"""How the value of a tier fell: what was reached at its beginning and after each of equal parts of the work.

Of the work and not of the time: it is the same whenever the same is solved.
"""

from collections.abc import Iterable
from math import ceil

PARTS = 10
"""Of the work of a tier."""

Step = tuple[float, int]
"""How much of the work was done, and the value that was reached with it."""


def in_parts(steps: Iterable[Step], work: float) -> tuple[int | None, ...]:
    """The least value reached at the beginning and after each part of the work; nothing where it never changed.

    Parameters
    ----------
    steps
        In any order.
    work
        All that was done, in the unit of the steps.
    """
    reached: list[int | None] = [None] * (PARTS + 1)
    for done, value in steps:
        for later in range(min(PARTS, ceil(PARTS * done / work)) if work else PARTS, PARTS + 1):
            known = reached[later]
            reached[later] = value if known is None else min(value, known)
    return tuple(reached) if len({*reached} - {None}) > 1 else ()
