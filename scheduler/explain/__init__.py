"""Why not: the reason of everything that is not scheduled. How fairly: who got what, and whether that had to be."""

from scheduler.explain.levelling import Leveller, Step, levelled
from scheduler.explain.reasons import no_place, with_reasons
from scheduler.explain.treatment import Extremes, Measure, largest_differences, treatment

__all__ = [
    "Extremes",
    "Leveller",
    "Measure",
    "Step",
    "largest_differences",
    "levelled",
    "no_place",
    "treatment",
    "with_reasons",
]
