"""A part of a walk: what it is to better, and how it cools down by its steps, or by its time where that is limited."""

import math
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

HOT, COLD = 0.4, 0.08
"""Temperatures at the beginning and the end of all legs together, beside a typical change (measured in
`docs/decisions.md`).
"""

ENDLESS = sys.maxsize
"""Steps of a leg that ends with its time."""


Manner = Literal["moving", "exchanging", "gathering", "rearranging"]
"""How meetings come elsewhere: in chains, anywhere (`walk`); by exchanging starts that do not overlap (`exchange`), also so
that they come to where they are wanted (`targets`) or to the nearest row of hours, breaks or not, only where nobody is bound
to have few of them (`can_gather`); or many together, by the model, while all others stay (`part`).
"""


class Dice(random.Random):
    """They are thrown many times in each step, and need not be fair to the last digit."""

    def choice(self, seq: Any) -> Any:
        """One of a sequence."""
        return seq[int(self.random() * len(seq))]


@dataclass(frozen=True)
class Leg:
    """A part of a walk.

    Attributes
    ----------
    tier
        Which of those that are seen is bettered.
    round, part
        The round, and which of the walks that begin together this is.
    seed
        Of the run; each part of each round has dice of its own.
    hot, cold
        Temperatures at its beginning and its end: what a change for the worse may cost, beside the least by which the tier
        can change.
    steps
        How many are tried.
    seconds
        How long it takes, where its end is not a matter of steps.
    manner
        How meetings come elsewhere.
    """

    tier: int
    round: int
    part: int
    seed: int
    hot: float
    cold: float
    steps: int = ENDLESS
    seconds: float | None = None
    manner: Manner = "moving"

    def dice(self) -> Dice:
        """Its own."""
        return Dice(f"{self.seed} {self.tier} {self.round} {self.part}")

    def temperature(self, done: float) -> float:
        """What it is when so much is done."""
        return self.hot * math.pow(self.cold / self.hot, done)


STANDING = Leg(tier=0, round=0, part=0, seed=0, hot=HOT, cold=COLD, steps=0)
"""No step at all."""


class Pace:
    """How much of a leg that begins now is done.

    Parameters
    ----------
    leg
        The leg.
    over
        Whether it is to end at once.
    """

    def __init__(self, leg: Leg, over: Callable[[], bool]) -> None:
        self._leg, self._over = leg, over
        self._began = time.monotonic()

    def done(self, step: int) -> float:
        """The part that is done after so many steps; 1 where that is all."""
        if self._over():
            return 1.0
        if self._leg.seconds is None:
            return step / self._leg.steps
        return min(1.0, (time.monotonic() - self._began) / max(0.001, self._leg.seconds))

    @property
    def left(self) -> float | None:
        """Seconds, where its end is a matter of time."""
        return None if self._leg.seconds is None else max(0.0, self._leg.seconds - (time.monotonic() - self._began))
