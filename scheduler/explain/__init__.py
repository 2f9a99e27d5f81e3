"""Why not, what else, how fairly, and where it is tight; asks the check and the model, and states no rule of its own."""

from scheduler.explain.contradiction import explained
from scheduler.explain.elsewhere import Looked, elsewhere, everywhere, trial, ways_elsewhere
from scheduler.explain.foreseen import foreseen
from scheduler.explain.levelling import Leveller, Step, levelled
from scheduler.explain.reasons import at_start, no_place, with_reasons
from scheduler.explain.supply import supply
from scheduler.explain.treatment import Extremes, Measure, largest_differences, treatment

__all__ = [
    "Extremes",
    "Leveller",
    "Looked",
    "Measure",
    "Step",
    "at_start",
    "elsewhere",
    "everywhere",
    "explained",
    "foreseen",
    "largest_differences",
    "levelled",
    "no_place",
    "supply",
    "treatment",
    "trial",
    "ways_elsewhere",
    "with_reasons",
]
